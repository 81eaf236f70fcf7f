/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A comment for a pull request: a table, the notes folded away. */
#include <string.h>

#include "render/diff/render_diff.h"
#include "render/text/plan_text.h"
#include "model/lookup.h"

#define MEMBERS_MAX 16	/* masters of one group in a cell; JSON has all */

static void words(struct diff_view *v, const struct diff_item *i, int side)
{
	line_clear(&v->r.text);
	diff_words(v, i, side, &v->r.text);
	out_markdown(v->r.o, line_text(&v->r.text));
	line_clear(&v->r.text);
}

static void members(struct diff_view *v, const struct diff_item *item)
{
	int side = diff_one_side(item);
	const struct iop_plan *p = v->diff->pair.plan[side];
	uint32_t i = iop_group_of(p, item->at[side])->first, n;

	diff_side(v, side);
	for (n = 0; i != IOP_NONE && n < MEMBERS_MAX; n++) {
		out_str(v->r.o, n ? ", " : "");
		out_markdown(v->r.o, text_name(&v->r, &p->devices[i]));
		i = p->devices[i].next;
	}
	if (i != IOP_NONE) {
		out_str(v->r.o, " and ");
		out_dec(v->r.o, iop_group_of(p, item->at[side])->count - n);
		out_str(v->r.o, " more");
	}
}

/* Of a merger or a split: the group of each master there. */
static void scattered(struct diff_view *v, const struct diff_item *item)
{
	int side = diff_one_side(item);
	const struct iop_plan *p = v->diff->pair.plan[side];
	const struct iop_plan *other = v->diff->pair.plan[!side];
	uint32_t i = iop_group_of(p, item->at[side])->first, n, its;
	char key[14];

	for (n = 0; i != IOP_NONE && n < MEMBERS_MAX; i = p->devices[i].next, n++) {
		its = v->diff->partner[side][i];
		out_str(v->r.o, n ? ", " : "");
		if (its == IOP_NONE) {
			out_str(v->r.o, "absent");
		} else if (other->devices[its].group == IOP_NONE) {
			out_str(v->r.o, iop_reason_slug(other->devices[its].why));
		} else {
			iop_group_key_text(&other->groups[other->devices[its].group],
					   key);
			out_markdown(v->r.o, key);
		}
	}
}

static void cell(struct diff_view *v, const struct diff_item *i, int side)
{
	out_str(v->r.o, " | ");
	if (i->subject == DIFF_OF_GROUP && side != diff_one_side(i))
		scattered(v, i);
	else
		words(v, i, side);
}

static void row(struct diff_view *v, const struct diff_item *i)
{
	enum fail_on severity = diff_severity(i->kind);

	out_str(v->r.o, severity == FAIL_ON_ERROR ? "| **" : "| ");
	out_str(v->r.o, diff_severity_text(severity));
	out_str(v->r.o, severity == FAIL_ON_ERROR ? "** | " : " | ");
	if (i->subject == DIFF_OF_GROUP)
		members(v, i);
	else if (i->subject == DIFF_OF_TREE)
		out_str(v->r.o, "kernel command line");
	else
		out_markdown(v->r.o, diff_where(v, i));
	cell(v, i, 0);
	cell(v, i, 1);
	out_str(v->r.o, " | ");
	out_str(v->r.o, diff_text(i->kind));
	out_str(v->r.o, " |\n");
}

static void table(struct diff_view *v, uint32_t from, uint32_t end)
{
	if (from == end)
		return;
	out_str(v->r.o, "| | where | before | after | |\n"
			"|---|---|---|---|---|\n");
	for (uint32_t i = from; i < end; i++)
		row(v, &v->diff->items[i]);
	out_char(v->r.o, '\n');
}

static void title(struct diff_view *v)
{
	const char *const *name = v->in->name;

	out_str(v->r.o, "### IOMMU groups: ");
	out_markdown(v->r.o, name[0] ? name[0] : name[1]);
	if (name[0] && name[1] && strcmp(name[0], name[1])) {
		out_str(v->r.o, " → ");
		out_markdown(v->r.o, name[1]);
	}
	out_str(v->r.o, ", ");
	line_clear(&v->r.text);
	diff_versions(v->in, " → ", &v->r.text);
	out_str(v->r.o, line_text(&v->r.text));
	line_clear(&v->r.text);
	for (int side = 0; side < 2; side++) {
		if (!v->in->policy[side])
			continue;
		out_str(v->r.o, side ? ", new policy " : ", old policy ");
		out_markdown(v->r.o, v->in->policy[side]);
	}
	out_str(v->r.o, "\n\n");
}

static void body(struct diff_view *v)
{
	const struct diff *d = v->diff;
	uint32_t notes = d->n_items - d->counts[FAIL_ON_NOTE];

	line_clear(&v->r.text);
	diff_counts(d->counts, &v->r.text);
	out_str(v->r.o, line_text(&v->r.text));
	line_clear(&v->r.text);
	out_str(v->r.o, "\n\n");
	table(v, 0, notes);
	if (notes == d->n_items)
		return;
	out_str(v->r.o, "<details><summary>Notes</summary>\n\n");
	table(v, notes, d->n_items);
	out_str(v->r.o, "</details>\n\n");
}

void render_diff_markdown(struct out *o, const struct render_diff_input *in)
{
	struct diff_view v;

	if (in->diff && !in->diff->n_items && !in->report_same)
		return;
	diff_open(&v, o, in);
	title(&v);
	if (in->diff) {
		body(&v);
	} else {
		out_str(o, diff_text(in->name[0] ? DIFF_TREE_REMOVED :
						   DIFF_TREE_ADDED));
		out_str(o, "\n\n");
	}
	diff_close(&v);
}
