// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Groups with few masters are the cheap ones to join or to let go. Few are
 * tried: the proposals are to be read by people.
 */
#include "remedy/propose.h"
#include "base/sort.h"
#include "model/lookup.h"

#include <string.h>

#define PAIRS_FROM 8u		/* smallest groups of which pairs are formed */
#define KEEP 3u			/* proposals of one kind */
#define TRIES 16u		/* groups left out because they refuse */

static bool may_share(const struct iop_proposing *q, const struct iop_group *g)
{
	for (uint32_t d = g->first; q->ask->isolated && d != IOP_NONE;
	     d = q->p->devices[d].next)
		if (q->ask->isolated[d])
			return false;
	return true;
}

/* By the number of members, then by index. */
static uint64_t sort_key(const struct iop_plan *p, uint32_t g)
{
	return (uint64_t)p->groups[g].count << 32 | g;
}

/* Count the translated groups of each IOMMU, to get the index of their first. */
static void find_starts(struct iop_proposing *q)
{
	uint32_t sum = 0;

	for (uint32_t n = 0; n < q->p->n_groups; n++)
		if (iop_is_translated(&q->p->groups[n]))
			q->from[q->p->groups[n].iommu]++;
	for (uint32_t n = 0; n <= q->p->n_iommus; n++) {
		uint32_t count = q->from[n];

		q->from[n] = sum;
		sum += count;
	}
}

static void order_groups(struct iop_proposing *q)
{
	uint64_t *keys = q->chosen;
	uint32_t count = 0;

	for (uint32_t n = 0; n < q->p->n_groups; n++)
		if (iop_is_translated(&q->p->groups[n]))
			keys[count++] = sort_key(q->p, n);
	iop_sort(keys, count);
	find_starts(q);
	for (uint32_t n = 0; n < count; n++) {
		uint32_t g = (uint32_t)keys[n];

		q->ordered[q->from[q->p->groups[g].iommu]++] = g;
	}
	/* each start has become the next one's */
	for (uint32_t n = q->p->n_iommus; n; n--)
		q->from[n] = q->from[n - 1];
	q->from[0] = 0;
}

bool iop_proposing_make(struct iop_proposing *q, const struct iop_budget_ask *ask,
			const struct iop_plan *p, struct iop_arena *a)
{
	uint32_t most = p->n_groups > p->n_devices ? p->n_groups : p->n_devices;

	*q = (struct iop_proposing){ .ask = ask, .p = p, .a = a };
	q->ordered = iop_alloc_raw(a, p->n_groups, sizeof(*q->ordered));
	q->from = iop_alloc(a, (size_t)p->n_iommus + 1, sizeof(*q->from));
	q->members = iop_alloc(a, p->n_devices, sizeof(*q->members));
	q->refused = iop_alloc(a, p->n_groups, sizeof(*q->refused));
	q->chosen = iop_alloc_raw(a, most, sizeof(*q->chosen));
	if (!q->ordered || !q->from || !q->members || !q->refused ||
	    !q->chosen || !iop_share_room_make(&q->room, p, a))
		return false;
	order_groups(q);
	return true;
}

/* All masters of these groups; none of those that were chosen before. */
static void choose(struct iop_proposing *q, const uint32_t *groups, uint32_t n)
{
	for (uint32_t k = 0; k < q->n_chosen; k++)
		q->members[q->chosen[k]] = false;
	q->n_chosen = 0;
	for (uint32_t k = 0; k < n; k++)
		for (uint32_t d = iop_group_of(q->p, groups[k])->first; d != IOP_NONE;
		     d = q->p->devices[d].next) {
			q->members[d] = true;
			q->chosen[q->n_chosen++] = d;
		}
	iop_sort(q->chosen, q->n_chosen);
}

/* Every two masters of different groups. */
static uint32_t count_pairs(const struct iop_proposing *q, const uint32_t *groups, uint32_t n)
{
	uint32_t before = 0, sum = 0;

	for (uint32_t k = 0; k < n; k++) {
		sum += before * iop_group_of(q->p, groups[k])->count;
		before += iop_group_of(q->p, groups[k])->count;
	}
	return sum;
}

/* The chosen groups as a proposal; false where the arena is full. */
static bool propose(struct iop_proposing *q, enum iop_proposal_kind kind,
		    const uint32_t *groups, uint32_t n)
{
	struct iop_proposal *p = &q->b->proposals[q->b->n];
	uint32_t *devices;

	if (q->b->n == IOP_PROPOSALS_MAX)
		return true;
	choose(q, groups, n);
	devices = iop_alloc_raw(q->a, q->n_chosen, sizeof(*devices));
	if (!devices)
		return false;
	*p = (struct iop_proposal){ .kind = (uint8_t)kind, .devices = devices,
				    .n_devices = q->n_chosen, .all = n == q->n, .saves = n };
	for (uint32_t d = 0; d < q->n_chosen; d++)
		devices[d] = (uint32_t)q->chosen[d];
	if (kind == IOP_PROPOSE_SHARE) {
		p->saves = n - 1;
		p->joined = count_pairs(q, groups, n);
	} else {
		p->untranslated = q->n_chosen;
	}
	q->b->n++;
	return true;
}

/* Can these share? Nothing of the attempt stays but *subject. */
static bool can_share(struct iop_proposing *q, const uint32_t *groups, uint32_t n,
		      uint32_t *subject)
{
	struct iop_share_ask ask = { .plan = q->p, .iommu = q->b->iommu,
				     .members = q->members, .mask_bits = q->ask->mask_bits,
				     .room = &q->room };
	size_t used = iop_arena_mark(q->a);
	struct iop_share share;
	struct iop_edits edits;
	bool can;

	choose(q, groups, n);
	iop_edits_init(&edits, q->p->tree);
	can = iop_share_edits(&ask, &share, &edits, q->a);
	q->full |= !can;
	*subject = can ? share.subject : IOP_NONE;
	can = can && !share.why;
	iop_arena_release(q->a, used);
	return can;
}

