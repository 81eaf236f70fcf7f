// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A vendor's boards by SoC, with what all boards of an SoC have, once. */
#include <stdlib.h>
#include <string.h>

#include "report/report_model.h"
#include "text/xml.h"

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All parts of the SoC's boards, sorted; NULL: none, or no memory. */
static const char **collect(const struct report *r, uint32_t first, uint32_t end, uint32_t *n)
{
	const char **all;
	uint32_t sum = 0;

	for (uint32_t i = first; i < end; i++)
		sum += r->boards[r->by_vendor[i]].n_parts;
	*n = 0;
	all = sum ? calloc(sum, sizeof(*all)) : NULL;
	for (uint32_t i = first; all && i < end; i++) {
		const struct report_board *b = &r->boards[r->by_vendor[i]];

		memcpy(all + *n, r->parts + b->parts, b->n_parts * sizeof(*all));
		*n += b->n_parts;
	}
	if (all)
		qsort(all, *n, sizeof(*all), by_text);
	return all;
}

/* A part's columns are separated by tabs, which names have escaped. */
static void cells(struct out *o, const char *part)
{
	html_row(o);
	for (const char *end; *part; part = *end ? end + 1 : end) {
		end = part + strcspn(part, "\t");
		out_str(o, "<td><code>");
		out_xml_mem(o, part, (size_t)(end - part));
		out_str(o, "</code></td>");
	}
}

static void begin_common(struct out *o, uint32_t boards)
{
	static const char *const heads[] = {
		"Kind", "Node", "At", "Is", "Can be assigned to a VM", NULL
	};

	out_fmt(o, "<details>\n<summary>What all %u boards have in common</summary>\n",
		(unsigned int)boards);
	html_table(o, "IOMMUs and devices that can do DMA, the same on all of these boards",
		   heads);
}

static void common(struct out *o, const struct report *r, uint32_t first, uint32_t end)
{
	uint32_t n, boards = end - first, shown = 0;
	const char **all = boards > 1 ? collect(r, first, end, &n) : NULL;

	if (!all)
		return;
	for (uint32_t i = 0, same; i < n; i = same) {
		for (same = i + 1; same < n && !strcmp(all[same], all[i]);)
			same++;
		if (same - i < boards)
			continue;
		if (!shown++)
			begin_common(o, boards);
		cells(o, all[i]);
	}
	if (shown) {
		html_table_end(o);
		out_str(o, "</details>\n");
	} else {
		html_text(o, "faint", "Its boards have neither an IOMMU nor a master in common.");
	}
	free(all);
}

static void soc(struct out *o, const struct report *r, uint32_t first, uint32_t end)
{
	const char *name = r->boards[r->by_vendor[first]].soc;
	struct line caption = { 0 };

	out_str(o, "<section>\n<h2 id=\"soc-");
	report_plain(o, name);
	out_str(o, "\">");
	out_xml(o, name);
	out_str(o, "</h2>\n");
	line_str(&caption, "Boards with ");
	line_str(&caption, name);
	line_str(&caption, ", under the newest of their kernels");
	report_board_table(o, r, line_text(&caption), r->by_vendor + first, end - first, "../");
	line_free(&caption);
	report_changes_of(o, r, r->by_vendor + first, end - first, "../");
	common(o, r, first, end);
	html_section_end(o);
}

void report_vendor(struct out *o, const struct report *r, uint32_t first)
{
	const char *name = r->boards[r->by_vendor[first]].vendor;
	uint32_t end = report_vendor_end(r, first);

	html_begin(o, name, "../", r->policy);
	out_str(o, "<h1>");
	out_xml(o, name);
	out_str(o, "</h1>\n<nav aria-label=\"On this page\"><a href=\"#findings\">Findings by rule</a> ");
	for (uint32_t n = first; n < end; n = report_soc_end(r, n)) {
		out_str(o, "<a href=\"#soc-");
		report_plain(o, r->boards[r->by_vendor[n]].soc);
		out_str(o, "\">");
		out_xml(o, r->boards[r->by_vendor[n]].soc);
		out_str(o, "</a> ");
	}
	out_str(o, "</nav>\n");
	for (uint32_t n = first, next; n < end; n = next) {
		next = report_soc_end(r, n);
		soc(o, r, n, next);
	}
	report_rules_of(o, r, r->by_vendor + first, end - first);
	html_end(o);
}
