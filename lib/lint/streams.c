// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Two entries for one stream of an IOMMU: the same, one within the other, or
 * merely overlapping. Pairs are compared as long as an IOMMU has no more
 * streams than any hardware; then by what the model says alone.
 */
#include <string.h>

#include "bindings/entries.h"
#include "lint/lint.h"

#define PAIRS_MOST 2048u	/* streams of one IOMMU */

struct pairs {
	struct iop_lint *s;
	uint32_t *owner;	/* by stream: its device */
	uint32_t *next;		/* by stream: the next of its IOMMU, or IOP_NONE */
	uint32_t *first, *last;	/* by IOMMU */
	uint32_t *count;
	bool *masked;		/* by IOMMU: some stream has a mask */
};

/* How two streams of one IOMMU meet. */
enum meeting { APART, SAME, WITHIN, AROUND, ACROSS };

static enum meeting meet(const struct iop_stream *a, const struct iop_stream *b)
{
	uint32_t differ = a->id ^ b->id;

	if (differ & ~(a->mask | b->mask))
		return APART;
	if (a->mask == b->mask)
		return SAME;
	if (!(a->mask & ~b->mask))
		return WITHIN;
	return b->mask & ~a->mask ? ACROSS : AROUND;
}

/* What it comes to where the model has seen it happen. */
static const char *outcome(const struct pairs *p, uint32_t stream)
{
	const struct iop_plan *plan = p->s->plan;
	const struct iop_device *d = &plan->devices[p->owner[stream]];

	if (plan->iommus[d->iommu].culprit != IOP_NONE)
		return ", and the whole IOMMU fails to probe";
	return d->why == IOP_R_DUPLICATE_CRASH ? ", and this kernel stops with a BUG" : "";
}

static struct iop_finding *at_stream(const struct pairs *p, enum iop_rule_id rule,
				     uint32_t a, uint32_t b)
{
	const struct iop_device *d = &p->s->plan->devices[p->owner[a]];
	struct iop_finding *f = iop_report(p->s, rule, d->node, "iommus");

	f->entry = a - d->streams;
	f->related = p->s->plan->devices[p->owner[b]].node;
	return f;
}

static void say_stream(const struct pairs *p, struct iop_finding *f, uint32_t stream)
{
	iop_say_hex(f, p->s->plan->streams[stream].id);
	iop_say_hex(f, p->s->plan->streams[stream].mask);
}

static void overlap(const struct pairs *p, enum iop_rule_id rule, uint32_t a, uint32_t b)
{
	struct iop_finding *f = at_stream(p, rule, a, b);
	const struct iop_device *d = &p->s->plan->devices[p->owner[a]];

	say_stream(p, f, a);
	say_stream(p, f, b);
	iop_say_node(f, f->related);
	iop_say(f, outcome(p, a));
	if (d->why && d->why != IOP_R_NO_CONTEXT)
		f->severity = IOP_ERROR;
}

static void duplicate(const struct pairs *p, uint32_t a, uint32_t b)
{
	struct iop_finding *f = at_stream(p, IOP_RULE_STREAM_DUPLICATE, a, b);

	iop_say_hex(f, p->s->plan->streams[a].id);
	iop_say_node(f, f->related);
	iop_say(f, outcome(p, a));
}

static bool dmas_name(const struct iop_tree *t, uint32_t node, uint32_t other)
{
	struct iop_cells dmas = iop_prop(t, node, IOP_P_DMAS);
	uint32_t cell;

	while (iop_cell_next(&dmas, &cell))
		if (cell && cell == t->nodes[other].phandle)
			return true;
	return false;
}

/* Part of one device, its DMA engine, or one of several alike: meant so. */
static bool belong_together(const struct iop_tree *t, uint32_t a, uint32_t b)
{
	const char *x = iop_node_name(t, a), *y = iop_node_name(t, b);
	size_t len = strcspn(x, "@");

	if (a > b)
		return belong_together(t, b, a);
	return b < t->nodes[a].end || dmas_name(t, a, b) || dmas_name(t, b, a) ||
	       (len == strcspn(y, "@") && !memcmp(x, y, len));
}

static void shared(const struct pairs *p, uint32_t a, uint32_t b)
{
	struct iop_finding *f = at_stream(p, IOP_RULE_STREAM_SHARED, a, b);

	say_stream(p, f, a);
	iop_say_node(f, f->related);
	if (belong_together(p->s->plan->tree, f->node, f->related))
		f->severity = IOP_NOTE;
}

/* The stream stays in the list, by the entry before. */
static void drop_entry(struct iop_lint *s, struct iop_finding *f)
{
	struct iop_cells all = iop_prop(s->plan->tree, f->node, IOP_P_IOMMUS);
	struct iop_cells list = all, rest = all;
	struct iop_entry e = { 0 };
	enum iop_reason why;

	for (uint32_t n = 0; iop_entry_next(s->plan, &list, &e, &why); n++) {
		if (n == f->entry)
			iop_mend_cut(s, f, all, rest.at,
				     (uint32_t)(list.at - rest.at),
				     "drop entry {0}");
		rest = list;
	}
}

static void repeated(const struct pairs *p, uint32_t a, uint32_t b)
{
	struct iop_finding *f = at_stream(p, IOP_RULE_IOMMUS_REPEATED, b, a);

	iop_say_dec(f, f->entry);
	iop_say_dec(f, a - p->s->plan->devices[p->owner[a]].streams);
	if (p->s->plan->streams[a].id != p->s->plan->streams[b].id)
		f->severity = IOP_NOTE;
	else
		drop_entry(p->s, f);
}

