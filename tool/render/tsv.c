// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Columns, separated by tabs; "-" where there is nothing to say:
 *
 *	file		as named on the command line
 *	group		key, or - for a master without one
 *	domain		type in the kernel's words
 *	confidence	certain, if-acs, ...
 *	device		path of the node
 *	part		context or RID where the entry is a part of the node
 *	iommu		path
 *	id		stream ID, swgroup, port: what the specifier says
 *	mask		bits of it that are ignored
 *	requesters	first-last RID of the devices behind a host; first-last&mask
 *			where only these bits of a RID are compared
 *	reason		why there is no group; names-no-iommu: a neighbour of the IOMMU
 *	name		of the device, as dmesg has it
 *	effect		what becomes of its DMA
 */
#include "render/common.h"
#include "model/lookup.h"

static const char head[] =
	"#file\tgroup\tdomain\tconfidence\tdevice\tpart\tiommu\tid\tmask\trequesters\treason\tname\teffect\n";

static void tab(struct render *r)
{
	out_char(r->o, '\t');
}

static void text(struct render *r, const char *s)
{
	out_term(r->o, s);
	tab(r);
}

static void number(struct render *r, uint64_t n)
{
	out_hex(r->o, n);
	tab(r);
}

static void part(struct render *r, const struct iop_device *d)
{
	if (d->child == IOP_NONE)
		text(r, "-");
	else if (iop_is_context(d))
		number(r, d->child);
	else {
		line_clear(&r->text);
		line_rid(&r->text, d->child);
		text(r, line_text(&r->text));
	}
}

/* The columns that are the same for every stream of a device. */
static void lead(struct render *r, const struct iop_device *d)
{
	const struct iop_group *g = d->group == IOP_NONE ? NULL :
				    iop_group_of(r->p, d->group);
	char key[14] = "-";

	text(r, r->in->file);
	if (g)
		iop_group_key_text(g, key);
	text(r, key);
	text(r, g ? iop_words[g->domain] : "-");
	text(r, g ? render_confidence(d->confidence) : "-");
	text(r, render_path(r, d->node));
	part(r, d);
}

static void iommu(struct render *r, uint32_t i)
{
	text(r, i == IOP_NONE ? "-" : render_path(r, r->p->iommus[i].node));
}

static void last(struct render *r, const struct iop_device *d, uint8_t why)
{
	const char *name = render_name(r, d);

	text(r, why == IOP_R_NONE ? "-" : iop_reason_slug(why));
	text(r, name ? name : "-");
	out_str(r->o, d->effect == IOP_EFFECT_NONE ? "-" : iop_effect_slug(d->effect));
	out_char(r->o, '\n');
}

static void range_row(struct render *r, const struct iop_device *d,
		      const struct iop_range *v)
{
	struct iop_rids s = iop_range_rids(d->bus, v);

	lead(r, d);
	iommu(r, v->iommu);
	if (v->why) {
		text(r, "-");
		text(r, "-");
	} else {
		number(r, v->id);
		number(r, v->mask);
	}
	out_hex(r->o, s.first);
	out_char(r->o, '-');
	out_hex(r->o, s.last);
	if (s.mask != UINT32_MAX) {
		out_char(r->o, '&');
		out_hex(r->o, s.mask);
	}
	tab(r);
	last(r, d, v->why ? v->why : d->group == IOP_NONE ? d->why : IOP_R_NONE);
}

static void stream_row(struct render *r, const struct iop_device *d,
		       const struct iop_stream *s)
{
	lead(r, d);
	iommu(r, s ? s->iommu : d->iommu);
	if (s) {
		number(r, s->id);
		number(r, s->mask);
	} else {
		text(r, "-");
		text(r, "-");
	}
	text(r, "-");
	last(r, d, d->group == IOP_NONE ? d->why : IOP_R_NONE);
}

static void device(struct render *r, const struct iop_device *d)
{
	for (uint32_t i = 0; i < d->n_streams; i++) {
		if (d->requesters)
			range_row(r, d, iop_range_of(r->p, d, i));
		else
			stream_row(r, d, iop_stream_of(r->p, d, i));
	}
	if (!d->n_streams)
		stream_row(r, d, NULL);
}

/* Wired to the IOMMU or not: it names none, so there is no ID. */
static void neighbour(struct render *r, const struct iop_neighbour *n)
{
	text(r, r->in->file);
	for (int column = 0; column < 3; column++)
		text(r, "-");
	text(r, render_path(r, n->node));
	text(r, "-");
	iommu(r, n->iommu);
	for (int column = 0; column < 3; column++)
		text(r, "-");
	text(r, "names-no-iommu");
	text(r, render_is_named(r, n->node) ? render_node_name(r, n->node) : "-");
	out_str(r->o, iop_effect_slug(n->effect));
	out_char(r->o, '\n');
}

void render_plan_tsv(struct out *o, const struct render_input *in)
{
	struct render r;

	if (!render_open(&r, o, in))
		return;
	if (in->top)
		out_str(o, head);
	for (uint32_t g = 0; g < in->plan->n_groups; g++)
		for (uint32_t d = in->plan->groups[g].first; d != IOP_NONE;
		     d = in->plan->devices[d].next)
			device(&r, &in->plan->devices[d]);
	for (uint32_t d = 0; d < in->plan->n_devices; d++)
		if (in->plan->devices[d].group == IOP_NONE)
			device(&r, &in->plan->devices[d]);
	for (uint32_t n = 0; n < r.near.all.count; n++)
		neighbour(&r, &r.near.all.list[n]);
	render_close(&r);
}
