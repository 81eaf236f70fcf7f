// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Branch and bound over at most 64 wanted IDs. The lowest ID that is not yet
 * covered has to be in some entry, and any entry can be shrunk to the smallest
 * one around the wanted IDs in it: so it is enough to try, for that ID, the
 * smallest entry around every set of uncovered IDs with it.
 */
#include "cover/cover_work.h"

#define CHOICES 1024u		/* kept for one ID; more end the search */

struct choice {
	struct iop_fold_entry e;
	uint64_t ids;		/* bits: which of the wanted it covers */
};

struct search {
	struct iop_fold_work *w;
	uint64_t all;
	uint64_t friends[IOP_FOLD_EXACT];	/* by ID: those that can share an entry with it */
	struct iop_fold_entry chosen[IOP_FOLD_EXACT];
	uint32_t n, limit;
	bool ended;		/* out of steps, room or choices: nothing is proved */
};

static uint32_t lowest(uint64_t bits)
{
	uint32_t n = 0;

	while (!(bits >> n & 1))
		n++;
	return n;
}

static uint32_t count(uint64_t bits)
{
	uint32_t n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

static struct iop_fold_entry point(const struct search *s, uint32_t n)
{
	return (struct iop_fold_entry){ s->w->on[n], 0 };
}

static bool spend(struct search *s)
{
	if (s->w->steps)
		s->w->steps--;
	else
		s->ended = true;
	return !s->ended;
}

/* No two of these can be in one entry: so many entries at least. */
static uint32_t least(const struct search *s, uint64_t open)
{
	uint32_t strangers = 0, best, its;

	for (; open; strangers++) {
		best = lowest(open);
		for (uint64_t left = open & (open - 1); left; left &= left - 1) {
			its = lowest(left);
			if (count(s->friends[its] & open) < count(s->friends[best] & open))
				best = its;
		}
		open &= ~(s->friends[best] | 1ull << best);
	}
	return strangers;
}

static bool possible(const struct search *s, struct iop_fold_entry e)
{
	for (uint32_t n = 0; n < s->n; n++)
		if (iop_fold_meet(e, s->chosen[n]))
			return false;
	return iop_fold_allowed(s->w->ask, e);
}

static uint64_t covered(const struct search *s, uint64_t open, struct iop_fold_entry e)
{
	uint64_t ids = 0;

	for (; open; open &= open - 1)
		if (iop_fold_inside(point(s, lowest(open)), e))
			ids |= open & -open;
	return ids;
}

/* Entries with the same ID in them are equal if their masks are. */
static bool is_new(const struct choice *list, uint32_t n, struct iop_fold_entry e)
{
	while (n--)
		if (list[n].e.mask == e.mask)
			return false;
	return true;
}

static uint32_t choices(struct search *s, uint64_t open, struct choice *list)
{
	uint32_t n = 1, before;
	struct iop_fold_entry e;

	list[0] = (struct choice){ point(s, lowest(open)), open & -open };
	for (uint64_t left = open & (open - 1); left; left &= left - 1) {
		before = n;
		for (uint32_t i = 0; i < before; i++) {
			if (list[i].ids & left & -left)
				continue;
			e = iop_fold_join(list[i].e, point(s, lowest(left)));
			if (!spend(s) || !is_new(list, n, e) || !possible(s, e))
				continue;
			if (n == CHOICES) {
				s->ended = true;
				return n;
			}
			list[n++] = (struct choice){ e, covered(s, open, e) };
		}
	}
	return n;
}

/* Many IDs first, then few bits of mask. */
static bool before(const struct choice *a, const struct choice *b)
{
	uint32_t of_a = count(a->ids), of_b = count(b->ids);

	return of_a != of_b ? of_a > of_b : a->e.mask < b->e.mask;
}

static void sort(struct choice *list, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		struct choice c = list[i];
		uint32_t k = i;

		for (; k && before(&c, &list[k - 1]); k--)
			list[k] = list[k - 1];
		list[k] = c;
	}
}

static bool cover(struct search *s, uint64_t open)
{
	size_t used = iop_arena_mark(s->w->arena);
	struct choice *list;
	bool found = false;
	uint32_t n;

	if (!open)
		return true;
	if (s->ended || s->n + least(s, open) > s->limit)
		return false;
	list = iop_alloc_raw(s->w->arena, CHOICES, sizeof(*list));
	if (!list) {
		s->ended = true;
		return false;
	}
	n = choices(s, open, list);
	sort(list, n);
	for (uint32_t i = 0; i < n && !found && !s->ended; i++) {
		s->chosen[s->n++] = list[i].e;
		found = cover(s, open & ~list[i].ids);
		s->n -= !found;
	}
	iop_arena_release(s->w->arena, used);
	return found;
}

static void start(struct search *s)
{
	struct iop_fold_work *w = s->w;

	s->all = w->n_on == 64 ? UINT64_MAX : (1ull << w->n_on) - 1;
	for (uint32_t a = 0; a < w->n_on; a++)
		for (uint32_t b = 0; b < w->n_on; b++)
			if (a != b && iop_fold_allowed(w->ask, iop_fold_join(point(s, a),
									     point(s, b))))
				s->friends[a] |= 1ull << b;
}

bool iop_fold_search(struct iop_fold_work *w)
{
	struct search s = { .w = w };

	start(&s);
	for (s.limit = least(&s, s.all); s.limit < w->n && !s.ended; s.limit++) {
		s.n = 0;
		if (!cover(&s, s.all))
			continue;
		for (w->n = 0; w->n < s.n; w->n++)
			w->entries[w->n] = s.chosen[w->n];
		return true;
	}
	return !s.ended;
}