/* @a comes before @b, in the tree and in its list. */
static void check_pair(const struct pairs *p, uint32_t iommu, uint32_t a, uint32_t b)
{
	const struct iop_iommu *i = &p->s->plan->iommus[iommu];
	const struct iop_stream *all = p->s->plan->streams;
	enum meeting m = meet(&all[a], &all[b]);
	bool one = p->owner[a] == p->owner[b];

	if (m == APART || (m != SAME && !p->masked[iommu]))
		return;
	if (m == SAME && one)
		return repeated(p, a, b);
	if (m == SAME && iop_fact_of(p->s->plan, i, IOP_K_DUPLICATE_ID, IOP_W_ACCEPT) !=
			 IOP_W_ACCEPT) {
		duplicate(p, a, b);
		duplicate(p, b, a);
	} else if (m == SAME) {
		shared(p, a, b);
		shared(p, b, a);
	} else if (m == ACROSS) {
		overlap(p, IOP_RULE_STREAM_OVERLAP, a, b);
		overlap(p, IOP_RULE_STREAM_OVERLAP, b, a);
	} else if (m == WITHIN || !one) {
		overlap(p, IOP_RULE_STREAM_NESTED, a, b);
		overlap(p, IOP_RULE_STREAM_NESTED, b, a);
	}
}

static void check_iommu(const struct pairs *p, uint32_t iommu)
{
	if (p->count[iommu] > PAIRS_MOST)
		return;
	for (uint32_t a = p->first[iommu]; a != IOP_NONE; a = p->next[a])
		for (uint32_t b = p->next[a]; b != IOP_NONE; b = p->next[b])
			check_pair(p, iommu, a, b);
}

static void add(struct pairs *p, uint32_t iommu, uint32_t stream, uint32_t device)
{
	p->owner[stream] = device;
	p->next[stream] = IOP_NONE;
	if (p->count[iommu]++)
		p->next[p->last[iommu]] = stream;
	else
		p->first[iommu] = stream;
	p->last[iommu] = stream;
	p->masked[iommu] |= p->s->plan->streams[stream].mask;
}

static bool collect(struct pairs *p)
{
	const struct iop_plan *plan = p->s->plan;
	struct iop_arena *a = p->s->arena;

	p->owner = iop_alloc_raw(a, plan->n_streams, sizeof(uint32_t));
	p->next = iop_alloc_raw(a, plan->n_streams, sizeof(uint32_t));
	p->first = iop_alloc_raw(a, plan->n_iommus, sizeof(uint32_t));
	p->last = iop_alloc_raw(a, plan->n_iommus, sizeof(uint32_t));
	p->count = iop_alloc(a, plan->n_iommus, sizeof(uint32_t));
	p->masked = iop_alloc(a, plan->n_iommus, sizeof(bool));
	if (!p->owner || !p->next || !p->first || !p->last || !p->count || !p->masked)
		return false;
	for (uint32_t n = 0; n < plan->n_iommus; n++)
		p->first[n] = IOP_NONE;
	for (uint32_t n = 0; n < plan->n_devices; n++) {
		const struct iop_device *d = &plan->devices[n];

		for (uint32_t k = 0; iop_has_list(p->s, d) && k < d->n_streams; k++)
			add(p, d->iommu, d->streams + k, n);
	}
	return true;
}

void iop_lint_streams(struct iop_lint *s)
{
	struct pairs p = { .s = s };

	if (!collect(&p)) {
		s->full = true;
		return;
	}
	for (uint32_t n = 0; n < s->plan->n_iommus; n++)
		if (iop_facts_hold(&s->plan->iommus[n]) &&
		    iop_fact_of(s->plan, &s->plan->iommus[n], IOP_K_ID_BITS, 32))
			check_iommu(&p, n);
}

/* Masters without a group, by IOMMU: those that found no bank, or no entry. */
static uint32_t *count_lost(struct iop_lint *s, uint8_t why)
{
	const struct iop_plan *p = s->plan;
	uint32_t *lost = iop_alloc(s->arena, p->n_iommus, sizeof(*lost));

	for (uint32_t n = 0; lost && n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->iommu != IOP_NONE && d->group == IOP_NONE &&
		    (d->why == why || d->why == IOP_R_IOMMU_FAILS))
			lost[d->iommu]++;
	}
	return lost;
}

static void budget(struct iop_lint *s, const struct iop_iommu *i, uint32_t lost)
{
	struct iop_finding *f;

	if (i->contexts_have == IOP_NONE || i->contexts_need <= i->contexts_have || !lost)
		return;
	f = iop_report(s, IOP_RULE_CONTEXT_BUDGET, i->node, "interrupts");
	iop_say_dec(f, i->contexts_need);
	iop_say_node(f, i->node);
	iop_say_dec(f, i->contexts_have);
	iop_say_dec(f, lost);
}

void iop_lint_budgets(struct iop_lint *s)
{
	uint32_t *banks = count_lost(s, IOP_R_NO_CONTEXT);
	uint32_t *entries = count_lost(s, IOP_R_NO_MATCH_LEFT);
	struct iop_finding *f;

	if (!banks || !entries) {
		s->full = true;
		return;
	}
	for (uint32_t n = 0; n < s->plan->n_iommus; n++) {
		const struct iop_iommu *i = &s->plan->iommus[n];

		budget(s, i, banks[n]);
		if (i->culprit_why != IOP_R_NO_MATCH_LEFT &&
		    (!entries[n] || i->state != IOP_STATE_ACTIVE))
			continue;
		f = iop_report(s, IOP_RULE_MATCH_BUDGET, i->node, NULL);
		iop_say_dec(f, iop_fact_of(s->plan, i, IOP_K_STREAMS_MAX, 0));
		iop_say_dec(f, entries[n]);
	}
}
