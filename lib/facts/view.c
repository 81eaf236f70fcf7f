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

/* The first row of each key that holds whatever the compatible, from 1 on. */
static uint16_t *general_rows(const struct iop_facts *facts, iop_version at, bool newer,
			      struct iop_arena *a)
{
	uint16_t *general = iop_alloc(a, (size_t)facts->count * IOP_KEY_COUNT,
				      sizeof(*general));

	for (uint16_t n = 0; general && n < facts->count; n++) {
		const struct iop_driver *d = &facts->drivers[n];
		uint16_t *of = general + (size_t)n * IOP_KEY_COUNT;

		for (uint16_t i = 0; i < d->n_facts; i++) {
			const struct iop_fact *f = &d->facts[i];

			if (!f->compatible && !of[f->key] && iop_span_has(f->when, at, newer))
				of[f->key] = (uint16_t)(i + 1);
		}
	}
	return general;
}

/* Until when those are they, and where the rows for single compatibles are. */
static bool find_rows(struct iop_view *v, struct iop_arena *a)
{
	const struct iop_facts *facts = v->facts;
	size_t cells = (size_t)facts->count * IOP_KEY_COUNT;

	v->special = iop_alloc(a, cells, sizeof(*v->special));
	v->until = iop_alloc_raw(a, cells, sizeof(*v->until));
	if (!v->special || !v->until)
		return false;
	for (size_t cell = 0; cell < cells; cell++)
		v->until[cell] = UINT32_MAX;
	for (size_t n = 0; n < cells; n += IOP_KEY_COUNT) {
		const struct iop_driver *d = &facts->drivers[n / IOP_KEY_COUNT];

		for (uint16_t i = 0; i < d->n_facts; i++) {
			size_t cell = n + d->facts[i].key;
			struct iop_part *special = &v->special[cell];

			if (!d->facts[i].compatible)
				v->until[cell] = sooner(v->until[cell],
							turn_after(d->facts[i].when,
								   v->target.version));
			else
				*special = (struct iop_part){
					special->end ? special->first : i,
					(uint16_t)(i + 1) };
		}
	}
	return true;
}

static enum iop_list list_named(const char *name)
{
	unsigned int list = 0;

	while (list < IOP_LIST_COUNT && strcmp(iop_list_infos[list].name, name))
		list++;
	return (enum iop_list)list;
}

/* The items of each list, which are adjacent. */
static bool find_lists(struct iop_view *v, struct iop_arena *a)
{
	const struct iop_facts *facts = v->facts;

	v->lists = iop_alloc(a, (size_t)facts->count * IOP_LIST_COUNT, sizeof(*v->lists));
	for (uint16_t n = 0; v->lists && n < facts->count; n++) {
		const struct iop_driver *d = &facts->drivers[n];
		struct iop_part *lists = v->lists + (size_t)n * IOP_LIST_COUNT;

		for (uint16_t from = 0, to = 0; from < d->n_items; from = to) {
			enum iop_list list = list_named(d->items[from].list);

			while (to < d->n_items && !strcmp(d->items[from].list, d->items[to].list))
				to++;
			if (list < IOP_LIST_COUNT)
				lists[list] = (struct iop_part){ from, to };
		}
	}
	return v->lists;
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
	*v = (struct iop_view){ .facts = facts, .target = *target };
	v->pci = driver_named(facts, "pci");
	v->readers = driver_named(facts, "readers");
	v->general = general_rows(facts, target->version, target->newer, a);
	if (!v->general || !find_rows(v, a) || !find_lists(v, a))
		return false;
	if (target->newer || (!target->backports && !any_open(v)))
		return true;
	v->general_newer = general_rows(facts, newer_version(v), true, a);
	return v->general_newer;
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
static const struct iop_fact *general_at(const struct iop_view *v,
					 const struct iop_driver *d, size_t cell)
{
	if (v->answers) {
		v->answers->until = sooner(v->answers->until, v->until[cell]);
		v->answers->open |= v->general_newer && v->general_newer[cell] != v->general[cell];
	}
	return v->general[cell] ? &d->facts[v->general[cell] - 1] : NULL;
}

const struct iop_fact *iop_fact_find(const struct iop_view *v,
				     const struct iop_driver *d,
				     enum iop_key key,
				     struct iop_cells compatible)
{
	size_t cell = (size_t)(d - v->facts->drivers) * IOP_KEY_COUNT + key;

	for (uint16_t i = v->special[cell].first; i < v->special[cell].end; i++) {
		const struct iop_fact *f = &d->facts[i];

		if (f->key == key && f->compatible &&
		    iop_list_has(compatible, f->compatible) && iop_now(v, f->when))
			return f;
	}
	return general_at(v, d, cell);
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
	const struct iop_fact *f = general_at(v, &v->facts->drivers[0], key);

	return f ? f->value : fallback;
}
