/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The same facts as streams of small numbers and pools of names, one of each a
 * driver, for programs that have to be small: each can be left out, and there
 * is no provenance. tool/uboot/packed.h says what is in a stream.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "facts/compatible_sum.h"
#include "gen/gen.h"

/* NUL-terminated texts, each once. */
struct pool {
	char *text;
	size_t used, size;
};

struct pack {
	FILE *out;
	unsigned int column;
	struct pool common;	/* of what every build has, or several drivers */
	struct pool own;	/* of the driver at hand */
	bool failed;
};

static void put_byte(struct pack *p, unsigned int byte)
{
	if (p->out)
		fprintf(p->out, p->column++ % 16 ? " %u," : "\n\t%u,", byte & 0xff);
}

/* Seven bits a byte, the lowest first, bit 7 where more follow. */
static void put_number(struct pack *p, uint64_t value)
{
	for (; value > 0x7f; value >>= 7)
		put_byte(p, 0x80 | (value & 0x7f));
	put_byte(p, (unsigned int)value);
}

/* The patch level is rarely set: to the top with it, and two bytes do. */
static void put_version(struct pack *p, iop_version v)
{
	put_number(p, (uint64_t)(v & 0xffff) << 16 | v >> 16);
}

static void put_span(struct pack *p, struct iop_span s)
{
	/* Few have open ends, or no span at all: those begin with a since of 0. */
	if (s.no || s.yes || !s.since) {
		put_version(p, 0);
		put_version(p, s.no);
		put_version(p, s.yes);
	}
	put_version(p, s.since);
	put_version(p, s.until);
}

static bool find(const struct pool *pool, const char *text, size_t *at)
{
	for (*at = 0; *at < pool->used; *at += strlen(pool->text + *at) + 1)
		if (!strcmp(pool->text + *at, text))
			return true;
	return false;
}

static size_t add(struct pack *p, struct pool *pool, const char *text)
{
	size_t at = pool->used, len = strlen(text) + 1;
	char *grown;

	if (at + len > pool->size) {
		grown = realloc(pool->text, 2 * (at + len));
		p->failed |= !grown;
		if (!grown)
			return 0;
		pool->text = grown;
		pool->size = 2 * (at + len);
	}
	memcpy(pool->text + at, text, len);
	pool->used += len;
	return at;
}

/* Its place in the common pool and, behind that, its own; plus one; 0: NULL. */
static void put_name(struct pack *p, const char *text)
{
	size_t at = 0;

	if (text && !find(&p->common, text, &at)) {
		if (!find(&p->own, text, &at))
			at = add(p, &p->own, text);
		at += p->common.used;
	}
	put_number(p, text ? at + 1 : 0);
}

static void put_compats(struct pack *p, const struct iop_driver *d)
{
	put_number(p, d->n_compats);
	for (unsigned int i = 0; i < d->n_compats; i++) {
		put_name(p, d->compats[i].name);
		put_span(p, d->compats[i].when);
	}
}

static void put_facts(struct pack *p, const struct iop_driver *d)
{
	unsigned int left = d->n_facts;

	for (unsigned int i = 0; i < d->n_facts; i++)
		left -= IOP_KEY_IS_FOR_HOSTS(d->facts[i].key);
	put_number(p, left);
	for (unsigned int i = 0; i < d->n_facts; i++) {
		if (IOP_KEY_IS_FOR_HOSTS(d->facts[i].key))
			continue;
		put_number(p, d->facts[i].key);
		put_number(p, d->facts[i].value);
		put_span(p, d->facts[i].when);
		put_name(p, d->facts[i].compatible);
	}
}

/* Bears on the effect and on lint alone, which a host's program finds. */
static bool item_left_out(const struct iop_item *i)
{
	return !strcmp(i->list, "map-table-hosts") || !strcmp(i->list, "one-stream-hosts");
}

static void put_items(struct pack *p, const struct iop_driver *d)
{
	unsigned int left = d->n_items;

	for (unsigned int i = 0; i < d->n_items; i++)
		left -= item_left_out(&d->items[i]);
	put_number(p, left);
	for (unsigned int i = 0; i < d->n_items; i++) {
		if (item_left_out(&d->items[i]))
			continue;
		put_name(p, d->items[i].list);
		put_name(p, d->items[i].name);
		put_span(p, d->items[i].when);
	}
}

/* Quirks of single PCI devices, as no tree describes which are plugged in, and what
 * only lines of a kernel log need. */
static bool left_out(const struct iop_row *r)
{
	return !strncmp(r->table, "pci-", 4) || !strcmp(r->table, "mc-clients");
}

static void put_rows(struct pack *p, const struct iop_driver *d)
{
	unsigned int left = d->n_rows;

	for (unsigned int i = 0; i < d->n_rows; i++)
		left -= left_out(&d->rows[i]);
	put_number(p, left);
	for (unsigned int i = 0; i < d->n_rows; i++) {
		const struct iop_row *r = &d->rows[i];

		if (left_out(r))
			continue;
		put_name(p, r->table);
		put_name(p, r->compatible);
		put_name(p, r->name);
		put_number(p, r->count);
		for (unsigned int k = 0; k < r->count; k++)
			put_number(p, r->numbers[k]);
		put_span(p, r->when);
	}
}

