// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The compatibles of an IOMMU, which are asked for each of its masters. Of a
 * long list only those stay that anything of its driver's facts is about, and
 * each fact is looked for once.
 */
#include <string.h>

#include "devices/iommu_names.h"

#define LONG 128u	/* bytes; those of real IOMMUs are below */

static bool starts_alike(const char *known, const char *name)
{
	return known && known[0] == name[0];
}

static bool is_known(const struct iop_driver *d, const char *name)
{
	for (uint16_t n = 0; n < d->n_compats; n++)
		if (starts_alike(d->compats[n].name, name) && !strcmp(d->compats[n].name, name))
			return true;
	for (uint16_t n = 0; n < d->n_facts; n++)
		if (starts_alike(d->facts[n].compatible, name) &&
		    !strcmp(d->facts[n].compatible, name))
			return true;
	for (uint16_t n = 0; n < d->n_rows; n++)
		if ((starts_alike(d->rows[n].compatible, name) &&
		     !strcmp(d->rows[n].compatible, name)) ||
		    (starts_alike(d->rows[n].name, name) && !strcmp(d->rows[n].name, name)))
			return true;
	for (uint16_t n = 0; n < d->n_items; n++)
		if (iop_name_fits(d->items[n].name, name))
			return true;
	return false;
}

/* A star fits any number of names: from here on some may be there twice. */
#define UNIQUE 16384u

static bool keep_known(struct iop_iommu *i, struct iop_arena *a)
{
	uint8_t *kept = iop_alloc_raw(a, i->names.left, 1);
	struct iop_cells all = i->names;
	const char *name;

	if (!kept)
		return false;
	i->names = (struct iop_cells){ kept, 0 };
	while ((name = iop_list_next(&all))) {
		uint32_t bytes = (uint32_t)strlen(name) + 1;

		if (!is_known(i->driver, name) ||
		    (i->names.left < UNIQUE && iop_list_has(i->names, name)))
			continue;
		memcpy(kept + i->names.left, name, bytes);
		i->names.left += bytes;
	}
	return true;
}

bool iop_iommu_names(struct iop_iommu *i, struct iop_arena *a)
{
	if (!i->driver || i->names.left <= LONG)
		return true;
	i->facts = iop_alloc(a, IOP_KEY_COUNT, sizeof(*i->facts));
	return i->facts && keep_known(i, a);
}
