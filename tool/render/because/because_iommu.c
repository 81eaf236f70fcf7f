// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/because/because.h"

/* Which fact a reason rests on. Reasons the tree alone decides have none. */
struct source {
	uint8_t why;		/* enum iop_reason */
	bool linux;		/* a fact of the kernel, not of the driver */
	enum iop_key key;
};

static const struct source sources[] = {
	{ IOP_R_OTHER_DRIVER, true, IOP_K_DRIVER_SCOPE },
	{ IOP_R_OTHER_VARIANT, false, IOP_K_ONE_VARIANT },
	{ IOP_R_NO_GLOBAL_IRQS, false, IOP_K_NEEDS_GLOBAL_IRQS },
	{ IOP_R_NO_CONTEXT_IRQ, false, IOP_K_NEEDS_GLOBAL_IRQS },
	{ IOP_R_IOMMU_CELLS, false, IOP_K_CELLS },
	{ IOP_R_NO_LARB, false, IOP_K_NEEDS_LARBS },
	{ IOP_R_BINDING_MIXED, false, IOP_K_LEGACY },
	{ IOP_R_LEGACY_OFF, false, IOP_K_LEGACY },
	{ IOP_R_MASTER_BREAKS, true, IOP_K_REGISTER_ERROR },
	{ IOP_R_IS_ROOT, false, IOP_K_ROOTS },
	{ IOP_R_SEVERAL, false, IOP_K_SEVERAL },
	{ IOP_R_TOO_MANY, false, IOP_K_INSTANCES_MAX },
	{ IOP_R_NO_XLATE, false, IOP_K_XLATE },
	{ IOP_R_ID_RANGE, false, IOP_K_ID_LIMIT },
	{ IOP_R_NOT_ALLOWED, false, IOP_K_ALLOW_LIST },
	{ IOP_R_LARBS_DIFFER, false, IOP_K_ONE_LARB },
	{ IOP_R_LARB_UNKNOWN, false, IOP_K_NEEDS_LARBS },
	{ IOP_R_NO_REGION, false, IOP_K_REGION_BY },
	{ IOP_R_DUPLICATE, false, IOP_K_DUPLICATE_ID },
	{ IOP_R_DUPLICATE_CRASH, false, IOP_K_DUPLICATE_ID },
	{ IOP_R_FOREIGN, false, IOP_K_FOREIGN_DOMAIN },
	{ IOP_R_FOREIGN_CRASH, false, IOP_K_FOREIGN_DOMAIN },
	{ IOP_R_MATCH_CONFLICT, false, IOP_K_GROUP_RULE },
	{ IOP_R_NO_MATCH_LEFT, false, IOP_K_STREAMS_MAX },
	{ IOP_R_NO_CONTEXT, true, IOP_K_NO_BANK_EFFECT },
	{ IOP_R_GROUP_CONFLICT, false, IOP_K_GROUP_RULE },
	{ IOP_R_MAP_LENGTH, true, IOP_K_MAP_CELLS },
	{ IOP_R_MAP_BASE, true, IOP_K_MAP_CELLS },
	{ IOP_R_MAP_UNMATCHED, true, IOP_K_MAP_CELLS },
	{ IOP_R_MAP_WIDE, true, IOP_K_MAP_CELLS },
};

const char *because_linux(const struct because *b, enum iop_key key)
{
	const struct iop_view *v = b->r->p->view;
	const struct iop_fact *f = iop_fact_find(v, &v->facts->drivers[0], key,
						 (struct iop_cells){0});

	return f ? f->from : NULL;
}

const char *because_source(const struct because *b, uint8_t why,
			   const struct iop_iommu *i)
{
	for (unsigned int n = 0; n < sizeof(sources) / sizeof(*sources); n++) {
		const struct iop_fact *f;

		if (sources[n].why != why)
			continue;
		if (sources[n].linux)
			return because_linux(b, sources[n].key);
		f = i ? render_fact(b->r, i, sources[n].key) : NULL;
		return f ? f->from : NULL;
	}
	return NULL;
}

static void culprit(struct because *b, const struct iop_iommu *i)
{
	because_subject(b, &b->r->p->devices[i->culprit]);
	because_add(b, ": ");
	because_add(b, iop_reason_text(i->culprit_why));
	because_say_it(b, because_source(b, (uint8_t)i->culprit_why, i));
}

static void budget(struct because *b, const char *what, uint32_t need,
		   uint32_t have)
{
	if (have == IOP_NONE || need <= have)
		return;
	line_dec(&b->r->text, need);
	because_add(b, " ");
	because_add(b, what);
	because_add(b, " are needed, and there are at most ");
	line_dec(&b->r->text, have);
	because_say_it(b, NULL);
}

void because_iommu(struct because *b, const struct iop_iommu *i)
{
	if (i->state != IOP_STATE_ACTIVE) {
		because_add(b, iop_reason_text(i->why));
		because_say_it(b, because_source(b, i->why, i));
	}
	if (i->culprit != IOP_NONE)
		culprit(b, i);
	budget(b, "context banks", i->contexts_need, i->contexts_have);
	budget(b, "stream-match entries", i->streams_need, i->streams_have);
}
