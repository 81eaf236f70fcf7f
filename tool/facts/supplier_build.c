// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The rows of suppliers.yaml as sorted tables of numbers and one pool of names. */
#include "facts/supplier_build.h"

#include <stdlib.h>
#include <string.h>

#include "facts/supplier_table.h"

#define SPANS_MAX UINT8_MAX
#define SYMBOLS_MAX UINT16_MAX

struct build {
	struct yaml_store *store;
	struct iop_row *rows;		/* sorted */
	const char **symbols;		/* sorted, each once */
	struct iop_supplier_table *table;
	char *pool;
	uint32_t used;
	struct iop_span *spans;
	uint32_t n_spans;
};

static int by_name(const void *a, const void *b)
{
	const struct iop_row *x = a, *y = b;
	int order = strcmp(x->compatible, y->compatible);

	return order ? order : strcmp(x->name, y->name);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The number of a span; one that is new is added, where there is room. */
static uint32_t span_of(struct build *b, struct iop_span when)
{
	uint32_t n = 0;

	while (n < b->n_spans && memcmp(&b->spans[n], &when, sizeof(when)))
		n++;
	if (n == b->n_spans && n < SPANS_MAX)
		b->spans[b->n_spans++] = when;
	return n;
}

static uint32_t symbol_of(const struct build *b, const char *name)
{
	const char **at = bsearch(&name, b->symbols, b->table->n_symbols, sizeof(*at), by_text);

	return (uint32_t)(at - b->symbols);
}

static uint32_t put(struct build *b, const char *text)
{
	uint32_t at = b->used;
	size_t size = strlen(text) + 1;

	memcpy(b->pool + at, text, size);
	b->used += (uint32_t)size;
	return at;
}

static void sort(struct build *b)
{
	struct iop_supplier_table *t = b->table;

	qsort(b->rows, t->n_rows, sizeof(*b->rows), by_name);
	for (uint32_t n = 0; n < t->n_rows; n++)
		b->symbols[n] = b->rows[n].name;
	qsort(b->symbols, t->n_rows, sizeof(*b->symbols), by_text);
	for (uint32_t n = 0; n < t->n_rows; n++)
		if (!n || strcmp(b->symbols[n], b->symbols[t->n_symbols - 1]))
			b->symbols[t->n_symbols++] = b->symbols[n];
}

/* Each compatible once, in order; the symbols after them. */
static bool fill(struct build *b, struct iop_supplier_row *rows, uint32_t *symbols)
{
	const struct iop_supplier_table *t = b->table;

	for (uint32_t n = 0; n < t->n_rows; n++) {
		const struct iop_row *r = &b->rows[n];
		uint32_t span = span_of(b, r->when);
		bool again = n && !strcmp(r->compatible, r[-1].compatible);

		if (span >= SPANS_MAX)
			return false;
		rows[n] = (struct iop_supplier_row){
			.compatible = again ? rows[n - 1].compatible : put(b, r->compatible),
			.symbol = (uint16_t)symbol_of(b, r->name), .span = (uint8_t)span,
			.flags = r->count ? (uint8_t)r->numbers[0] : 0,
		};
	}
	for (uint32_t n = 0; n < t->n_symbols; n++)
		symbols[n] = put(b, b->symbols[n]);
	return true;
}

static bool take_rows(struct build *b, const struct iop_driver *d)
{
	b->table = store_alloc(b->store, sizeof(*b->table));
	b->rows = store_alloc(b->store, (d->n_rows + 1u) * sizeof(*b->rows));
	b->symbols = store_alloc(b->store, (d->n_rows + 1u) * sizeof(*b->symbols));
	b->spans = store_alloc(b->store, SPANS_MAX * sizeof(*b->spans));
	if (!b->table || !b->rows || !b->symbols || !b->spans)
		return false;
	for (uint16_t n = 0; n < d->n_rows; n++)
		if (d->rows[n].compatible && d->rows[n].name)
			b->rows[b->table->n_rows++] = d->rows[n];
	return true;
}

static bool take_names(struct build *b)
{
	size_t size = 1;

	for (uint32_t n = 0; n < b->table->n_rows; n++)
		size += strlen(b->rows[n].compatible) + strlen(b->rows[n].name) + 2;
	b->pool = store_alloc(b->store, size);
	return b->pool;
}

int supplier_build(struct yaml_store *s, const struct iop_driver *d,
		   const struct iop_supplier_table **out)
{
	struct build b = { .store = s };
	struct iop_supplier_row *rows;
	uint32_t *symbols;

	if (!take_rows(&b, d) || !take_names(&b))
		return READ_IO;
	sort(&b);
	rows = store_alloc(s, (b.table->n_rows + 1u) * sizeof(*rows));
	symbols = store_alloc(s, (b.table->n_symbols + 1u) * sizeof(*symbols));
	if (!rows || !symbols)
		return READ_IO;
	if (b.table->n_symbols > SYMBOLS_MAX || !fill(&b, rows, symbols))
		return READ_BAD;
	b.table->names = b.pool;
	b.table->rows = rows;
	b.table->symbols = symbols;
	b.table->spans = b.spans;
	b.table->n_spans = b.n_spans;
	*out = b.table;
	return READ_OK;
}
