// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The rows of schemas/suppliers.yaml as sorted tables of numbers and one pool. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "facts/supplier_table.h"
#include "gen/gen.h"

struct tables {
	FILE *out;
	struct iop_row *rows;		/* sorted */
	const char **symbols;		/* sorted, each once */
	uint32_t n_rows, n_symbols, used;
	struct iop_span spans[UINT8_MAX + 1];
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

static void put_text(struct tables *t, const char *text)
{
	do {
		fprintf(t->out, t->used++ % 24 ? "%d," : "\n\t%d,", *text);
	} while (*text++);
}

/* The number of a span; one that is new is added, where there is room. */
static uint32_t span_of(struct tables *t, struct iop_span when)
{
	uint32_t n = 0;

	while (n < t->n_spans && memcmp(&t->spans[n], &when, sizeof(when)))
		n++;
	if (n == t->n_spans && n <= UINT8_MAX)
		t->spans[t->n_spans++] = when;
	return n;
}

static uint32_t symbol_of(const struct tables *t, const char *name)
{
	const char **at = bsearch(&name, t->symbols, t->n_symbols, sizeof(*at), by_text);

	return (uint32_t)(at - t->symbols);
}

static void put_symbols(struct tables *t)
{
	uint32_t *at = calloc(t->n_symbols + 1, sizeof(*at));

	for (uint32_t n = 0; at && n < t->n_symbols; n++) {
		at[n] = t->used;
		put_text(t, t->symbols[n]);
	}
	fputs("\n};\n\nstatic const uint32_t supplier_symbols[] = {", t->out);
	for (uint32_t n = 0; at && n < t->n_symbols; n++)
		fprintf(t->out, n % 12 ? " %" PRIu32 "," : "\n\t%" PRIu32 ",", at[n]);
	free(at);
}

static void put_rows(struct tables *t)
{
	uint32_t at = 0;

	fputs("\n};\n\nstatic const struct iop_supplier_row supplier_rows[] = {\n", t->out);
	for (uint32_t n = 0; n < t->n_rows; n++) {
		const struct iop_row *r = &t->rows[n];

		if (n && strcmp(r->compatible, r[-1].compatible))
			at += (uint32_t)strlen(r[-1].compatible) + 1;
		fprintf(t->out, "\t{ %" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu64 " },\n", at,
			symbol_of(t, r->name), span_of(t, r->when), r->count ? r->numbers[0] : 0);
	}
	fputs("};\n\nstatic const struct iop_span supplier_spans[] = {\n", t->out);
	for (uint32_t n = 0; n < t->n_spans; n++)
		fprintf(t->out, "\t{ 0x%08" PRIx32 ", 0x%08" PRIx32 ", 0x%08" PRIx32 ", 0x%08" PRIx32 " },\n",
			t->spans[n].since, t->spans[n].until, t->spans[n].no, t->spans[n].yes);
}

static void put_all(struct tables *t)
{
	fputs("static const char supplier_names[] = {", t->out);
	for (uint32_t n = 0; n < t->n_rows; n++)
		if (!n || strcmp(t->rows[n].compatible, t->rows[n - 1].compatible))
			put_text(t, t->rows[n].compatible);
	put_symbols(t);
	put_rows(t);
	fprintf(t->out, "};\n\nstatic const struct iop_supplier_table suppliers = {\n"
		"\tsupplier_names, supplier_rows, supplier_symbols, supplier_spans,\n"
		"\t%" PRIu32 ", %" PRIu32 ",\n};\n\n", t->n_rows, t->n_symbols);
}

static void sort(struct tables *t, const struct iop_driver *d)
{
	memcpy(t->rows, d->rows, d->n_rows * sizeof(*t->rows));
	t->n_rows = d->n_rows;
	qsort(t->rows, t->n_rows, sizeof(*t->rows), by_name);
	for (uint32_t n = 0; n < t->n_rows; n++)
		t->symbols[n] = t->rows[n].name;
	qsort(t->symbols, t->n_rows, sizeof(*t->symbols), by_text);
	for (uint32_t n = 0; n < t->n_rows; n++)
		if (!n || strcmp(t->symbols[n], t->symbols[t->n_symbols - 1]))
			t->symbols[t->n_symbols++] = t->symbols[n];
}

bool gen_suppliers(FILE *out, const struct iop_driver *d)
{
	struct tables *t = calloc(1, sizeof(*t));
	bool whole = false;

	if (t) {
		t->out = out;
		t->rows = calloc(d->n_rows + 1u, sizeof(*t->rows));
		t->symbols = calloc(d->n_rows + 1u, sizeof(*t->symbols));
		whole = t->rows && t->symbols;
	}
	if (whole) {
		sort(t, d);
		put_all(t);
		whole = t->n_spans <= UINT8_MAX && t->n_symbols <= UINT16_MAX;
	}
	if (t) {
		free(t->rows);
		free(t->symbols);
	}
	free(t);
	return whole;
}
