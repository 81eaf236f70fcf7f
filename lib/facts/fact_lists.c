// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "facts/view.h"

/* Most rows of a list differ in the first letter: look there first. */
bool iop_name_fits(const char *pattern, const char *name)
{
	size_t len;

	if (pattern[0] != name[0] && pattern[0] != '*')
		return false;
	len = strlen(pattern);
	if (len && pattern[len - 1] == '*')
		return !strncmp(pattern, name, len - 1);
	return !strcmp(pattern, name);
}

const struct iop_item *iop_items(const struct iop_driver *d, const char *list,
				 const struct iop_item **end)
{
	const struct iop_item *all = d->items;
	uint16_t low = 0, high = d->n_items;

	while (low < high) {
		uint16_t middle = (uint16_t)(low + (high - low) / 2);

		if (strcmp(all[middle].list, list) < 0)
			low = (uint16_t)(middle + 1);
		else
			high = middle;
	}
	while (high < d->n_items && !strcmp(all[high].list, list))
		high++;
	*end = d->n_items ? all + high : all;
	return d->n_items ? all + low : all;
}

bool iop_listed(const struct iop_view *v, const struct iop_driver *d,
		enum iop_list list, const char *name)
{
	struct iop_part r = v->lists[(size_t)(d - v->facts->drivers) * IOP_LIST_COUNT + list];

	for (; r.first < r.end; r.first++)
		if (iop_name_fits(d->items[r.first].name, name) &&
		    iop_now(v, d->items[r.first].when))
			return true;
	return false;
}

bool iop_any_listed(const struct iop_view *v, const struct iop_driver *d,
		    enum iop_list list, struct iop_cells names)
{
	const char *s;

	while ((s = iop_list_next(&names)))
		if (iop_listed(v, d, list, s))
			return true;
	return false;
}

static bool any_fits(const char *pattern, struct iop_cells names)
{
	const char *s;

	while ((s = iop_list_next(&names)))
		if (iop_name_fits(pattern, s))
			return true;
	return false;
}

const struct iop_behaviour *iop_behaviour_of(const struct iop_view *v, const char *rule,
					     struct iop_cells compatible)
{
	const struct iop_behaviour *general = NULL;

	for (uint16_t i = 0; v->readers && i < v->readers->n_behaviours; i++) {
		const struct iop_behaviour *b = &v->readers->behaviours[i];

		if (strcmp(b->rule, rule))
			continue;
		if (b->compatible && any_fits(b->compatible, compatible))
			return b;
		if (!b->compatible && !general)
			general = b;
	}
	return general;
}

/* The driver's row for a string, one that holds now before one that does not. */
static const struct iop_compat *row_of(const struct iop_driver *d,
				       const char *name, const struct iop_view *v)
{
	const struct iop_compat *other = NULL;

	for (uint16_t i = 0; i < d->n_compats; i++) {
		const struct iop_compat *c = &d->compats[i];

		if (c->name[0] != name[0] || strcmp(c->name, name))
			continue;
		if (iop_now(v, c->when))
			return c;
		other = c;
	}
	return other;
}

static void consider(const struct iop_view *v, const struct iop_driver *d,
		     const char *name, bool has_cells, struct iop_match *best)
{
	const struct iop_compat *c = row_of(d, name, v);
	bool now = c && iop_now(v, c->when);
	struct iop_cells one = { (const uint8_t *)name, (uint32_t)strlen(name) + 1 };

	if (!c || best->now || (best->driver && !now))
		return;
	if (!has_cells && iop_fact_value(v, d, IOP_K_NEEDS_CELLS, one, 0))
		return;
	*best = (struct iop_match){ d, c, now };
}

struct iop_match iop_match_driver(const struct iop_view *v,
				  struct iop_cells names, bool has_cells)
{
	struct iop_match best = { 0 };
	const char *s;

	while (!best.now && (s = iop_list_next(&names)))
		for (uint16_t d = 1; d < v->facts->count; d++)
			consider(v, &v->facts->drivers[d], s, has_cells, &best);
	return best;
}