static void put_params(struct pack *p, const struct iop_driver *d)
{
	put_number(p, d->n_params);
	for (unsigned int i = 0; i < d->n_params; i++) {
		put_name(p, d->params[i].name);
		put_name(p, d->params[i].type);
		put_name(p, d->params[i].fallback);
		put_span(p, d->params[i].when);
	}
}

static void put_driver(struct pack *p, const struct iop_driver *d)
{
	put_name(p, d->name);
	put_name(p, d->title);
	put_name(p, d->kconfig);
	put_name(p, d->legacy_kconfig);
	put_span(p, d->legacy_when);
	put_number(p, d->arches);
	put_compats(p, d);
	put_facts(p, d);
	put_items(p, d);
	put_rows(p, d);
	put_params(p, d);
}

/* No driver of IOMMUs, but the kernel itself and PCI: every build has it. */
static bool is_common(const struct iop_driver *d)
{
	return !d->n_compats;
}

/* The names of @p->own that every build has, or that were @seen before. */
static void sort_names(struct pack *p, struct pool *seen, bool common)
{
	size_t at, unused;

	for (at = 0; at < p->own.used; at += strlen(p->own.text + at) + 1)
		if (common || find(seen, p->own.text + at, &unused))
			add(p, &p->common, p->own.text + at);
		else
			add(p, seen, p->own.text + at);
}

/* As if they were put, to learn which names are of one driver alone. */
static void find_common_names(struct pack *p, const struct iop_facts *facts)
{
	struct pool seen = { 0 };
	FILE *out = p->out;

	p->out = NULL;
	for (unsigned int i = 0; i < facts->count; i++) {
		p->own.used = 0;
		put_driver(p, &facts->drivers[i]);
		sort_names(p, &seen, is_common(&facts->drivers[i]));
	}
	free(seen.text);
	p->out = out;
}

static void put_pool(struct pack *p, const struct pool *pool)
{
	p->column = 0;
	fputs("[] = {", p->out);
	for (size_t i = 0; i < pool->used; i++)
		put_byte(p, (unsigned char)pool->text[i]);
	/* No array is empty. */
	put_byte(p, 0);
	fputs("\n};\n", p->out);
}

/* CONFIG_CMD_IOMMUPLAN_ARM_SMMU of arm-smmu */
static void put_symbol(struct pack *p, const char *before, const struct iop_driver *d)
{
	fprintf(p->out, "%sCONFIG_CMD_IOMMUPLAN_", before);
	for (const char *c = d->name; *c; c++)
		putc(*c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c, p->out);
	putc('\n', p->out);
}

static void put_chunk(struct pack *p, const struct iop_driver *d, unsigned int n)
{
	if (!is_common(d))
		put_symbol(p, "#ifdef ", d);
	p->own.used = 0;
	p->column = 0;
	fprintf(p->out, "static const unsigned char facts%u[] = {", n);
	put_driver(p, d);
	fputs("\n};\n", p->out);
	fprintf(p->out, "static const char names%u", n);
	put_pool(p, &p->own);
	if (!is_common(d))
		fputs("#endif\n", p->out);
}

static void put_chunks(struct pack *p, const struct iop_facts *facts)
{
	fputs("\nconst struct packed_driver packed_drivers[] = {\n", p->out);
	for (unsigned int i = 0; i < facts->count; i++) {
		if (!is_common(&facts->drivers[i]))
			put_symbol(p, "#ifdef ", &facts->drivers[i]);
		fprintf(p->out, "\t{ facts%u, names%u },\n", i, i);
		if (!is_common(&facts->drivers[i]))
			fputs("#endif\n", p->out);
	}
	fputs("\t{ NULL, NULL }\n};\n", p->out);
}

static void put_left_out(struct pack *p, const struct iop_facts *facts)
{
	fputs("\nconst uint32_t packed_left_out[] = {\n", p->out);
	for (unsigned int i = 0; i < facts->count; i++) {
		const struct iop_driver *d = &facts->drivers[i];

		if (is_common(d))
			continue;
		put_symbol(p, "#ifndef ", d);
		for (unsigned int k = 0; k < d->n_compats; k++)
			fprintf(p->out, "\t0x%08" PRIx32 ",\n",
				iop_compatible_sum(d->compats[k].name, strlen(d->compats[k].name)));
		fputs("#endif\n", p->out);
	}
	fputs("\t0\n};\n", p->out);
}

bool gen_packed(FILE *out, const struct iop_facts *facts)
{
	struct pack p = { .out = out };

	fputs("/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */\n"
	      "/* Made by gen-facts from schemas/; changes belong there. */\n"
	      "#include \"uboot/packed.h\"\n\n", out);
	find_common_names(&p, facts);
	fputs("const char packed_names", out);
	put_pool(&p, &p.common);
	fputs("const unsigned int packed_names_size = sizeof(packed_names) - 1;\n\n"
	      "const unsigned char packed_versions[] = {", out);
	p.column = 0;
	put_version(&p, facts->newest);
	put_version(&p, facts->oldest);
	fputs("\n};\n\n", out);
	for (unsigned int i = 0; i < facts->count; i++)
		put_chunk(&p, &facts->drivers[i], i);
	put_chunks(&p, facts);
	put_left_out(&p, facts);
	free(p.common.text);
	free(p.own.text);
	return !p.failed;
}
