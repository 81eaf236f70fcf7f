// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * SARIF 2.1.0: one run, however many trees, since GitHub takes no more than 20
 * of a file. No date and no absolute path unless one was given.
 */
#include <string.h>

#include "lint/format/sarif.h"
#include "lint/format/shown.h"
#include "render/json/plan_json.h"

static bool any;	/* a result was written */

static void begin(struct out *o)
{
	any = false;
	out_str(o, "{\"$schema\":\"" SARIF_SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{"
		   "\"columnKind\":\"utf16CodeUnits\",\"results\":[");
}

/* Which rules there are is known last. */
static void end(struct out *o, const struct lint_totals *t)
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

static void logical(struct out *o, const char *name, const char *kind)
{
	out_str(o, "\"logicalLocations\":[{\"fullyQualifiedName\":");
	out_json(o, name);
	json_text(o, "kind", kind);
	out_str(o, "}]");
}

/* The blob has no lines, but viewers of results require one. */
static void physical(struct out *o, const char *file, unsigned int line, unsigned int column)
{
	out_str(o, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
	uri(o, file);
	out_str(o, "},\"region\":{\"startLine\":");
	out_dec(o, line ? line : 1);
	if (column) {
		out_str(o, ",\"startColumn\":");
		out_dec(o, column);
	}
	out_str(o, "}},");
}

/* GitHub and reviewdog take no location without a file, not even a related one. */
static void location(struct out *o, const struct lint_shown *s)
{
	out_str(o, ",\"locations\":[{");
	physical(o, shown_file(s), s->source ? s->line : 0, s->source ? s->column : 0);
	logical(o, s->subject, s->property ? "property" : "object");
	out_str(o, "}]");
	if (!s->n_others)
		return;
	out_str(o, ",\"relatedLocations\":[{");
	for (uint32_t k = 0; k < s->n_others; k++) {
		out_str(o, k ? "},{" : "");
		physical(o, s->tree, 0, 0);
		logical(o, s->others[k], "object");
	}
	out_str(o, "}]");
}

static void suppressions(struct out *o, const struct lint_shown *s)
{
	if (s->baseline) {
		out_str(o, s->suppression == SUPPRESSED_BY_BASELINE ?
			",\"baselineState\":\"unchanged\"" :
			",\"baselineState\":\"new\"");
	}
	out_str(o, ",\"suppressions\":[");
	if (s->suppression) {
		out_str(o, s->suppression == SUPPRESSED_BY_SOURCE ?
			"{\"kind\":\"inSource\",\"justification\":" :
			"{\"kind\":\"external\",\"justification\":");
		out_json_mem(o, s->reason, s->reason_len);
		out_char(o, '}');
	}
	out_char(o, ']');
}

/* Findings of one entry that differ in nothing else are counted. */
static void result(struct out *o, const struct lint_shown *s)
{
	out_str(o, any ? ",\n{" : "\n{");
	any = true;
	json_key(o, "ruleId", true);
	out_json(o, iop_rules[s->rule].slug);
	json_text(o, "level", iop_severity_name(s->severity));
	out_str(o, ",\"message\":{\"text\":");
	out_json(o, s->message);
	out_char(o, '}');
	location(o, s);
	out_fmt(o, ",\"partialFingerprints\":{\"iommuplan/v1\":\"%016llx:%u\"}",
		(unsigned long long)s->identity, s->same + 1);
	suppressions(o, s);
	out_str(o, ",\"properties\":{\"kernel\":");
	out_json(o, s->kernel);
	json_text(o, "confidence", s->unread ? "unknown" : "certain");
	out_str(o, "}}");
}

static void tree(struct out *o, const struct lint_input *in)
{
	shown_each(o, in, true, result);
}

const struct lint_format lint_sarif = { "sarif", begin, tree, end, true, result };
