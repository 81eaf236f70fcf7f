// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The picture for Graphviz: master, IOMMU, group with its domain, effect; stream
 * IDs along the edges. What folds in the picture folds here.
 */
#include "model/lookup.h"
#include "render/picture/picture.h"
#include "text/graphviz.h"

struct dot {
	struct render *r;
	struct picture c;
	struct line l;
};

/* An attribute; line breaks in @text stay such. */
static void attribute(struct out *o, const char *name, const char *text)
{
	out_str(o, name);
	out_str(o, "=\"");
	for (const char *end; *text; text = *end ? end + 1 : end) {
		for (end = text; *end && *end != '\n';)
			end++;
		out_dot_mem(o, text, (size_t)(end - text));
		if (*end)
			out_str(o, "\\n");
	}
	out_str(o, "\" ");
}

static const char *shape(uint8_t effect)
{
	static const char *const shapes[] = {
		[IOP_EFFECT_NONE] = "shape=plaintext",
		[IOP_EFFECT_TRANSLATED] = "shape=oval color=\"#1a7f37\"",
		[IOP_EFFECT_IDENTITY] = "shape=oval style=dashed color=\"#0550ae\"",
		[IOP_EFFECT_BLOCKED] = "shape=octagon style=bold color=\"#b3151f\"",
		[IOP_EFFECT_FOREIGN] = "shape=diamond color=\"#8250df\"",
		[IOP_EFFECT_OPEN] = "shape=rarrow style=dotted color=\"#b35900\"",
		[IOP_EFFECT_FIRMWARE] = "shape=house color=\"#7d4e00\"",
		[IOP_EFFECT_UNKNOWN] = "shape=hexagon style=dotted",
	};

	return shapes[effect];
}

static void iommu(struct dot *d, const struct picture_block *b)
{
	const struct iop_iommu *i = iop_iommu_of(d->r->p, b->iommu);
	struct out *o = d->r->o;

	line_clear(&d->l);
	line_str(&d->l, render_path(d->r, i->node));
	line_str(&d->l, "\n");
	line_str(&d->l, i->driver ? i->driver->name : "no driver known");
	line_str(&d->l, ", ");
	line_str(&d->l, render_state(i->state));
	out_fmt(o, "\ti%u [", (unsigned int)b->iommu);
	attribute(o, "label", line_text(&d->l));
	out_str(o, b->trouble ? "shape=box3d color=\"#b3151f\"]\n" :
		i->state == IOP_STATE_ACTIVE ? "shape=box3d]\n" : "shape=box3d style=dashed]\n");
}

static void group(struct dot *d, uint32_t n)
{
	const struct iop_group *g = iop_group_of(d->r->p, n);
	char key[14];

	iop_group_key_text(g, key);
	out_fmt(d->r->o, "\tg%u [shape=box style=rounded label=\"%s\\n%s\"]\n",
		(unsigned int)n, key, iop_words[g->domain]);
	if (g->iommu != IOP_NONE)
		out_fmt(d->r->o, "\ti%u -> g%u\n", (unsigned int)g->iommu, (unsigned int)n);
}

static void put_attribute(struct line *l, const char *text)
{
	line_str(l, "\n");
	line_str(l, text);
}

/* The node of row @n and what becomes of its DMA; trouble is named. */
static void master(struct dot *d, const struct picture_row *row, uint32_t n)
{
	uint8_t effect = picture_effect(d->r, row);
	struct out *o = d->r->o;

	line_clear(&d->l);
	line_str(&d->l, picture_name(d->r, row, 0));
	if (row->device == IOP_NONE)
		put_attribute(&d->l, row->why);
	else if (iop_device_of(d->r->p, row->device)->group == IOP_NONE) {
		line_str(&d->l, "\n");
		line_str(&d->l, iop_reason_slug(iop_device_of(d->r->p, row->device)->why));
	}
	out_fmt(o, "\tm%u [shape=%s ", (unsigned int)n,
		row->trouble ? "note color=\"#b3151f\"" : "box");
	attribute(o, "label", line_text(&d->l));
	line_clear(&d->l);
	picture_sentence(d->r, row, &d->l);
	attribute(o, "tooltip", line_text(&d->l));
	out_fmt(o, "]\n\te%u [%s label=\"%s\"]\n", (unsigned int)n, shape(effect),
		picture_effect_words(effect));
}

