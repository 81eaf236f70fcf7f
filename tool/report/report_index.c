// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The first page: what was looked at, vendors, every board; one search for all. */
#include "report/report_model.h"
#include "text/xml.h"

static void labels(struct out *o, const struct report *r)
{
	out_str(o, "Linux ");
	for (uint32_t n = 0; n < r->n_labels; n++) {
		out_str(o, n ? ", " : "");
		out_xml(o, r->labels[n]);
	}
}

static uint32_t unmet(const struct report *r)
{
	uint32_t many = 0, last = UINT32_MAX;

	for (uint32_t n = 0; n < r->n_verdicts; n++)
		if (!r->verdicts[n].met && r->verdicts[n].board != last) {
			last = r->verdicts[n].board;
			many++;
		}
	return many;
}

static void totals(struct out *o, const struct report *r)
{
	uint32_t attention = 0, changed = 0, errors = 0;

	for (uint32_t n = 0; n < r->n_boards; n++) {
		attention += r->boards[n].attention != 0;
		changed += r->boards[n].n_changes != 0;
		errors += r->boards[n].severities[IOP_ERROR] != 0;
	}
	out_fmt(o, "<dl><dt>Boards</dt><dd>%u</dd>\n<dt>Kernels</dt><dd>",
		(unsigned int)r->n_boards);
	labels(o, r);
	out_str(o, "</dd>\n<dt>DMA</dt><dd><a href=\"dma.html\">");
	out_count(o, attention, "board needs attention", "boards need attention");
	out_str(o, "</a>: masters or PCI hosts have no IOMMU, or IOMMUs do not work</dd>\n"
		   "<dt>Findings</dt><dd><a href=\"findings.html\">");
	out_count(o, errors, "board has errors in its tree", "boards have errors in their trees");
	out_str(o, "</a></dd>\n");
	if (r->n_labels > 1) {
		out_str(o, "<dt>Changes</dt><dd><a href=\"changes.html\">");
		out_count(o, changed, "board changes", "boards change");
		out_str(o, " between kernels</a></dd>\n");
	}
	if (r->policy) {
		out_str(o, "<dt>Policy</dt><dd><a href=\"policy.html\">");
		out_count(o, unmet(r), "board does not meet it", "boards do not meet it");
		out_str(o, " under one of these kernels</a></dd>\n");
	}
	out_str(o, "</dl>\n");
}

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

static void vendor(struct out *o, const struct report *r, uint32_t first, uint32_t end)
{
	const struct report_board *b = &r->boards[r->by_vendor[first]];
	uint32_t socs = 0, devices = 0, translated = 0, attention = 0, findings = 0;

	for (uint32_t n = first; n < end; n = report_soc_end(r, n))
		socs++;
	for (uint32_t n = first; n < end; n++) {
		const struct report_board *v = &r->boards[r->by_vendor[n]];

		for (unsigned int e = 0; e < IOP_EFFECT_COUNT; e++)
			devices += v->effects[e];
		translated += v->effects[IOP_EFFECT_TRANSLATED];
		attention += v->attention != 0;
		findings += v->n_findings != 0;
	}
	html_row(o);
	out_str(o, "<th scope=\"row\"><a href=\"vendors/");
	report_plain(o, b->vendor);
	out_str(o, ".html\">");
	out_xml(o, b->vendor);
	out_str(o, "</a></th>");
	report_number(o, end - first, "n");
	report_number(o, socs, "n");
	report_number(o, devices, "n");
	report_number(o, translated, "n");
	vendor_number(o, b, attention, "n warning", "");
	vendor_number(o, b, findings, "n", "#findings");
}

static void vendors(struct out *o, const struct report *r)
{
	static const char *const heads[] = {
		"Vendor", "Boards", "SoCs", "Devices that can do DMA", "Translated",
		"Boards that need attention", "Boards with findings", NULL
	};

	html_section(o, "vendors", "Vendors");
	html_table(o, "Vendors, with the totals of their boards", heads);
	for (uint32_t n = 0, end; n < r->n_boards; n = end) {
		end = report_vendor_end(r, n);
		vendor(o, r, n, end);
	}
	html_table_end(o);
	html_section_end(o);
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
	totals(o, r);
	contents(o, r);
	if (r->diff)
		changes_first(o, r);
	vendors(o, r);
	html_section(o, "boards", "Boards");
	report_board_table(o, r, "Boards, under the newest of their kernels: how many of their "
			   "devices have DMA that is translated, identity-mapped and so on; "
			   "findings; changes", NULL, r->n_boards, "");
	html_section_end(o);
	html_end(o);
}
