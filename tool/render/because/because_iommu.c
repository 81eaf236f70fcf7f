// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/because/because.h"
#include "model/lookup.h"

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
	struct iop_decided_by by = iop_reason_by(why);
	const struct iop_fact *f = NULL;

	if (by.whose == IOP_BY_LINUX)
		return because_linux(b, by.key);
	if (by.whose == IOP_BY_DRIVER && i)
		f = render_fact(b->r, i, by.key);
	return f ? f->from : NULL;
}

static void culprit(struct because *b, const struct iop_iommu *i)
{
	because_subject(b, iop_device_of(b->r->p, i->culprit));
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
