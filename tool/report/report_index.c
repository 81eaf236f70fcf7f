// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The first page: the state of all boards, vendors, every board; one search for all. */
#include "report/report_model.h"
#include "text/xml.h"

static void contents(struct out *o, const struct report *r)
{
	out_str(o, "<nav aria-label=\"On this page\">");
	if (r->diff)
		out_str(o, "<a href=\"#changes\">What changes</a>");
	out_str(o, "<a href=\"#vendors\">Vendors</a><a href=\"#boards\">Boards</a></nav>\n"
		   "<div id=\"find\"></div>\n");
}

/* As report_number(), a link to the vendor's page. */
static void vendor_number(struct out *o, const struct report_board *b, uint32_t n,
			  const char *class, const char *place)
{
	if (!n) {
		out_str(o, "<td></td>");
		return;
	}
	out_fmt(o, "<td class=\"%s\"><a href=\"vendors/", class);
	report_plain(o, b->vendor);
	out_fmt(o, ".html%s\" aria-label=\"%u boards of ", place, (unsigned int)n);
	out_xml(o, b->vendor);
	out_fmt(o, "\">%u</a></td>", (unsigned int)n);
}

struct sums {
	uint32_t boards, socs, devices, translated, unknown, attention, findings;
};

static void add_boards(struct sums *s, const struct report *r, uint32_t first, uint32_t end)
{
	s->boards += end - first;
	for (uint32_t n = first; n < end; n = report_soc_end(r, n))
		s->socs++;
	for (uint32_t n = first; n < end; n++) {
		const struct report_board *b = &r->boards[r->by_vendor[n]];

		for (unsigned int e = 0; e < IOP_EFFECT_COUNT; e++)
			s->devices += b->effects[e];
		s->translated += b->effects[IOP_EFFECT_TRANSLATED];
		s->unknown += b->effects[IOP_EFFECT_UNKNOWN];
		s->attention += b->attention != 0;
		s->findings += b->n_findings != 0;
	}
}

static void sums(struct out *o, const struct sums *s)
{
	report_number(o, s->boards, "n");
	report_number(o, s->socs, "n");
	report_number(o, s->devices, "n");
	report_number(o, s->translated, "n");
	report_number(o, s->unknown, "n");
}

static void vendor(struct out *o, const struct report *r, uint32_t first, uint32_t end)
{
	const struct report_board *b = &r->boards[r->by_vendor[first]];
	struct sums s = { .boards = 0 };

	add_boards(&s, r, first, end);
	html_row(o);
	out_str(o, "<th scope=\"row\"><a href=\"vendors/");
	report_plain(o, b->vendor);
	out_str(o, ".html\">");
	out_xml(o, b->vendor);
	out_str(o, "</a></th>");
	sums(o, &s);
	vendor_number(o, b, s.attention, "n warning", "");
	vendor_number(o, b, s.findings, "n", "#findings");
}

static void total(struct out *o, const struct report *r)
{
	struct sums s = { .boards = 0 };

	add_boards(&s, r, 0, r->n_boards);
	html_table_total(o);
	html_row(o);
	out_str(o, "<th scope=\"row\">All</th>");
	sums(o, &s);
	report_number(o, s.attention, "n warning");
	report_number(o, s.findings, "n");
	html_table_total_end(o);
}

static void vendors(struct out *o, const struct report *r)
{
	static const char *const heads[] = {
		"Vendor", "Boards", "SoCs", "Devices that can do DMA", "Translated",
		"Unknown", "Boards that need attention", "Boards with findings", NULL
	};

	html_section(o, "vendors", "Vendors");
	html_table(o, "Vendors, with the totals of their boards; an empty cell is 0", heads);
	for (uint32_t n = 0, end; n < r->n_boards; n = end) {
		end = report_vendor_end(r, n);
		vendor(o, r, n, end);
	}
	total(o, r);
	html_section_end(o);
}

/* The columns of both tables, for who does not know the words. */
static void legend(struct out *o)
{
	out_str(o, "<details>\n<summary>What the columns count</summary>\n<dl>");
	for (unsigned int e = IOP_EFFECT_TRANSLATED; e < IOP_EFFECT_COUNT; e++) {
		out_fmt(o, "<dt>%s</dt><dd>", iop_effect_words(e));
		out_xml(o, iop_effect_text(e));
		out_str(o, "</dd>\n");
	}
	out_str(o, "<dt>Errors, Warnings</dt><dd>findings in the board's tree; notes are in its page"
		   "</dd>\n</dl>\n</details>\n");
}

static void changes_first(struct out *o, const struct report *r)
{
	html_section(o, "changes", "What changes");
	if (r->n_changes)
		report_change_table(o, r, "All changes, the most severe first", FAIL_ON_NOTE, "");
	else
		html_text(o, "faint", "No board changes.");
	html_section_end(o);
}

void report_index(struct out *o, const struct report *r, uint32_t n)
{
	(void)n;
	html_begin(o, r->diff ? "IOMMU changes" : "IOMMU report", "", r->policy);
	out_str(o, r->diff ? "<h1>IOMMU changes</h1>\n" : "<h1>IOMMU report</h1>\n");
	report_state(o, r);
	contents(o, r);
	if (r->diff)
		changes_first(o, r);
	vendors(o, r);
	html_section(o, "boards", "Boards");
	legend(o);
	report_board_table(o, r, "Boards, under the newest of their kernels: devices by what happens "
			   "to their DMA, findings, changes; an empty cell is 0",
			   NULL, r->n_boards, "");
	html_section_end(o);
	html_end(o);
}
