// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* One object a line for each finding. */
#include "lint/identity.h"
#include "lint/format/findings.h"
#include "render/json/plan_json.h"

static void place(struct out *o, const struct lint_input *in, struct source_place at)
{
	json_key(o, "file", true);
	out_json(o, at.file ? at.file : in->file);
	json_key(o, "line", false);
	if (at.file)
		out_dec(o, at.line);
	else
		out_str(o, "null");
	json_key(o, "column", false);
	if (at.file)
		out_dec(o, at.column);
	else
		out_str(o, "null");
}

static void others(struct out *o, const struct lint_input *in,
		   const struct iop_finding *f, struct line *l)
{
	uint32_t n = f->n_others ? f->n_others : f->related != IOP_NONE;

	json_key(o, "others", false);
	out_char(o, '[');
	for (uint32_t k = 0; k < n; k++) {
		line_clear(l);
		line_path(l, in->all->tree, f->n_others ? f->others[k] : f->related);
		if (k)
			out_char(o, ',');
		out_json(o, line_text(l));
	}
	out_char(o, ']');
}

static void finding(struct out *o, const struct lint_input *in,
		    const struct found *found, struct line *l)
{
	const struct iop_finding *f = found->f;

	out_char(o, '{');
	place(o, in, found->at);
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	json_text(o, "tree", in->file);
	json_text(o, "rule", iop_rules[f->rule].slug);
	json_text(o, "severity", iop_severity_name(found->severity));
	json_text(o, "node", line_text(l));
	json_text(o, "property", f->property);
	json_count(o, "entry", f->entry);
	message_of(in->all->tree, f, l);
	json_text(o, "message", line_text(l));
	gather_kernels(in->all, found, l);
	json_text(o, "kernel", line_text(l));
	line_clear(l);
	if (f->related != IOP_NONE)
		line_path(l, in->all->tree, f->related);
	json_text(o, "related", f->related == IOP_NONE ? NULL : line_text(l));
	others(o, in, f, l);
	line_clear(l);
	if (f->fix)
		message_fix(in->all->tree, f, l);
	json_text(o, "fix", f->fix ? line_text(l) : NULL);
	out_fmt(o, ",\"identity\":\"%016llx\"",
		(unsigned long long)identity_of(o, in->all->tree, f));
	json_text(o, "board", in->board);
	json_text(o, "confidence", found->unread ? "unknown" : "certain");
	json_key(o, "because", false);
	out_char(o, '[');
	if (found->unread) {
		gather_unread(in->all, l);
		out_json(o, line_text(l));
	}
	out_str(o, "]}\n");
}

static void tree(struct out *o, const struct lint_input *in)
{
	render_each(o, in, finding);
}

const struct lint_format lint_json = { "json", NULL, tree, NULL, false, NULL };
