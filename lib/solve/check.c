/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What was wanted of each master against what a plan gives it. */
#include <string.h>

#include "solve/solve_work.h"
#include "model/lookup.h"

struct check_state {
	const struct iop_work *k;
	struct iop_attempt *at;
	uint8_t *target;	/* by group: enum iop_type that is required */
	uint8_t *obstacle;	/* by group: why it is not reached */
	uint8_t *final;		/* by group: type in the end */
	uint32_t *banks;	/* by IOMMU: of its groups as they are in the end */
};

void iop_fail(struct iop_attempt *at, uint32_t req, enum iop_verdict verdict,
	      enum iop_obstacle obstacle, uint32_t subject)
{
	struct iop_req *w = &at->reqs[req];

	if (verdict == IOP_UNMET) {
		at->cost.devices++;
		at->cost.reqs += w->verdict != IOP_UNMET;
	}
	if (w->verdict >= verdict)
		return;
	w->verdict = (uint8_t)verdict;
	w->obstacle = (uint8_t)obstacle;
	w->subject = subject;
}

static void fail_device(struct check_state *j, uint32_t d, uint32_t req,
			enum iop_verdict verdict, enum iop_obstacle obstacle)
{
	struct iop_outcome *o = &j->at->outcomes[d];

	iop_fail(j->at, req, verdict, obstacle, d);
	if (o->verdict >= verdict)
		return;
	o->verdict = (uint8_t)verdict;
	o->obstacle = (uint8_t)obstacle;
}

static uint8_t type_wanted(const struct iop_work *k, uint32_t req)
{
	uint8_t value;

	if (!iop_asks(k, req))
		return IOP_TYPE_UNSAID;
	if (k->reqs[req].kind == IOP_REQ_STRATEGY)
		return IOP_TYPE_IDENTITY;
	value = k->reqs[req].value;
	return value == IOP_TYPE_ANY ? IOP_TYPE_UNSAID : value;
}

/* Without batches in the driver, lazy is as near to it as strict. */
static uint8_t as_group_has_it(const struct check_state *j, uint32_t group, uint8_t type)
{
	const struct iop_plan *p = &j->at->plan;

	return type == IOP_TYPE_LAZY && !iop_lazy_at_all(p, &p->groups[group]) ?
	       IOP_TYPE_STRICT : type;
}

static void collect_verdicts(struct check_state *j)
{
	const struct iop_plan *p = &j->at->plan;

	for (uint32_t d = 0; d < p->n_devices; d++) {
		struct iop_outcome *o = &j->at->outcomes[d];
		uint32_t g = p->devices[d].group;

		*o = (struct iop_outcome){
			.type_req = j->at->bound.type[d],
			.translated_req = j->at->bound.translated[d],
			.isolated_req = j->at->bound.isolated[d],
		};
		o->wanted = iop_is_master(&p->devices[d]) ?
			    type_wanted(j->k, o->type_req) : IOP_TYPE_UNSAID;
		if (g == IOP_NONE)
			continue;
		o->boot = iop_type_of(p, &p->groups[g]);
		if (o->wanted != IOP_TYPE_UNSAID && j->target[g] == IOP_TYPE_UNSAID)
			j->target[g] = as_group_has_it(j, g, o->wanted);
	}
}

/* A write for each group that does not have its type at boot, if it can be. */
static void decide(struct check_state *j)
{
	struct iop_attempt *at = j->at;
	const struct iop_plan *p = &at->plan;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		uint8_t word, boot = iop_type_of(p, &p->groups[g]);

		j->final[g] = boot;
		if (j->target[g] == IOP_TYPE_UNSAID || j->target[g] == boot)
			continue;
		j->obstacle[g] = (uint8_t)iop_write_obstacle(j->k, p, g, j->target[g], &word);
		if (j->obstacle[g])
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

static void count_banks(struct check_state *j)
{
	const struct iop_plan *p = &j->at->plan;

	for (uint32_t g = 0; g < p->n_groups; g++)
		if (p->groups[g].iommu != IOP_NONE)
			j->banks[p->groups[g].iommu] += translates(j->final[g]);
}

/* Writes that would take banks there are not are not made. */
static void check_banks(struct check_state *j)
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
			j->obstacle[write.group] = IOP_OBSTACLE_BANKS;
			j->final[write.group] = IOP_TYPE_IDENTITY;
			continue;
		}
		at->writes[kept++] = write;
	}
	at->n_writes = kept;
}

