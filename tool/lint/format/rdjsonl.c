// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Reviewdog's diagnostics: a JSON object a line. */
#include "lint/format/shown.h"
#include "render/json/plan_json.h"

static void place(struct out *o, const struct lint_shown *s)
{
	json_key(o, "location", false);
	out_char(o, '{');
	json_key(o, "path", true);
	out_json(o, shown_file(s));
	if (s->source)
		out_fmt(o, ",\"range\":{\"start\":{\"line\":%u,\"column\":%u}}",
			s->line, s->column);
	out_char(o, '}');
}

static void finding(struct out *o, const struct lint_shown *s)
{
	static const char *const severities[] = { "ERROR", "WARNING", "INFO" };

	out_str(o, "{\"message\":\"");
	out_json_part(o, s->subject);
	out_str(o, ": ");
	out_json_part(o, s->message);
	out_char(o, '"');
	place(o, s);
	json_text(o, "severity", severities[s->severity]);
	out_str(o, ",\"source\":{\"name\":\"iommuplan\"},\"code\":{\"value\":");
	out_json(o, iop_rules[s->rule].slug);
	out_str(o, "}}\n");
}

static void tree(struct out *o, const struct lint_input *in)
{
	shown_each(o, in, false, finding);
}

const struct lint_format lint_rdjsonl = { "rdjsonl", NULL, tree, NULL, false, finding };
