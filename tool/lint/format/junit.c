// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* JUnit's XML: a suite for each tree, in it a test for each rule. */
#include <errno.h>
#include <string.h>

#include "lint/format/findings.h"
#include "text/xml.h"

struct counts {
	uint32_t fail, mild, suppressed;
	const struct found *first_suppressed;
};

static void begin(struct out *o)
{
	out_str(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"iommuplan lint\">\n");
}

static void end(struct out *o, const struct lint_totals *t)
{
	(void)t;
	out_str(o, "</testsuites>\n");
}

static bool tested(const struct lint_input *in, unsigned int rule)
{
	return in->consumers >> iop_rules[rule].consumer & 1 && !in->grade->off[rule];
}

static struct counts count(const struct lint_input *in, unsigned int rule)
{
	struct counts c = { 0 };

	for (uint32_t n = 0; n < in->all->count; n++) {
		const struct found *found = &in->all->found[n];

		if (found->f->rule != rule)
			continue;
		if (found->suppression && !c.suppressed++)
			c.first_suppressed = found;
		else if (!found->suppression && found->severity <= in->mildest)
			c.fail++;
		else if (!found->suppression)
			c.mild++;
	}
	return c;
}

static void line_of(struct out *o, const struct lint_input *in,
		    const struct found *found, struct line *l)
{
	const struct iop_finding *f = found->f;

	out_xml(o, found->at.file ? found->at.file : in->file);
	if (found->at.file)
		out_fmt(o, ":%u:%u", found->at.line, found->at.column);
	out_str(o, ": ");
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	out_xml(o, line_text(l));
	if (f->property) {
		out_char(o, ':');
		out_xml(o, f->property);
	}
	out_str(o, ": ");
	out_str(o, iop_severity_name(found->severity));
	out_str(o, ": ");
	gather_message(in->all, found, l);
	out_xml(o, line_text(l));
	out_char(o, '\n');
}

static void lines(struct out *o, const struct lint_input *in, unsigned int rule,
		  bool failing, struct line *l)
{
	for (uint32_t n = 0; n < in->all->count; n++) {
		const struct found *found = &in->all->found[n];

		if (found->f->rule == rule && !found->suppression &&
		    (found->severity <= in->mildest) == failing)
			line_of(o, in, found, l);
	}
}

static void test(struct out *o, const struct lint_input *in, unsigned int rule,
		 struct line *l)
{
	struct counts c = count(in, rule);

	out_str(o, "    <testcase classname=\"");
	out_xml(o, in->board);
	out_fmt(o, "\" name=\"%s\"", iop_rules[rule].slug);
	if (!c.fail && !c.mild && !c.suppressed) {
		out_str(o, "/>\n");
		return;
	}
	out_str(o, ">\n");
	if (c.fail) {
		out_fmt(o, "      <failure type=\"%s\" message=\"",
			iop_rules[rule].slug);
		out_xml(o, iop_rules[rule].title);
		out_str(o, "\">");
		lines(o, in, rule, true, l);
		out_str(o, "</failure>\n");
	} else if (c.suppressed && !c.mild) {
		out_str(o, "      <skipped message=\"");
		out_xml_mem(o, c.first_suppressed->reason, c.first_suppressed->reason_len);
		out_str(o, "\"/>\n");
	}
	if (c.mild) {
		out_str(o, "      <system-out>");
		lines(o, in, rule, false, l);
		out_str(o, "</system-out>\n");
	}
	out_str(o, "    </testcase>\n");
}

static void tree(struct out *o, const struct lint_input *in)
{
	uint32_t tests = 0, failures = 0, skipped = 0;
	struct line l = { 0 };

	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++) {
		struct counts c = count(in, r);

		tests += tested(in, r);
		failures += tested(in, r) && c.fail;
		skipped += tested(in, r) && !c.fail && !c.mild && c.suppressed;
	}
	out_str(o, "  <testsuite name=\"");
	out_xml(o, in->file);
	out_fmt(o, "\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n",
		tests, failures, skipped);
	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++)
		if (tested(in, r))
			test(o, in, r, &l);
	out_str(o, "  </testsuite>\n");
	if (l.failed && !o->error)
		o->error = ENOMEM;
	line_free(&l);
}

const struct lint_format lint_junit = { "junit", begin, tree, end, false, NULL };
