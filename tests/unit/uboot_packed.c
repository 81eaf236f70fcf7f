/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What is unpacked is what was compiled in, but for its provenance. */
#include <check.h>
#include <string.h>

#include "facts/builtin.h"
#include "uboot/packed.h"

Suite *uboot_packed_suite(void);

static uint64_t memory[65536];
static struct iop_facts facts;

static void same_text(const char *a, const char *b)
{
	ck_assert_pstr_eq(a, b);
}

static void same_span(struct iop_span a, struct iop_span b)
{
	ck_assert_uint_eq(a.since, b.since);
	ck_assert_uint_eq(a.until, b.until);
}

static void unpack(void)
{
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(unpack_facts(&facts, &a));
}

START_TEST(drivers)
{
	unpack();
	ck_assert_uint_eq(facts.count, iop_builtin_facts.count);
	ck_assert_uint_eq(facts.newest, iop_builtin_facts.newest);
	ck_assert_uint_eq(facts.oldest, iop_builtin_facts.oldest);
	for (unsigned int i = 0; i < facts.count; i++) {
		const struct iop_driver *d = &facts.drivers[i];
		const struct iop_driver *e = &iop_builtin_facts.drivers[i];

		same_text(d->name, e->name);
		same_text(d->title, e->title);
		same_text(d->kconfig, e->kconfig);
		same_text(d->legacy_kconfig, e->legacy_kconfig);
		same_span(d->legacy_when, e->legacy_when);
		ck_assert_uint_eq(d->arches, e->arches);
		ck_assert_uint_eq(d->n_params, e->n_params);
		for (unsigned int k = 0; k < e->n_params; k++) {
			same_text(d->params[k].name, e->params[k].name);
			same_text(d->params[k].type, e->params[k].type);
			same_text(d->params[k].fallback, e->params[k].fallback);
			same_span(d->params[k].when, e->params[k].when);
		}
	}
}
END_TEST

static void same_fact(const struct iop_fact *a, const struct iop_fact *b)
{
	ck_assert_uint_eq(a->key, b->key);
	ck_assert_uint_eq(a->value, b->value);
	same_span(a->when, b->when);
	same_text(a->compatible, b->compatible);
	same_text(a->from, "");
}

START_TEST(statements)
{
	unpack();
	for (unsigned int i = 0; i < facts.count; i++) {
		const struct iop_driver *d = &facts.drivers[i];
		const struct iop_driver *e = &iop_builtin_facts.drivers[i];
		unsigned int fact = 0;

		ck_assert_uint_eq(d->n_compats, e->n_compats);
		for (unsigned int k = 0; k < e->n_compats; k++) {
			same_text(d->compats[k].name, e->compats[k].name);
			same_span(d->compats[k].when, e->compats[k].when);
		}
		for (unsigned int k = 0; k < e->n_facts; k++)
			if (!IOP_KEY_IS_FOR_HOSTS(e->facts[k].key)) {
				ck_assert_uint_lt(fact, d->n_facts);
				same_fact(&d->facts[fact++], &e->facts[k]);
			}
		ck_assert_uint_eq(d->n_facts, fact);
	}
}
END_TEST

static void same_row(const struct iop_row *a, const struct iop_row *b)
{
	same_text(a->table, b->table);
	same_text(a->compatible, b->compatible);
	same_text(a->name, b->name);
	same_span(a->when, b->when);
	ck_assert_uint_eq(a->count, b->count);
	for (unsigned int k = 0; k < b->count; k++)
		ck_assert_uint_eq(a->numbers[k], b->numbers[k]);
}

static void same_item(const struct iop_item *a, const struct iop_item *b)
{
	same_text(a->list, b->list);
	same_text(a->name, b->name);
	same_span(a->when, b->when);
}

START_TEST(lists_and_tables)
{
	unpack();
	for (unsigned int i = 0; i < facts.count; i++) {
		const struct iop_driver *d = &facts.drivers[i];
		const struct iop_driver *e = &iop_builtin_facts.drivers[i];
		unsigned int row = 0, item = 0;

		for (unsigned int k = 0; k < e->n_items; k++)
			if (strcmp(e->items[k].list, "map-table-hosts") &&
			    strcmp(e->items[k].list, "one-stream-hosts")) {
				ck_assert_uint_lt(item, d->n_items);
				same_item(&d->items[item++], &e->items[k]);
			}
		ck_assert_uint_eq(d->n_items, item);
		for (unsigned int k = 0; k < e->n_rows; k++)
			if (strncmp(e->rows[k].table, "pci-", 4) &&
			    strcmp(e->rows[k].table, "mc-clients")) {
				ck_assert_uint_lt(row, d->n_rows);
				same_row(&d->rows[row++], &e->rows[k]);
			}
		ck_assert_uint_eq(d->n_rows, row);
	}
}
END_TEST

/* With any less memory it fails, and touches nothing behind it. */
START_TEST(too_little_room)
{
	struct iop_arena a;
	size_t needed;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(unpack_facts(&facts, &a));
	needed = a.used;
	for (size_t size = 0; size < needed; size += 8) {
		memory[size / 8] = 0x5a5a5a5a5a5a5a5a;
		iop_arena_init(&a, memory, size);
		ck_assert(!unpack_facts(&facts, &a));
		ck_assert_uint_eq(memory[size / 8], 0x5a5a5a5a5a5a5a5a);
	}
	iop_arena_init(&a, memory, needed);
	ck_assert(unpack_facts(&facts, &a));
}
END_TEST

Suite *uboot_packed_suite(void)
{
	Suite *s = suite_create("uboot_packed");
	TCase *c = tcase_create("packed");

	tcase_add_test(c, drivers);
	tcase_add_test(c, statements);
	tcase_add_test(c, lists_and_tables);
	tcase_add_test(c, too_little_room);
	suite_add_tcase(s, c);
	return s;
}
