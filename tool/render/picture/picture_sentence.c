// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A picture in sentences: its heading, its folds, and each row, for screen readers. */
#include "model/lookup.h"
#include "render/because/because.h"
#include "render/picture/picture.h"

static void say(void *ctx, const char *sentence)
{
	struct line *l = ctx;

	line_str(l, ". ");
	line_str(l, sentence);
}

static void place(struct render *r, const struct iop_device *d, struct line *l)
{
	const struct iop_group *g;
	char key[14];

	if (d->group == IOP_NONE) {
		line_str(l, "; no group: ");
		line_str(l, iop_reason_text(d->why));
		return;
	}
	g = iop_group_of(r->p, d->group);
	iop_group_key_text(g, key);
	line_str(l, "; group ");
	line_str(l, key);
	if (g->count > 1) {
		line_str(l, " of ");
		picture_count(l, g->count, "master");
	}
	line_str(l, ", domain ");
	line_str(l, iop_words[g->domain]);
}

static void streams(struct render *r, const struct iop_device *d, struct line *l)
{
	size_t before = l->len, begun;

	line_str(l, d->requesters ? "; requester IDs " : "; stream IDs ");
	begun = l->len;
	picture_streams(r, d, 400, l);
	if (l->len == begun)
		line_cut(l, before);
}

void picture_sentence(struct render *r, const struct picture_row *row, struct line *l)
{
	struct because b = { .r = r, .say = say, .ctx = l };
	const struct iop_device *d;

	line_str(l, picture_name(r, row, 0));
	if (row->device == IOP_NONE) {
		line_str(l, "; ");
		line_str(l, row->why);
		line_str(l, row->trouble ? ": nothing behind this PCI host has a group" :
			 ", although similar devices do; streams of this IOMMU may be its own");
		return;
	}
	d = iop_device_of(r->p, row->device);
	streams(r, d, l);
	if (d->iommu != IOP_NONE) {
		line_str(l, "; IOMMU ");
		line_str(l, render_path(r, iop_iommu_of(r->p, d->iommu)->node));
	}
	place(r, d, l);
	if (d->group != IOP_NONE && d->confidence != IOP_CERTAIN) {
		line_str(l, ", ");
		line_str(l, render_confidence(d->confidence));
	}
	line_clear(&r->text);
	because_effect(&b, d);
}

void picture_trouble(const struct picture *c, struct line *l)
{
	if (!c->trouble && !c->broken)
		return;
	if (c->trouble)
		picture_count(l, c->trouble, "master");
	if (c->trouble && c->broken)
		line_str(l, " and ");
	if (c->broken)
		picture_count(l, c->broken, "IOMMU");
	line_str(l, c->trouble + c->broken == 1 ? " needs attention" : " need attention");
}

void picture_folded(const struct picture_fold *f, struct line *l)
{
	bool more = false;

	picture_count(l, f->masters, "more master");
	if (f->groups) {
		line_str(l, " in ");
		picture_count(l, f->groups, "group");
	}
	for (unsigned int e = 0; e < IOP_EFFECT_COUNT; e++) {
		if (!f->effects[e])
			continue;
		line_str(l, more ? ", " : ": ");
		line_dec(l, f->effects[e]);
		line_str(l, " ");
		line_str(l, iop_effect_words(e));
		more = true;
	}
	if (f->trouble) {
		line_str(l, "; ");
		line_dec(l, f->trouble);
		line_str(l, " in trouble");
	}
}

void picture_kernel(struct render *r, struct line *l)
{
	const struct iop_defaults *d = &r->p->defaults;

	line_str(l, "Linux ");
	render_version(l, r->p->view->target.version);
	if (d->arch == IOP_ARCH_ARM) {
		line_str(l, ", arm");
		return;
	}
	line_str(l, ", arm64, default domain ");
	line_str(l, iop_words[d->type]);
	if (d->type != IOP_W_IDENTITY) {
		line_str(l, ", ");
		line_str(l, iop_words[d->flush]);
	}
}

void picture_summary(const struct render *r, struct line *l)
{
	uint32_t states[IOP_STATE_COUNT] = {0};
	const char *sign = ": ";

	for (uint32_t i = 0; i < r->p->n_iommus; i++)
		states[r->p->iommus[i].state]++;
	picture_count(l, r->p->n_iommus, "IOMMU");
	for (uint8_t s = 0; s < IOP_STATE_COUNT; s++) {
		if (!states[s])
			continue;
		line_str(l, sign);
		line_dec(l, states[s]);
		line_str(l, " ");
		line_str(l, render_state(s));
		sign = ", ";
	}
	line_str(l, "; ");
	picture_count(l, r->p->n_groups, "group");
}
