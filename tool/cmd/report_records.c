// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What other pages than its own need of a board. */
#include "cmd/report_page.h"

#include <string.h>

#include "lint/message.h"
#include "render/diff/render_diff.h"
#include "render/render_policy.h"
#include "text/xml.h"

static void begin(struct out *o, enum report_record kind)
{
	out_char(o, (char)kind);
	out_char(o, 0);
}

const char *report_soc_of(const struct iop_plan *p)
{
	struct iop_cells list = iop_prop(p->tree, 0, IOP_P_COMPATIBLE);
	const char *s, *last = NULL;

	while ((s = iop_list_next(&list)))
		last = s;
	return last ? last : "no compatible";
}

void report_vendor_name(struct out *o, const char *name, const char *soc)
{
	const char *from = strchr(name, '/') ? name : soc;
	size_t n = strcspn(from, from == name ? "/" : ",");

	for (size_t i = 0; i < n && i < 64; i++) {
		char c = from[i];

		out_char(o, (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			 (c >= '0' && c <= '9') || c == '-' ? c : '_');
	}
}

void report_finding_records(struct board_run *b, const struct gathered *all)
{
	struct line l = { 0 };

	for (uint32_t n = 0; n < all->count; n++) {
		const struct found *f = &all->found[n];

		begin(b->out, RECORD_FINDING);
		report_count(b->out, f->f->rule);
		report_count(b->out, f->severity);
		line_clear(&l);
		line_path(&l, all->tree, f->f->node);
		report_field(b->out, line_text(&l));
		message_of(all->tree, f->f, &l);
		report_field(b->out, line_text(&l));
	}
	b->name.failed |= l.failed;
	line_free(&l);
}

static int to_line(void *ctx, const void *bytes, size_t n)
{
	line_mem(ctx, bytes, n);
	return 0;
}

/* A row of the board's own page. */
static void verdict_row(struct board_run *b, unsigned int column, bool met, const char *unmet)
{
	static struct out rows;

	out_to_sink(&rows, to_line, &b->verdicts);
	html_row(&rows);
	html_cell(&rows, b->g->columns[column].label);
	out_str(&rows, met ? "<td>met</td>" : "<td class=\"bad\">not met</td>");
	html_cell(&rows, unmet);
	out_flush(&rows);
}

/* "translated: /soc/usb@0: no-group; default strict: ..." */
static void unmet(struct board_run *b, const struct tree_plan *made, struct line *l)
{
	const struct render_input in = { .plan = made->plan, .file = line_text(&b->name) };
	struct render r;

	if (!render_open(&r, b->out, &in))
		return;
	for (uint32_t n = 0; n < made->solution.n_reqs; n++) {
		const struct iop_req *w = &made->solution.reqs[n];

		if (w->verdict == IOP_MET)
			continue;
		if (l->len)
			line_str(l, "; ");
		policy_req(l, w);
		line_str(l, ": ");
		if (policy_subject(&r, w, l))
			line_str(l, ": ");
		line_str(l, iop_obstacle_slug(w->obstacle));
	}
	render_close(&r);
}

void report_verdict_record(struct board_run *b, unsigned int column)
{
	const struct tree_plan *made = &b->g->columns[column].made;
	struct line l = { 0 };

	if (!made->solved)
		return;
	begin(b->out, RECORD_VERDICT);
	report_count(b->out, column);
	report_count(b->out, made->solution.met);
	if (!made->solution.met)
		unmet(b, made, &l);
	report_field(b->out, line_text(&l));
	verdict_row(b, column, made->solution.met, line_text(&l));
	b->name.failed |= l.failed;
	line_free(&l);
}

/* The same of a change. */
static void row(struct out *o, const struct board_run *b, unsigned int from, unsigned int to,
		enum diff_kind kind)
{
	const char *severity = diff_severity_text(diff_severity(kind));

	out_str(o, "\n<tr><td>");
	out_xml(o, b->g->columns[from].label);
	out_str(o, " \xe2\x86\x92 ");
	out_xml(o, b->g->columns[to].label);
	out_fmt(o, "</td><td class=\"%s\">%s</td>", severity, severity);
	html_cell(o, diff_text(kind));
}

static void change(struct board_run *b, struct out *rows, struct diff_view *v,
		   const struct diff_item *i, unsigned int from, unsigned int to)
{
	begin(b->out, RECORD_CHANGE);
	report_count(b->out, from);
	report_count(b->out, to);
	report_count(b->out, i->kind);
	row(rows, b, from, to, i->kind);
	report_field(b->out, diff_where(v, i));
	html_code(rows, diff_where(v, i));
	for (int side = 0; side < 2; side++) {
		line_clear(&v->r.text);
		diff_words(v, i, side, &v->r.text);
		report_field(b->out, line_text(&v->r.text));
		html_cell(rows, line_text(&v->r.text));
	}
}

void report_change_records(struct board_run *b, unsigned int from, unsigned int to,
			   const struct diff *diff)
{
	static struct out rows;
	const struct render_diff_input in = {
		.name = { line_text(&b->name), line_text(&b->name) },
		.kernel = { b->g->columns[from].kernel.view.target.version,
			    b->g->columns[to].kernel.view.target.version },
		.diff = diff,
	};
	struct diff_view v;

	out_to_sink(&rows, to_line, &b->changes);
	diff_open(&v, b->out, &in);
	for (uint32_t n = 0; n < diff->n_items; n++)
		change(b, &rows, &v, &diff->items[n], from, to);
	diff_close(&v);
	out_flush(&rows);
}

static const char *below(const struct board_run *b, unsigned int column)
{
	const char *file = b->files->file[column], *dir = b->g->columns[column].dir;
	size_t n = strlen(dir);

	if (!file)
		return "absent";
	file += strncmp(file, dir, n) ? 0 : n;
	return file + strspn(file, "/");
}

void report_board_changes(struct board_run *b)
{
	const char *before, *after;
	enum diff_kind kind;

	/* Two columns are there for --diff alone. */
	if (!b->g->o->changed)
		return;
	before = below(b, 0);
	after = below(b, 1);
	if (!strcmp(before, after))
		return;
	kind = !b->files->file[0] ? DIFF_TREE_ADDED :
	       !b->files->file[1] ? DIFF_TREE_REMOVED : DIFF_MOVED;
	begin(b->out, RECORD_CHANGE);
	report_count(b->out, 0);
	report_count(b->out, 1);
	report_count(b->out, kind);
	report_field(b->out, "");
	report_field(b->out, before);
	report_field(b->out, after);
}
