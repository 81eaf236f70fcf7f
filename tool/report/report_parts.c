// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Links and tables that several pages have. */
#include <string.h>

#include "report/report_model.h"
#include "text/xml.h"

void report_plain(struct out *o, const char *name)
{
	for (; *name; name++)
		out_char(o, strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				   "0123456789-", *name) ? *name : '_');
}

uint32_t report_vendor_end(const struct report *r, uint32_t n)
{
	uint32_t end = n + 1;

	while (end < r->n_boards && !strcmp(r->boards[r->by_vendor[end]].vendor,
					    r->boards[r->by_vendor[n]].vendor))
		end++;
	return end;
}

uint32_t report_soc_end(const struct report *r, uint32_t n)
{
	uint32_t end = n + 1, vendor = report_vendor_end(r, n);

	while (end < vendor && !strcmp(r->boards[r->by_vendor[end]].soc,
				       r->boards[r->by_vendor[n]].soc))
		end++;
	return end;
}

void report_board_link(struct out *o, const struct report_board *b, const char *root)
{
	size_t len = strlen(b->name);

	if (len > 4 && !strcmp(b->name + len - 4, ".dtb"))
		len -= 4;
	out_str(o, "<a href=\"");
	out_str(o, root);
	out_str(o, b->page);
	out_str(o, "\">");
	out_xml_mem(o, b->name, len);
	out_str(o, "</a>");
}

void report_soc_link(struct out *o, const struct report_board *b, const char *root)
{
	out_str(o, "<a href=\"");
	out_str(o, root);
	out_str(o, "vendors/");
	report_plain(o, b->vendor);
	out_str(o, ".html#soc-");
	report_plain(o, b->soc);
	out_str(o, "\">");
	out_xml(o, b->soc);
	out_str(o, "</a>");
}

void report_number(struct out *o, uint32_t n, const char *class)
{
	if (!n) {
		out_str(o, "<td></td>");
		return;
	}
	out_str(o, "<td class=\"");
	out_str(o, class);
	out_str(o, "\">");
	out_dec(o, n);
	out_str(o, "</td>");
}

/* "5.10 to 7.2": with all that are between, "5.10, 7.2": without. */
static void kernels(struct out *o, const struct report *r, const struct report_board *b)
{
	out_str(o, "<td>");
	for (uint32_t n = 0, end, some = 0; n < r->n_labels; n = end + 1) {
		for (end = n; end < r->n_labels && b->kernels[end] == '1';)
			end++;
		if (end == n)
			continue;
		out_str(o, some++ ? ", " : "");
		out_xml(o, r->labels[n]);
		if (end == n + 1)
			continue;
		out_str(o, end == n + 2 ? ", " : " to ");
		out_xml(o, r->labels[end - 1]);
	}
	out_str(o, "</td>");
}

/* Masters whose DMA some IOMMU neither translates nor stops. */
static uint32_t unprotected(const struct report_board *b)
{
	return b->effects[IOP_EFFECT_OPEN] + b->effects[IOP_EFFECT_FIRMWARE] +
	       b->effects[IOP_EFFECT_FOREIGN] + b->effects[IOP_EFFECT_UNKNOWN];
}

static void board(struct out *o, const struct report *r, const struct report_board *b,
		  bool vendor, const char *root)
{
	html_row(o);
	out_str(o, "<th scope=\"row\" class=\"board\">");
	report_board_link(o, b, root);
	out_str(o, "<br><span class=\"faint\">");
	out_xml(o, b->model);
	out_str(o, "</span></th>");
	if (!vendor) {
		out_str(o, "<td>");
		report_soc_link(o, b, root);
		out_str(o, "</td>");
	}
	kernels(o, r, b);
	report_number(o, b->iommus, "n");
	report_number(o, b->groups, "n");
	report_number(o, b->effects[IOP_EFFECT_TRANSLATED], "n");
	report_number(o, b->effects[IOP_EFFECT_IDENTITY], "n");
	report_number(o, b->effects[IOP_EFFECT_BLOCKED], "n bad");
	report_number(o, unprotected(b), "n warning");
	report_number(o, b->attention, "n warning");
	report_number(o, b->severities[IOP_ERROR], "n error");
	report_number(o, b->severities[IOP_WARNING], "n warning");
	html_cell(o, b->worst == FAIL_ON_ERROR ? "error" : b->worst == FAIL_ON_WARNING ?
		  "warning" : b->worst ? "note" : "");
}

#define HEADS "Kernels", "IOMMUs", "Groups", "Translated", "Passed 1:1", "Blocked", \
	"Open or firmware", "Need attention", "Errors", "Warnings", "Worst change"

void report_board_table(struct out *o, const struct report *r, const uint32_t *list,
			uint32_t n, const char *root)
{
	static const char *const heads[] = {
		"Board", "SoC", HEADS, NULL
	};

	static const char *const of_soc[] = {
		"Board", HEADS, NULL
	};

	html_table(o, "Boards, as the newest of their kernels has them", list ? of_soc : heads);
	for (uint32_t i = 0; i < n; i++)
		board(o, r, &r->boards[list ? list[i] : i], list, root);
	html_table_end(o);
}

static void change(struct out *o, const struct report *r, const struct report_change *c,
		   const char *root)
{
	const char *severity = diff_severity((enum diff_kind)c->kind) == FAIL_ON_ERROR ?
			       "error" : diff_severity((enum diff_kind)c->kind) ==
			       FAIL_ON_WARNING ? "warning" : "note";

	html_row(o);
	out_str(o, "<th scope=\"row\">");
	report_board_link(o, &r->boards[c->board], root);
	out_str(o, "</th><td class=\"");
	out_str(o, severity);
	out_str(o, "\">");
	out_str(o, severity);
	out_str(o, "</td>");
	html_cell(o, diff_text((enum diff_kind)c->kind));
	html_code(o, c->where);
	html_cell(o, c->before);
	html_cell(o, c->after);
}

void report_change_table(struct out *o, const struct report *r, const char *caption,
			 enum fail_on least, const char *root)
{
	static const char *const heads[] = {
		"Board", "Severity", "Change", "Where", "Before", "After", NULL
	};

	html_table(o, caption, heads);
	for (unsigned int severity = FAIL_ON_ERROR; severity <= (unsigned int)least; severity++)
		for (uint32_t n = 0; n < r->n_changes; n++)
			if (diff_severity((enum diff_kind)r->changes[n].kind) == severity)
				change(o, r, &r->changes[n], root);
	html_table_end(o);
}
