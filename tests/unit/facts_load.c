/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One fact file: what a good one says, and where a bad one is wrong. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "facts/load.h"

Suite *facts_load_suite(void);

#define HEAD "driver: toy\ntitle: Toy\narch: [arm64]\n" \
	"compatibles:\n  - {name: \"a,b\", since: \"4.9\", from: f}\n"
#define ROW "since: \"4.9\", from: f}\n"

static struct facts_set set;
static struct facts_parsed parsed;
static struct read_error err;

static int parse(const char *text)
{
	memset(&set, 0, sizeof(set));
	return facts_parse(&set, "toy.yaml", text, strlen(text), &parsed, &err);
}

START_TEST(good_file)
{
	const struct iop_driver *d = &parsed.driver;

	ck_assert_int_eq(parse(
		HEAD "kconfig: CONFIG_TOY\n"
		"legacy: {kconfig: CONFIG_OLD, since: \"5.6\", from: f}\n"
		"facts:\n"
		"  group-rule:\n"
		"    - {value: device, until: \"6.1.50\", " ROW
		"    - {value: instance, since: \"6.1.50\", from: f}\n"
		"    - {value: none, compatible: \"a,b\", " ROW
		"  msi-base:\n    - {value: 0x8000000, " ROW
		"  identity:\n    - {value: true, seen: \"4.8 no\", " ROW
		"lists:\n  impl:\n    - {name: \"q,r\", " ROW
		"tables:\n  iova-region:\n    - {numbers: [1, 0xff], " ROW
		"params:\n  - {name: a.b, type: bool, default: \"\", doc: x, " ROW),
		READ_OK);
	ck_assert_str_eq(d->name, "toy");
	ck_assert_str_eq(d->kconfig, "CONFIG_TOY");
	ck_assert_str_eq(d->legacy_kconfig, "CONFIG_OLD");
	ck_assert_uint_eq(d->legacy_when.since, IOP_VERSION(5, 6, 0));
	ck_assert_uint_eq(d->arches, IOP_ARCH_ARM64);
	ck_assert_uint_eq(d->n_compats, 1);
	ck_assert_uint_eq(d->n_facts, 5);
	ck_assert_uint_eq(d->facts[0].key, IOP_K_GROUP_RULE);
	ck_assert_uint_eq(d->facts[0].value, IOP_W_DEVICE);
	ck_assert_uint_eq(d->facts[0].when.until, IOP_VERSION(6, 1, 50));
	ck_assert_uint_eq(d->facts[1].when.until, 0);
	ck_assert_str_eq(d->facts[2].compatible, "a,b");
	ck_assert_uint_eq(d->facts[3].value, 0x8000000);
	ck_assert_uint_eq(d->facts[4].value, 1);
	ck_assert_str_eq(d->items[0].list, "impl");
	ck_assert_str_eq(d->rows[0].table, "iova-region");
	ck_assert_uint_eq(d->rows[0].count, 2);
	ck_assert_uint_eq(d->rows[0].numbers[1], 255);
	ck_assert_str_eq(d->params[0].fallback, "");
	facts_free(&set);
	facts_free(&set);
}
END_TEST

