/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One set of static arrays for each driver, then the list of drivers. */
#include <inttypes.h>

#include "gen/gen.h"

static void put_string(FILE *out, const char *text)
{
	if (!text) {
		fputs("NULL", out);
		return;
	}
	putc('"', out);
	for (; *text; text++) {
		/* '?' as well: two of them could begin a trigraph. */
		if (*text == '"' || *text == '\\' || *text == '?')
			putc('\\', out);
		putc(*text, out);
	}
	putc('"', out);
}

static void put_span(FILE *out, struct iop_span s)
{
	fprintf(out, "{ 0x%08" PRIx32 ", 0x%08" PRIx32 ", 0x%08" PRIx32 ", 0x%08" PRIx32 " }",
		s.since, s.until, s.no, s.yes);
}

/* ", {span}, "from" }," and the end of the line: how most entries end. */
static void put_tail(FILE *out, struct iop_span when, const char *from)
{
	fputs(", ", out);
	put_span(out, when);
	fputs(", ", out);
	put_string(out, from);
	fputs(" },\n", out);
}

static void put_compats(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i;

	if (!d->n_compats)
		return;
	fprintf(out, "static const struct iop_compat compats_%u[] = {\n", n);
	for (i = 0; i < d->n_compats; i++) {
		fputs("\t{ ", out);
		put_string(out, d->compats[i].name);
		put_tail(out, d->compats[i].when, d->compats[i].from);
	}
	fputs("};\n\n", out);
}

static void put_facts(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i;

	if (!d->n_facts)
		return;
	fprintf(out, "static const struct iop_fact facts_%u[] = {\n", n);
	for (i = 0; i < d->n_facts; i++) {
		const struct iop_fact *f = &d->facts[i];

		fprintf(out, "\t{ %u, UINT64_C(%" PRIu64 "), ",
			f->key, f->value);
		put_span(out, f->when);
		fputs(", ", out);
		put_string(out, f->compatible);
		fputs(", ", out);
		put_string(out, f->from);
		fprintf(out, " },\t/* %s */\n", iop_key_infos[f->key].name);
	}
	fputs("};\n\n", out);
}

static void put_items(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i;

	if (!d->n_items)
		return;
	fprintf(out, "static const struct iop_item items_%u[] = {\n", n);
	for (i = 0; i < d->n_items; i++) {
		fputs("\t{ ", out);
		put_string(out, d->items[i].list);
		fputs(", ", out);
		put_string(out, d->items[i].name);
		put_tail(out, d->items[i].when, d->items[i].from);
	}
	fputs("};\n\n", out);
}

static void put_numbers(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i, k;

	for (i = 0; i < d->n_rows; i++) {
		if (!d->rows[i].count)
			continue;
		fprintf(out, "static const uint64_t numbers_%u_%u[] = {", n, i);
		for (k = 0; k < d->rows[i].count; k++)
			fprintf(out, " UINT64_C(0x%" PRIx64 "),",
				d->rows[i].numbers[k]);
		fputs(" };\n", out);
	}
}

static void put_rows(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i;

	if (!d->n_rows)
		return;
	put_numbers(out, n, d);
	fprintf(out, "static const struct iop_row rows_%u[] = {\n", n);
	for (i = 0; i < d->n_rows; i++) {
		const struct iop_row *r = &d->rows[i];

		fputs("\t{ ", out);
		put_string(out, r->table);
		fputs(", ", out);
		put_string(out, r->compatible);
		fputs(", ", out);
		put_string(out, r->name);
		if (r->count)
			fprintf(out, ", numbers_%u_%u, %u", n, i, r->count);
		else
			fputs(", NULL, 0", out);
		put_tail(out, r->when, r->from);
	}
	fputs("};\n\n", out);
}

static void put_params(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i;

	if (!d->n_params)
		return;
	fprintf(out, "static const struct iop_param params_%u[] = {\n", n);
	for (i = 0; i < d->n_params; i++) {
		const struct iop_param *p = &d->params[i];

		fputs("\t{ ", out);
		put_string(out, p->name);
		fputs(", ", out);
		put_string(out, p->type);
		fputs(", ", out);
		put_string(out, p->fallback);
		fputs(", ", out);
		put_string(out, p->doc);
		put_tail(out, p->when, p->from);
	}
	fputs("};\n\n", out);
}

static void put_behaviours(FILE *out, unsigned int n, const struct iop_driver *d)
{
	unsigned int i;

	if (!d->n_behaviours)
		return;
	fprintf(out, "static const struct iop_behaviour behaviours_%u[] = {\n", n);
	for (i = 0; i < d->n_behaviours; i++) {
		const struct iop_behaviour *b = &d->behaviours[i];
		const char *const fields[] = { b->rule, b->compatible, b->first, b->last, b->from };

		fputs("\t{", out);
		for (unsigned int k = 0; k < sizeof(fields) / sizeof(fields[0]); k++) {
			fputs(k ? ", " : " ", out);
			put_string(out, fields[k]);
		}
		fputs(" },\n", out);
	}
	fputs("};\n\n", out);
}

