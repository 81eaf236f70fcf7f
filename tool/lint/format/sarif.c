// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * SARIF 2.1.0: one run, however many trees, since GitHub takes no more than 20
 * of a file. No date and no absolute path unless one was given.
 */
#include <errno.h>
#include <string.h>

#include "lint/identity.h"
#include "lint/format/findings.h"
#include "lint/format/sarif.h"
#include "render/json/plan_json.h"

static bool any;	/* a result was written */

static void begin(struct out *o)
{
	any = false;
	out_str(o, "{\"$schema\":\"" SARIF_SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{"
		   "\"columnKind\":\"utf16CodeUnits\",\"results\":[");
}

/* Which rules there are is known last. */
static void end(struct out *o, const struct totals *t)
{
	out_str(o, "],\n");
	sarif_tool(o, t);
	out_str(o, "}]}\n");
}

/* A file name as a URI reference. */
static void uri(struct out *o, const char *file)
{
	static const char plain[] = "-._~!$&'()*+,;=@/";

	out_str(o, *file == '/' ? "\"file://" : "\"");
	for (; *file; file++) {
		bool alnum = (*file >= 'a' && *file <= 'z') ||
			     (*file >= 'A' && *file <= 'Z') ||
			     (*file >= '0' && *file <= '9');

		if (alnum || strchr(plain, *file))
			out_char(o, *file);
		else
			out_fmt(o, "%%%02X", (uint8_t)*file);
	}
	out_char(o, '"');
}

static void logical(struct out *o, const struct lint_input *in, uint32_t node,
		    const char *name, struct line *l)
{
	line_clear(l);
	line_path(l, in->all->tree, node);
	if (name) {
		line_str(l, ":");
		line_str(l, name);
	}
	out_str(o, "\"logicalLocations\":[{\"fullyQualifiedName\":");
	out_json(o, line_text(l));
	json_text(o, "kind", name ? "property" : "object");
	out_str(o, "}]");
}

/* The blob has no lines; those who show results want one all the same. */
static void location(struct out *o, const struct lint_input *in,
		     const struct found *found, struct line *l)
{
	out_str(o, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
	uri(o, found->at.file ? found->at.file : in->file);
	out_str(o, "},\"region\":{\"startLine\":");
	out_dec(o, found->at.file ? found->at.line : 1);
	if (found->at.file) {
		out_str(o, ",\"startColumn\":");
		out_dec(o, found->at.column);
	}
	out_str(o, "}},");
	logical(o, in, found->f->node, found->f->property, l);
	out_str(o, "}]");
	if (found->f->related == IOP_NONE)
		return;
	out_str(o, ",\"relatedLocations\":[{");
	logical(o, in, found->f->related, NULL, l);
	for (uint32_t k = 1; k < found->f->n_others; k++) {
		out_str(o, "},{");
		logical(o, in, found->f->others[k], NULL, l);
	}
	out_str(o, "}]");
}

/* Findings of one entry that differ in nothing else are counted. */
static void fingerprint(struct out *o, const struct lint_input *in, uint32_t n)
{
	uint64_t hash = identity_of(o, in->all->tree, in->all->found[n].f);
	uint32_t same = 0, i = n;

	/* They stand together: findings are in the order of node and rule. */
	while (i && in->all->found[i - 1].f->node == in->all->found[n].f->node &&
	       in->all->found[i - 1].f->rule == in->all->found[n].f->rule)
		same += identity_of(o, in->all->tree, in->all->found[--i].f) == hash;
	out_fmt(o, ",\"partialFingerprints\":{\"iommuplan/v1\":\"%016llx:%u\"}",
		(unsigned long long)hash, same + 1);
}

static void suppressions(struct out *o, const struct lint_input *in,
			 const struct found *found)
{
	if (in->baseline) {
		out_str(o, found->hush == HUSH_BASELINE ?
			",\"baselineState\":\"unchanged\"" :
			",\"baselineState\":\"new\"");
	}
	out_str(o, ",\"suppressions\":[");
	if (found->hush) {
		out_str(o, found->hush == HUSH_SOURCE ?
			"{\"kind\":\"inSource\",\"justification\":" :
			"{\"kind\":\"external\",\"justification\":");
		out_json_mem(o, found->reason, found->reason_len);
		out_char(o, '}');
	}
	out_char(o, ']');
}

static void result(struct out *o, const struct lint_input *in, uint32_t n,
		   struct line *l)
{
	const struct found *found = &in->all->found[n];
	const struct iop_finding *f = found->f;

	out_str(o, any ? ",\n{" : "\n{");
	any = true;
	json_key(o, "ruleId", true);
	out_json(o, iop_rules[f->rule].slug);
	json_text(o, "level", iop_severity_name(found->severity));
	gather_message(in->all, found, l);
	out_str(o, ",\"message\":{\"text\":");
	out_json(o, line_text(l));
	out_char(o, '}');
	location(o, in, found, l);
	fingerprint(o, in, n);
	suppressions(o, in, found);
	gather_kernels(in->all, found, l);
	out_str(o, ",\"properties\":{\"kernel\":");
	out_json(o, line_text(l));
	json_text(o, "confidence", found->unread ? "unknown" : "certain");
	out_str(o, "}}");
}

static void tree(struct out *o, const struct lint_input *in)
{
	struct line l = { 0 };

	for (uint32_t n = 0; n < in->all->count; n++)
		result(o, in, n, &l);
	if (l.failed && !o->error)
		o->error = ENOMEM;
	line_free(&l);
}

const struct lint_format lint_sarif = { "sarif", begin, tree, end, true };
