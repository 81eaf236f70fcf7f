// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What happens to DMA, by effect: which boards have devices of each, and which. */
#include <string.h>

#include "report/report_model.h"
#include "text/xml.h"

static bool has_effect(const char *part, unsigned int e)
{
	return !report_column_is(part, REPORT_PART_KIND, REPORT_IOMMU) &&
	       report_column_is(part, REPORT_PART_IS, iop_effect_words((enum iop_effect)e));
}

/* Not worked out, though the tree wants it. */
static bool is_broken(const char *part, unsigned int e)
{
	(void)e;
	return report_column_is(part, REPORT_PART_KIND, REPORT_IOMMU) &&
	       !report_column_is(part, REPORT_PART_IS, "active") && !report_column_is(part, REPORT_PART_IS, "disabled");
}

typedef bool which_fn(const char *part, unsigned int e);

static uint32_t count(const struct report *r, const struct report_board *b, which_fn *which,
		      unsigned int e)
{
	uint32_t many = 0;

	for (uint32_t n = b->parts; n < b->parts + b->n_parts; n++)
		many += which(r->parts[n], e);
	return many;
}

static void nodes(struct out *o, const struct report *r, const struct report_board *b,
		  which_fn *which, unsigned int e)
{
	const char *sign = "";
	size_t len;

	out_str(o, "<td>");
	for (uint32_t n = b->parts; n < b->parts + b->n_parts; n++) {
		const char *part = r->parts[n], *node;

		if (!which(part, e))
			continue;
		out_str(o, sign);
		node = report_column(part, REPORT_PART_NODE, &len);
		out_str(o, "<code>");
		out_xml_mem(o, node, len);
		out_str(o, "</code>");
		if (which == is_broken) {
			node = report_column(part, REPORT_PART_IS, &len);
			out_str(o, " ");
			out_xml_mem(o, node, len);
		}
		sign = ", ";
	}
	out_str(o, "</td>");
}

static void boards(struct out *o, const struct report *r, which_fn *which, unsigned int e,
		   const char *caption)
{
	static const char *const heads[] = {
		"Board", "SoC", "Kernel", "How many", "Which", NULL
	};

	html_table(o, caption, heads);
	for (uint32_t n = 0; n < r->n_boards; n++) {
		const struct report_board *b = &r->boards[n];
		uint32_t many = count(r, b, which, e);

		if (!many)
			continue;
		html_row(o);
		out_str(o, "<th scope=\"row\">");
		report_board_link(o, b, "", "masters");
		out_str(o, "</th><td>");
		report_soc_link(o, b, "");
		out_str(o, "</td>");
		report_newest(o, r, b);
		report_number(o, many, "n");
		nodes(o, r, b, which, e);
	}
	html_table_end(o);
}

/* The worst first; translated is what all others are not. */
static const uint8_t order[] = {
	IOP_EFFECT_OPEN, IOP_EFFECT_FIRMWARE, IOP_EFFECT_FOREIGN, IOP_EFFECT_UNKNOWN,
	IOP_EFFECT_BLOCKED, IOP_EFFECT_IDENTITY, IOP_EFFECT_TRANSLATED,
};

static void effect_row(struct out *o, const struct report *r, unsigned int e)
{
	uint32_t devices = 0, with = 0;

	for (uint32_t n = 0; n < r->n_boards; n++) {
		uint32_t many = r->boards[n].effects[e];

		devices += many;
		with += many != 0;
	}
	html_row(o);
	if (devices && e != IOP_EFFECT_TRANSLATED)
		out_fmt(o, "<th scope=\"row\"><a href=\"#%s\">%s</a></th>",
			iop_effect_slug((enum iop_effect)e), iop_effect_words((enum iop_effect)e));
	else
		out_fmt(o, "<th scope=\"row\">%s</th>", iop_effect_words((enum iop_effect)e));
	report_number(o, with, "n");
	report_number(o, devices, "n");
	html_cell(o, iop_effect_text((enum iop_effect)e));
}

