// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Annotations that GitHub's runners read off a job's log. */
#include <string.h>

#include "lint/format/shown.h"

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

static void finding(struct out *o, const struct lint_shown *s)
{
	static const char *const words[] = { "::error ", "::warning ", "::notice " };

	out_str(o, words[s->severity]);
	property(o, "file=", shown_file(s));
	if (s->source)
		out_fmt(o, ",line=%u,col=%u", s->line, s->column);
	property(o, ",title=", iop_rules[s->rule].slug);
	out_str(o, "::");
	escaped(o, s->subject, "%\r\n");
	out_str(o, ": ");
	escaped(o, s->message, "%\r\n");
	out_char(o, '\n');
}

static void tree(struct out *o, const struct lint_input *in)
{
	shown_each(o, in, false, finding);
}

const struct lint_format lint_github = { "github", NULL, tree, NULL, false, finding };
