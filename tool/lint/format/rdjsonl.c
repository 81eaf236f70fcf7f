// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Reviewdog's diagnostics: a JSON object a line. */
#include "lint/format/findings.h"
#include "render/json/plan_json.h"

static void place(struct out *o, const struct lint_input *in, const struct found *found)
{
	json_key(o, "location", false);
	out_char(o, '{');
	json_key(o, "path", true);
	out_json(o, found->at.file ? found->at.file : in->file);
	if (found->at.file)
		out_fmt(o, ",\"range\":{\"start\":{\"line\":%u,\"column\":%u}}",
			found->at.line, found->at.column);
	out_char(o, '}');
}

static void finding(struct out *o, const struct lint_input *in, const struct found *found,
		    struct line *l)
{
	static const char *const severities[] = { "ERROR", "WARNING", "INFO" };
	const struct iop_finding *f = found->f;

	out_str(o, "{\"message\":\"");
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	line_str(l, f->property ? ":" : "");
	line_str(l, f->property ? f->property : "");
	line_str(l, ": ");
	out_json_part(o, line_text(l));
	gather_message(in->all, found, l);
	out_json_part(o, line_text(l));
	out_char(o, '"');
	place(o, in, found);
	json_text(o, "severity", severities[found->severity]);
	out_str(o, ",\"source\":{\"name\":\"iommuplan\"},\"code\":{\"value\":");
	out_json(o, iop_rules[f->rule].slug);
	out_str(o, "}}\n");
}

static void tree(struct out *o, const struct lint_input *in)
{
	render_each(o, in, finding);
}

const struct lint_format lint_rdjsonl = { "rdjsonl", NULL, tree, NULL, false };
