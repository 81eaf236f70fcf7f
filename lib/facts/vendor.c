// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "facts/vendor.h"

#include <string.h>

#include "facts/view.h"

/* Is it the first file of its vendor's? */
static bool is_first(const struct iop_facts *f, uint16_t n)
{
	for (uint16_t k = 0; k < n; k++)
		if (!strcmp(f->vendors[k].vendor, f->vendors[n].vendor))
			return false;
	return true;
}

const char *iop_vendor_next(const struct iop_facts *f, uint16_t *at)
{
	for (; *at < f->n_vendors; ++*at)
		if (is_first(f, *at))
			return f->vendors[(*at)++].vendor;
	return NULL;
}

const char *iop_vendor_find(const struct iop_facts *f, const char *name)
{
	for (uint16_t n = 0; n < f->n_vendors; n++)
		if (!strcmp(f->vendors[n].vendor, name))
			return f->vendors[n].vendor;
	return NULL;
}

static bool is_list(const struct iop_item *item, enum iop_list list)
{
	return !strcmp(item->list, iop_list_infos[list].name);
}

static bool contains(const char *text, const char *part)
{
	size_t len = strlen(part);

	for (; *text; text++)
		if (!strncmp(text, part, len))
			return true;
	return false;
}

bool iop_is_distribution(const struct iop_facts *f, const char *release)
{
	const char *list = iop_list_infos[IOP_L_MAINLINE_RELEASES].name;
	const struct iop_item *end, *item = iop_items(&f->drivers[0], list, &end);

	for (; item < end; item++)
		if (contains(release, item->name))
			return true;
	return false;
}

const char *iop_vendor_of_release(const struct iop_facts *f, const char *release)
{
	if (iop_is_distribution(f, release))
		return NULL;
	for (uint16_t n = 0; n < f->n_vendors; n++)
		for (uint16_t i = 0; i < f->vendors[n].n_items; i++)
			if (is_list(&f->vendors[n].items[i], IOP_L_VENDOR_RELEASES) &&
			    contains(release, f->vendors[n].items[i].name))
				return iop_vendor_find(f, f->vendors[n].vendor);
	return NULL;
}

const char *iop_vendor_of_iommu(const struct iop_facts *f, struct iop_cells names,
				const char **found)
{
	for (uint16_t n = 0; n < f->n_vendors; n++)
		for (uint16_t i = 0; i < f->vendors[n].n_items; i++) {
			*found = f->vendors[n].items[i].name;
			if (is_list(&f->vendors[n].items[i], IOP_L_VENDOR_IOMMUS) &&
			    iop_list_has(names, *found))
				return iop_vendor_find(f, f->vendors[n].vendor);
		}
	return NULL;
}

static void *join(struct iop_arena *a, const void *x, uint16_t n_x, const void *y,
		  uint16_t n_y, size_t elem)
{
	char *all = iop_alloc_raw(a, (size_t)n_x + n_y, elem);

	if (all && n_x)
		memcpy(all, x, n_x * elem);
	if (all && n_y)
		memcpy(all + n_x * elem, y, n_y * elem);
	return all;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool says(const struct iop_driver *d, const struct iop_fact *f)
{
	for (uint16_t n = 0; n < d->n_facts; n++)
		if (d->facts[n].key == f->key && is_same(d->facts[n].compatible, f->compatible))
			return true;
	return false;
}

static bool has_table(const struct iop_driver *d, const char *table)
{
	for (uint16_t n = 0; n < d->n_rows; n++)
		if (!strcmp(d->rows[n].table, table))
			return true;
	return false;
}

/* What is left of @all once those that @over says itself are gone. */
static bool lay_facts(struct iop_driver *d, const struct iop_driver *over, struct iop_arena *a)
{
	struct iop_fact *all = join(a, over->facts, over->n_facts, d->facts, d->n_facts,
				    sizeof(*all));
	uint16_t count = over->n_facts;

	for (uint16_t n = 0; all && n < d->n_facts; n++)
		if (!says(over, &d->facts[n]))
			all[count++] = d->facts[n];
	d->facts = all;
	d->n_facts = count;
	return all;
}

static bool lay_rows(struct iop_driver *d, const struct iop_driver *over, struct iop_arena *a)
{
	struct iop_row *all = join(a, over->rows, over->n_rows, d->rows, d->n_rows, sizeof(*all));
	uint16_t count = over->n_rows;

	for (uint16_t n = 0; all && n < d->n_rows; n++)
		if (!has_table(over, d->rows[n].table))
			all[count++] = d->rows[n];
	d->rows = all;
	d->n_rows = count;
	return all;
}

/* Both are sorted by list, and so is the result. */
static bool lay_items(struct iop_driver *d, const struct iop_driver *over, struct iop_arena *a)
{
	uint16_t total = (uint16_t)(d->n_items + over->n_items), x = 0, y = 0;
	struct iop_item *all = iop_alloc_raw(a, total, sizeof(*all));

	for (uint16_t n = 0; all && n < total; n++)
		if (y == over->n_items || (x < d->n_items && strcmp(d->items[x].list,
								    over->items[y].list) <= 0))
			all[n] = d->items[x++];
		else
			all[n] = over->items[y++];
	d->items = all;
	d->n_items = total;
	return all;
}

static bool lay(struct iop_driver *d, const struct iop_driver *over, struct iop_arena *a)
{
	if (!lay_facts(d, over, a) || !lay_rows(d, over, a) || !lay_items(d, over, a))
		return false;
	d->vendor = over->vendor;
	d->compats = join(a, d->compats, d->n_compats, over->compats, over->n_compats,
			  sizeof(*d->compats));
	d->params = join(a, d->params, d->n_params, over->params, over->n_params,
			 sizeof(*d->params));
	d->n_compats += over->n_compats;
	d->n_params += over->n_params;
	if (*over->kconfig)
		d->kconfig = over->kconfig;
	return d->compats && d->params;
}

bool iop_vendor_apply(struct iop_facts *out, const struct iop_facts *in,
		      const char *vendor, struct iop_arena *a)
{
	struct iop_driver *all = join(a, in->drivers, in->count, in->vendors, in->n_vendors,
				      sizeof(*all));
	uint16_t d;

	*out = *in;
	if (!all)
		return false;
	for (uint16_t n = 0; n < in->n_vendors; n++) {
		const struct iop_driver *over = &in->vendors[n];

		if (strcmp(over->vendor, vendor))
			continue;
		for (d = 0; d < out->count && strcmp(all[d].name, over->name); d++)
			;
		if (d == out->count)
			all[out->count++] = *over;
		else if (!lay(&all[d], over, a))
			return false;
	}
	out->drivers = all;
	out->vendor = vendor;
	return true;
}
