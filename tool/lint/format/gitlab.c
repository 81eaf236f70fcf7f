// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* GitLab's Code Quality report: a JSON array of all trees' findings. */
#include "lint/format/shown.h"
#include "lint/identity.h"
#include "render/json/plan_json.h"

static bool any;	/* a finding was written */

static void begin(struct out *o)
{
	any = false;
	out_char(o, '[');
}

static void end(struct out *o, const struct lint_totals *t)
{
	(void)t;
	out_str(o, "\n]\n");
}

/* Findings of one entry that are otherwise equal are distinguished by message. */
static void fingerprint(struct out *o, const struct lint_shown *s)
{
	uint64_t hash = identity_add(identity_add(s->identity, s->board), s->bare);

	out_fmt(o, ",\"fingerprint\":\"%016llx\"", (unsigned long long)hash);
}

static void finding(struct out *o, const struct lint_shown *s)
{
	static const char *const severities[] = { "major", "minor", "info" };

	out_str(o, any ? ",\n{" : "\n{");
	any = true;
	json_key(o, "type", true);
	out_str(o, "\"issue\"");
	json_text(o, "check_name", iop_rules[s->rule].slug);
	json_key(o, "description", false);
	out_char(o, '"');
	out_json_part(o, s->subject);
	out_str(o, ": ");
	out_json_part(o, s->message);
	out_char(o, '"');
	json_text(o, "severity", severities[s->severity]);
	fingerprint(o, s);
	json_key(o, "location", false);
	out_char(o, '{');
	json_key(o, "path", true);
	out_json(o, shown_file(s));
	out_fmt(o, ",\"lines\":{\"begin\":%u}}}", s->source ? s->line : 1);
}

static void tree(struct out *o, const struct lint_input *in)
{
	shown_each(o, in, false, finding);
}

const struct lint_format lint_gitlab = { "gitlab", begin, tree, end, true, finding };
