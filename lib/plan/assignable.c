// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "plan/assignable.h"

#include "bindings/dma_ranges.h"
#include "bindings/msi.h"
#include "devices/traits.h"
#include "model/lookup.h"

static bool is_coherent(const struct iop_plan *p, uint32_t node)
{
	struct iop_dma dma;

	iop_dma_read(p->tree, p->view, node, false, &dma);
	return dma.coherent;
}

/* IOMMU_CAP_CACHE_COHERENCY of one member. */
static bool coheres(const struct iop_plan *p, const struct iop_device *d)
{
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	struct iop_dma dma;

	switch (iop_fact_of(p, i, IOP_K_COHERENCE, IOP_W_NONE)) {
	case IOP_W_ALWAYS:
		return true;
	case IOP_W_WALK:
		return is_coherent(p, i->node);
	case IOP_W_WALK_OR_MASTER:
		iop_dma_of(p->tree, p->view, d, &dma);
		return dma.coherent || is_coherent(p, i->node);
	default:
		return false;
	}
}

/* Of a member without MSIs nothing says that its writes cannot look like one. */
static bool isolates(const struct iop_plan *p, const struct iop_device *d)
{
	struct iop_msi_walk w = iop_msi_open(p->tree, p->view,
					     d->host == IOP_NONE ? d->node : d->host);
	const struct iop_driver *linux_facts = &p->view->facts->drivers[0];
	struct iop_msi v;
	bool any = false;

	while (iop_msi_next(&w, &v)) {
		if (v.controller == IOP_NO_NODE ||
		    !iop_any_listed(p->view, linux_facts, IOP_L_ISOLATED_MSI,
				    iop_prop(p->tree, v.controller, IOP_P_COMPATIBLE)))
			return false;
		any = true;
	}
	return any;
}

static bool needs_direct(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t cursor = 0;
	struct iop_resv v;

	if (iop_is_behind(d) || !iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_RESV_DT, 0))
		return false;
	while (iop_resv_next(p->tree, d->node, &cursor, &v))
		if (v.direct)
			return true;
	return false;
}

static void ask(struct iop_assignable *a, const struct iop_plan *p, uint32_t n)
{
	const struct iop_device *d = iop_device_of(p, n);

	if (d->iommu == IOP_NONE)
		return;
	if (a->incoherent == IOP_NONE && !coheres(p, d))
		a->incoherent = n;
	if (a->shared_msi == IOP_NONE && !isolates(p, d))
		a->shared_msi = n;
	a->direct |= needs_direct(p, d);
}

/* Not the same in the kernels before and after that were read. */
static bool is_open(const struct iop_plan *p, enum iop_key key)
{
	struct iop_view newer;

	if (!p->view->general_newer)
		return false;
	newer = iop_view_newer(p->view);
	return iop_linux(&newer, key, IOP_W_NONE) != iop_linux(p->view, key, IOP_W_NONE);
}

static enum iop_answer answer(const struct iop_plan *p, enum iop_key key, bool asked,
			      uint32_t *member)
{
	if (!asked || is_open(p, key)) {
		*member = IOP_NONE;
		return is_open(p, key) ? IOP_ANSWER_UNSURE : IOP_ANSWER_YES;
	}
	return *member == IOP_NONE ? IOP_ANSWER_YES : IOP_ANSWER_NO;
}

struct iop_assignable iop_assignable_of(const struct iop_plan *p, const struct iop_group *g)
{
	struct iop_assignable a = { .incoherent = IOP_NONE, .shared_msi = IOP_NONE };
	uint64_t msi = iop_linux(p->view, IOP_K_VFIO_MSI, IOP_W_UNKNOWN);

	for (uint32_t n = g->first; n != IOP_NONE; n = p->devices[n].next)
		ask(&a, p, n);
	a.coherent = answer(p, IOP_K_VFIO_COHERENCE, iop_linux(p->view, IOP_K_VFIO_COHERENCE, 0),
			    &a.incoherent);
	a.isolated = answer(p, IOP_K_VFIO_MSI, true, &a.shared_msi);
	if (msi != IOP_W_GROUP) {
		a.isolated = IOP_ANSWER_UNSURE;
		a.shared_msi = IOP_NONE;
	}
	a.direct &= iop_linux(p->view, IOP_K_VFIO_DIRECT, 0);
	return a;
}
