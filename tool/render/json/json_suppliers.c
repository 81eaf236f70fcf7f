// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/json/plan_json.h"
#include "model/names.h"

static void supplier(struct render *r, const struct iop_supplier *s)
{
	out_char(r->o, '{');
	json_key(r->o, "path", true);
	if (s->node == IOP_NO_NODE)
		out_str(r->o, "null");
	else
		out_json(r->o, render_path(r, s->node));
	json_text(r->o, "property", s->property);
	json_text(r->o, "kconfig", s->kconfig);
	json_text(r->o, "state", iop_supplied_text((enum iop_supplied_state)s->state));
	out_char(r->o, '}');
}

void json_suppliers(struct render *r, const struct iop_iommu *i)
{
	json_key(r->o, "suppliers", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; n < i->n_suppliers; n++) {
		if (n)
			out_char(r->o, ',');
		supplier(r, &r->p->suppliers[i->suppliers + n]);
	}
	out_char(r->o, ']');
}
