// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The command line fragment, and what the tree's own arguments do to it. */
#include "cmdline/cmdline.h"
#include "render/text/plan_text.h"

/* Two parameters and their values fit many times over. */
#define FRAGMENT_MAX 256

static const char *const texts[] = {
#define TEXT(id, slug, text) [IOP_CONFLICT_##id] = (text),
	IOP_CONFLICTS(TEXT)
#undef TEXT
};

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
		out_str(r->o, "\nNo kernel parameters needed\n");
	else {
		out_str(r->o, r->in->solution ?
			"\nKernel parameters that this policy requires: " :
			"\nTo make the default domain type independent of the kernel configuration, boot with: ");
		style_text(r, TITLE, fragment, 0);
		out_char(r->o, '\n');
	}
	conflicts(r);
}
