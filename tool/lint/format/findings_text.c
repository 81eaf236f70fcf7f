// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* As compilers say it: place: severity: message [rule]. */
#include "lint/format/findings.h"

static void paint(struct out *o, bool colour, uint8_t severity)
{
	static const char *const colours[] = { "\033[1;31m", "\033[1;35m", "\033[1;36m" };

	if (colour)
		out_str(o, colours[severity]);
	out_str(o, iop_severity_name(severity));
	if (colour)
		out_str(o, "\033[0m");
}

static void where(struct out *o, const struct lint_input *in,
		  const struct found *found, struct line *l)
{
	const struct iop_finding *f = found->f;

	if (found->at.file) {
		out_term(o, found->at.file);
		out_fmt(o, ":%u:%u: ", found->at.line, found->at.column);
		return;
	}
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	out_term(o, in->file);
	out_str(o, ": ");
	out_term(o, line_text(l));
	if (f->property) {
		out_char(o, ':');
		out_term(o, f->property);
	}
	out_str(o, ": ");
}

static void finding(struct out *o, const struct lint_input *in,
		    const struct found *found, struct line *l)
{
	if (found->severity == IOP_NOTE && !in->notes)
		return;
	where(o, in, found, l);
	paint(o, in->colour, found->severity);
	out_str(o, ": ");
	message_of(in->all->tree, found->f, l);
	out_term(o, line_text(l));
	out_str(o, " [");
	out_str(o, iop_rules[found->f->rule].slug);
	out_char(o, ']');
	if (in->ranged) {
		gather_kernels(in->all, found, l);
		out_str(o, " (Linux ");
		out_str(o, line_text(l));
		out_char(o, ')');
	}
	if (found->unread) {
		gather_unread(in->all, l);
		out_str(o, " (unknown: ");
		out_str(o, line_text(l));
		out_char(o, ')');
	}
	out_char(o, '\n');
}

static void tree(struct out *o, const struct lint_input *in)
{
	render_each(o, in, finding);
}

void text_part(struct out *o, const struct finding_text *f, bool colour, bool ranged)
{
	if (f->source) {
		out_term(o, f->source);
		out_fmt(o, ":%u:%u: ", f->line, f->column);
	} else {
		out_term(o, f->tree);
		out_str(o, ": ");
		out_term(o, f->node);
		out_str(o, f->property ? ":" : "");
		out_term(o, f->property ? f->property : "");
		out_str(o, ": ");
	}
	paint(o, colour, f->severity);
	out_str(o, ": ");
	out_term(o, f->message);
	out_fmt(o, " [%s]", iop_rules[f->rule].slug);
	if (ranged) {
		out_str(o, " (Linux ");
		out_term(o, f->kernel);
		out_char(o, ')');
	}
	if (f->because) {
		out_str(o, " (unknown: ");
		out_term(o, f->because);
		out_char(o, ')');
	}
	out_char(o, '\n');
}

const struct lint_format lint_text = { "text", NULL, tree, NULL, false, NULL };
