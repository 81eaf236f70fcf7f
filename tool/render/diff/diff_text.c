/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "render/diff/render_diff.h"
#include "render/text/plan_text.h"
#include "model/lookup.h"

/* Notes of one kind, and masters of one group, that are shown; JSON has all. */
#define NOTES_MAX 12

static const enum style styles[] = {
	[FAIL_ON_ERROR] = BAD, [FAIL_ON_WARNING] = WARNING, [FAIL_ON_NOTE] = NOTICE,
};

static void words(struct diff_view *v, const struct diff_item *i, int side)
{
	line_clear(&v->r.text);
	diff_words(v, i, side, &v->r.text);
	out_term(v->r.o, line_text(&v->r.text));
	line_clear(&v->r.text);
}

static void row(struct diff_view *v, const struct diff_item *i, int width)
{
	out_str(v->r.o, "  ");
	if (i->subject != DIFF_OF_TREE)
		style_name(&v->r, PLAIN, diff_where(v, i), width);
	words(v, i, 0);
	out_str(v->r.o, " -> ");
	words(v, i, 1);
	out_char(v->r.o, '\n');
}

/* A master of the one group, and the group it is in on the other side. */
static void member(struct diff_view *v, uint32_t index, int side, int width)
{
	uint32_t other = v->diff->partner[side][index];
	const struct iop_plan *p = v->diff->pair.plan[!side];
	char key[14];

	out_str(v->r.o, "    ");
	diff_side(v, side);
	style_name(&v->r, PLAIN, text_name(&v->r, &v->r.p->devices[index]),
		   width);
	out_str(v->r.o, side ? "was " : "is ");
	if (other == IOP_NONE) {
		out_str(v->r.o, "absent");
	} else if (p->devices[other].group == IOP_NONE) {
		out_str(v->r.o, iop_reason_slug(p->devices[other].why));
	} else {
		iop_group_key_text(iop_group_of(p, p->devices[other].group), key);
		out_str(v->r.o, "in ");
		out_str(v->r.o, key);
	}
	out_char(v->r.o, '\n');
}

static void group(struct diff_view *v, const struct diff_item *item)
{
	int side = diff_one_side(item), width = 0, w;
	const struct iop_group *g;
	uint32_t i, n = 0;

	diff_side(v, side);
	g = iop_group_of(v->r.p, item->at[side]);
	out_str(v->r.o, "  ");
	words(v, item, side);
	out_str(v->r.o, side ? "\n" : ", as it was\n");
	for (i = g->first; i != IOP_NONE && n < TEXT_MEMBERS; n++) {
		const struct iop_device *d = &v->r.p->devices[i];

		w = style_name_width(text_name(&v->r, d)) + 2;
		width = w > width ? w : width;
		i = d->next;
	}
	for (i = g->first, n = 0; i != IOP_NONE && n < TEXT_MEMBERS; n++) {
		member(v, i, side, width);
		i = v->diff->pair.plan[side]->devices[i].next;
	}
	text_more(&v->r, "    ", g->count - n);
}

static void rows(struct diff_view *v, uint32_t from, uint32_t end)
{
	const struct diff_item *items = v->diff->items;
	int width = 0;

	for (uint32_t i = from; i < end; i++) {
		const char *where = diff_where(v, &items[i]);
		int w = *where ? style_name_width(where) + 2 : 0;

		width = w > width ? w : width;
	}
	for (uint32_t i = from; i < end; i++)
		if (items[i].subject == DIFF_OF_GROUP)
			group(v, &items[i]);
		else
			row(v, &items[i], width);
}

static void heading(struct diff_view *v, enum diff_kind kind)
{
	enum fail_on severity = diff_severity(kind);

	out_char(v->r.o, '\n');
	style_text(&v->r, styles[severity], diff_severity_text(severity), 0);
	out_str(v->r.o, ": ");
	out_str(v->r.o, diff_text(kind));
	out_str(v->r.o, " [");
	out_str(v->r.o, diff_slug(kind));
	out_str(v->r.o, "]\n");
}

static void title(struct diff_view *v)
{
	const char *const *name = v->in->name;
	const char *only = !name[0] ? name[1] : !name[1] ? name[0] : NULL;

	style_text(&v->r, TITLE, only ? only : name[0], 0);
	if (!only && strcmp(name[0], name[1])) {
		out_str(v->r.o, " -> ");
		style_text(&v->r, TITLE, name[1], 0);
	}
	line_clear(&v->r.text);
	line_str(&v->r.text, "  ");
	diff_versions(v->in, " -> ", &v->r.text);
	diff_policies(v->in, " -> ", &v->r.text);
	out_term(v->r.o, line_text(&v->r.text));
	line_clear(&v->r.text);
	out_char(v->r.o, '\n');
}

static void body(struct diff_view *v)
{
	const struct diff *d = v->diff;

	out_str(v->r.o, "  ");
	line_clear(&v->r.text);
	diff_counts(d->counts, &v->r.text);
	out_str(v->r.o, line_text(&v->r.text));
	line_clear(&v->r.text);
	out_char(v->r.o, '\n');
	for (uint32_t i = 0, end; i < d->n_items; i = end) {
		uint32_t shown;

		end = diff_run_end(d, i);
		shown = diff_severity(d->items[i].kind) == FAIL_ON_NOTE &&
			end - i > NOTES_MAX ? i + NOTES_MAX : end;
		heading(v, d->items[i].kind);
		rows(v, i, shown);
		text_more(&v->r, "  ", end - shown);
	}
}

void render_diff_text(struct out *o, const struct render_diff_input *in)
{
	enum diff_kind kind = in->name[0] ? DIFF_TREE_REMOVED : DIFF_TREE_ADDED;
	struct diff_view v;

	if (in->diff && !in->diff->n_items && !in->report_same)
		return;
	diff_open(&v, o, in);
	title(&v);
	if (in->diff)
		body(&v);
	else
		heading(&v, kind);
	/* A blank line ends it where others may follow. */
	if (!in->report_same)
		out_char(o, '\n');
	diff_close(&v);
}
