/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The edits that requirements need: IOMMUs that are off, masters that share. */
#include "policy/select.h"
#include "solve/solve_work.h"
#include "model/lookup.h"

#define MASKED_RUNS 256u

static int switch_off(const struct iop_work *k, struct iop_attempt *at)
{
	static const char disabled[] = "disabled";
	const struct iop_plan *p = &k->before;

	for (uint32_t i = 0; i < p->n_iommus; i++) {
		uint32_t w = k->bound.strategy[i];

		if (!iop_asks(k, w) || k->reqs[w].value != IOP_STRATEGY_OFF ||
		    p->iommus[i].state == IOP_STATE_DISABLED)
			continue;
		if (!iop_edits_set(&at->edits, k->arena, p->iommus[i].node, "status",
				   disabled, sizeof(disabled), IOP_EDIT_OFF,
				   p->iommus[i].node))
			return -IOP_ERR_NOSPACE;
	}
	return 0;
}

/* A host stands for the masters behind it, whose number no device tree describes: one that
 * is plugged in later must not get a context bank of its own. */
static uint32_t heads(const struct iop_device *d)
{
	return d->requesters || d->host != IOP_NONE ? 2 : 1;
}

/* The masters behind the IOMMU that a rule's list means; all without a list. */
static bool *members(const struct iop_work *k, const struct iop_set *set,
		     struct iop_share_room *room, uint32_t *count)
{
	const struct iop_iommu_rule *r =
		&k->in->policy->iommus[k->reqs[set->req].rule];
	const struct iop_plan *p = &k->before;
	bool *in = iop_alloc(&room->scratch, p->n_devices, sizeof(*in));

	*count = 0;
	for (uint16_t s = 0; in && s < (r->n_share ? r->n_share : 1); s++) {
		if (r->n_share &&
		    !iop_selections_get(&k->selections, p->tree, &r->share[s], k->bound.hits, k->arena))
			return NULL;
		for (uint32_t d = room->first[set->iommu]; d != IOP_NONE; d = room->next[d])
			in[d] |= iop_can_group(p, &p->devices[d]) &&
				 (!r->n_share || k->bound.hits[p->devices[d].node]);
	}
	for (uint32_t d = room->first[set->iommu]; in && d != IOP_NONE; d = room->next[d])
		*count += in[d] ? heads(&p->devices[d]) : 0;
	return in;
}

static bool *isolated(const struct iop_work *k)
{
	bool *alone = iop_alloc(k->arena, k->before.n_devices, sizeof(*alone));

	for (uint32_t d = 0; alone && d < k->before.n_devices; d++)
		alone[d] = iop_asks(k, k->bound.isolated[d]);
	return alone;
}

/* The ranges of IDs that equal an ID under a mask; if there are more than MASKED_RUNS,
 * one range that contains all. */
static uint32_t runs_of(const struct iop_reserved_ids *r)
{
	uint32_t high = r->mask & (r->mask + 1), n = 1;

	for (; high && n <= MASKED_RUNS; high &= high - 1)
		n *= 2;
	return n;
}

static uint32_t add_reserved(struct iop_id_range *to, const struct iop_reserved_ids *r)
{
	uint32_t high = r->mask & (r->mask + 1), low = r->mask ^ high, sub = 0, n = 0;

	if (runs_of(r) > MASKED_RUNS) {
		to[0] = (struct iop_id_range){ r->first, r->last | r->mask };
		return 1;
	}
	do {
		to[n++] = (struct iop_id_range){ r->first | sub, r->last | sub | low };
		sub = (sub - high) & high;
	} while (sub);
	return n;
}

static size_t most_reserved(const struct iop_iommu_rule *rule)
{
	size_t most = rule->n_reserve_streams;

	for (uint16_t s = 0; s < rule->n_reserved; s++)
		most += runs_of(&rule->reserved[s].ids);
	return most;
}

static void add_rule(struct iop_id_range *all, uint32_t *count,
		     const struct iop_iommu_rule *rule)
{
	for (uint16_t s = 0; s < rule->n_reserve_streams; s++)
		all[(*count)++] = (struct iop_id_range){
			rule->reserve_streams[s].first,
			rule->reserve_streams[s].last,
		};
	for (uint16_t s = 0; s < rule->n_reserved; s++)
		*count += add_reserved(&all[*count], &rule->reserved[s].ids);
}

