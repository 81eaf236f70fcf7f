// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "html/html.h"
#include "model/lookup.h"
#include "model/names.h"

static void supplier(struct render *r, const struct iop_iommu *i, const struct iop_supplier *s)
{
	bool never = s->state == IOP_SUPPLIED_DISABLED || s->state == IOP_SUPPLIED_NOT_BUILT ||
		     s->state == IOP_SUPPLIED_ABSENT;

	html_row(r->o);
	html_head_cell(r->o, render_path(r, i->node));
	html_code(r->o, s->property);
	html_code(r->o, s->node == IOP_NO_NODE ? "" : render_path(r, s->node));
	html_code(r->o, s->kconfig ? s->kconfig : "");
	/* what the driver does without is not trouble */
	out_str(r->o, never && s->need > IOP_NEED_MAY ? "<td class=\"bad\">" : "<td>");
	out_str(r->o, iop_supplied_text((enum iop_supplied_state)s->state));
	out_str(r->o, "</td>");
}

void html_suppliers(struct render *r)
{
	static const char *const heads[] = {
		"IOMMU", "Property", "Supplier", "Its driver", "State", NULL
	};

	if (!r->p->n_suppliers)
		return;
	html_section(r->o, "suppliers", "Suppliers");
	html_table(r->o, "What IOMMUs need before they probe", heads);
	for (uint32_t n = 0; n < r->p->n_suppliers; n++)
		supplier(r, iop_iommu_of(r->p, r->p->suppliers[n].iommu), &r->p->suppliers[n]);
	html_table_end(r->o);
	html_section_end(r->o);
}
