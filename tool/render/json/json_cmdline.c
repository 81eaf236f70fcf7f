// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The command line fragment, and what the tree's own arguments do to it. */
#include "cmdline/cmdline.h"
#include "render/json/plan_json.h"

/* Two parameters and their values fit many times over. */
#define FRAGMENT_MAX 256

static const char *const slugs[] = {
#define SLUG(id, slug, text) [IOP_CONFLICT_##id] = (slug),
	IOP_CONFLICTS(SLUG)
#undef SLUG
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
