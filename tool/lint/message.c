// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/message.h"

static void argument(const struct iop_tree *t, const struct iop_lint_arg *a,
		     struct line *l)
{
	switch (a->kind) {
	case IOP_ARG_NODE:
		line_path(l, t, (uint32_t)a->number);
		break;
	case IOP_ARG_DEC:
		line_dec(l, a->number);
		break;
	case IOP_ARG_HEX:
		line_hex(l, a->number);
		break;
	case IOP_ARG_RID:
		line_rid(l, (uint32_t)a->number);
		break;
	case IOP_ARG_MORE:
		if (!a->number)
			break;
		line_str(l, " and ");
		line_dec(l, a->number);
		line_str(l, " more");
		break;
	default:
		line_str(l, a->text ? a->text : "");
	}
}

static void add(const struct iop_tree *t, const struct iop_finding *f,
		const char *template, struct line *l)
{
	struct iop_template_part part;

	while (iop_template_next(&template, f, &part))
		if (part.arg)
			argument(t, part.arg, l);
		else
			line_mem(l, part.text, part.len);
}

static void expand(const struct iop_tree *t, const struct iop_finding *f,
		   const char *template, struct line *l)
{
	line_clear(l);
	add(t, f, template, l);
}

void message_of(const struct iop_tree *t, const struct iop_finding *f,
		struct line *l)
{
	expand(t, f, iop_rules[f->rule].message, l);
	if (f->more) {
		line_str(l, "; and ");
		line_dec(l, f->more);
		line_str(l, " more findings of this rule at this node");
	}
	if (!f->fix)
		return;
	line_str(l, "; to fix it, ");
	add(t, f, f->fix->sentence, l);
}

void message_fix(const struct iop_tree *t, const struct iop_finding *f,
		 struct line *l)
{
	expand(t, f, f->fix->sentence, l);
}