static bool same_kind(const struct iop_proposing *q, uint32_t a, uint32_t b)
{
	const char *x = iop_prop_string(q->p->tree,
		iop_device_of(q->p, q->p->groups[a].first)->node, IOP_P_COMPATIBLE);
	const char *y = iop_prop_string(q->p->tree,
		iop_device_of(q->p, q->p->groups[b].first)->node, IOP_P_COMPATIBLE);

	return x && y && !strcmp(x, y);
}

/* Pairs of alike masters first: those that share most naturally. */
static bool share_pairs(struct iop_proposing *q)
{
	uint32_t last = q->n < PAIRS_FROM ? q->n : PAIRS_FROM, subject, made = 0;

	for (int alike = 1; alike >= 0; alike--)
		for (uint32_t y = 1; y < last; y++)
			for (uint32_t x = 0; x < y && made < KEEP; x++) {
				uint32_t two[] = { q->groups[x], q->groups[y] };

				if (same_kind(q, two[0], two[1]) != alike ||
				    !may_share(q, iop_group_of(q->p, two[0])) ||
				    !may_share(q, iop_group_of(q->p, two[1])) ||
				    !can_share(q, two, 2, &subject))
					continue;
				if (!propose(q, IOP_PROPOSE_SHARE, two, 2))
					return false;
				made++;
			}
	return true;
}

/* The @want smallest that can share, without those that are an obstacle. */
static bool share_many(struct iop_proposing *q, uint32_t want)
{
	uint32_t *set = iop_alloc_raw(q->a, q->n, sizeof(*set)), subject, n, k;

	if (!set)
		return false;
	for (k = 0; k < q->n; k++)
		q->refused[q->groups[k]] = false;
	for (uint32_t tries = 0; tries < TRIES; tries++) {
		for (k = n = 0; k < q->n && n < want; k++)
			if (!q->refused[q->groups[k]] && may_share(q, iop_group_of(q->p, q->groups[k])))
				set[n++] = q->groups[k];
		if (n < want)
			return true;
		if (can_share(q, set, n, &subject))
			return propose(q, IOP_PROPOSE_SHARE, set, n);
		if (subject == IOP_NONE || q->p->devices[subject].group == IOP_NONE)
			return true;
		q->refused[q->p->devices[subject].group] = true;
	}
	return true;
}

static bool has(const struct iop_plan *p, const struct iop_iommu *i, enum iop_key key)
{
	return iop_fact_value(p->view, i->driver, key,
			      iop_prop(p->tree, i->node, IOP_P_COMPATIBLE), 0);
}

/* Does a group's type depend on nothing but mechanisms, and know identity? */
static bool may_pass(const struct iop_proposing *q, const struct iop_group *g)
{
	const struct iop_iommu *i = iop_iommu_of(q->p, g->iommu);
	uint64_t write = iop_linux(q->p->view, IOP_K_TYPE_WRITE, IOP_W_NONE);

	/* an IOMMU with too few banks fails before a type is set */
	if (q->b->need > q->b->have &&
	    iop_linux(q->p->view, IOP_K_NO_BANK_EFFECT, IOP_W_DEVICE) == IOP_W_INSTANCE)
		return false;
	return i->driver && g->domain_why == IOP_DOMAIN_GLOBAL &&
	       has(q->p, i, IOP_K_HAS_IDENTITY) && !has(q->p, i, IOP_K_IDENTITY_HANGS) &&
	       (write == IOP_W_MANY || (write == IOP_W_ONE && g->count == 1));
}

static bool let_pass(struct iop_proposing *q)
{
	uint32_t *set = iop_alloc_raw(q->a, q->n, sizeof(*set)), n = 0, made = 0;

	if (!set)
		return false;
	for (uint32_t k = 0; k < q->n; k++) {
		if (!may_pass(q, iop_group_of(q->p, q->groups[k])))
			continue;
		set[n++] = q->groups[k];
		if (n < q->b->missing)
			continue;
		if (!propose(q, IOP_PROPOSE_IDENTITY, set, n))
			return false;
		n = 0;
		if (q->b->missing > 1 || ++made == KEEP)
			return true;
	}
	return true;
}

/* By what they cost: translation first, then isolation. */
static void rank(struct iop_budget *b)
{
	for (uint32_t n = 1; n < b->n; n++) {
		struct iop_proposal p = b->proposals[n];
		uint32_t k = n;

		for (; k && (b->proposals[k - 1].untranslated > p.untranslated ||
			     (b->proposals[k - 1].untranslated == p.untranslated &&
			      b->proposals[k - 1].joined > p.joined)); k--)
			b->proposals[k] = b->proposals[k - 1];
		b->proposals[k] = p;
	}
}

static bool propose_all(struct iop_proposing *q)
{
	uint32_t want = q->b->missing + 1;

	if (q->b->missing == 1 && !share_pairs(q))
		return false;
	if (want > 2 && want < q->n && !share_many(q, want))
		return false;
	if (q->n > 2 && q->n >= want && !share_many(q, q->n))
		return false;
	return let_pass(q) && propose(q, IOP_PROPOSE_OFF, q->groups, q->n);
}

bool iop_propose(struct iop_proposing *q, struct iop_budget *b)
{
	q->b = b;
	q->groups = q->ordered + q->from[b->iommu];
	q->n = q->from[b->iommu + 1] - q->from[b->iommu];
	if (!propose_all(q))
		return false;
	rank(b);
	return !q->full;
}
