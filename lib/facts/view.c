// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "facts/view.h"

static void pick_general(const struct iop_driver *d, iop_version v,
			 const struct iop_fact **row)
{
	for (uint16_t i = 0; i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (!f->compatible && !row[f->key] && iop_span_has(f->when, v))
			row[f->key] = f;
	}
}

bool iop_view_build(struct iop_view *v, const struct iop_facts *facts,
		    const struct iop_target *target, struct iop_arena *a)
{
	v->facts = facts;
	v->target = *target;
	v->general = iop_alloc(a, (size_t)facts->count * IOP_KEY_COUNT,
			       sizeof(*v->general));
	if (!v->general)
		return false;
	for (uint16_t d = 0; d < facts->count; d++)
		pick_general(&facts->drivers[d], target->version,
			     v->general + (size_t)d * IOP_KEY_COUNT);
	return true;
}

const struct iop_fact *iop_fact_find(const struct iop_view *v,
				     const struct iop_driver *d,
				     enum iop_key key,
				     struct iop_cells compatible)
{
	size_t index = (size_t)(d - v->facts->drivers);

	for (uint16_t i = 0; compatible.left && i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (f->key == key && f->compatible &&
		    iop_span_has(f->when, v->target.version) &&
		    iop_list_has(compatible, f->compatible))
			return f;
	}
	return v->general[index * IOP_KEY_COUNT + key];
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