/* All IDs that any rule keeps free at this IOMMU. */
static const struct iop_id_range *reserved(const struct iop_work *k, uint32_t iommu,
					   uint32_t *count)
{
	const struct iop_policy *policy = k->in->policy;
	const struct iop_plan *p = &k->before;
	struct iop_id_range *all;
	size_t most = 0;

	*count = 0;
	for (uint16_t r = 0; r < policy->n_iommus; r++)
		most += most_reserved(&policy->iommus[r]);
	all = iop_alloc(k->arena, most, sizeof(*all));
	for (uint16_t r = 0; all && most && r < policy->n_iommus; r++) {
		const struct iop_iommu_rule *rule = &policy->iommus[r];

		if (!rule->n_reserve_streams && !rule->n_reserved)
			continue;
		if (!iop_selections_get(&k->selections, p->tree, &rule->match, k->bound.hits, k->arena))
			return NULL;
		if (k->bound.hits[p->iommus[iommu].node])
			add_rule(all, count, rule);
	}
	return all;
}

/* Where the tree may not change, edits are only made up to see whether any
 * are needed. */
static bool share(const struct iop_work *k, struct iop_attempt *at,
		  const struct iop_share_ask *ask, struct iop_share *out)
{
	struct iop_edits unused;

	if (k->allow & IOP_ALLOW(TREE))
		return iop_share_edits(ask, out, &at->edits, k->arena);
	iop_edits_init(&unused, k->before.tree);
	return iop_share_edits(ask, out, &unused, k->arena);
}

static int share_set(const struct iop_work *k, struct iop_attempt *at,
		     const struct iop_set *set, const bool *alone,
		     struct iop_share_room *room)
{
	struct iop_sharing *sharing = &at->sharings[at->n_sharings];
	struct iop_share_ask ask = {
		.plan = &k->before, .iommu = set->iommu, .isolated = alone,
		.mask_bits = IOP_SHARE_MASK_BITS, .room = room,
	};
	size_t used = iop_arena_mark(k->arena), taken = iop_arena_mark(&room->scratch);
	uint32_t count;
	bool done;

	ask.members = members(k, set, room, &count);
	ask.reserved = reserved(k, set->iommu, &ask.n_reserved);
	if (!ask.members || !ask.reserved)
		return -IOP_ERR_NOSPACE;
	if (count < 2) {
		iop_arena_release(k->arena, used);
		iop_arena_release(&room->scratch, taken);
		return 0;
	}
	*sharing = (struct iop_sharing){ .req = set->req, .iommu = set->iommu };
	at->n_sharings++;
	done = share(k, at, &ask, &sharing->share);
	iop_arena_release(&room->scratch, taken);
	return done ? 0 : -IOP_ERR_NOSPACE;
}

/* An IOMMU that fails to probe because of one master too many: sharing may fix it. An
 * IOMMU with one master has nothing to share. */
static bool is_asked(const struct iop_work *k, const struct iop_set *set,
		     const uint32_t *masters)
{
	return iop_asks(k, set->req) && masters[set->iommu] > 1 &&
	       iop_in_use(iop_iommu_of(&k->before, set->iommu));
}

static uint32_t *count_masters(const struct iop_work *k)
{
	const struct iop_plan *p = &k->before;
	uint32_t *masters = iop_alloc(k->arena, p->n_iommus, sizeof(*masters));

	for (uint32_t d = 0; masters && d < p->n_devices; d++)
		if (p->devices[d].iommu != IOP_NONE)
			masters[p->devices[d].iommu] += heads(&p->devices[d]);
	return masters;
}

int iop_edits_for(const struct iop_work *k, struct iop_attempt *at)
{
	int status = 0;
	bool *alone = isolated(k);
	uint32_t *masters = count_masters(k), sets = 0;
	struct iop_share_room room;

	iop_edits_init(&at->edits, k->before.tree);
	at->n_sharings = 0;
	if (!masters)
		return -IOP_ERR_NOSPACE;
	for (const struct iop_set *s = k->bound.sets; s; s = s->next)
		sets += is_asked(k, s, masters);
	at->sharings = iop_alloc(k->arena, sets, sizeof(*at->sharings));
	if (!alone || !at->sharings)
		return -IOP_ERR_NOSPACE;
	if (sets && !iop_share_room_make(&room, &k->before, k->arena))
		return -IOP_ERR_NOSPACE;
	if (k->allow & IOP_ALLOW(TREE))
		status = switch_off(k, at);
	for (const struct iop_set *s = k->bound.sets; s && !status; s = s->next)
		if (is_asked(k, s, masters))
			status = share_set(k, at, s, alone, &room);
	return status;
}
