// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/packed.h"

struct unpack {
	const unsigned char *at;
	const char *names;	/* the driver's own */
	struct iop_arena *a;
	bool full;
};

static uint64_t number(struct unpack *u)
{
	uint64_t value = 0;
	unsigned int shift = 0;

	for (; *u->at & 0x80; shift += 7)
		value |= (uint64_t)(*u->at++ & 0x7f) << shift;
	return value | (uint64_t)*u->at++ << shift;
}

static const char *name(struct unpack *u)
{
	uint64_t at = number(u);

	if (!at--)
		return NULL;
	return at < packed_names_size ? packed_names + at :
					u->names + (at - packed_names_size);
}

static iop_version version(struct unpack *u)
{
	uint64_t v = number(u);

	return (iop_version)(v << 16 | v >> 16);
}

static struct iop_span span(struct unpack *u)
{
	struct iop_span s = { .since = version(u) };

	if (!s.since) {
		s.no = version(u);
		s.yes = version(u);
		s.since = version(u);
	}
	s.until = version(u);
	return s;
}

/* The array, or NULL with *count 0 once the arena is full. */
static void *array(struct unpack *u, uint16_t *count, size_t elem)
{
	uint16_t n = (uint16_t)number(u);
	void *p = u->full ? NULL : iop_alloc(u->a, n, elem);

	u->full |= !p;
	*count = p ? n : 0;
	return p;
}

static void compats(struct unpack *u, struct iop_driver *d)
{
	struct iop_compat *c = array(u, &d->n_compats, sizeof(*c));

	d->compats = c;
	for (uint16_t i = 0; i < d->n_compats; i++) {
		c[i].name = name(u);
		c[i].when = span(u);
		c[i].from = "";
	}
}

static void facts(struct unpack *u, struct iop_driver *d)
{
	struct iop_fact *f = array(u, &d->n_facts, sizeof(*f));

	d->facts = f;
	for (uint16_t i = 0; i < d->n_facts; i++) {
		f[i].key = (uint16_t)number(u);
		f[i].value = number(u);
		f[i].when = span(u);
		f[i].compatible = name(u);
		f[i].from = "";
	}
}

static void items(struct unpack *u, struct iop_driver *d)
{
	struct iop_item *v = array(u, &d->n_items, sizeof(*v));

	d->items = v;
	for (uint16_t i = 0; i < d->n_items; i++) {
		v[i].list = name(u);
		v[i].name = name(u);
		v[i].when = span(u);
		v[i].from = "";
	}
}

static void row(struct unpack *u, struct iop_row *r)
{
	uint64_t *numbers;

	r->table = name(u);
	r->compatible = name(u);
	r->name = name(u);
	numbers = array(u, &r->count, sizeof(*numbers));
	for (uint16_t k = 0; k < r->count; k++)
		numbers[k] = number(u);
	r->numbers = r->count ? numbers : NULL;
	r->when = span(u);
	r->from = "";
}

static void rows(struct unpack *u, struct iop_driver *d)
{
	struct iop_row *r = array(u, &d->n_rows, sizeof(*r));

	d->rows = r;
	for (uint16_t i = 0; i < d->n_rows && !u->full; i++)
		row(u, &r[i]);
}

static void params(struct unpack *u, struct iop_driver *d)
{
	struct iop_param *v = array(u, &d->n_params, sizeof(*v));

	d->params = v;
	for (uint16_t i = 0; i < d->n_params; i++) {
		v[i].name = name(u);
		v[i].type = name(u);
		v[i].fallback = name(u);
		v[i].when = span(u);
		v[i].doc = v[i].from = "";
	}
}

static void driver(struct unpack *u, struct iop_driver *d)
{
	static void (*const parts[])(struct unpack *, struct iop_driver *) = {
		compats, facts, items, rows, params,
	};

	d->name = name(u);
	d->title = name(u);
	d->kconfig = name(u);
	d->legacy_kconfig = name(u);
	d->legacy_when = span(u);
	d->arches = (uint32_t)number(u);
	for (unsigned int i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (!u->full)
			parts[i](u, d);
}

bool unpack_facts(struct iop_facts *f, struct iop_arena *a)
{
	struct unpack u = { .at = packed_versions, .a = a };
	struct iop_driver *drivers;

	f->newest = version(&u);
	f->oldest = version(&u);
	for (f->count = 0; packed_drivers[f->count].facts; f->count++)
		;
	drivers = iop_alloc(a, f->count, sizeof(*drivers));
	if (!drivers)
		f->count = 0;
	u.full = !drivers;
	f->drivers = drivers;
	for (uint16_t i = 0; i < f->count && !u.full; i++) {
		u.at = packed_drivers[i].facts;
		u.names = packed_drivers[i].names;
		driver(&u, &drivers[i]);
	}
	return !u.full;
}
