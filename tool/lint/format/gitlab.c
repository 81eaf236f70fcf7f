// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* GitLab's Code Quality report: a JSON array of all trees' findings. */
#include "lint/format/findings.h"
#include "lint/identity.h"
#include "render/json/plan_json.h"

static bool any;	/* a finding was written */

static void begin(struct out *o)
{
	any = false;
	out_char(o, '[');
}

static void end(struct out *o, const struct totals *t)
{
	(void)t;
	out_str(o, "\n]\n");
}

/* Findings of one entry that differ in nothing else are told apart by message. */
static void fingerprint(struct out *o, const struct lint_input *in, const struct found *found,
			const char *message)
{
	uint64_t hash = identity_of(o, in->all->tree, found->f);

	hash = identity_add(identity_add(hash, in->board), message);
	out_fmt(o, ",\"fingerprint\":\"%016llx\"", (unsigned long long)hash);
}

static void finding(struct out *o, const struct lint_input *in, const struct found *found,
		    struct line *l)
{
	static const char *const severities[] = { "major", "minor", "info" };
	const struct iop_finding *f = found->f;

	out_str(o, any ? ",\n{" : "\n{");
	any = true;
	json_key(o, "type", true);
	out_str(o, "\"issue\"");
	json_text(o, "check_name", iop_rules[f->rule].slug);
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	line_str(l, f->property ? ":" : "");
	line_str(l, f->property ? f->property : "");
	line_str(l, ": ");
	json_key(o, "description", false);
	out_char(o, '"');
	out_json_part(o, line_text(l));
	gather_message(in->all, found, l);
	out_json_part(o, line_text(l));
	out_char(o, '"');
	json_text(o, "severity", severities[found->severity]);
	message_of(in->all->tree, f, l);
	fingerprint(o, in, found, line_text(l));
	json_key(o, "location", false);
	out_char(o, '{');
	json_key(o, "path", true);
	out_json(o, found->at.file ? found->at.file : in->file);
	out_fmt(o, ",\"lines\":{\"begin\":%u}}}", found->at.file ? found->at.line : 1);
}

static void tree(struct out *o, const struct lint_input *in)
{
	render_each(o, in, finding);
}

const struct lint_format lint_gitlab = { "gitlab", begin, tree, end, true };
