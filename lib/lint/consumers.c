/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Boot loaders, hypervisors and other kernels read the same properties, some
 * of them less of it. What each takes, of which nodes and in which versions is
 * in the facts, schemas/readers.yaml.
 */
#include <string.h>

#include "lint/lint.h"
#include "model/lookup.h"

#define OLD_CELLS 4u	/* requester ID, phandle, one cell, length */

/* A map read as rows of as many cells as their targets ask for. */
struct rows {
	uint32_t wide;		/* cells of the first row that is not OLD_CELLS, or 0 */
	uint32_t number;	/* of that row */
	bool sound;		/* this reading goes up */
};

static struct rows rows_by_target(const struct iop_tree *t, struct iop_cells map)
{
	struct rows r = { .sound = true };
	uint32_t handle, node, cells, skip;

	for (uint32_t row = 0; map.left; row++) {
		if (!iop_cell_next(&map, &skip) || !iop_cell_next(&map, &handle))
			return (struct rows){ 0 };
		node = iop_by_phandle(t, handle);
		if (node == IOP_NO_NODE || !iop_has(t, node, IOP_P_IOMMU_CELLS))
			return (struct rows){ 0 };
		cells = iop_prop_u32(t, node, IOP_P_IOMMU_CELLS, 0);
		if (!r.wide && cells + 3 != OLD_CELLS) {
			r.wide = cells + 3;
			r.number = row;
		}
		for (uint32_t i = 0; i <= cells; i++)
			if (!iop_cell_next(&map, &skip))
				return (struct rows){ 0 };
	}
	return r;
}

/* The program with the behaviour of a rule for such a node; NULL: none. */
static const struct iop_behaviour *doer_of(const struct iop_lint *s, uint8_t rule, uint32_t node)
{
	return iop_behaviour_of(s->plan->view, iop_rules[rule].slug,
				iop_prop(s->plan->tree, node, IOP_P_COMPATIBLE));
}

/* "v2020.01 to v2026.07", or the only one that was read */
static void say_versions(struct iop_finding *f, const struct iop_behaviour *b)
{
	bool one = !strcmp(b->first, b->last);

	iop_say(f, b->first);
	iop_say(f, one ? "" : " to ");
	iop_say(f, one ? "" : b->last);
}

static void strides_of(struct iop_lint *s, uint32_t node)
{
	static const uint8_t readers[] = {
		IOP_RULE_UBOOT_STRIDE, IOP_RULE_BAREBOX_STRIDE,
		IOP_RULE_XEN_STRIDE, IOP_RULE_FREEBSD_STRIDE,
		IOP_RULE_EDK2_ROWS,
	};
	const struct iop_tree *t = s->plan->tree;
	struct rows r = rows_by_target(t, iop_prop(t, node, IOP_P_IOMMU_MAP));

	if (!r.sound || !r.wide)
		return;
	for (unsigned int i = 0; i < sizeof(readers); i++) {
		const struct iop_behaviour *b = doer_of(s, readers[i], node);
		struct iop_finding *f;

		if (!b)
			continue;
		f = iop_report(s, readers[i], node, "iommu-map");
		f->entry = r.number;
		iop_say_dec(f, r.wide);
		iop_say_dec(f, r.number);
		iop_say(f, b->from);
		say_versions(f, b);
	}
}

void iop_lint_strides(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;

	for (uint32_t n = 0; n < t->count && !s->full; n++)
		if (iop_has(t, n, IOP_P_IOMMU_MAP) && t->nodes[n].available)
			strides_of(s, n);
}

void iop_lint_uboot_imx8(struct iop_lint *s)
{
	const struct iop_behaviour *b = doer_of(s, IOP_RULE_UBOOT_ONE_ID, 0);
	const struct iop_tree *t = s->plan->tree;
	struct iop_finding *f;
	uint32_t bytes;

	if (!b)
		return;
	for (uint32_t n = 0; n < t->count && !s->full; n++) {
		if (!iop_has(t, n, IOP_P_IOMMUS) || !t->nodes[n].available)
			continue;
		bytes = iop_prop(t, n, IOP_P_IOMMUS).left;
		if (bytes == 12)
			continue;
		f = iop_report(s, IOP_RULE_UBOOT_ONE_ID, n, "iommus");
		iop_say_dec(f, bytes);
		iop_say(f, b->from);
		say_versions(f, b);
	}
}

static void shared_with_host(struct iop_lint *s, const struct iop_device *d)
{
	const struct iop_plan *p = s->plan;
	const struct iop_behaviour *b = doer_of(s, IOP_RULE_XEN_SPLIT, d->node);
	uint32_t other = iop_group_of(p, d->group)->first;
	struct iop_finding *f;

	while (other != IOP_NONE && iop_has(p->tree, p->devices[other].node,
					    IOP_P_XEN_PASSTHROUGH))
		other = p->devices[other].next;
	if (other == IOP_NONE || !b)
		return;
	f = iop_report(s, IOP_RULE_XEN_SPLIT, d->node, "xen,passthrough");
	iop_say_node(f, p->devices[other].node);
	say_versions(f, b);
}

/* A device that is no master, or a master without a group. Both go through the
 * tree in its order, so @at only ever rises. */
static bool protects(struct iop_lint *s, uint32_t node, uint32_t *at)
{
	const struct iop_plan *p = s->plan;
	bool found = false;

	while (*at < p->n_devices && p->devices[*at].node < node)
		++*at;
	for (uint32_t i = *at; i < p->n_devices && p->devices[i].node == node; i++) {
		if (p->devices[i].group == IOP_NONE)
			continue;
		found = true;
		shared_with_host(s, &p->devices[i]);
	}
	return found;
}

void iop_lint_xen(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;
	const struct iop_behaviour *b;
	uint32_t at = 0;

	for (uint32_t n = 0; n < t->count && !s->full; n++) {
		if (!iop_has(t, n, IOP_P_XEN_PASSTHROUGH) || !t->nodes[n].available ||
		    !iop_has(t, n, IOP_P_REG) || protects(s, n, &at))
			continue;
		b = doer_of(s, IOP_RULE_XEN_UNPROTECTED, n);
		if (b)
			say_versions(iop_report(s, IOP_RULE_XEN_UNPROTECTED, n,
						"xen,passthrough"), b);
	}
}
