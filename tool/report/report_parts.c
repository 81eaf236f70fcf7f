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

/* All but the ">". */
static void begin_link(struct out *o, const struct report_board *b, const char *root,
		       const char *place)
{
	out_str(o, "<a href=\"");
	out_str(o, root);
	out_str(o, b->page);
	out_str(o, place ? "#" : "");
	out_str(o, place ? place : "");
	out_char(o, '"');
}

static void name(struct out *o, const struct report_board *b)
{
	size_t len = strlen(b->name);

	if (len > 4 && !strcmp(b->name + len - 4, ".dtb"))
		len -= 4;
	out_xml_mem(o, b->name, len);
}

void report_board_link(struct out *o, const struct report_board *b, const char *root,
		       const char *place)
{
	begin_link(o, b, root, place);
	out_char(o, '>');
	name(o, b);
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

void report_newest(struct out *o, const struct report *r, const struct report_board *b)
{
	uint32_t n = r->n_labels;

	while (n && b->kernels[n - 1] != '1')
		n--;
	html_cell(o, n ? r->labels[n - 1] : "");
}

const char *report_column(const char *part, enum report_part_column n, size_t *len)
{
	for (unsigned int i = 0; i < n; i++) {
		part += strcspn(part, "\t");
		part += *part == '\t';
	}
	*len = strcspn(part, "\t");
	return part;
}

bool report_column_is(const char *part, enum report_part_column n, const char *text)
{
	size_t len;
	const char *at = report_column(part, n, &len);

	return len == strlen(text) && !memcmp(at, text, len);
}

struct where {
	struct out *o;
	const struct report_board *b;
	const char *root;
};

/* As report_number(), a link to what is counted, by its own name @what. */
static void number(const struct where *w, uint32_t n, const char *class, const char *place,
		   const char *what)
{
	if (!n) {
		out_str(w->o, "<td></td>");
		return;
	}
	out_fmt(w->o, "<td class=\"%s\">", class);
	begin_link(w->o, w->b, w->root, place);
	out_fmt(w->o, " aria-label=\"%u %s, ", (unsigned int)n, what);
	name(w->o, w->b);
	out_fmt(w->o, "\">%u</a></td>", (unsigned int)n);
}

static void effects(const struct where *w)
{
	const uint32_t *e = w->b->effects;

	report_number(w->o, e[IOP_EFFECT_TRANSLATED], "n");
	report_number(w->o, e[IOP_EFFECT_IDENTITY], "n");
	number(w, e[IOP_EFFECT_BLOCKED], "n bad", "masters", "blocked");
	number(w, e[IOP_EFFECT_OPEN], "n warning", "masters", "not translated");
	number(w, e[IOP_EFFECT_FIRMWARE], "n warning", "masters", "left by boot loader");
	number(w, e[IOP_EFFECT_FOREIGN] + e[IOP_EFFECT_UNKNOWN], "n warning", "masters",
	       "in another master's domain or unknown");
}

static void worst_change(const struct where *w)
{
	static const char *const words[] = { "", "error", "warning", "note" };

	if (!w->b->worst) {
		out_str(w->o, "<td></td>");
		return;
	}
	out_fmt(w->o, "<td class=\"%s\">", words[w->b->worst]);
	begin_link(w->o, w->b, w->root, "changes");
	out_fmt(w->o, " aria-label=\"%s, changes of ", words[w->b->worst]);
	name(w->o, w->b);
	out_fmt(w->o, "\">%s</a></td>", words[w->b->worst]);
}

static void board(struct out *o, const struct report *r, const struct report_board *b,
		  bool vendor, const char *root)
{
	const struct where w = { o, b, root };

	html_row(o);
	out_str(o, "<th scope=\"row\" class=\"board\">");
	report_board_link(o, b, root, NULL);
	out_str(o, "<br><span class=\"faint\">");
	out_xml(o, b->model);
	out_str(o, "</span></th>");
	if (!vendor) {
		out_str(o, "<td class=\"soc\">");
		report_soc_link(o, b, root);
		out_str(o, "</td>");
	}
	kernels(o, r, b);
	report_number(o, b->iommus, "n");
	effects(&w);
	if (vendor)
		number(&w, b->attention, "n warning", "picture", "that need attention");
	number(&w, b->severities[IOP_ERROR], "n error", "findings", "errors");
	number(&w, b->severities[IOP_WARNING], "n warning", "findings", "warnings");
	if (r->n_labels > 1)
		worst_change(&w);
}

#define EFFECTS "Kernels", "IOMMUs", "Translated", "Identity-mapped", "Blocked", "Not translated", \
	"Left by boot loader", "Foreign or unknown"

void report_board_table(struct out *o, const struct report *r, const char *caption,
			const uint32_t *list, uint32_t n, const char *root)
{
	static const char *const all[] = { "Board", "SoC", EFFECTS, "Errors", "Warnings", NULL };
	static const char *const of_soc[] = {
		"Board", EFFECTS, "Need attention", "Errors", "Warnings", NULL
	};
	const char *heads[16] = { NULL };
	unsigned int i = 0;

	for (const char *const *head = list ? of_soc : all; *head; head++)
		heads[i++] = *head;
	if (r->n_labels > 1)
		heads[i] = "Worst change";
	html_table(o, caption, heads);
	for (i = 0; i < n; i++)
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
	report_board_link(o, &r->boards[c->board], root, "changes");
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
