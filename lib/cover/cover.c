// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cover/cover_work.h"

#define JOIN_STEPS (1u << 22)	/* entries to be looked at while some are joined */
#define SEARCH_STEPS (1u << 18)	/* entries to be tried in the search */

bool iop_fold_allowed(const struct iop_fold_ask *ask, struct iop_fold_entry e)
{
	return !(e.mask & ~ask->mask_bits) && !iop_idset_has(ask->foreign, e.id, e.mask);
}

static uint16_t *list(const struct iop_idset *s, uint32_t *n, struct iop_arena *a)
{
	uint16_t *ids;

	*n = 0;
	ids = iop_alloc_raw(a, iop_idset_count(s), sizeof(*ids));
	for (uint32_t w = 0; ids && w < 1u << (IOP_FOLD_BITS - 6); w++)
		for (uint64_t left = s->word[w], bit = 0; left; left >>= 1, bit++)
			if (left & 1)
				ids[(*n)++] = (uint16_t)(w << 6 | bit);
	return ids;
}

static bool conflicts(const struct iop_fold_ask *ask, uint32_t *id)
{
	for (uint32_t w = 0; w < 1u << (IOP_FOLD_BITS - 6); w++) {
		uint64_t both = ask->wanted->word[w] & ask->foreign->word[w];

		if (!both)
			continue;
		for (*id = w << 6; !(both & 1); both >>= 1)
			++*id;
		return true;
	}
	return false;
}

static void sort(struct iop_fold_entry *entries, uint32_t n)
{
	for (uint32_t gap = n / 2; gap; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (uint32_t i = gap; i < n; i++) {
			struct iop_fold_entry e = entries[i];
			uint32_t k = i;

			for (; k >= gap && entries[k - gap].id > e.id; k -= gap)
				entries[k] = entries[k - gap];
			entries[k] = e;
		}
}

static void publish(struct iop_fold *out, const struct iop_fold_work *w)
{
	uint32_t matched = 0;

	for (uint32_t n = 0; n < w->n; n++) {
		uint32_t ids = 1;

		for (uint32_t mask = w->entries[n].mask; mask; mask &= mask - 1)
			ids *= 2;
		matched += ids;
	}
	out->entries = w->entries;
	out->n = w->n;
	out->strays = matched - w->n_on;
	sort(out->entries, out->n);
}

int iop_fold(const struct iop_fold_ask *ask, struct iop_fold *out, struct iop_arena *a)
{
	struct iop_fold_work w = { .ask = ask, .steps = JOIN_STEPS, .arena = a };
	size_t kept;

	*out = (struct iop_fold){ 0 };
	if (conflicts(ask, &out->conflict))
		return IOP_FOLD_CLASH;
	w.entries = iop_alloc_raw(a, iop_idset_count(ask->wanted), sizeof(*w.entries));
	kept = iop_arena_mark(a);
	w.on = list(ask->wanted, &w.n_on, a);
	w.off = list(ask->foreign, &w.n_off, a);
	if (!w.entries || !w.on || !w.off)
		return -IOP_ERR_NOSPACE;
	if (w.n_on)
		iop_fold_divide(&w);
	/* where one entry will not do, two are the fewest */
	out->exact = w.n <= 2;
	w.steps = SEARCH_STEPS;
	if (!out->exact && w.n_on <= IOP_FOLD_EXACT)
		out->exact = iop_fold_search(&w);
	publish(out, &w);
	iop_arena_release(a, kept);
	return 0;
}
