/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One side of a difference in a few words. */
#include "cmdline/cmdline.h"
#include "render/diff/render_diff.h"
#include "model/lookup.h"

#define FRAGMENT_MAX 256	/* the pinned parameters fit many times over */
#define NEAR_MAX 3
#define STREAMS_MAX 8		/* JSON has them all */

static void group(struct render *r, const struct iop_group *g, struct line *l)
{
	char key[14];

	iop_group_key_text(g, key);
	line_str(l, iop_words[g->domain]);
	line_str(l, g->domain == IOP_W_DMA && iop_is_lazy(r->p, g) ?
		 " (lazy) " : " ");
	line_str(l, key);
}

static void protection(struct render *r, const struct iop_device *d,
		       struct line *l)
{
	if (d->group != IOP_NONE)
		group(r, iop_group_of(r->p, d->group), l);
	else
		line_str(l, iop_reason_slug(d->why));
	if (d->effect == IOP_EFFECT_NONE || d->effect == IOP_EFFECT_TRANSLATED ||
	    d->effect == IOP_EFFECT_IDENTITY)
		return;
	line_str(l, ": ");
	line_str(l, iop_effect_words(d->effect));
}

static void id(struct line *l, uint32_t first, uint32_t mask)
{
	line_hex(l, first);
	if (mask) {
		line_str(l, "/");
		line_hex(l, mask);
	}
}

static void stream(struct render *r, const struct iop_device *d, uint32_t n,
		   uint32_t *at, struct line *l)
{
	const struct iop_range *v = d->requesters ? iop_range_of(r->p, d, n) : NULL;
	const struct iop_stream *s = d->requesters ? NULL : iop_stream_of(r->p, d, n);
	uint32_t iommu = d->requesters ? v->iommu : s->iommu;

	if (iommu != *at && iommu != IOP_NONE) {
		line_path(l, r->p->tree, r->p->iommus[iommu].node);
		line_str(l, " ");
	}
	*at = iommu;
	if (!d->requesters) {
		id(l, s->id, s->mask);
		return;
	}
	line_hex(l, v->first);
	line_str(l, "-");
	line_hex(l, v->last);
	line_str(l, " = ");
	if (v->why)
		line_str(l, iop_reason_slug(v->why));
	else
		id(l, v->id, v->mask);
}

static void streams(struct render *r, const struct iop_device *d, struct line *l)
{
	uint32_t at = IOP_NONE;

	for (uint32_t n = 0; n < d->n_streams; n++) {
		line_str(l, n ? " " : "");
		if (n == STREAMS_MAX) {
			line_str(l, "and ");
			line_dec(l, d->n_streams - n);
			line_str(l, " more");
			return;
		}
		stream(r, d, n, &at, l);
	}
}

static void device(struct diff_view *v, const struct diff_item *i,
		   const struct iop_device *d, struct line *l)
{
	switch (i->kind) {
	case DIFF_STREAMS:
		streams(&v->r, d, l);
		break;
	case DIFF_MOVED:
		line_path(l, v->r.p->tree, d->node);
		break;
	case DIFF_CONFIDENCE:
		line_str(l, render_confidence(d->group == IOP_NONE ?
			 d->confidence : iop_group_of(v->r.p, d->group)->confidence));
		break;
	default:
		protection(&v->r, d, l);
	}
}

static void need(struct line *l, const char *what, uint32_t n, uint32_t have)
{
	if (have == IOP_NONE)
		return;
	line_str(l, l->len ? ", " : "");
	line_str(l, what);
	line_dec(l, n);
	line_str(l, " of ");
	line_dec(l, have);
}

/* Of the new side: the devices that may be behind it. */
static void near(struct diff_view *v, const struct iop_iommu *m, struct line *l)
{
	const struct iop_neighbours *all = &v->diff->neighbours;
	uint32_t index = (uint32_t)(m - v->r.p->iommus), n = 0;

	if (v->r.p != v->diff->pair.plan[1])
		return;
	for (uint32_t k = 0; k < all->count; k++) {
		if (all->list[k].iommu != index)
			continue;
		if (n == NEAR_MAX) {
			line_str(l, " and ");
			line_dec(l, v->diff->near[index] - n);
			line_str(l, " more");
			return;
		}
		line_str(l, n++ ? ", " : "; if wired to it: ");
		line_path(l, v->r.p->tree, all->list[k].node);
	}
}

static void iommu(struct diff_view *v, const struct diff_item *i,
		  const struct iop_iommu *m, struct line *l)
{
	switch (i->kind) {
	case DIFF_MOVED:
		line_path(l, v->r.p->tree, m->node);
		break;
	case DIFF_OVER_BUDGET:
	case DIFF_IN_BUDGET:
		need(l, "contexts ", m->contexts_need, m->contexts_have);
		need(l, "stream matches ", m->streams_need, m->streams_have);
		break;
	case DIFF_MAYBE_BLOCKED:
		line_str(l, render_state(m->state));
		near(v, m, l);
		break;
	default:
		line_str(l, render_state(m->state));
		if (m->state != IOP_STATE_ACTIVE &&
		    m->state != IOP_STATE_DISABLED) {
			line_str(l, " (");
			line_str(l, iop_reason_slug(m->why));
			line_str(l, ")");
		} else if (i->kind == DIFF_IOMMU_REASON) {
			line_str(l, " by ");
			line_str(l, render_driver(m));
		}
	}
}

/* The node may well be there, and name no IOMMU. */
static const char *absent(struct diff_view *v, const struct diff_item *i,
			  int side)
{
	const struct iop_device *d;

	if (i->kind == DIFF_BLOCKED)
		return "no iommus: blocked";
	if (i->kind != DIFF_PROTECTED && i->kind != DIFF_UNPROTECTED &&
	    i->kind != DIFF_REASON)
		return "absent";
	d = &v->diff->pair.plan[!side]->devices[i->at[!side]];
	return iop_is_behind(d) ? "no iommu-map" : "no iommus";
}

static void bus(struct diff_view *v, const struct diff_item *i, int side, struct line *l)
{
	line_path(l, v->r.p->tree, i->at[side]);
	if (!side)
		return;
	line_str(l, ", with ");
	line_dec(l, i->count);
	line_str(l, " masters or IOMMUs below it");
}

void diff_words(struct diff_view *v, const struct diff_item *i, int side,
		struct line *l)
{
	char fragment[FRAGMENT_MAX];
	uint32_t index = i->at[side];

	if (index == IOP_NONE) {
		line_str(l, absent(v, i, side));
		return;
	}
	diff_side(v, side);
	switch (i->subject) {
	case DIFF_OF_IOMMU:
		iommu(v, i, &v->r.p->iommus[index], l);
		break;
	case DIFF_OF_DEVICE:
		device(v, i, &v->r.p->devices[index], l);
		break;
	case DIFF_OF_BUS:
		bus(v, i, side, l);
		break;
	case DIFF_OF_GROUP:
		group(&v->r, &v->r.p->groups[index], l);
		break;
	default:
		iop_cmdline_fragment(v->r.p, fragment, sizeof(fragment));
		line_str(l, *fragment ? fragment : "nothing");
	}
}
