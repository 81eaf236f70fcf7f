/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Masters that neither path nor compatible and address find again: a driver's
 * glue that became one node with what it was glue for keeps its streams.
 */
#include <stdlib.h>
#include <string.h>

#include "compare/node_pairs.h"
#include "fdt/address.h"

/* A master that is left over, by its streams. */
struct claim {
	uint64_t streams;	/* a hash: IOMMU, IDs and masks in order */
	uint32_t node;
};

struct claims {
	struct claim *list;
	uint32_t count;
};

static uint64_t mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

static uint64_t hash(const struct compare_pair *q, int side, const struct iop_device *d)
{
	const struct iop_plan *p = q->plan[side];
	uint64_t h = 1;

	for (uint32_t n = 0; n < d->n_streams; n++) {
		const struct iop_stream *s = &p->streams[d->streams + n];
		uint32_t iommu = s->iommu == IOP_NONE ? IOP_NO_NODE :
				 p->iommus[s->iommu].node;

		h = mix(h, compare_number(q, side, iommu));
		h = mix(h, (uint64_t)s->mask << 32 | s->id);
	}
	return h;
}

static bool is_left(const struct iop_plan *p, const struct iop_device *d, const bool *taken)
{
	return d->n_streams && !d->requesters && d->child == IOP_NONE &&
	       d->function == IOP_NONE && !taken[d->node] &&
	       p->streams[d->streams].iommu != IOP_NONE;
}

static int by_streams(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;

	if (x->streams != y->streams)
		return x->streams < y->streams ? -1 : 1;
	return (x->node > y->node) - (x->node < y->node);
}

static bool collect(struct claims *c, const struct compare_pair *q, int side,
		    const bool *taken, struct iop_arena *a)
{
	const struct iop_plan *p = q->plan[side];

	c->list = iop_alloc_raw(a, p->n_devices, sizeof(*c->list));
	for (uint32_t n = 0; c->list && n < p->n_devices; n++)
		if (is_left(p, &p->devices[n], taken))
			c->list[c->count++] = (struct claim){
				hash(q, side, &p->devices[n]), p->devices[n].node };
	if (c->count)
		qsort(c->list, c->count, sizeof(*c->list), by_streams);
	return c->list;
}

/* Its first registers, as the CPU sees them. */
static bool registers(const struct iop_tree *t, uint32_t node, uint64_t *base, uint64_t *last)
{
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[node].parent);
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);
	uint64_t skip, size = 0;

	if (!iop_device_address(t, node, base) ||
	    !iop_number_next(&reg, c.child, &skip) ||
	    (c.size && !iop_number_next(&reg, c.size, &size)))
		return false;
	*last = size && *base + (size - 1) >= *base ? *base + (size - 1) : *base;
	return true;
}

static bool same_name(const char *a, const char *b)
{
	size_t n = strcspn(a, "@");

	return n == strcspn(b, "@") && !memcmp(a, b, n);
}

static bool same_place(const struct compare_pair *q, uint32_t old, uint32_t new)
{
	const struct iop_tree *t = q->plan[0]->tree, *u = q->plan[1]->tree;
	uint64_t base[2], last[2];
	bool has = registers(t, old, &base[0], &last[0]);

	if (has != registers(u, new, &base[1], &last[1]))
		return false;
	return has ? base[0] <= last[1] && base[1] <= last[0] :
		     same_name(iop_node_name(t, old), iop_node_name(u, new));
}

static uint32_t run_end(const struct claims *c, uint32_t i)
{
	uint32_t end = i + 1;

	while (end < c->count && c->list[end].streams == c->list[i].streams)
		end++;
	return end;
}

bool compare_masters(uint32_t *number, const struct compare_pair *q,
		     bool *const taken[2], struct iop_arena *a)
{
	struct claims old = { 0 }, new = { 0 };
	uint32_t i = 0, j = 0;

	if (!collect(&old, q, 0, taken[0], a) || !collect(&new, q, 1, taken[1], a))
		return false;
	while (i < old.count && j < new.count) {
		uint64_t x = old.list[i].streams, y = new.list[j].streams;
		uint32_t i_end = run_end(&old, i), j_end = run_end(&new, j);

		if (x == y && i_end == i + 1 && j_end == j + 1 &&
		    same_place(q, old.list[i].node, new.list[j].node))
			number[new.list[j].node] = old.list[i].node;
		i = x <= y ? i_end : i;
		j = y <= x ? j_end : j;
	}
	return true;
}
