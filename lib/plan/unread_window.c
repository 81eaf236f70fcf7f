// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/traits.h"
#include "model/lookup.h"
#include "plan/defaults.h"

static bool same_dma(const struct iop_dma *a, const struct iop_dma *b)
{
	return a->limited == b->limited && a->nothing == b->nothing &&
	       (!a->limited || (a->base == b->base && a->size == b->size &&
				 a->offset == b->offset));
}

/* Where a domain begins that once took that from dma-ranges. */
static uint64_t base_of(const struct iop_plan *p, const struct iop_dma *dma)
{
	return iop_linux(p->view, IOP_K_DOMAIN_BASE, 0) && dma->limited ? dma->base : 0;
}

/* The addresses a master is given are read of the facts again when they are
 * shown: mark them where they differ and the group does not. */
bool iop_same_window(const struct iop_plan *p, const struct iop_device *d,
		     const struct iop_plan *q, const struct iop_device *o)
{
	struct iop_window v = { 0 }, w = { 0 };
	struct iop_dma a, b;

	iop_dma_of(p->tree, p->view, d, &a);
	iop_dma_of(q->tree, q->view, o, &b);
	if (d->group == IOP_NONE || d->iommu == IOP_NONE || o->iommu == IOP_NONE)
		return same_dma(&a, &b);
	return iop_window_read(p, iop_iommu_of(p, d->iommu), &a, &v) ==
	       iop_window_read(q, &q->iommus[o->iommu], &b, &w) &&
	       v.first == w.first && v.last == w.last && a.nothing == b.nothing &&
	       base_of(p, &a) == base_of(q, &b);
}
