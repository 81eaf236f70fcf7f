// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which devices of which boards a virtual machine can be given. */
#include <string.h>

#include "render/assign_verdict.h"
#include "report/report_model.h"
#include "text/xml.h"

static bool is(const struct report *r, uint32_t part, enum assign_verdict v)
{
	return report_column_is(r->parts[part], REPORT_PART_ASSIGN, assign_text(v));
}

/* How many parts of a board have each verdict; false: none. */
static bool count(const struct report *r, const struct report_board *b, uint32_t *counts)
{
	bool any = false;

	memset(counts, 0, ASSIGN_VERDICTS * sizeof(*counts));
	for (uint32_t n = b->parts; n < b->parts + b->n_parts; n++)
		for (unsigned int v = 0; v < ASSIGN_VERDICTS; v++)
			if (is(r, n, v)) {
				counts[v]++;
				any = true;
			}
	return any;
}

/* The last name of a path, or what a host stands for, with its own. */
static void name(struct out *o, const char *part)
{
	size_t len, from = 0;
	const char *node = report_column(part, REPORT_PART_NODE, &len);

	for (size_t n = 0; n + 1 < len; n++)
		if (node[n] == '/' && node[n + 1] != '*')
			from = n + 1;
	out_str(o, "<code>");
	out_xml_mem(o, node + from, len - from);
	out_str(o, "</code>");
}

static void devices(struct out *o, const struct report *r, const struct report_board *b,
		    enum assign_verdict v, uint32_t n)
{
	const char *sign = ": ";

	if (!n) {
		out_str(o, "<td></td>");
		return;
	}
	out_fmt(o, "<td>%u", (unsigned int)n);
	for (uint32_t i = b->parts; i < b->parts + b->n_parts; i++) {
		if (!is(r, i, v))
			continue;
		out_str(o, sign);
		name(o, r->parts[i]);
		sign = ", ";
	}
	out_str(o, "</td>");
}

static void board(struct out *o, const struct report *r, const struct report_board *b,
		  const uint32_t *counts)
{
	html_row(o);
	out_str(o, "<th scope=\"row\">");
	report_board_link(o, b, "", "hardening");
	out_str(o, "</th><td>");
	report_soc_link(o, b, "");
	out_str(o, "</td>");
	report_newest(o, r, b);
	for (unsigned int v = 0; v < ASSIGN_VERDICTS; v++)
		devices(o, r, b, v, counts[v]);
}

/* Those that have devices which can be assigned, or the others. */
static void boards(struct out *o, const struct report *r, bool some, const char *caption)
{
	static const char *const heads[] = {
		"Board", "SoC", "Kernel", "Yes", "With allow_unsafe_interrupts", "Unknown", "No", NULL
	};
	uint32_t counts[ASSIGN_VERDICTS], rows = 0;

	html_section(o, some ? "some" : "none", caption);
	for (uint32_t n = 0; n < r->n_boards; n++) {
		if (!count(r, &r->boards[n], counts) ||
		    (counts[ASSIGN_YES] || counts[ASSIGN_UNSAFE]) != some)
			continue;
		if (!rows++)
			html_table(o, "Devices by whether VFIO can assign them, under the newest "
				   "kernel that has the board", heads);
		board(o, r, &r->boards[n], counts);
	}
	if (rows)
		html_table_end(o);
	else
		html_text(o, "faint", "None.");
	html_section_end(o);
}

void report_guests(struct out *o, const struct report *r, uint32_t n)
{
	(void)n;
	html_begin(o, "Virtual machines", "", r->policy);
	out_str(o, "<h1>What a virtual machine can be given</h1>\n");
	html_text(o, "", "VFIO assigns whole IOMMU groups. Whether it does depends on cache coherency, "
		  "on the isolation of MSIs and on reserved regions; the page of each board lists "
		  "these and the members of its groups. A VFIO driver for the device is needed as well. "
		  "With allow_unsafe_interrupts=1, a parameter of the module vfio_iommu_type1, VFIO "
		  "accepts MSIs that are not isolated. Boards without IOMMU are not listed: none of "
		  "their devices can be assigned.");
	out_str(o, "<nav aria-label=\"On this page\"><a href=\"#some\">Boards with devices that can be "
		"assigned</a><a href=\"#none\">Other boards with an IOMMU</a></nav>\n");
	boards(o, r, true, "Boards with devices that can be assigned");
	boards(o, r, false, "Other boards with an IOMMU");
	html_end(o);
}
