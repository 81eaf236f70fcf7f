// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The numbers behind the phandles of an iommus list. */
#include "bindings/entries.h"
#include "lint/lint.h"
#include "model/lookup.h"

#define SMMU_BITS 16u		/* a stream-match register's fields */
#define SMMU_USUAL 0x7fffu	/* without extended stream IDs: SMR.VALID takes a bit */

static uint32_t id_bits(const struct iop_lint *s, const struct iop_entry *e)
{
	return (uint32_t)iop_fact_of(s->plan, iop_iommu_of(s->plan, e->iommu),
				     IOP_K_ID_BITS, 32);
}

static void refused(struct iop_lint *s, uint32_t n, uint32_t entry)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_IOMMUS_REFUSED,
					   s->plan->devices[n].node, "iommus");

	f->entry = entry;
	f->related = iop_iommu_of(s->plan, s->plan->devices[n].iommu)->node;
	iop_say_dec(f, entry);
	iop_say(f, iop_reason_text(IOP_R_STREAM_RANGE));
	s->reported[n] = true;
}

/* One cell of an entry; SMMUs of 32 bits and those without IDs take anything. */
static void check_number(struct iop_lint *s, uint32_t n, uint32_t entry,
			 const char *what, uint32_t value)
{
	const struct iop_device *d = &s->plan->devices[n];
	struct iop_finding *f;

	if (value <= SMMU_USUAL)
		return;
	if (!(value >> SMMU_BITS) && d->why == IOP_R_STREAM_RANGE)
		return refused(s, n, entry);
	f = iop_report(s, value >> SMMU_BITS ? IOP_RULE_IOMMUS_ID_CUT :
		       IOP_RULE_IOMMUS_ID_UNLIKELY, d->node, "iommus");
	f->entry = entry;
	iop_say_dec(f, entry);
	iop_say(f, what);
	iop_say_hex(f, value);
	iop_say_dec(f, SMMU_BITS);
	iop_say_hex(f, value & ((1u << SMMU_BITS) - 1));
}

static void check_cells(struct iop_lint *s, uint32_t n, uint32_t number,
			const struct iop_entry *e)
{
	struct iop_cells cells = e->cells;
	uint32_t value;

	if (!iop_facts_hold(iop_iommu_of(s->plan, e->iommu)) || id_bits(s, e) != SMMU_BITS)
		return;
	if (e->count && iop_cell_next(&cells, &value))
		check_number(s, n, number, "stream ID", value);
	if (e->count > 1 && iop_cell_next(&cells, &value))
		check_number(s, n, number, "mask", value);
}

/* Drivers that ask the first entry's IOMMU, or the last one's, for all IDs. */
static void check_instance(struct iop_lint *s, const struct iop_device *d,
			   uint32_t number, uint32_t iommu)
{
	const struct iop_iommu *i = &s->plan->iommus[iommu];
	struct iop_finding *f;
	uint64_t which;

	if (d->iommu == IOP_NONE || iommu == d->iommu || !iop_facts_hold(i) || d->why)
		return;
	which = iop_fact_of(s->plan, i, IOP_K_SEVERAL, IOP_W_FIRST);
	if (which != IOP_W_FIRST && which != IOP_W_LAST)
		return;
	f = iop_report(s, IOP_RULE_IOMMUS_OTHER_INSTANCE, d->node, "iommus");
	f->entry = number;
	f->related = i->node;
	iop_say_dec(f, number);
	iop_say_node(f, i->node);
	iop_say_node(f, iop_iommu_of(s->plan, d->iommu)->node);
}

void iop_lint_ids(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_devices; n++) {
		const struct iop_device *d = &s->plan->devices[n];
		struct iop_cells list;
		enum iop_reason end;
		struct iop_entry e;

		if (!iop_has_list(s, d))
			continue;
		list = iop_prop(s->plan->tree, d->node, IOP_P_IOMMUS);
		for (uint32_t k = 0; iop_entry_next(s->plan, &list, &e, &end); k++) {
			check_cells(s, n, k, &e);
			check_instance(s, d, k, e.iommu);
		}
	}
}
