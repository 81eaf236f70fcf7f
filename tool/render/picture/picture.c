// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <errno.h>
#include <stdlib.h>

#include "model/lookup.h"
#include "render/picture/picture.h"
#include "render/text/plan_text.h"

uint32_t picture_group(const struct render *r, const struct picture_row *row)
{
	return row->device == IOP_NONE ? IOP_NONE : iop_device_of(r->p, row->device)->group;
}

uint8_t picture_effect(const struct render *r, const struct picture_row *row)
{
	return row->device == IOP_NONE ? row->effect :
					 iop_device_of(r->p, row->device)->effect;
}

bool picture_is_last(const struct render *r, const struct picture *c,
		     const struct picture_block *b, uint32_t row)
{
	uint32_t g = picture_group(r, &c->rows[row]);

	for (uint32_t n = row + 1; n < b->first + b->n; n++) {
		if (picture_group(r, &c->rows[n]) != g)
			return true;
		if (c->rows[n].shown)
			return false;
	}
	return true;
}

static bool in_trouble(const struct iop_plan *p, uint32_t n)
{
	const struct iop_device *d = &p->devices[n];

	if (d->group == IOP_NONE)
		return text_lost_as(p, n) == LOST_MASTER;
	return d->effect == IOP_EFFECT_BLOCKED || d->partial ||
	       iop_group_of(p, d->group)->domain_why == IOP_DOMAIN_HANGS;
}

static bool iommu_in_trouble(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_NO_DRIVER || i->state == IOP_STATE_FAILS ||
	       (i->contexts_have != IOP_NONE && i->contexts_need > i->contexts_have);
}

/* Where a master's row stands: the IOMMU of its group, or that it failed at. */
static uint32_t home(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t i = d->group == IOP_NONE ? d->iommu : iop_group_of(p, d->group)->iommu;

	return i == IOP_NONE ? p->n_iommus : i;
}

static bool has_row(const struct iop_plan *p, uint32_t n)
{
	return p->devices[n].group != IOP_NONE || text_lost_as(p, n) != LOST_NOTHING;
}

static uint32_t bare_hosts(const struct render *r)
{
	uint32_t cursor = 0, n = 0;

	while (r->p->n_iommus && render_bare_host(r, &cursor) != IOP_NO_NODE)
		n++;
	return n;
}

static void count_rows(struct picture *c, const struct render *r)
{
	const struct iop_plan *p = r->p;

	for (uint32_t i = 0; i < c->n_blocks; i++)
		c->blocks[i].iommu = i < p->n_iommus ? i : IOP_NONE;
	for (uint32_t d = 0; d < p->n_devices; d++)
		if (has_row(p, d))
			c->blocks[home(p, &p->devices[d])].n++;
	c->blocks[p->n_iommus].n += bare_hosts(r);
	for (uint32_t n = 0; n < r->near.all.count; n++)
		c->blocks[r->near.all.list[n].iommu].n++;
	for (uint32_t i = 0; i < c->n_blocks; i++) {
		c->blocks[i].first = c->n_rows;
		c->n_rows += c->blocks[i].n;
	}
}

static void put(struct picture *c, uint32_t block, struct picture_row row)
{
	struct picture_block *b = &c->blocks[block];

	c->rows[b->first + b->n++] = row;
	c->trouble += row.trouble;
}

static void put_device(struct picture *c, const struct iop_plan *p, uint32_t n)
{
	const struct iop_device *d = &p->devices[n];

	put(c, home(p, d), (struct picture_row){ .device = n, .node = d->node,
						 .trouble = in_trouble(p, n) });
}

/* Nodes that name no IOMMU. */
static void put_others(struct picture *c, const struct render *r)
{
	const struct iop_plan *p = r->p;
	uint32_t cursor = 0, node;

	for (uint32_t n = 0; n < r->near.all.count; n++) {
		const struct iop_neighbour *near = &r->near.all.list[n];

		put(c, near->iommu, (struct picture_row){
			.device = IOP_NONE, .node = near->node, .effect = near->effect,
			.why = "has no iommus" });
	}
	while (p->n_iommus && (node = render_bare_host(r, &cursor)) != IOP_NO_NODE)
		put(c, p->n_iommus, (struct picture_row){
			.device = IOP_NONE, .node = node, .effect = IOP_EFFECT_OPEN,
			.why = "no iommu-map",
			.trouble = iop_active_iommu(p, true) != IOP_NONE });
}

static void fill_rows(struct picture *c, const struct render *r)
{
	const struct iop_plan *p = r->p;

	for (uint32_t i = 0; i < c->n_blocks; i++)
		c->blocks[i].n = 0;
	for (uint32_t g = 0; g < p->n_groups; g++)
		for (uint32_t d = p->groups[g].first; d != IOP_NONE; d = p->devices[d].next)
			put_device(c, p, d);
	for (uint32_t d = 0; d < p->n_devices; d++)
		if (p->devices[d].group == IOP_NONE && has_row(p, d))
			put_device(c, p, d);
	put_others(c, r);
	for (uint32_t i = 0; i < p->n_iommus; i++) {
		c->blocks[i].trouble = iommu_in_trouble(&p->iommus[i]);
		c->broken += c->blocks[i].trouble;
	}
}

bool picture_open(struct picture *c, struct render *r)
{
	*c = (struct picture){ .n_blocks = r->p->n_iommus + 1 };
	c->blocks = calloc(c->n_blocks, sizeof(*c->blocks));
	if (c->blocks) {
		count_rows(c, r);
		c->rows = calloc((size_t)c->n_rows + 1, sizeof(*c->rows));
	}
	if (!c->rows) {
		picture_close(c);
		if (!r->o->error)
			r->o->error = ENOMEM;
		return false;
	}
	fill_rows(c, r);
	picture_fold_rows(c, r);
	return true;
}

void picture_close(struct picture *c)
{
	free(c->rows);
	free(c->blocks);
	*c = (struct picture){0};
}
