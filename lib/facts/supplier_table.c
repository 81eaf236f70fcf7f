// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "facts/supplier_table.h"

#include <string.h>

#include "facts/view.h"

static const char *name_of(const struct iop_supplier_table *t, uint32_t row)
{
	return t->names + t->rows[row].compatible;
}

uint32_t iop_supplier_first(const struct iop_supplier_table *t, const char *compatible)
{
	uint32_t low = 0, high = t->n_rows;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (strcmp(name_of(t, middle), compatible) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Without a configuration every driver is built. */
static uint8_t row_built(const struct iop_view *v, uint32_t row)
{
	return v->target.suppliers ? v->target.suppliers[row] : IOP_CONFIG_YES;
}

/* Which of two answers goes first: one that is there, then one that may be. */
static uint8_t rank(uint8_t built)
{
	static const uint8_t ranks[] = {
		[IOP_CONFIG_NO] = 0, [IOP_CONFIG_UNKNOWN] = 1, [IOP_CONFIG_MODULE] = 2,
		[IOP_CONFIG_YES] = 3,
	};

	return ranks[built];
}

/* Between two versions that were read, of which the later one has it. */
static bool may_be(const struct iop_view *v, struct iop_span when)
{
	return iop_span_has(when, v->target.version, true);
}

/* A vendor's kernel has the drivers of the vendor's boards whenever mainline got
 * them; under which symbol was not read. */
static uint8_t built_otherwise(const struct iop_view *v, uint32_t row, bool may)
{
	uint8_t b = v->facts->vendor || may ? row_built(v, row) : IOP_CONFIG_NO;

	if (v->facts->vendor)
		return b == IOP_CONFIG_NO ? IOP_CONFIG_UNKNOWN : b;
	return b == IOP_CONFIG_NO ? b : IOP_CONFIG_UNKNOWN;
}

static void take(struct iop_supplier_driver *d, const struct iop_view *v, uint32_t row)
{
	const struct iop_supplier_table *t = v->facts->suppliers;
	const char *symbol = t->names + t->symbols[t->rows[row].symbol];
	struct iop_span when = t->spans[t->rows[row].span];
	bool now = iop_now(v, when);
	uint8_t b = now ? row_built(v, row) : built_otherwise(v, row, may_be(v, when));

	if (!d->known || (now && !d->now) || ((now || !d->now) && rank(b) > rank(d->built))) {
		d->built = b;
		d->kconfig = *symbol == '-' ? NULL : symbol;
	}
	d->known = true;
	d->now |= now;
	d->early |= now && b == IOP_CONFIG_YES && t->rows[row].flags & IOP_SUPPLIER_EARLY;
}

struct iop_supplier_driver iop_supplier_driver(const struct iop_view *v, const char *compatible)
{
	const struct iop_supplier_table *t = v->facts->suppliers;
	struct iop_supplier_driver d = { .built = IOP_CONFIG_NO };

	for (uint32_t row = t ? iop_supplier_first(t, compatible) : 0;
	     t && row < t->n_rows && !strcmp(name_of(t, row), compatible); row++)
		take(&d, v, row);
	return d;
}

/* As strcmp(), of a name of @len bytes. */
static int compare(const char *symbol, const char *name, uint32_t len)
{
	int order = strncmp(symbol, name, len);

	return order ? order : symbol[len] != 0;
}

uint32_t iop_supplier_symbol(const struct iop_supplier_table *t, const char *name, uint32_t len)
{
	uint32_t low = 0, high = t->n_symbols;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare(t->names + t->symbols[middle], name, len);

		if (!order)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return t->n_symbols;
}