static void check_type(struct check_state *j, uint32_t d)
{
	struct iop_outcome *o = &j->at->outcomes[d];
	uint32_t g = j->at->plan.devices[d].group;

	if (o->wanted == IOP_TYPE_UNSAID)
		return;
	if (g == IOP_NONE)
		fail_device(j, d, o->type_req, IOP_UNMET, IOP_OBSTACLE_NO_GROUP);
	else if (as_group_has_it(j, g, o->wanted) != o->reached)
		fail_device(j, d, o->type_req, IOP_UNMET, j->obstacle[g] ? j->obstacle[g] :
							   IOP_OBSTACLE_MEMBERS);
}

static void check_translated(struct check_state *j, uint32_t d)
{
	struct iop_outcome *o = &j->at->outcomes[d];
	const struct iop_plan *p = &j->at->plan;
	uint32_t g = p->devices[d].group;
	uint8_t word;

	if (!iop_asks(j->k, o->translated_req))
		return;
	if (g == IOP_NONE) {
		fail_device(j, d, o->translated_req, IOP_UNMET, IOP_OBSTACLE_NO_GROUP);
	} else if (!translates(o->boot)) {
		enum iop_obstacle b = iop_write_obstacle(j->k, p, g, IOP_TYPE_STRICT, &word);

		if (b == IOP_OBSTACLE_NONE || b == IOP_OBSTACLE_RUNTIME)
			b = j->k->allow & IOP_ALLOW(CMDLINE) ? IOP_OBSTACLE_AT_BOOT :
							       IOP_OBSTACLE_CMDLINE;
		fail_device(j, d, o->translated_req, IOP_UNMET, b);
	} else if (!translates(o->reached)) {
		fail_device(j, d, o->translated_req, IOP_UNMET, IOP_OBSTACLE_MEMBERS);
	} else if (p->devices[d].effect == IOP_EFFECT_UNKNOWN) {
		fail_device(j, d, o->translated_req, IOP_UNTOLD, IOP_OBSTACLE_EFFECT);
	}
}

static void check_isolated(struct check_state *j, uint32_t d)
{
	const struct iop_plan *p = &j->at->plan;
	const struct iop_device *v = &p->devices[d];
	uint32_t req = j->at->outcomes[d].isolated_req;

	if (!iop_asks(j->k, req))
		return;
	if (v->group == IOP_NONE)
		fail_device(j, d, req, IOP_UNMET, IOP_OBSTACLE_NO_GROUP);
	else if (iop_group_of(p, v->group)->count > 1)
		fail_device(j, d, req, IOP_UNMET, IOP_OBSTACLE_SHARES);
	else if (v->requesters || v->confidence == IOP_IF_ACS)
		fail_device(j, d, req, IOP_UNTOLD, IOP_OBSTACLE_ACS);
}

static void check_devices(struct check_state *j)
{
	const struct iop_plan *p = &j->at->plan;

	for (uint32_t d = 0; d < p->n_devices; d++) {
		uint32_t g = p->devices[d].group;

		if (g != IOP_NONE)
			j->at->outcomes[d].reached = j->final[g];
		if (!iop_is_master(&p->devices[d]))
			continue;
		check_type(j, d);
		check_translated(j, d);
		check_isolated(j, d);
	}
}

static bool make_room(struct check_state *j)
{
	struct iop_attempt *at = j->at;
	struct iop_arena *a = j->k->arena;
	uint32_t groups = at->plan.n_groups;

	at->outcomes = iop_alloc(a, at->plan.n_devices, sizeof(*at->outcomes));
	at->writes = iop_alloc(a, groups, sizeof(*at->writes));
	at->reqs = iop_alloc(a, j->k->n_reqs, sizeof(*at->reqs));
	j->target = iop_alloc(a, groups, 1);
	j->obstacle = iop_alloc(a, groups, 1);
	j->final = iop_alloc(a, groups, 1);
	j->banks = iop_alloc(a, at->plan.n_iommus, sizeof(*j->banks));
	return at->outcomes && at->writes && at->reqs && j->target && j->obstacle &&
	       j->final && j->banks;
}

int iop_check(const struct iop_work *k, struct iop_attempt *at)
{
	struct check_state j = { .k = k, .at = at };

	at->cost = (struct iop_cost){ 0 };
	at->n_writes = 0;
	if (!make_room(&j))
		return -IOP_ERR_NOSPACE;
	memcpy(at->reqs, k->reqs, k->n_reqs * sizeof(*at->reqs));
	collect_verdicts(&j);
	decide(&j);
	check_banks(&j);
	check_devices(&j);
	iop_check_iommus(k, at);
	at->cost.writes = at->n_writes;
	return 0;
}
