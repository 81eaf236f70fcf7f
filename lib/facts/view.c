// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "facts/view.h"

static void sort_out(const struct iop_driver *d, iop_version v, bool newer,
		     const struct iop_fact **general, bool *special)
{
	for (uint16_t i = 0; i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (!iop_span_has(f->when, v, newer))
			continue;
		if (f->compatible)
			special[f->key] = true;
		else if (!general[f->key])
			general[f->key] = f;
	}
}

static bool sort_all(const struct iop_view *v, iop_version at, bool newer, struct iop_arena *a,
		     const struct iop_fact ***general, bool **special)
{
	const struct iop_facts *facts = v->facts;
	size_t cells = (size_t)facts->count * IOP_KEY_COUNT;

	*general = iop_alloc(a, cells, sizeof(**general));
	*special = iop_alloc(a, cells, sizeof(**special));
	if (!*general || !*special)
		return false;
	for (uint16_t d = 0; d < facts->count; d++)
		sort_out(&facts->drivers[d], at, newer,
			 *general + (size_t)d * IOP_KEY_COUNT,
			 *special + (size_t)d * IOP_KEY_COUNT);
	return true;
}

static bool stop(void *ctx, const struct iop_open *o)
{
	(void)ctx;
	(void)o;
	return false;
}

static bool any_open(const struct iop_view *v)
{
	for (uint16_t d = 0; d < v->facts->count; d++)
		if (!iop_open_rows(&v->facts->drivers[d], v->target.version, stop, NULL))
			return true;
	return false;
}

static iop_version newer_version(const struct iop_view *v)
{
	return v->target.backports ? v->target.backports : v->target.version;
}

static const struct iop_driver *driver_named(const struct iop_facts *facts, const char *name)
{
	for (uint16_t d = 0; d < facts->count; d++)
		if (!strcmp(facts->drivers[d].name, name))
			return &facts->drivers[d];
	return NULL;
}

bool iop_view_build(struct iop_view *v, const struct iop_facts *facts,
		    const struct iop_target *target, struct iop_arena *a)
{
	v->facts = facts;
	v->target = *target;
	v->pci = driver_named(facts, "pci");
	v->general_newer = NULL;
	v->special_newer = NULL;
	if (!sort_all(v, target->version, target->newer, a, &v->general, &v->special))
		return false;
	if (target->newer || (!target->backports && !any_open(v)))
		return true;
	return sort_all(v, newer_version(v), true, a, &v->general_newer, &v->special_newer);
}

struct iop_view iop_view_newer(const struct iop_view *v)
{
	struct iop_view n = *v;

	n.target.newer = true;
	n.target.version = newer_version(v);
	n.general = v->general_newer;
	n.special = v->special_newer;
	n.general_newer = NULL;
	n.special_newer = NULL;
	return n;
}

const struct iop_fact *iop_fact_find(const struct iop_view *v,
				     const struct iop_driver *d,
				     enum iop_key key,
				     struct iop_cells compatible)
{
	size_t cell = (size_t)(d - v->facts->drivers) * IOP_KEY_COUNT + key;

	if (!v->special[cell])
		return v->general[cell];
	for (uint16_t i = 0; i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (f->key == key && f->compatible &&
		    iop_now(v, f->when) &&
		    iop_list_has(compatible, f->compatible))
			return f;
	}
	return v->general[cell];
}

uint64_t iop_fact_value(const struct iop_view *v, const struct iop_driver *d,
			enum iop_key key, struct iop_cells compatible,
			uint64_t fallback)
{
	const struct iop_fact *f = iop_fact_find(v, d, key, compatible);

	return f ? f->value : fallback;
}

uint64_t iop_linux(const struct iop_view *v, enum iop_key key, uint64_t fallback)
{
	return v->general[key] ? v->general[key]->value : fallback;
}
