// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Random dma-ranges in nested buses: what is read is what of_dma_get_range()
 * and the loop of of_dma_configure_id() over its list make of them, which are
 * told here once more with nothing of the library's.
 */
#include <stdio.h>
#include <string.h>

#include "bindings/dma_ranges.h"
#include "dts_help.h"

Suite *dma_random_suite(void);

#define CHAINS 500
#define TREES 20	/* 10,000 devices */
#define DEPTH 4
#define ROWS 5

struct row { uint64_t dma, parent, size; };

/* Missing, or of no rows, or of some. */
struct bus { bool there; uint32_t count; struct row row[ROWS]; };

static struct chain { struct bus bus[DEPTH]; uint32_t depth; } chains[CHAINS];
static char text[CHAINS * 1200 + 1024];

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Few different numbers, so that rows touch and lie in those above. */
static void make_bus(struct bus *b, uint32_t *seed)
{
	struct row *last;

	b->there = next(seed) % 8;
	b->count = b->there && next(seed) % 3 ? 1 + next(seed) % ROWS : 0;
	for (uint32_t n = 0; n < b->count; n++) {
		b->row[n] = (struct row){ (next(seed) % 8) << 12, (next(seed) % 8) << 12,
					  (next(seed) % 5) << 12 };
		last = b->row + n - 1;
		if (n && next(seed) % 3 == 0) {
			b->row[n].dma = last->dma + last->size;
			b->row[n].parent = last->parent + last->size;
		}
	}
}

static size_t put_bus(const struct bus *b, uint32_t at, size_t len)
{
	len += (size_t)snprintf(text + len, sizeof(text) - len, "b@%x { compatible = "
		"\"simple-bus\"; #address-cells = <1>; #size-cells = <1>; ", at);
	if (b->there)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "dma-ranges%s",
					b->count ? " = <" : ";");
	for (uint32_t n = 0; n < b->count; n++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " 0x%x 0x%x 0x%x",
			(uint32_t)b->row[n].dma, (uint32_t)b->row[n].parent,
			(uint32_t)b->row[n].size);
	if (b->count)
		len += (size_t)snprintf(text + len, sizeof(text) - len, ">; ");
	return len;
}

static void make_tree(uint32_t seed)
{
	size_t len = (size_t)snprintf(text, sizeof(text), "/dts-v1/; / { #address-cells = <1>;"
				      "#size-cells = <1>; ");

	for (uint32_t c = 0; c < CHAINS; c++) {
		chains[c].depth = 1 + next(&seed) % DEPTH;
		for (uint32_t n = 0; n < chains[c].depth; n++) {
			make_bus(&chains[c].bus[n], &seed);
			len = put_bus(&chains[c].bus[n], n ? 0 : c, len);
		}
		len += (size_t)snprintf(text + len, sizeof(text) - len, "dev { compatible = \"v,d\"; };");
		for (uint32_t n = 0; n < chains[c].depth; n++)
			len += (size_t)snprintf(text + len, sizeof(text) - len, "};");
	}
	ck_assert_uint_lt(len + 4, sizeof(text));
	memcpy(text + len, " };", 4);
}

/* of_translate_dma_address() of an address above bus @level. */
static bool to_cpu(const struct chain *c, uint32_t level, uint64_t *address)
{
	while (level--) {
		const struct bus *b = &c->bus[level];
		uint32_t n = 0;

		while (n < b->count && (*address < b->row[n].dma ||
					*address >= b->row[n].dma + b->row[n].size))
			n++;
		if (b->count && n == b->count)
			return false;
		if (b->count)
			*address = *address - b->row[n].dma + b->row[n].parent;
	}
	return true;
}

/* The list: ranges that translate, those that touch made one; with its end. */
static uint32_t make_list(const struct chain *c, uint32_t level, struct row *list)
{
	const struct bus *b = &c->bus[level];
	uint32_t count = 0, n = 0;

	while (n < b->count) {
		struct row r = b->row[n++], more;
		bool good = to_cpu(c, level, &r.parent);

		for (; n < b->count; n++) {
			more = b->row[n];
			if (to_cpu(c, level, &more.parent) != good || more.dma != r.dma + r.size ||
			    (good ? more.parent != r.parent + r.size : r.size != 0))
				break;
			r.size += more.size;
		}
		if (good)
			list[count++] = r;
	}
	list[count] = (struct row){ 0, 0, 0 };
	return count;
}

/* Whose dma-ranges count; DEPTH: none. @self: the device's own come first. */
static uint32_t find_bus(const struct chain *c, bool self)
{
	bool found = self;

	for (uint32_t n = c->depth; n--; found = true) {
		if (c->bus[n].count)
			return n;
		if (found && !c->bus[n].there)
			return DEPTH;
	}
	return DEPTH;
}

static void check(const struct chain *c, const struct iop_dma *got, bool self)
{
	uint32_t level = find_bus(c, self), count;
	uint64_t start = UINT64_MAX, end = 0;
	struct row list[ROWS + 1];

	count = level == DEPTH ? 0 : make_list(c, level, list);
	ck_assert_int_eq(got->limited, count != 0);
	if (!count)
		return;
	for (const struct row *r = list; r->size; r++) {
		start = r->dma < start ? r->dma : start;
		end = r->dma + r->size > end ? r->dma + r->size : end;
	}
	ck_assert_int_eq(got->nothing, !end);
	if (!end)
		return;
	ck_assert_uint_eq(got->base, start);
	ck_assert_uint_eq(got->size, end - start);
	ck_assert_uint_eq(got->offset, list[0].parent - list[0].dma);
}

START_TEST(bounds_are_those_of_the_list)
{
	make_tree((uint32_t)_i + 1);
	for (int r = 0; r < RELEASES; r += RELEASES - 1) {
		uint32_t c = 0;

		dts_tree(dts_releases[r], text);
		for (uint32_t n = 0; n < dts_plan_made.tree->count; n++) {
			struct iop_dma got;

			if (strcmp(iop_node_name(dts_plan_made.tree, n), "dev"))
				continue;
			iop_dma_read(dts_plan_made.tree, dts_plan_made.view, n, false, &got);
			check(&chains[c++], &got, r == 0);
		}
		ck_assert_uint_eq(c, CHAINS);
	}
}
END_TEST

Suite *dma_random_suite(void)
{
	Suite *s = suite_create("dma_random");
	TCase *t = tcase_create("dma_random");

	tcase_add_loop_test(t, bounds_are_those_of_the_list, 0, TREES);
	suite_add_tcase(s, t);
	return s;
}
