// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The command line fragment, and what the tree's own arguments do to it. */
#include "cmdline/cmdline.h"
#include "render/json/plan_json.h"
#include "render/text/plan_text.h"

/* Two parameters and their values fit many times over. */
#define FRAGMENT_MAX 256

static const char *const slugs[] = {
#define SLUG(id, slug, text) [IOP_CONFLICT_##id] = slug,
	IOP_CONFLICTS(SLUG)
#undef SLUG
};

static const char *const texts[] = {
#define TEXT(id, slug, text) [IOP_CONFLICT_##id] = text,
	IOP_CONFLICTS(TEXT)
#undef TEXT
};

void json_cmdline(struct render *r)
{
	struct iop_conflict_walk w = { .rest = r->p->defaults.bootargs };
	char fragment[FRAGMENT_MAX];
	struct iop_conflict c;
	bool first = true;

	iop_cmdline_fragment(r->p, fragment, sizeof(fragment));
	json_text(r->o, "cmdline", fragment);
	json_key(r->o, "conflicts", false);
	out_char(r->o, '[');
	while (iop_conflict_next(r->p, &w, &c)) {
		out_str(r->o, first ? "{" : ",{");
		json_key(r->o, "argument", true);
		out_json_mem(r->o, c.arg.raw, c.arg.raw_len);
		json_text(r->o, "reason", slugs[c.code]);
		out_char(r->o, '}');
		first = false;
	}
	out_char(r->o, ']');
}

static void conflicts(struct render *r)
{
	struct iop_conflict_walk w = { .rest = r->p->defaults.bootargs };
	struct iop_conflict c;

	while (iop_conflict_next(r->p, &w, &c)) {
		out_str(r->o, "  ");
		line_clear(&r->text);
		line_mem(&r->text, c.arg.raw, c.arg.raw_len);
		style_text(r, WARNING, line_text(&r->text), 0);
		out_str(r->o, " in the boot arguments ");
		out_str(r->o, texts[c.code]);
		out_char(r->o, '\n');
		line_clear(&r->text);
	}
}

void text_cmdline(struct render *r)
{
	char fragment[FRAGMENT_MAX];

	if (!iop_cmdline_fragment(r->p, fragment, sizeof(fragment)))
		out_str(r->o, "\nNothing to say on the kernel command line\n");
	else {
		out_str(r->o, "\nOn the kernel command line: ");
		style_text(r, TITLE, fragment, 0);
		out_char(r->o, '\n');
	}
	conflicts(r);
}
