/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What was wanted of each master against what a plan gives it. */
#include <string.h>

#include "solve/solve_work.h"
#include "model/lookup.h"

struct judging {
	const struct iop_work *k;
	struct iop_attempt *at;
	uint8_t *target;	/* by group: enum iop_type somebody wants */
	uint8_t *barrier;	/* by group: why it is not reached */
	uint8_t *final;		/* by group: type in the end */
	uint32_t *banks;	/* by IOMMU: of its groups as they are in the end */
};

void iop_fail(struct iop_attempt *at, uint32_t wish, enum iop_verdict verdict,
	      enum iop_barrier barrier, uint32_t subject)
{
	struct iop_wish *w = &at->wishes[wish];

	if (verdict == IOP_UNMET) {
		at->cost.devices++;
		at->cost.wishes += w->verdict != IOP_UNMET;
	}
	if (w->verdict >= verdict)
		return;
	w->verdict = (uint8_t)verdict;
	w->barrier = (uint8_t)barrier;
	w->subject = subject;
}

static void fail_device(struct judging *j, uint32_t d, uint32_t wish,
			enum iop_verdict verdict, enum iop_barrier barrier)
{
	struct iop_outcome *o = &j->at->outcomes[d];

	iop_fail(j->at, wish, verdict, barrier, d);
	if (o->verdict >= verdict)
		return;
	o->verdict = (uint8_t)verdict;
	o->barrier = (uint8_t)barrier;
}

static uint8_t type_wanted(const struct iop_work *k, uint32_t wish)
{
	uint8_t value;

	if (!iop_asks(k, wish))
		return IOP_TYPE_UNSAID;
	if (k->wishes[wish].kind == IOP_WISH_STRATEGY)
		return IOP_TYPE_IDENTITY;
	value = k->wishes[wish].value;
	return value == IOP_TYPE_ANY ? IOP_TYPE_UNSAID : value;
}

/* Without batches in the driver, lazy is as near to it as strict. */
static uint8_t as_group_has_it(const struct judging *j, uint32_t group, uint8_t type)
{
	const struct iop_plan *p = &j->at->plan;

	return type == IOP_TYPE_LAZY && !iop_lazy_at_all(p, &p->groups[group]) ?
	       IOP_TYPE_STRICT : type;
}

static void collect(struct judging *j)
{
	const struct iop_plan *p = &j->at->plan;

	for (uint32_t d = 0; d < p->n_devices; d++) {
		struct iop_outcome *o = &j->at->outcomes[d];
		uint32_t g = p->devices[d].group;

		*o = (struct iop_outcome){
			.type_wish = j->at->bound.type[d],
			.translated_wish = j->at->bound.translated[d],
			.isolated_wish = j->at->bound.isolated[d],
		};
		o->wanted = iop_is_master(&p->devices[d]) ?
			    type_wanted(j->k, o->type_wish) : IOP_TYPE_UNSAID;
		if (g == IOP_NONE)
			continue;
		o->boot = iop_type_of(p, &p->groups[g]);
		if (o->wanted != IOP_TYPE_UNSAID && j->target[g] == IOP_TYPE_UNSAID)
			j->target[g] = as_group_has_it(j, g, o->wanted);
	}
}

/* A write for each group that does not have its type at boot, if it can be. */
static void decide(struct judging *j)
{
	struct iop_attempt *at = j->at;
	const struct iop_plan *p = &at->plan;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		uint8_t word, boot = iop_type_of(p, &p->groups[g]);

		j->final[g] = boot;
		if (j->target[g] == IOP_TYPE_UNSAID || j->target[g] == boot)
			continue;
		j->barrier[g] = (uint8_t)iop_write_barrier(j->k, p, g, j->target[g], &word);
		if (j->barrier[g])
			continue;
		j->final[g] = j->target[g];
		at->writes[at->n_writes++] = (struct iop_write){
			.group = g, .type = word, .from = p->groups[g].domain,
			.live = word == IOP_W_DMA_FQ && p->groups[g].domain == IOP_W_DMA &&
				iop_linux(p->view, IOP_K_TYPE_WRITE_LIVE, 0),
		};
	}
}

static bool translates(uint8_t type)
{
	return type == IOP_TYPE_STRICT || type == IOP_TYPE_LAZY;
}

static void count_banks(struct judging *j)
{
	const struct iop_plan *p = &j->at->plan;

	for (uint32_t g = 0; g < p->n_groups; g++)
		if (p->groups[g].iommu != IOP_NONE)
			j->banks[p->groups[g].iommu] += translates(j->final[g]);
}