static void effects(struct out *o, const struct report *r)
{
	static const char *const heads[] = { "DMA is", "Boards", "Devices", "That is", NULL };

	html_table(o, "Devices that can do DMA as far as the trees show, under the newest kernel "
		   "that has the board", heads);
	for (unsigned int n = 0; n < sizeof(order); n++)
		effect_row(o, r, order[n]);
	html_table_end(o);
}

static bool any(const struct report *r, which_fn *which, unsigned int e)
{
	for (uint32_t n = 0; n < r->n_parts; n++)
		if (which(r->parts[n], e))
			return true;
	return false;
}

static bool has_none(const struct report_board *b)
{
	return !b->iommus;
}

static void without(struct out *o, const struct report *r)
{
	static const char *const heads[] = { "Board", "SoC", "Kernel", NULL };

	html_section(o, "no-iommu", "Boards without IOMMU");
	html_table(o, "Boards without IOMMU: no device's DMA is translated", heads);
	for (uint32_t n = 0; n < r->n_boards; n++) {
		if (!has_none(&r->boards[n]))
			continue;
		html_row(o);
		out_str(o, "<th scope=\"row\">");
		report_board_link(o, &r->boards[n], "", NULL);
		out_str(o, "</th><td>");
		report_soc_link(o, &r->boards[n], "");
		out_str(o, "</td>");
		report_newest(o, r, &r->boards[n]);
	}
	html_table_end(o);
	html_section_end(o);
}

static void causes(struct out *o, const struct report *r)
{
	const char *heads[4 + REPORT_CAUSES] = { "Board", "SoC", "Kernel" };

	for (unsigned int n = 0; n < REPORT_CAUSES; n++)
		heads[3 + n] = report_cause_words(n);
	html_section(o, "attention", "Boards that need attention");
	html_table(o, "Boards that need attention, with the number of what does", heads);
	for (uint32_t n = 0; n < r->n_boards; n++) {
		const struct report_board *b = &r->boards[n];

		if (!b->attention)
			continue;
		html_row(o);
		out_str(o, "<th scope=\"row\">");
		report_board_link(o, b, "", "picture");
		out_str(o, "</th><td>");
		report_soc_link(o, b, "");
		out_str(o, "</td>");
		report_newest(o, r, b);
		for (unsigned int i = 0; i < REPORT_CAUSES; i++)
			report_number(o, b->causes[i], "n");
	}
	html_table_end(o);
	html_section_end(o);
}

/* Where what is not in the first table can be found. */
static void others(struct out *o, bool broken, uint32_t none, uint32_t attention)
{
	if (attention)
		out_str(o, "<p><a href=\"#attention\">Boards that need attention</a>, by reason</p>\n");
	if (broken)
		out_str(o, "<p><a href=\"#broken\">IOMMUs that do not work</a></p>\n");
	if (none) {
		out_str(o, "<p><a href=\"#no-iommu\">");
		out_count(o, none, "board has no IOMMU", "boards have no IOMMU");
		out_str(o, "</a>: no device's DMA is translated there, and none of these devices "
			   "is counted above</p>\n");
	}
}

void report_dma(struct out *o, const struct report *r, uint32_t n)
{
	bool broken = any(r, is_broken, 0);
	uint32_t none = 0, attention = 0;

	for (n = 0; n < r->n_boards; n++) {
		none += has_none(&r->boards[n]);
		attention += r->boards[n].attention != 0;
	}
	html_begin(o, "DMA", "", r->policy);
	out_str(o, "<h1>What happens to DMA</h1>\n");
	effects(o, r);
	others(o, broken, none, attention);
	if (attention)
		causes(o, r);
	for (unsigned int i = 0; i + 1 < sizeof(order); i++) {
		const char *words = iop_effect_words((enum iop_effect)order[i]);

		if (!any(r, has_effect, order[i]))
			continue;
		html_section(o, iop_effect_slug((enum iop_effect)order[i]), words);
		boards(o, r, has_effect, order[i], words);
		html_section_end(o);
	}
	if (broken) {
		html_section(o, "broken", "IOMMUs that do not work");
		boards(o, r, is_broken, 0, "Enabled IOMMUs that are not active");
		html_section_end(o);
	}
	if (none)
		without(o, r);
	html_end(o);
}
