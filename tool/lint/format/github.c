// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Annotations that GitHub's runners read off a job's log. */
#include <string.h>

#include "lint/format/findings.h"

/* What no name has got through out_term() with: % starts an escape there. */
static void escaped(struct out *o, const char *text, const char *specials)
{
	while (*text) {
		size_t plain = strcspn(text, specials);

		out_term_mem(o, text, plain);
		text += plain;
		if (*text)
			out_fmt(o, "%%%02X", (uint8_t)*text++);
	}
}

static void property(struct out *o, const char *key, const char *value)
{
	out_str(o, key);
	escaped(o, value, "%:,\r\n");
}

static void finding(struct out *o, const struct lint_input *in,
		    const struct found *found, struct line *l)
{
	static const char *const words[] = { "::error ", "::warning ", "::notice " };
	const struct iop_finding *f = found->f;

	out_str(o, words[found->severity]);
	property(o, "file=", found->at.file ? found->at.file : in->file);
	if (found->at.file)
		out_fmt(o, ",line=%u,col=%u", found->at.line, found->at.column);
	property(o, ",title=", iop_rules[f->rule].slug);
	out_str(o, "::");
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	if (f->property) {
		line_str(l, ":");
		line_str(l, f->property);
	}
	line_str(l, ": ");
	escaped(o, line_text(l), "%\r\n");
	gather_message(in->all, found, l);
	escaped(o, line_text(l), "%\r\n");
	out_char(o, '\n');
}

static void tree(struct out *o, const struct lint_input *in)
{
	render_each(o, in, finding);
}

const struct lint_format lint_github = { "github", NULL, tree, NULL, false };
