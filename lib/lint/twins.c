// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Devices that have no iommus while their like has. A set of the masters'
 * names, a bit each, keeps nearly all nodes of a tree from a closer look.
 */
#include <string.h>

#include "devices/populate.h"
#include "lint/lint.h"
#include "model/lookup.h"

#define NAME_BITS 256u
#define LOOKS_MOST 1000000u	/* comparisons of a node with a master */

struct names {
	uint64_t bits[NAME_BITS / 64];
};

static uint32_t hash(const char *name)
{
	uint32_t h = 0;

	for (; *name && *name != '@'; name++)
		h = h * 31 + (uint8_t)*name;
	return (h ^ h >> 8) % NAME_BITS;
}

static bool is_protected(const struct iop_lint *s, const struct iop_device *d)
{
	return d->group != IOP_NONE && iop_has_list(s, d);
}

/* Trace buffers that keep the trace within, beside one that writes it out. */
static bool is_trace(const struct iop_plan *p, uint32_t node)
{
	return iop_any_listed(p->view, p->view->facts->drivers, IOP_L_TRACE_DEVICES,
			      iop_prop(p->tree, node, IOP_P_COMPATIBLE));
}

/* What a device with registers of its own may have, and no IOMMU. */
static bool may_be_twin(const struct iop_tree *t, uint32_t node)
{
	const uint64_t must = 1ull << IOP_P_COMPATIBLE | 1ull << IOP_P_REG;
	const uint64_t not = 1ull << IOP_P_IOMMUS | 1ull << IOP_P_IOMMU_CELLS |
			     1ull << IOP_P_IOMMU_MAP | 1ull << IOP_P_STREAM_ID_CELLS;

	return t->nodes[node].available && (t->nodes[node].has & must) == must &&
	       !(t->nodes[node].has & not);
}

static bool same_kind(const struct iop_tree *t, uint32_t a, uint32_t b)
{
	struct iop_cells x = iop_prop(t, a, IOP_P_COMPATIBLE);
	struct iop_cells y = iop_prop(t, b, IOP_P_COMPATIBLE);

	return x.left == y.left && !memcmp(x.at, y.at, x.left);
}

/* Where its streams end, if they are those of its twin's IOMMU. */
static const char *what_if(const struct iop_plan *p, const struct iop_device *twin)
{
	if (twin->iommu == IOP_NONE ||
	    p->iommus[twin->iommu].unclaimed != IOP_EFFECT_BLOCKED)
		return "";
	return "; if the DMA goes through the same IOMMU, it is blocked";
}

static void look_at(struct iop_lint *s, uint32_t node, uint32_t *looks)
{
	const struct iop_plan *p = s->plan;
	const char *name = iop_node_name(p->tree, node);
	size_t len = strcspn(name, "@") + 1;

	for (uint32_t n = 0; n < p->n_devices && *looks < LOOKS_MOST; n++, ++*looks) {
		uint32_t twin = p->devices[n].node;
		struct iop_finding *f;

		if (p->tree->nodes[twin].parent != p->tree->nodes[node].parent ||
		    !is_protected(s, &p->devices[n]) ||
		    strncmp(iop_node_name(p->tree, twin), name, len))
			continue;
		if (!same_kind(p->tree, twin, node) || is_trace(p, node))
			continue;
		f = iop_report(s, IOP_RULE_TWIN_UNPROTECTED, node, NULL);
		s->twins[node] = true;
		f->related = twin;
		iop_say_node(f, twin);
		iop_say(f, what_if(p, &p->devices[n]));
		return;
	}
}

/* A host of the same kind whose requesters have an IOMMU, or NULL. */
static const struct iop_device *host_twin(const struct iop_plan *p, uint32_t node,
					  uint32_t *looks)
{
	for (uint32_t n = 0; n < p->n_devices && *looks < LOOKS_MOST; n++, ++*looks) {
		const struct iop_device *d = &p->devices[n];

		if (d->requesters && d->group != IOP_NONE && d->bus == IOP_BUS_PCI &&
		    same_kind(p->tree, d->node, node))
			return d;
	}
	return NULL;
}

static void report_twin(struct iop_lint *s, uint32_t node, const struct iop_device *twin)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_HOST_TWIN, node, NULL);

	f->related = iop_iommu_of(s->plan, twin->iommu)->node;
	iop_say_node(f, twin->node);
	iop_say_node(f, f->related);
	iop_say(f, what_if(s->plan, twin));
}

/* Of several it could be any. */
static bool has_another(const struct iop_plan *p, uint32_t iommu)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].state == IOP_STATE_ACTIVE && p->iommus[n].node != iommu)
			return true;
	return false;
}

static void check_host(struct iop_lint *s, uint32_t node, uint32_t iommu, uint32_t *looks)
{
	const struct iop_device *twin;
	struct iop_finding *f;

	/* One that names an IOMMU for itself is a master, which has its own rules. */
	if (!iop_is_bare_host(s->plan->tree, s->plan->view, node) ||
	    iop_has(s->plan->tree, node, IOP_P_IOMMUS))
		return;
	s->twins[node] = true;
	twin = host_twin(s->plan, node, looks);
	if (twin) {
		report_twin(s, node, twin);
		return;
	}
	/* One IOMMU for one master, as Rockchip's, is not what the host lacks. */
	if (iommu == IOP_NONE)
		return;
	f = iop_report(s, IOP_RULE_HOST_UNPROTECTED, node, NULL);
	if (has_another(s->plan, iommu)) {
		iop_say(f, "several IOMMUs");
		return;
	}
	f->related = iommu;
	iop_say_node(f, iommu);
}

void iop_lint_twins(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t iommu = iop_active_iommu(p, true), looks = 0, bit;
	struct names masters = { { 0 } };

	if (iop_active_iommu(p, false) == IOP_NONE)
		return;
	for (uint32_t n = 0; n < p->n_devices; n++)
		if (is_protected(s, &p->devices[n])) {
			bit = hash(iop_node_name(p->tree, p->devices[n].node));
			masters.bits[bit / 64] |= 1ull << bit % 64;
		}
	for (uint32_t n = 0; n < p->tree->count; n++) {
		check_host(s, n, iommu, &looks);
		if (!may_be_twin(p->tree, n))
			continue;
		bit = hash(iop_node_name(p->tree, n));
		if (masters.bits[bit / 64] >> bit % 64 & 1)
			look_at(s, n, &looks);
	}
}
