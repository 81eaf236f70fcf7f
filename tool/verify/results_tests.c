// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* For those who collect tests: KTAP and JUnit. */
#include "text/xml.h"
#include "verify/report_it.h"
#include "verify/results.h"

static const char *name_of(const struct verify_check *k)
{
	return k->device ? k->device : k->iommu;
}

/* "#" begins a directive there. */
static void ktap_name(struct out *o, const struct verify_check *k)
{
	out_str(o, check_kinds[k->kind]);
	out_char(o, ' ');
	for (const char *at = name_of(k); *at; at++) {
		if (*at == '#')
			out_str(o, "\\x23");
		else
			out_term_mem(o, at, 1);
	}
}

static void ktap_one(struct out *o, const struct verify_check *k, size_t number)
{
	out_fmt(o, "%s %zu ", k->result == CHECK_DIFFERS ? "not ok" : "ok", number);
	ktap_name(o, k);
	if (k->result == CHECK_SKIPPED) {
		out_str(o, " # SKIP ");
		out_term(o, k->because);
	}
	out_char(o, '\n');
	if (k->result != CHECK_DIFFERS)
		return;
	out_str(o, "# planned ");
	out_term(o, k->planned ? k->planned : "nothing");
	out_str(o, ", found ");
	out_term(o, k->found ? k->found : "nothing");
	out_fmt(o, ", cause %s", check_causes[k->cause]);
	if (k->because) {
		out_str(o, ": ");
		out_term(o, k->because);
	}
	out_char(o, '\n');
}

void results_ktap(struct out *o, const struct checks *c, const struct system *s)
{
	out_fmt(o, "KTAP version 1\n1..%zu\n", c->list.count);
	if (results_any_otherwise(c)) {
		out_str(o, "# the kernel did not behave as predicted: ");
		report_it(o, s->capture);
		out_char(o, '\n');
	}
	for (size_t n = 0; n < c->list.count; n++)
		ktap_one(o, results_at(c, n), n + 1);
}

static void junit_one(struct out *o, const struct verify_check *k)
{
	out_fmt(o, "    <testcase classname=\"%s\" name=\"", check_kinds[k->kind]);
	out_xml(o, name_of(k));
	if (k->result == CHECK_OK) {
		out_str(o, "\"/>\n");
		return;
	}
	out_str(o, "\">");
	if (k->result == CHECK_SKIPPED) {
		out_str(o, "<skipped message=\"");
		out_xml(o, k->because);
		out_str(o, "\"/></testcase>\n");
		return;
	}
	out_fmt(o, "<failure type=\"%s\" message=\"planned ", check_causes[k->cause]);
	out_xml(o, k->planned ? k->planned : "nothing");
	out_str(o, ", found ");
	out_xml(o, k->found ? k->found : "nothing");
	out_str(o, "\">");
	out_xml(o, k->because ? k->because : check_cause_texts[k->cause]);
	out_str(o, "</failure></testcase>\n");
}

void results_junit(struct out *o, const struct checks *c, const struct system *s)
{
	size_t skipped = 0;

	for (size_t n = 0; n < c->list.count; n++)
		skipped += results_at(c, n)->result == CHECK_SKIPPED;
	out_str(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"iommuplan verify\">\n");
	out_fmt(o, "  <testsuite name=\"iommuplan\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n",
		c->list.count, results_differ(c), skipped);
	for (size_t n = 0; n < c->list.count; n++)
		junit_one(o, results_at(c, n));
	if (results_any_otherwise(c)) {
		out_str(o, "    <system-out>the kernel did not behave as predicted: ");
		report_it_xml(o, s->capture);
		out_str(o, "</system-out>\n");
	}
	out_str(o, "  </testsuite>\n</testsuites>\n");
}
