// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "facts/view.h"

/* The first version after @v in which a span says anything else than in it. */
static iop_version turn_after(struct iop_span s, iop_version v)
{
	const iop_version turns[] = {
		s.since, s.until, s.no ? s.no + 1 : 0, s.yes ? s.yes + 1 : 0
	};
	iop_version next = UINT32_MAX;

	for (unsigned int n = 0; n < sizeof(turns) / sizeof(turns[0]); n++)
		if (turns[n] > v && turns[n] < next)
			next = turns[n];
	return next;
}

static iop_version sooner(iop_version a, iop_version b)
{
	return a < b ? a : b;
}

static void sort_out(const struct iop_driver *d, iop_version v, bool newer,
		     const struct iop_fact **general, iop_version *until, bool *special)
{
	for (unsigned int key = 0; key < IOP_KEY_COUNT; key++)
		until[key] = UINT32_MAX;
	for (uint16_t i = 0; i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (f->compatible) {
			special[f->key] = true;
			continue;
		}
		until[f->key] = sooner(until[f->key], turn_after(f->when, v));
		if (!general[f->key] && iop_span_has(f->when, v, newer))
			general[f->key] = f;
	}
}

static bool sort_all(struct iop_view *v, iop_version at, bool newer, struct iop_arena *a)
{
	const struct iop_facts *facts = v->facts;
	size_t cells = (size_t)facts->count * IOP_KEY_COUNT;

	v->general = iop_alloc(a, cells, sizeof(*v->general));
	v->special = iop_alloc(a, cells, sizeof(*v->special));
	v->until = iop_alloc_raw(a, cells, sizeof(*v->until));
	if (!v->general || !v->special || !v->until)
		return false;
	for (uint16_t d = 0; d < facts->count; d++)
		sort_out(&facts->drivers[d], at, newer,
			 v->general + (size_t)d * IOP_KEY_COUNT,
			 v->until + (size_t)d * IOP_KEY_COUNT,
			 v->special + (size_t)d * IOP_KEY_COUNT);
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
	struct iop_view newer;

	*v = (struct iop_view){ .facts = facts, .target = *target };
	v->pci = driver_named(facts, "pci");
	v->readers = driver_named(facts, "readers");
	newer = *v;
	if (!sort_all(v, target->version, target->newer, a))
		return false;
	if (target->newer || (!target->backports && !any_open(v)))
		return true;
	if (!sort_all(&newer, newer_version(v), true, a))
		return false;
	v->general_newer = newer.general;
	return true;
}

struct iop_view iop_view_newer(const struct iop_view *v)
{
	struct iop_view n = *v;

	n.target.newer = true;
	n.target.version = newer_version(v);
	n.general = v->general_newer;
	n.general_newer = NULL;
	return n;
}

void iop_answers_note(const struct iop_view *v, struct iop_span when)
{
	const struct iop_target *t = &v->target;

	v->answers->until = sooner(v->answers->until, turn_after(when, t->version));
	v->answers->open |= iop_span_has(when, t->version, t->newer) !=
			  iop_span_has(when, newer_version(v), true);
}

/* The row of a key that holds whatever the compatible. */
static const struct iop_fact *general_at(const struct iop_view *v, size_t cell)
{
	if (v->answers) {
		v->answers->until = sooner(v->answers->until, v->until[cell]);
		v->answers->open |= v->general_newer && v->general_newer[cell] != v->general[cell];
	}
	return v->general[cell];
}

const struct iop_fact *iop_fact_find(const struct iop_view *v,
				     const struct iop_driver *d,
				     enum iop_key key,
				     struct iop_cells compatible)
{
	size_t cell = (size_t)(d - v->facts->drivers) * IOP_KEY_COUNT + key;

	for (uint16_t i = 0; v->special[cell] && i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (f->key == key && f->compatible &&
		    iop_list_has(compatible, f->compatible) && iop_now(v, f->when))
			return f;
	}
	return general_at(v, cell);
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
	const struct iop_fact *f = general_at(v, key);

	return f ? f->value : fallback;
}
