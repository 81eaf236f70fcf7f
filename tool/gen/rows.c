// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The rows as a table for scripts: one a line, fields after tabs. Driver,
 * section, what it is filed under, compatible, name, value, since, until, no,
 * yes, from; "-" where there is none. A driver's Kconfig symbols are rows too.
 */
#include <inttypes.h>

#include "gen/gen.h"

static void put(FILE *out, const char *text)
{
	fprintf(out, "%s\t", text && *text ? text : "-");
}

static void put_version(FILE *out, iop_version v)
{
	if (!v)
		put(out, NULL);
	else if ((v & 0xffff) == IOP_VERSION_PATCH_ANY)
		fprintf(out, "%u.%u\t", v >> 24, v >> 16 & 0xff);
	else
		fprintf(out, "%u.%u.%u\t", v >> 24, v >> 16 & 0xff, v & 0xffff);
}

static void put_end(FILE *out, struct iop_span s, const char *from)
{
	put_version(out, s.since);
	put_version(out, s.until);
	put_version(out, s.no);
	put_version(out, s.yes);
	fprintf(out, "%s\n", from && *from ? from : "-");
}

static void begin(FILE *out, const struct iop_driver *d, const char *section,
		  const char *group, const char *compatible, const char *name)
{
	put(out, d->name);
	put(out, section);
	put(out, group);
	put(out, compatible);
	put(out, name);
}

static void put_fact(FILE *out, const struct iop_driver *d, const struct iop_fact *f)
{
	const struct iop_key_info *key = &iop_key_infos[f->key];

	begin(out, d, "facts", key->name, f->compatible, NULL);
	if (key->kind == IOP_KIND_WORD)
		put(out, iop_words[f->value]);
	else if (key->kind == IOP_KIND_FLAG)
		put(out, f->value ? "true" : "false");
	else
		fprintf(out, "%" PRIu64 "\t", f->value);
	put_end(out, f->when, f->from);
}

static void put_row(FILE *out, const struct iop_driver *d, const struct iop_row *r)
{
	unsigned int i;

	begin(out, d, "tables", r->table, r->compatible, r->name);
	for (i = 0; i < r->count; i++)
		fprintf(out, "%s%" PRIu64, i ? " " : "", r->numbers[i]);
	fputs(r->count ? "\t" : "-\t", out);
	put_end(out, r->when, r->from);
}

static void put_symbols(FILE *out, const struct iop_driver *d)
{
	static const struct iop_span always = { 0, 0, 0, 0 };

	if (*d->kconfig) {
		begin(out, d, "kconfig", NULL, NULL, d->kconfig);
		put(out, NULL);
		put_end(out, always, NULL);
	}
	if (*d->legacy_kconfig) {
		begin(out, d, "kconfig", "legacy", NULL, d->legacy_kconfig);
		put(out, NULL);
		put_end(out, d->legacy_when, NULL);
	}
}

static void put_driver(FILE *out, const struct iop_driver *d)
{
	unsigned int i;

	put_symbols(out, d);
	for (i = 0; i < d->n_compats; i++) {
		begin(out, d, "compatibles", NULL, NULL, d->compats[i].name);
		put(out, NULL);
		put_end(out, d->compats[i].when, d->compats[i].from);
	}
	for (i = 0; i < d->n_facts; i++)
		put_fact(out, d, &d->facts[i]);
	for (i = 0; i < d->n_items; i++) {
		begin(out, d, "lists", d->items[i].list, NULL, d->items[i].name);
		put(out, NULL);
		put_end(out, d->items[i].when, d->items[i].from);
	}
	for (i = 0; i < d->n_rows; i++)
		put_row(out, d, &d->rows[i]);
	for (i = 0; i < d->n_params; i++) {
		begin(out, d, "params", d->params[i].type, NULL, d->params[i].name);
		put(out, d->params[i].fallback);
		put_end(out, d->params[i].when, d->params[i].from);
	}
}

/* Not of Linux: what they say is between two versions stands in the value. */
static void put_behaviours(FILE *out, const struct iop_driver *d)
{
	static const struct iop_span always = { 0, 0, 0, 0 };

	for (unsigned int i = 0; i < d->n_behaviours; i++) {
		const struct iop_behaviour *b = &d->behaviours[i];

		begin(out, d, "behaviours", b->rule, b->compatible, NULL);
		fprintf(out, "%s..%s\t", b->first, b->last);
		put_end(out, always, b->from);
	}
}

void gen_rows(FILE *out, const struct iop_facts *facts)
{
	unsigned int i;

	for (i = 0; i < facts->count; i++)
	{
		put_driver(out, &facts->drivers[i]);
		put_behaviours(out, &facts->drivers[i]);
	}
}
