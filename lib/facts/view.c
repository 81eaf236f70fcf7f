// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "facts/view.h"

static void sort_out(const struct iop_driver *d, iop_version v,
		     const struct iop_fact **general, bool *special)
{
	for (uint16_t i = 0; i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (!iop_span_has(f->when, v))
			continue;
		if (f->compatible)
			special[f->key] = true;
		else if (!general[f->key])
			general[f->key] = f;
	}
}

bool iop_view_build(struct iop_view *v, const struct iop_facts *facts,
		    const struct iop_target *target, struct iop_arena *a)
{
	size_t cells = (size_t)facts->count * IOP_KEY_COUNT;

	v->facts = facts;
	v->target = *target;
	v->general = iop_alloc(a, cells, sizeof(*v->general));
	v->special = iop_alloc(a, cells, sizeof(*v->special));
	if (!v->general || !v->special)
		return false;
	for (uint16_t d = 0; d < facts->count; d++)
		sort_out(&facts->drivers[d], target->version,
			 v->general + (size_t)d * IOP_KEY_COUNT,
			 v->special + (size_t)d * IOP_KEY_COUNT);
	return true;
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
		    iop_span_has(f->when, v->target.version) &&
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
