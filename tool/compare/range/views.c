/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The versions inside a range at which any fact begins or ends.
 */
#include <stdlib.h>

#include "compare/range/range_internal.h"

struct boundary {
	iop_version at;
	uint64_t drivers;
};

struct collector {
	struct boundary *list;
	size_t count;
	iop_version first, last;
	uint64_t driver;	/* bit of the one being read */
};

static void add(struct collector *c, struct iop_span when)
{
	if (when.since > c->first && when.since <= c->last)
		c->list[c->count++] = (struct boundary){ when.since, c->driver };
	if (when.until > c->first && when.until <= c->last)
		c->list[c->count++] = (struct boundary){ when.until, c->driver };
}

static size_t spans_of(const struct iop_driver *d)
{
	return 1u + d->n_compats + d->n_facts + d->n_items + d->n_rows +
	       d->n_params;
}

static void add_driver(struct collector *c, const struct iop_driver *d)
{
	unsigned int i;

	add(c, d->legacy_when);
	for (i = 0; i < d->n_compats; i++)
		add(c, d->compats[i].when);
	for (i = 0; i < d->n_facts; i++)
		if (!IOP_KEY_IS_FOR_HOSTS(d->facts[i].key))
			add(c, d->facts[i].when);
	for (i = 0; i < d->n_items; i++)
		add(c, d->items[i].when);
	for (i = 0; i < d->n_rows; i++)
		add(c, d->rows[i].when);
	for (i = 0; i < d->n_params; i++)
		add(c, d->params[i].when);
}

static int by_version(const void *a, const void *b)
{
	const struct boundary *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Each version once, with the bits of all that change there. */
static void merge(struct collector *c)
{
	size_t from, to = 0;

	qsort(c->list, c->count, sizeof(*c->list), by_version);
	for (from = 0; from < c->count; from++) {
		if (to && c->list[to - 1].at == c->list[from].at)
			c->list[to - 1].drivers |= c->list[from].drivers;
		else
			c->list[to++] = c->list[from];
	}
	c->count = to;
}

static bool collect(struct collector *c, const struct iop_facts *facts,
		    struct iop_arena *a)
{
	size_t room = 0;
	uint16_t d;

	for (d = 0; d < facts->count; d++)
		room += 2 * spans_of(&facts->drivers[d]);
	c->list = iop_alloc(a, room, sizeof(*c->list));
	if (!c->list)
		return false;
	for (d = 0; d < facts->count; d++) {
		c->driver = range_driver_bit(facts, &facts->drivers[d]);
		add_driver(c, &facts->drivers[d]);
	}
	merge(c);
	return true;
}

bool range_views_build(struct range_views *r, const struct iop_facts *facts,
		       const struct iop_target *target, iop_version first,
		       struct iop_arena *a)
{
	struct collector c = { .first = first, .last = target->version };
	struct iop_target at = *target;
	uint32_t i;

	if (!collect(&c, facts, a))
		return false;
	r->count = (uint32_t)c.count + 2;
	r->views = iop_alloc(a, r->count, sizeof(*r->views));
	r->drivers = iop_alloc(a, r->count, sizeof(*r->drivers));
	if (!r->views || !r->drivers)
		return false;
	for (i = 0; i < r->count; i++) {
		at.version = i == 0 ? first : target->version;
		if (i && i <= c.count) {
			at.version = c.list[i - 1].at;
			r->drivers[i] = c.list[i - 1].drivers;
		}
		if (!iop_view_build(&r->views[i], facts, &at, a))
			return false;
	}
	return true;
}
