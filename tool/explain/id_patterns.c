// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Sorted by their digits, patterns are a tree: those that are alike down to some
 * bit stand together, and behind it come the ones that ignore the next, have a
 * zero there, have a one. An ID goes into the first and into one of the others.
 */
#include "explain/id_patterns.h"

#include <stdlib.h>
#include <string.h>

#define ODD 0x5555555555555555u		/* the lower bit of each digit */

/* Each bit twice as far from the lowest. */
static uint64_t spread(uint32_t bits)
{
	uint64_t v = bits;

	v = (v | v << 16) & 0x0000ffff0000ffffu;
	v = (v | v << 8) & 0x00ff00ff00ff00ffu;
	v = (v | v << 4) & 0x0f0f0f0f0f0f0f0fu;
	v = (v | v << 2) & 0x3333333333333333u;
	return (v | v << 1) & ODD;
}

static uint64_t digits_of(uint32_t id, uint32_t mask)
{
	return spread(~id & ~mask) | spread(id & ~mask) << 1;
}

bool id_pattern_add(struct vec *list, uint32_t scope, uint32_t id, uint32_t mask, uint32_t node)
{
	struct id_pattern *p = vec_push(list, sizeof(*p));

	if (p)
		*p = (struct id_pattern){ digits_of(id, mask), scope, node };
	return p;
}

static int compare(const void *a, const void *b)
{
	const struct id_pattern *x = a, *y = b;

	if (x->scope != y->scope)
		return x->scope < y->scope ? -1 : 1;
	if (x->digits != y->digits)
		return x->digits < y->digits ? -1 : 1;
	return (x->node > y->node) - (x->node < y->node);
}

void id_patterns_sort(struct vec *list)
{
	struct id_pattern *p = list->data;
	size_t kept = 0;

	if (!list->count)
		return;
	qsort(p, list->count, sizeof(*p), compare);
	for (size_t n = 1; n < list->count; n++)
		if (compare(&p[kept], &p[n]))
			p[++kept] = p[n];
	list->count = kept + 1;
}

struct look {
	const struct id_pattern *list;
	uint64_t want;		/* digits of the ID */
	struct vec *nodes;
	size_t most;
};

static bool fits(uint64_t digits, uint64_t want)
{
	uint64_t given = (digits | digits >> 1) & ODD;

	return !((digits ^ want) & (given | given << 1));
}

/* The first of them whose digits are not below. */
static size_t from_digits(const struct look *l, size_t lo, size_t hi, uint64_t digits)
{
	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (l->list[middle].digits < digits)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static bool take(struct look *l, size_t lo, size_t hi)
{
	for (; lo < hi; lo++) {
		uint32_t *node = l->nodes->count < l->most ?
				 vec_push(l->nodes, sizeof(*node)) : NULL;

		if (!node)
			return false;
		*node = l->list[lo].node;
	}
	return true;
}

/* Which digit is the highest that the first and the last of them differ in, as a shift. */
static unsigned int highest(uint64_t differ)
{
	unsigned int shift = 62;

	while (!(differ >> shift))
		shift -= 2;
	return shift;
}

/* As deep as there are digits. */
static bool look(struct look *l, size_t lo, size_t hi)
{
	uint64_t first, differ, above;
	unsigned int shift;
	size_t zero, one;

	if (lo == hi)
		return true;
	first = l->list[lo].digits;
	differ = first ^ l->list[hi - 1].digits;
	if (!differ)
		return !fits(first, l->want) || take(l, lo, hi);
	shift = highest(differ);
	above = shift == 62 ? 0 : first >> (shift + 2) << (shift + 2);
	if (!fits(above, l->want))
		return true;
	zero = from_digits(l, lo, hi, above | (uint64_t)1 << shift);
	one = from_digits(l, zero, hi, above | (uint64_t)2 << shift);
	return look(l, lo, zero) &&
	       (l->want >> shift & 2 ? look(l, one, hi) : look(l, zero, one));
}

static size_t from_scope(const struct id_pattern *list, size_t count, uint32_t scope)
{
	size_t lo = 0;

	while (lo < count) {
		size_t middle = lo + (count - lo) / 2;

		if (list[middle].scope < scope)
			lo = middle + 1;
		else
			count = middle;
	}
	return lo;
}

bool id_patterns_find(const struct vec *list, uint32_t scope, uint32_t id, struct vec *nodes,
		      size_t most)
{
	struct look l = { list->data, digits_of(id, 0), nodes, most };
	size_t first = from_scope(l.list, list->count, scope);

	return look(&l, first, from_scope(l.list, list->count, scope + 1));
}
