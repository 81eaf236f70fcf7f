// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/hardening.h"
#include "render/json/plan_json.h"

struct options {
	struct out *o;
	bool more;
};

static void option(void *ctx, const struct hardening *h)
{
	struct options *all = ctx;
	struct out *o = all->o;

	out_str(o, all->more ? ",{" : "{");
	all->more = true;
	json_key(o, "option", true);
	out_json(o, h->option);
	json_key(o, "value", false);
	if (h->is)
		out_json_mem(o, h->is, h->is_len);
	else
		out_str(o, "null");
	json_text(o, "from", hardening_from_text(h->from));
	json_text(o, "works_out", h->works_out);
	out_char(o, '}');
}

void json_hardening(struct render *r)
{
	struct options all = { .o = r->o };

	json_key(r->o, "hardening", false);
	out_char(r->o, '[');
	hardening_each(r, option, &all);
	out_char(r->o, ']');
}
