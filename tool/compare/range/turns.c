/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Whether anything that turns at a version can matter to this tree at all: a
 * plan costs far more than to find out that it would be the same again.
 */
#include <string.h>

#include "compare/range/range_internal.h"

static uint32_t hash(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name; name++) {
		uint8_t c = (uint8_t)*name;

		h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
	}
	return h ^ h >> 15;
}

static uint32_t count_names(const struct iop_tree *t)
{
	uint32_t count = 0;

	for (uint32_t n = 0; n < t->count; n++) {
		struct iop_cells list = iop_prop(t, n, IOP_P_COMPATIBLE);

		while (iop_list_next(&list))
			count++;
	}
	return count;
}

/* A bit for each compatible of the tree; others may share it. */
bool range_names_read(struct range_pass *r, struct iop_arena *a)
{
	const struct iop_tree *t = r->tree;
	uint64_t bits = 1024, wanted = 64ull * count_names(t);
	const char *name;

	while (bits < wanted && bits < 1u << 31)
		bits *= 2;
	r->names = iop_alloc(a, bits / 8, 1);
	r->names_mask = (uint32_t)(bits - 1);
	for (uint32_t n = 0; r->names && n < t->count; n++) {
		struct iop_cells list = iop_prop(t, n, IOP_P_COMPATIBLE);

		while ((name = iop_list_next(&list))) {
			uint32_t h = hash(name) & r->names_mask;

			r->names[h / 8] |= (uint8_t)(1 << h % 8);
		}
	}
	return r->names;
}

static bool named(const struct range_pass *r, const char *compatible)
{
	uint32_t h;

	if (!compatible)
		return true;
	h = hash(compatible) & r->names_mask;
	return r->names[h / 8] & 1 << h % 8;
}

static bool rows_turn(const struct range_pass *r, const struct iop_plan *p,
		      const struct iop_driver *d, iop_version at)
{
	uint32_t i;

	for (i = 0; i < d->n_items; i++)
		if (range_span_turns(d->items[i].when, at) &&
		    (!range_is_compatible(&d->items[i]) || named(r, d->items[i].name)))
			return true;
	for (i = 0; i < d->n_rows; i++)
		if (range_span_turns(d->rows[i].when, at) && named(r, d->rows[i].compatible) &&
		    (p->view->target.pci || strncmp(d->rows[i].table, "pci-", 4)))
			return true;
	for (i = 0; i < d->n_params; i++)
		if (range_span_turns(d->params[i].when, at) && *p->defaults.bootargs)
			return true;
	return false;
}

static bool driver_turns(const struct range_pass *r, const struct iop_plan *p,
			 const struct iop_driver *d, iop_version at)
{
	uint32_t i;

	if (range_span_turns(d->legacy_when, at))
		return true;
	for (i = 0; i < d->n_compats; i++)
		if (range_span_turns(d->compats[i].when, at) && named(r, d->compats[i].name))
			return true;
	for (i = 0; i < d->n_facts; i++)
		if (range_span_turns(d->facts[i].when, at) && named(r, d->facts[i].compatible) &&
		    !IOP_KEY_IS_FOR_HOSTS(d->facts[i].key))
			return true;
	return rows_turn(r, p, d, at);
}

bool range_turns(const struct range_pass *r, const struct iop_plan *p, iop_version at)
{
	const struct iop_facts *facts = p->view->facts;

	for (uint16_t d = 0; d < facts->count; d++)
		if (r->drivers & range_driver_bit(facts, &facts->drivers[d]) &&
		    driver_turns(r, p, &facts->drivers[d], at))
			return true;
	return false;
}