/* Writes that would take banks there are not are not made. */
static void check_banks(struct judging *j)
{
	struct iop_attempt *at = j->at;
	uint32_t kept = 0;

	count_banks(j);
	for (uint32_t w = 0; w < at->n_writes; w++) {
		struct iop_write write = at->writes[w];
		uint32_t i = iop_group_of(&at->plan, write.group)->iommu;
		uint32_t have = at->plan.iommus[i].contexts_have;

		if (write.from == IOP_W_IDENTITY && have != IOP_NONE && j->banks[i] > have) {
			j->banks[i] -= translates(j->final[write.group]);
			j->barrier[write.group] = IOP_BARRIER_BANKS;
			j->final[write.group] = IOP_TYPE_IDENTITY;
			continue;
		}
		at->writes[kept++] = write;
	}
	at->n_writes = kept;
}

static void judge_type(struct judging *j, uint32_t d)
{
	struct iop_outcome *o = &j->at->outcomes[d];
	uint32_t g = j->at->plan.devices[d].group;

	if (o->wanted == IOP_TYPE_UNSAID)
		return;
	if (g == IOP_NONE)
		fail_device(j, d, o->type_wish, IOP_UNMET, IOP_BARRIER_NO_GROUP);
	else if (as_group_has_it(j, g, o->wanted) != o->reached)
		fail_device(j, d, o->type_wish, IOP_UNMET, j->barrier[g] ? j->barrier[g] :
							   IOP_BARRIER_MEMBERS);
}

static void judge_translated(struct judging *j, uint32_t d)
{
	struct iop_outcome *o = &j->at->outcomes[d];
	const struct iop_plan *p = &j->at->plan;
	uint32_t g = p->devices[d].group;
	uint8_t word;

	if (!iop_asks(j->k, o->translated_wish))
		return;
	if (g == IOP_NONE) {
		fail_device(j, d, o->translated_wish, IOP_UNMET, IOP_BARRIER_NO_GROUP);
	} else if (!translates(o->boot)) {
		enum iop_barrier b = iop_write_barrier(j->k, p, g, IOP_TYPE_STRICT, &word);

		if (b == IOP_BARRIER_NONE || b == IOP_BARRIER_RUNTIME)
			b = j->k->allow & IOP_ALLOW(CMDLINE) ? IOP_BARRIER_AT_BOOT :
							       IOP_BARRIER_CMDLINE;
		fail_device(j, d, o->translated_wish, IOP_UNMET, b);
	} else if (!translates(o->reached)) {
		fail_device(j, d, o->translated_wish, IOP_UNMET, IOP_BARRIER_MEMBERS);
	}
}

static void judge_isolated(struct judging *j, uint32_t d)
{
	const struct iop_plan *p = &j->at->plan;
	const struct iop_device *v = &p->devices[d];
	uint32_t wish = j->at->outcomes[d].isolated_wish;

	if (!iop_asks(j->k, wish))
		return;
	if (v->group == IOP_NONE)
		fail_device(j, d, wish, IOP_UNMET, IOP_BARRIER_NO_GROUP);
	else if (iop_group_of(p, v->group)->count > 1)
		fail_device(j, d, wish, IOP_UNMET, IOP_BARRIER_SHARES);
	else if (v->requesters || v->confidence == IOP_IF_ACS)
		fail_device(j, d, wish, IOP_UNTOLD, IOP_BARRIER_ACS);
}

static void judge_devices(struct judging *j)
{
	const struct iop_plan *p = &j->at->plan;

	for (uint32_t d = 0; d < p->n_devices; d++) {
		uint32_t g = p->devices[d].group;

		if (g != IOP_NONE)
			j->at->outcomes[d].reached = j->final[g];
		if (!iop_is_master(&p->devices[d]))
			continue;
		judge_type(j, d);
		judge_translated(j, d);
		judge_isolated(j, d);
	}
}

static bool make_room(struct judging *j)
{
	struct iop_attempt *at = j->at;
	struct iop_arena *a = j->k->arena;
	uint32_t groups = at->plan.n_groups;

	at->outcomes = iop_alloc(a, at->plan.n_devices, sizeof(*at->outcomes));
	at->writes = iop_alloc(a, groups, sizeof(*at->writes));
	at->wishes = iop_alloc(a, j->k->n_wishes, sizeof(*at->wishes));
	j->target = iop_alloc(a, groups, 1);
	j->barrier = iop_alloc(a, groups, 1);
	j->final = iop_alloc(a, groups, 1);
	j->banks = iop_alloc(a, at->plan.n_iommus, sizeof(*j->banks));
	return at->outcomes && at->writes && at->wishes && j->target && j->barrier &&
	       j->final && j->banks;
}

int iop_judge(const struct iop_work *k, struct iop_attempt *at)
{
	struct judging j = { .k = k, .at = at };

	at->cost = (struct iop_cost){ 0 };
	at->n_writes = 0;
	if (!make_room(&j))
		return -IOP_ERR_NOSPACE;
	memcpy(at->wishes, k->wishes, k->n_wishes * sizeof(*at->wishes));
	collect(&j);
	decide(&j);
	check_banks(&j);
	judge_devices(&j);
	iop_judge_iommus(k, at);
	at->cost.writes = at->n_writes;
	return 0;
}
