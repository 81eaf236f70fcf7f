/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The same facts as one stream of small numbers and one pool of names, for
 * programs that have to be small: no pointers, so nothing to relocate, and no
 * provenance. tool/uboot/packed.h says what is in the stream.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gen/gen.h"

struct pack {
	FILE *out;
	unsigned int column;
	char *names;
	size_t used, size;
	bool failed;
};

static void put_byte(struct pack *p, unsigned int byte)
{
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

static size_t name_at(struct pack *p, const char *text)
{
	size_t at = 0, len = strlen(text) + 1;
	char *grown;

	for (; at < p->used; at += strlen(p->names + at) + 1)
		if (!strcmp(p->names + at, text))
			return at;
	if (p->used + len > p->size) {
		p->size = 2 * (p->used + len);
		grown = realloc(p->names, p->size);
		p->failed |= !grown;
		if (!grown)
			return 0;
		p->names = grown;
	}
	memcpy(p->names + at, text, len);
	p->used += len;
	return at;
}

/* Its place in the pool, plus one; 0 for NULL. */
static void put_name(struct pack *p, const char *text)
{
	if (!p->failed)
		put_number(p, text ? name_at(p, text) + 1 : 0);
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
	put_number(p, d->n_facts);
	for (unsigned int i = 0; i < d->n_facts; i++) {
		put_number(p, d->facts[i].key);
		put_number(p, d->facts[i].value);
		put_span(p, d->facts[i].when);
		put_name(p, d->facts[i].compatible);
	}
}

static void put_items(struct pack *p, const struct iop_driver *d)
{
	put_number(p, d->n_items);
	for (unsigned int i = 0; i < d->n_items; i++) {
		put_name(p, d->items[i].list);
		put_name(p, d->items[i].name);
		put_span(p, d->items[i].when);
	}
}

/* Quirks of single PCI devices: no tree tells which are plugged in. */
static bool for_dumps(const struct iop_row *r)
{
	return !strncmp(r->table, "pci-", 4);
}

static void put_rows(struct pack *p, const struct iop_driver *d)
{
	unsigned int left = d->n_rows;

	for (unsigned int i = 0; i < d->n_rows; i++)
		left -= for_dumps(&d->rows[i]);
	put_number(p, left);
	for (unsigned int i = 0; i < d->n_rows; i++) {
		const struct iop_row *r = &d->rows[i];

		if (for_dumps(r))
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

static void put_names(struct pack *p)
{
	p->column = 0;
	fputs("\n};\n\nconst char iop_packed_names[] = {", p->out);
	for (size_t i = 0; i < p->used; i++)
		put_byte(p, (unsigned char)p->names[i]);
	fputs("\n};\n", p->out);
}

bool gen_packed(FILE *out, const struct iop_facts *facts)
{
	struct pack p = { .out = out };

	fputs("/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */\n"
	      "/* Made by gen-facts from schemas/; changes belong there. */\n"
	      "#include \"uboot/packed.h\"\n\n"
	      "const unsigned char iop_packed_facts[] = {", out);
	put_number(&p, facts->count);
	put_version(&p, facts->newest);
	put_version(&p, facts->oldest);
	for (unsigned int i = 0; i < facts->count; i++)
		put_driver(&p, &facts->drivers[i]);
	put_names(&p);
	free(p.names);
	return !p.failed;
}