static const struct wrong {
	const char *text, *message;
	unsigned int line, column;
} wrong[] = {
	{ "", "expected a mapping", 1, 1 },
	{ "- a\n", "expected a mapping", 1, 1 },
	{ "driver: [\n", "expected a plain value", 1, 9 },
	{ "driver: \"a\n", "not YAML", 2, 1 },
	{ "driver: a\n\tb: c\n", "not YAML", 2, 1 },
	{ "driver: &x a\n", "anchors, aliases and tags", 1, 9 },
	{ "driver: *x\n", "anchors, aliases and tags", 1, 9 },
	{ "driver: !t a\n", "anchors, aliases and tags", 1, 9 },
	{ "driver: {}\n", "expected a plain value", 1, 9 },
	{ "driver: \"a\\0b\"\n", "not printable ASCII", 1, 9 },
	{ "driver: a\ndriver: b\n", "'driver' is given twice", 2, 1 },
	{ "title: Toy\n", "missing 'driver'", 1, 1 },
	{ "driver: toy\n", "missing 'title'", 1, 1 },
	{ "driver: toy\ntitle: Toy\n", "missing 'arch'", 1, 1 },
	{ "driver: toy\ntitle: Toy\narch: [arm]\n", "missing 'compatibles'",
	  1, 1 },
	{ "driver: toy\ntitle: Toy\narch: [mips]\n",
	  "unknown architecture 'mips'", 3, 8 },
	{ "driver: linux\ntitle: L\narch: [arm]\n", "missing 'oldest'", 1, 1 },
	{ HEAD "newest: \"7.3\"\n", "only the driver 'linux' has this key", 6, 9 },
	{ HEAD "driver: x\n", "given twice", 6, 1 },
	{ HEAD "colour: red\n", "unknown key 'colour'", 6, 1 },
	{ HEAD "---\ndriver: b\n", "expected the end", 6, 1 },
	{ HEAD "facts: []\n", "expected a mapping", 6, 8 },
	{ HEAD "facts:\n  colour: []\n", "unknown fact 'colour'", 7, 3 },
	{ HEAD "facts:\n  dma: []\n  dma: []\n", "given twice", 8, 3 },
	{ HEAD "facts:\n  dma: yes\n", "expected a list of rows", 7, 8 },
	{ HEAD "facts:\n  dma:\n  - yes\n", "expected a mapping", 8, 5 },
	{ HEAD "facts:\n  dma:\n  - {value: yes, " ROW,
	  "neither true nor false", 8, 13 },
	{ HEAD "facts:\n  dma:\n  - {value: \"true\", " ROW,
	  "neither true nor false", 8, 13 },
	{ HEAD "facts:\n  cells:\n  - {value: -1, " ROW, "not a number", 8, 13 },
	{ HEAD "facts:\n  cells:\n  - {value: 010, " ROW, "not a number", 8, 13 },
	{ HEAD "facts:\n  cells:\n  - {value: 0x, " ROW, "not a number", 8, 13 },
	{ HEAD "facts:\n  cells:\n  - {value: 0x10000000000000000, " ROW,
	  "too large", 8, 13 },
	{ HEAD "facts:\n  group-rule:\n  - {value: first, " ROW,
	  "group-rule cannot be 'first'", 8, 13 },
	{ HEAD "facts:\n  group-rule:\n  - {value: de, " ROW,
	  "group-rule cannot be 'de'", 8, 13 },
	{ HEAD "facts:\n  dma:\n  - {value: true, name: x, " ROW,
	  "unknown key 'name'", 8, 19 },
	{ HEAD "facts:\n  dma:\n  - {value: true, value: true, " ROW,
	  "'value' is given twice", 8, 19 },
	{ HEAD "facts:\n  dma:\n  - {" ROW, "missing 'value'", 8, 5 },
	{ HEAD "facts:\n  dma:\n  - {value: true, from: f}\n",
	  "missing 'since'", 8, 5 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: \"4.9\"}\n",
	  "missing 'from'", 8, 5 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: 4.9, from: f}\n",
	  "must be quoted", 8, 26 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: \"4.x\", from: f}\n",
	  "'4.x' is not a version", 8, 26 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: \"4\", from: f}\n",
	  "'4' is not a version", 8, 26 },
	{ HEAD "facts:\n  dma:\n  - {value: true, until: \"4.9\", " ROW,
	  "until must be later", 8, 26 },
	{ HEAD "facts:\n  dma:\n  - {value: true, " ROW
	  "  - {value: false, since: \"6.1\", from: f}\n", "overlaps", 9, 5 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: {no: \"6.6\"}, from: f}\n",
	  "needs an until", 8, 19 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: {no: \"6.6\"}, until: \"6.1\", from: f}\n",
	  "the older of two versions must come first", 8, 46 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: {yes: \"6.6\"}, until: \"6.7\", from: f}\n",
	  "needs 'no', and 'yes'", 8, 37 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: {no: \"6.8\", yes: \"6.6\"}, from: f}\n",
	  "the older of two versions must come first", 8, 19 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: {seen: \"6.6\"}, from: f}\n",
	  "unknown key 'seen'", 8, 27 },
	{ HEAD "facts:\n  dma:\n  - {value: true, when: [\"6.1\"], from: f}\n",
	  "is not a span", 8, 26 },
	{ HEAD "facts:\n  dma:\n  - {value: true, when: [\"<6.1\"], from: f}\n",
	  "must begin with", 8, 26 },
	{ HEAD "facts:\n  dma:\n  - {value: true, when: [], from: f}\n",
	  "contains no span", 8, 19 },
	{ HEAD "facts:\n  dma:\n  - {value: true, when: [\">=6.1\"], since: \"6.2\", from: f}\n",
	  "cannot be combined with when", 8, 19 },
	{ HEAD "facts:\n  dma:\n  - {value: true, when: [\">=6.1\", \">=6.2\"], from: f}\n",
	  "overlaps", 8, 5 },
	{ HEAD "facts:\n  dma:\n  - {value: true, since: {no: \"6.6\", yes: \"6.8\"}, from: f}\n"
	  "  - {value: false, since: \"6.1\", until: \"6.8\", from: f}\n",
	  "overlaps", 9, 5 },
	{ HEAD "  - {name: \"a,b\", since: \"6.1\", from: f}\n", "overlaps",
	  6, 5 },
	{ HEAD "lists:\n  colours: []\n", "unknown list 'colours'", 7, 3 },
	{ HEAD "lists:\n  impl:\n  - {name: x, " ROW
	  "  - {name: x, " ROW, "overlaps", 9, 5 },
	{ HEAD "tables:\n  colours: []\n", "unknown table 'colours'", 7, 3 },
	{ HEAD "tables:\n  bank-ports:\n  - {numbers: [1], " ROW,
	  "bank-ports has these numbers", 8, 5 },
	{ HEAD "tables:\n  bank-ports:\n  - {numbers: [1, x], " ROW,
	  "not a number", 8, 19 },
	{ HEAD "tables:\n  bank-ports:\n  - {numbers: 7, " ROW,
	  "expected a list of numbers", 8, 15 },
	{ HEAD "params:\n  - {name: x, type: colour, default: y, doc: z, "
	  ROW, "unknown type 'colour'", 7, 21 },
};

START_TEST(bad_file)
{
	const struct wrong *w = &wrong[_i];

	ck_assert_int_eq(parse(w->text), READ_BAD);
	ck_assert_msg(strstr(err.message, w->message), "%s", err.message);
	ck_assert_uint_eq(err.line, w->line);
	ck_assert_uint_eq(err.column, w->column);
	ck_assert_str_eq(err.file, "toy.yaml");
	facts_free(&set);
}
END_TEST

/* Deep, long and cut input ends in an error, not in a crash. */
START_TEST(hostile_file)
{
	static const char good[] = HEAD "facts:\n  cells:\n  - {value: 1, "
		ROW "tables:\n  bank-ports:\n  - {numbers: [1, 2], " ROW;
	size_t i, deep = 200000;
	char *text = malloc(deep);

	ck_assert_ptr_nonnull(text);
	memset(text, '[', deep);
	memset(&set, 0, sizeof(set));
	ck_assert_int_eq(facts_parse(&set, "deep", text, deep, &parsed, &err),
			 READ_BAD);
	facts_free(&set);
	for (i = 0; i < sizeof(good) - 1; i++) {
		memcpy(text, good, sizeof(good));
		text[i] = (char)(text[i] ^ 0x15);
		facts_parse(&set, "flip", text, sizeof(good) - 1, &parsed, &err);
		facts_free(&set);
		facts_parse(&set, "cut", good, i, &parsed, &err);
		facts_free(&set);
	}
	ck_assert_int_eq(parse(good), READ_OK);
	facts_free(&set);
	free(text);
}
END_TEST

Suite *facts_load_suite(void)
{
	Suite *s = suite_create("facts_load");
	TCase *t = tcase_create("file");

	tcase_add_test(t, good_file);
	tcase_add_loop_test(t, bad_file, 0, sizeof(wrong) / sizeof(*wrong));
	tcase_add_test(t, hostile_file);
	suite_add_tcase(s, t);
	return s;
}
