// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/because/because.h"
#include "bindings/supplies.h"
#include "devices/suppliers.h"
#include "model/lookup.h"
#include "plan/defaults.h"

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
	because_add(b, " are needed, but there are at most ");
	line_dec(&b->r->text, have);
	because_say_it(b, NULL);
}

static const char *state_words(uint8_t state)
{
	static const char *const words[] = {
		[IOP_SUPPLIED_READY] = " is available",
		[IOP_SUPPLIED_MODULE] = " has a driver that is a module",
		[IOP_SUPPLIED_DISABLED] = " is disabled",
		[IOP_SUPPLIED_NOT_BUILT] = " has no driver in this kernel",
		[IOP_SUPPLIED_ABSENT] = " does not exist in the tree",
		[IOP_SUPPLIED_UNKNOWN] = " may have no driver in this kernel",
	};

	return words[state];
}

/* "/clock@0 (clocks) is disabled" */
static void supplier(struct because *b, const struct iop_supplier *s)
{
	if (s->node == IOP_NO_NODE) {
		because_add(b, "the target of entry ");
		line_dec(&b->r->text, s->entry);
	} else {
		because_add(b, render_path(b->r, s->node));
	}
	because_add(b, " (");
	because_add(b, s->property);
	because_add(b, ")");
	if (s->cause != s->node) {
		because_add(b, " waits for ");
		because_add(b, render_path(b->r, s->cause));
		because_add(b, ", which");
	}
	because_add(b, s->state == IOP_SUPPLIED_ABSENT && s->node != IOP_NO_NODE ?
		    " is a node for which Linux creates no device" : state_words(s->state));
	if (s->cause_kconfig && s->state != IOP_SUPPLIED_DISABLED) {
		because_add(b, ": ");
		because_add(b, s->cause_kconfig);
	}
	/* genpd_dev_pm_attach() returns what driver_deferred_probe_check_state() does. */
	if (s->state == IOP_SUPPLIED_MODULE && s->which == IOP_SUPPLY_POWER_DOMAINS &&
	    s->need != IOP_NEED_NO)
		because_add(b, "; if it is loaded only after deferred_probe_timeout, the IOMMU has failed to probe and is not probed again");
	because_say_it(b, NULL);
}

/* What decides, or else what leaves a doubt. */
void because_suppliers(struct because *b, const struct iop_iommu *i)
{
	const struct iop_plan *p = b->r->p;

	if (i->culprit_supplier != IOP_NONE)
		return supplier(b, &p->suppliers[i->culprit_supplier]);
	for (uint32_t n = 0; n < i->n_suppliers; n++) {
		const struct iop_supplier *s = &p->suppliers[i->suppliers + n];
		enum iop_wait wait = iop_wait_of(p, s);

		if (wait == IOP_WAIT_UNSURE || wait == IOP_WAIT_LATE)
			return supplier(b, s);
	}
}

static void race(struct because *b, const struct iop_iommu *i)
{
	const struct iop_fact *f = render_fact(b->r, i, IOP_K_LARBS_LATE);

	if (!iop_registration_may_crash(b->r->p, i))
		return;
	because_add(b, "if a driver probes one of its masters while ");
	because_add(b, render_driver(i));
	because_add(b, " registers it, that master's larb can be resumed before it is bound, which crashes this kernel");
	because_say_it(b, f ? f->from : NULL);
}

void because_iommu(struct because *b, const struct iop_iommu *i)
{
	if (i->state != IOP_STATE_ACTIVE) {
		because_add(b, iop_reason_text(i->why));
		because_say_it(b, because_source(b, i->why, i));
	}
	if (i->culprit != IOP_NONE)
		culprit(b, i);
	race(b, i);
	because_suppliers(b, i);
	budget(b, "context banks", i->contexts_need, i->contexts_have);
	budget(b, "stream-match entries", i->streams_need, i->streams_have);
}
