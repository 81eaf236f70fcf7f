// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The table that schemas/suppliers.yaml became, as C. */
#include <inttypes.h>
#include <string.h>

#include "facts/supplier_table.h"
#include "gen/gen.h"

/* The symbols are the end of the pool. */
static uint32_t pool_size(const struct iop_supplier_table *t)
{
	uint32_t last = t->n_symbols ? t->symbols[t->n_symbols - 1] : 0;

	return t->n_symbols ? last + (uint32_t)strlen(t->names + last) + 1 : 0;
}

static void put_names(FILE *out, const struct iop_supplier_table *t)
{
	fputs("static const char supplier_names[] = {", out);
	for (uint32_t n = 0; n < pool_size(t); n++)
		fprintf(out, n % 24 ? "%d," : "\n\t%d,", t->names[n]);
	fputs("\n};\n\nstatic const uint32_t supplier_symbols[] = {", out);
	for (uint32_t n = 0; n < t->n_symbols; n++)
		fprintf(out, n % 12 ? "%" PRIu32 "," : "\n\t%" PRIu32 ",", t->symbols[n]);
}

static void put_rows(FILE *out, const struct iop_supplier_table *t)
{
	fputs("\n};\n\nstatic const struct iop_supplier_row supplier_rows[] = {\n", out);
	for (uint32_t n = 0; n < t->n_rows; n++)
		fprintf(out, "\t{ %" PRIu32 ", %u, %u, %u },\n", t->rows[n].compatible,
			t->rows[n].symbol, t->rows[n].span, t->rows[n].flags);
	fputs("};\n\nstatic const struct iop_span supplier_spans[] = {\n", out);
	for (uint32_t n = 0; n < t->n_spans; n++)
		fprintf(out, "\t{ 0x%08" PRIx32 ", 0x%08" PRIx32 ", 0x%08" PRIx32 ", 0x%08" PRIx32 " },\n",
			t->spans[n].since, t->spans[n].until, t->spans[n].no, t->spans[n].yes);
}

void gen_suppliers(FILE *out, const struct iop_supplier_table *t)
{
	put_names(out, t);
	put_rows(out, t);
	fprintf(out, "};\n\nstatic const struct iop_supplier_table suppliers = {\n"
		"\tsupplier_names, supplier_rows, supplier_symbols, supplier_spans,\n"
		"\t%" PRIu32 ", %" PRIu32 ", %" PRIu32 ",\n};\n\n",
		t->n_rows, t->n_symbols, t->n_spans);
}