static void edges(struct dot *d, const struct picture_block *b, uint32_t n)
{
	const struct picture_row *row = &d->c.rows[n];
	uint32_t g = picture_group(d->r, row);
	struct out *o = d->r->o;

	if (b->iommu != IOP_NONE && row->device != IOP_NONE) {
		line_clear(&d->l);
		picture_streams(d->r, iop_device_of(d->r->p, row->device), 40, &d->l);
		out_fmt(o, "\tm%u -> i%u [", (unsigned int)n, (unsigned int)b->iommu);
		attribute(o, "label", line_text(&d->l));
		out_str(o, "]\n");
	}
	if (g != IOP_NONE)
		out_fmt(o, "\tg%u -> e%u\n", (unsigned int)g, (unsigned int)n);
	else
		out_fmt(o, "\t%c%u -> e%u [style=dotted]\n", b->iommu == IOP_NONE ? 'm' : 'i',
			(unsigned int)(b->iommu == IOP_NONE ? n : b->iommu), (unsigned int)n);
}

static void folded(struct dot *d, const struct picture_fold *f, uint32_t iommu)
{
	struct out *o = d->r->o;

	if (!f->masters)
		return;
	line_clear(&d->l);
	picture_folded(f, &d->l);
	out_fmt(o, "\tf%u [shape=folder ", (unsigned int)iommu);
	attribute(o, "label", line_text(&d->l));
	out_str(o, "]\n");
	if (iommu < d->r->p->n_iommus)
		out_fmt(o, "\tf%u -> i%u\n", (unsigned int)iommu, (unsigned int)iommu);
}

static void put_block(struct dot *d, const struct picture_block *b)
{
	if (b->iommu != IOP_NONE)
		iommu(d, b);
	for (uint32_t n = b->first; n < b->first + b->n; n++) {
		if (!d->c.rows[n].shown)
			continue;
		master(d, &d->c.rows[n], n);
		edges(d, b, n);
		if (picture_is_last(d->r, &d->c, b, n) &&
		    picture_group(d->r, &d->c.rows[n]) != IOP_NONE)
			group(d, picture_group(d->r, &d->c.rows[n]));
	}
	folded(d, &b->fold, b->iommu == IOP_NONE ? d->r->p->n_iommus : b->iommu);
}

static void graph(struct dot *d)
{
	const char *model = iop_prop_string(d->r->p->tree, 0, IOP_P_MODEL);
	struct out *o = d->r->o;

	line_clear(&d->l);
	line_str(&d->l, model ? model : d->r->in->file);
	line_str(&d->l, "\n");
	picture_kernel(d->r, &d->l);
	line_str(&d->l, "; ");
	picture_summary(d->r, &d->l);
	out_str(o, "digraph iommuplan {\n\trankdir=LR\n\tlabelloc=t\n\t");
	attribute(o, "label", line_text(&d->l));
	out_str(o, "\n\tnode [fontname=\"sans-serif\" fontsize=10]\n"
		"\tedge [fontname=\"monospace\" fontsize=9]\n");
	for (uint32_t n = 0; n < d->c.n_blocks; n++)
		if (d->c.blocks[n].shown)
			put_block(d, &d->c.blocks[n]);
	folded(d, &d->c.fold, d->r->p->n_iommus + 1);
	out_str(o, "}\n");
}

void render_plan_dot(struct out *o, const struct render_input *in)
{
	struct render r;
	struct dot d = { .r = &r };

	if (!render_open(&r, o, in))
		return;
	if (picture_open(&d.c, &r)) {
		graph(&d);
		picture_close(&d.c);
	}
	r.text.failed |= d.l.failed;
	line_free(&d.l);
	render_close(&r);
}
