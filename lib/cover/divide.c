// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cover/cover_work.h"

/* Some of the wanted IDs, and the foreign ones that may be among them. */
struct part {
	uint16_t *on, *off;
	uint32_t n_on, n_off;
};

static struct iop_fold_entry bounding(const struct part *p)
{
	struct iop_fold_entry e = { p->on[0], 0 };

	for (uint32_t n = 1; n < p->n_on; n++)
		e.mask |= p->on[n] ^ e.id;
	e.id &= ~e.mask;
	return e;
}

/* Bring those that equal @id where @mask is 0 to the front: how many. */
static uint32_t gather_ids(uint16_t *ids, uint32_t n, uint32_t id, uint32_t mask)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint16_t one = ids[i];

		if ((one ^ id) & ~mask & 0xffff)
			continue;
		ids[i] = ids[kept];
		ids[kept++] = one;
	}
	return kept;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* How many entries the two halves may need if they are parted at @bit. */
static uint32_t cost(const struct part *p, uint32_t bit)
{
	uint32_t on = 0, off = 0;

	for (uint32_t n = 0; n < p->n_on; n++)
		on += (p->on[n] & bit) != 0;
	for (uint32_t n = 0; n < p->n_off; n++)
		off += (p->off[n] & bit) != 0;
	return smaller(on, off) + smaller(p->n_on - on, p->n_off - off);
}

/* A bit no mask may ignore first; else the one that parts best. */
static uint32_t choose(const struct part *p, uint32_t differ, uint32_t mask_bits)
{
	uint32_t best = 0, least = UINT32_MAX, its;

	if (differ & ~mask_bits)
		return differ & ~mask_bits & -(differ & ~mask_bits);
	for (uint32_t bit = 1; bit < 1u << IOP_FOLD_BITS; bit <<= 1) {
		if (!(differ & bit))
			continue;
		its = cost(p, bit);
		if (its < least) {
			least = its;
			best = bit;
		}
	}
	return best;
}

/* As deep as there are ID bits. */
static void divide(struct iop_fold_work *w, struct part p)
{
	struct iop_fold_entry e = bounding(&p);
	struct part half = p;
	uint32_t bit;

	p.n_off = gather_ids(p.off, p.n_off, e.id, e.mask);
	if (!p.n_off && !(e.mask & ~w->ask->mask_bits)) {
		w->entries[w->n++] = e;
		return;
	}
	bit = choose(&p, e.mask, w->ask->mask_bits);
	half.n_on = gather_ids(p.on, p.n_on, 0, ~bit);
	half.n_off = gather_ids(p.off, p.n_off, 0, ~bit);
	divide(w, half);
	half.on = p.on + half.n_on;
	half.n_on = p.n_on - half.n_on;
	half.off = p.off + half.n_off;
	half.n_off = p.n_off - half.n_off;
	divide(w, half);
}

/* May @e replace all entries that it overlaps? */
static bool may_join(struct iop_fold_work *w, struct iop_fold_entry e)
{
	if (!iop_fold_allowed(w->ask, e))
		return false;
	for (uint32_t n = 0; n < w->n; n++)
		if (iop_fold_meet(e, w->entries[n]) && !iop_fold_inside(w->entries[n], e))
			return false;
	return true;
}

static void join(struct iop_fold_work *w, struct iop_fold_entry e)
{
	uint32_t kept = 0;

	for (uint32_t n = 0; n < w->n; n++)
		if (!iop_fold_inside(w->entries[n], e))
			w->entries[kept++] = w->entries[n];
	w->entries[kept++] = e;
	w->n = kept;
}

static bool join_one(struct iop_fold_work *w)
{
	for (uint32_t a = 0; a < w->n; a++)
		for (uint32_t b = a + 1; b < w->n; b++) {
			struct iop_fold_entry e = iop_fold_join(w->entries[a], w->entries[b]);

			if (w->steps < w->n)
				return false;
			w->steps -= w->n;
			if (!may_join(w, e))
				continue;
			join(w, e);
			return true;
		}
	return false;
}

void iop_fold_divide(struct iop_fold_work *w)
{
	divide(w, (struct part){ w->on, w->off, w->n_on, w->n_off });
	while (join_one(w))
		;
}
