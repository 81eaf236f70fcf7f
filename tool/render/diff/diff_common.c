/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What the three formats of a diff share. */
#include <string.h>

#include "render/diff/render_diff.h"
#include "render/text/plan_text.h"

void diff_open(struct diff_view *v, struct out *o,
	       const struct render_diff_input *in)
{
	*v = (struct diff_view){ .in = in, .diff = in->diff };
	v->side_in.colour = in->colour;
	v->r.o = o;
	v->r.in = &v->side_in;
}

void diff_close(struct diff_view *v)
{
	render_close(&v->r);
}

void diff_side(struct diff_view *v, int side)
{
	v->r.p = v->diff->pair.plan[side];
}

const char *diff_where(struct diff_view *v, const struct diff_item *i)
{
	int side = i->at[1] != IOP_NONE;
	uint32_t index = i->at[side];

	diff_side(v, side);
	switch (i->subject) {
	case DIFF_OF_IOMMU:
		return render_path(&v->r, v->r.p->iommus[index].node);
	case DIFF_OF_DEVICE:
		return text_name(&v->r, &v->r.p->devices[index]);
	case DIFF_OF_BUS:
		return render_path(&v->r, index);
	default:
		return "";
	}
}

uint32_t diff_run_end(const struct diff *d, uint32_t i)
{
	uint32_t end = i + 1;

	while (end < d->n_items && d->items[end].kind == d->items[i].kind)
		end++;
	return end;
}

const char *diff_severity_text(enum fail_on severity)
{
	static const char *const words[] = {
		[FAIL_ON_UNSET] = "", [FAIL_ON_ERROR] = "error",
		[FAIL_ON_WARNING] = "warning", [FAIL_ON_NOTE] = "note",
	};

	return words[severity];
}

void diff_counts(const uint32_t *counts, struct line *l)
{
	const char *between = "";

	for (int s = FAIL_ON_ERROR; s <= FAIL_ON_NOTE; s++) {
		if (!counts[s])
			continue;
		line_str(l, between);
		line_dec(l, counts[s]);
		line_str(l, " ");
		line_str(l, diff_severity_text(s));
		line_str(l, counts[s] == 1 ? "" : "s");
		between = ", ";
	}
	if (!*between)
		line_str(l, "no difference");
}

void diff_policies(const struct render_diff_input *in, const char *arrow,
		   struct line *l)
{
	const char *const *p = in->policy;
	bool same = p[0] && p[1] && !strcmp(p[0], p[1]);

	if (!p[0] && !p[1])
		return;
	line_str(l, "  policy ");
	line_str(l, p[0] ? p[0] : "none");
	if (same)
		return;
	line_str(l, arrow);
	line_str(l, p[1] ? p[1] : "none");
}

static void version(const struct render_diff_input *in, int side, struct line *l)
{
	render_version(l, in->kernel[side]);
	line_str(l, in->vendor[side] ? " of " : "");
	line_str(l, in->vendor[side] ? in->vendor[side] : "");
}

void diff_versions(const struct render_diff_input *in, const char *arrow,
		   struct line *l)
{
	const char *const *v = in->vendor;
	bool same = v[0] == v[1] || (v[0] && v[1] && !strcmp(v[0], v[1]));

	line_str(l, "Linux ");
	version(in, 0, l);
	if (in->kernel[0] == in->kernel[1] && same)
		return;
	line_str(l, arrow);
	version(in, 1, l);
}