static void put_array(FILE *out, const char *field, unsigned int n,
		      unsigned int count)
{
	if (count)
		fprintf(out, "\t  .%s = %s_%u, .n_%s = %u,\n", field, field, n,
			field, count);
}

static void put_driver(FILE *out, unsigned int n, const struct iop_driver *d)
{
	fputs("\t{ .name = ", out);
	put_string(out, d->name);
	fputs(", .vendor = ", out);
	put_string(out, d->vendor);
	fputs(",\n\t  .title = ", out);
	put_string(out, d->title);
	fputs(",\n\t  .kconfig = ", out);
	put_string(out, d->kconfig);
	fputs(",\n\t  .legacy_kconfig = ", out);
	put_string(out, d->legacy_kconfig);
	fputs(",\n\t  .legacy_when = ", out);
	put_span(out, d->legacy_when);
	fprintf(out, ",\n\t  .arches = %" PRIu32 ",\n", d->arches);
	put_array(out, "compats", n, d->n_compats);
	put_array(out, "facts", n, d->n_facts);
	put_array(out, "items", n, d->n_items);
	put_array(out, "rows", n, d->n_rows);
	put_array(out, "params", n, d->n_params);
	put_array(out, "behaviours", n, d->n_behaviours);
	fputs("\t},\n", out);
}

static void put_socs(FILE *out, const struct iop_facts *facts)
{
	fputs("/* --- SoCs --- */\n\nstatic const struct iop_soc_master soc_masters[] = {\n", out);
	for (uint32_t i = 0; i < facts->n_soc_masters; i++) {
		const struct iop_soc_master *m = &facts->soc_masters[i];
		const char *const fields[] = { m->kind, m->soc, m->iommu };

		for (unsigned int k = 0; k < sizeof(fields) / sizeof(fields[0]); k++) {
			fputs(k ? ", " : "\t{ ", out);
			put_string(out, fields[k]);
		}
		fputs(" },\n", out);
	}
	fputs("};\n\n", out);
}

/* @first: what the arrays of the first driver are numbered. */
static void put_arrays(FILE *out, const struct iop_driver *drivers, unsigned int count,
		       unsigned int first)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		const struct iop_driver *d = &drivers[i];

		fprintf(out, "/* --- %s --- */\n\n", d->name);
		put_compats(out, first + i, d);
		put_facts(out, first + i, d);
		put_items(out, first + i, d);
		put_rows(out, first + i, d);
		put_params(out, first + i, d);
		put_behaviours(out, first + i, d);
	}
}

static void put_drivers(FILE *out, const char *name, const struct iop_driver *drivers,
			unsigned int count, unsigned int first)
{
	unsigned int i;

	if (!count)
		return;
	fprintf(out, "static const struct iop_driver %s[] = {\n", name);
	for (i = 0; i < count; i++)
		put_driver(out, first + i, &drivers[i]);
	fputs("};\n\n", out);
}

void gen_tables(FILE *out, const struct iop_facts *facts)
{
	fputs("/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */\n"
	      "/* Made by gen-facts from schemas/; changes belong there. */\n"
	      "#include \"facts/builtin.h\"\n\n", out);
	put_arrays(out, facts->drivers, facts->count, 0);
	put_arrays(out, facts->vendors, facts->n_vendors, facts->count);
	if (facts->n_soc_masters)
		put_socs(out, facts);
	if (facts->suppliers)
		gen_suppliers(out, facts->suppliers);
	put_drivers(out, "drivers", facts->drivers, facts->count, 0);
	put_drivers(out, "vendors", facts->vendors, facts->n_vendors, facts->count);
	fprintf(out, "const struct iop_facts iop_builtin_facts = {\n"
		"\t.drivers = drivers,\n\t.count = %u,\n", facts->count);
	if (facts->n_vendors)
		fprintf(out, "\t.vendors = vendors,\n\t.n_vendors = %u,\n", facts->n_vendors);
	fprintf(out, "\t.newest = 0x%08" PRIx32 ",\n\t.oldest = 0x%08" PRIx32 ",\n",
		facts->newest, facts->oldest);
	if (facts->n_soc_masters)
		fprintf(out, "\t.soc_masters = soc_masters,\n\t.n_soc_masters = %" PRIu32
			",\n", facts->n_soc_masters);
	fputs(facts->suppliers ? "\t.suppliers = &suppliers,\n};\n" : "};\n", out);
}
