// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters of whose DMA nothing is known: why, each reason once. */
#include "model/lookup.h"
#include "render/because/because.h"
#include "render/text/plan_text.h"

/* A kernel that hangs has a heading of its own, and so has a placeholder: the reason
 * that such masters have no IOMMU. */
static bool is_unsure(const struct iop_plan *p, uint32_t n)
{
	const struct iop_device *d = &p->devices[n];

	return iop_is_master(d) && d->effect == IOP_EFFECT_UNKNOWN &&
	       d->effect_why != IOP_EFFECT_BY_PLACEHOLDER &&
	       (d->group == IOP_NONE || iop_group_of(p, d->group)->domain_why != IOP_DOMAIN_HANGS);
}

static const struct iop_iommu *iommu_of(const struct iop_plan *p, const struct iop_device *d)
{
	return d->iommu == IOP_NONE ? NULL : iop_iommu_of(p, d->iommu);
}

/* Of one driver, and of one IOMMU where that waits for something. */
static bool same_reason(const struct iop_plan *p, const struct iop_device *a,
			const struct iop_device *b)
{
	const struct iop_iommu *i = iommu_of(p, a), *k = iommu_of(p, b);

	if (a->effect_why != b->effect_why || a->open_keys != b->open_keys || !i != !k)
		return false;
	return i == k || (i->driver == k->driver && !i->unsure && !k->unsure);
}

/* The first master of each reason. */
struct firsts {
	uint32_t list[TEXT_CASES], n;
};

static bool is_reported(const struct iop_plan *p, const struct firsts *f, uint32_t n)
{
	for (uint32_t i = 0; i < f->n; i++)
		if (same_reason(p, &p->devices[f->list[i]], &p->devices[n]))
			return true;
	return false;
}

static void reason(void *ctx, const char *sentence)
{
	struct render *r = ctx;

	out_str(r->o, "    ");
	style_text(r, FAINT, sentence, 0);
	out_char(r->o, '\n');
}

/* The heading has the reason; what it comes of is below. */
static void one(struct render *r, uint32_t first)
{
	const struct iop_plan *p = r->p;
	const struct iop_device *d = &p->devices[first];
	struct because b = { r, reason, r };
	uint32_t n = 0;

	for (uint32_t i = first; i < p->n_devices; i++)
		n += is_unsure(p, i) && same_reason(p, d, &p->devices[i]);
	text_heading(r, WARNING, n, " master whose DMA cannot be predicted: ",
		     " masters whose DMA cannot be predicted; for each, ");
	out_str(r->o, iop_effect_why_text(d->effect_why));
	out_char(r->o, '\n');
	if (d->effect_why == IOP_EFFECT_BY_UNREAD)
		because_unread(&b, d);
	else if (d->effect_why == IOP_EFFECT_BY_SUPPLIER && iommu_of(p, d))
		because_suppliers(&b, iommu_of(p, d));
}

void text_unsure(struct render *r)
{
	struct firsts f = { .n = 0 };
	uint32_t more = 0;

	for (uint32_t n = 0; n < r->p->n_devices; n++) {
		if (!is_unsure(r->p, n) || is_reported(r->p, &f, n))
			continue;
		if (f.n == TEXT_CASES) {
			more++;
			continue;
		}
		f.list[f.n++] = n;
		one(r, n);
	}
	text_more(r, "    ", more);
}
