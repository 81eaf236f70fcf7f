// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/lookup.h"
#include "render/because/because.h"

/* Of what an IOMMU does by itself there are several facts, and one that holds. */
static enum iop_key key_of(const struct iop_iommu *i, enum iop_key key)
{
	return key == IOP_K_UNCLAIMED && i->bare_key ? (enum iop_key)i->bare_key : key;
}

static const char *source(struct because *b, const struct iop_device *d)
{
	struct iop_decided_by by = iop_effect_by(d->effect_why);
	const struct iop_iommu *i = d->iommu == IOP_NONE ? NULL : &b->r->p->iommus[d->iommu];
	const struct iop_fact *f = NULL;

	if (by.whose == IOP_BY_LINUX)
		return because_linux(b, by.key);
	if (by.whose == IOP_BY_DRIVER && i)
		f = render_fact(b->r, i, key_of(i, by.key));
	return f ? f->from : NULL;
}

void because_effect(struct because *b, const struct iop_device *d)
{
	if (d->effect == IOP_EFFECT_NONE)
		return;
	because_add(b, iop_effect_text(d->effect));
	because_add(b, ": ");
	because_add(b, iop_effect_why_text(d->effect_why));
	because_say_it(b, source(b, d));
	if (d->effect_why == IOP_EFFECT_BY_UNREAD)
		because_unread(b, d);
}
