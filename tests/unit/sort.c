// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iop_sort(), and long lists of rows against a walk over them. */
#include <check.h>
#include <stdlib.h>

#include "base/sort.h"
#include "fdt/long.h"

Suite *sort_suite(void);

static uint32_t draw(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

START_TEST(rising_whatever_it_was)
{
	static uint64_t list[1000];
	uint32_t seed = 1;
	uint64_t sum = 0;

	for (uint32_t count = 0; count < 1000; count += 37) {
		for (uint32_t n = 0; n < count; n++)
			sum += list[n] = draw(&seed) % (count + 1);
		iop_sort(list, count);
		for (uint32_t n = 0; n < count; n++) {
			sum -= list[n];
			ck_assert(!n || list[n - 1] <= list[n]);
		}
		ck_assert_uint_eq(sum, 0);
	}
}
END_TEST

/* Rows of one cell each: child, parent, size; the first that covers counts. */
static bool walk(const uint8_t *rows, uint32_t count, uint64_t *address)
{
	struct iop_cells list = { rows, count * 12 };
	struct iop_span_row r;

	while (iop_span_row_next(&list, (struct iop_bus_cells){ 1, 1, 1 }, &r))
		if (*address >= r.child && *address - r.child < r.size) {
			*address = *address - r.child + r.parent;
			return true;
		}
	return false;
}

START_TEST(pieces_say_what_a_walk_says)
{
	static uint8_t rows[60 * 12], memory[1 << 16];
	struct iop_node node = { .parent = IOP_NO_NODE };
	struct iop_tree t = { .nodes = &node, .count = 1, .n_longs = 1 };
	uint32_t seed = 7;

	for (int round = 0; round < 200; round++) {
		struct iop_long l = { .prop = IOP_P_DMA_RANGES };
		struct iop_arena a;

		for (uint32_t n = 0; n < sizeof(rows); n++)
			rows[n] = n % 4 == 3 ? (uint8_t)draw(&seed) : 0;
		iop_arena_init(&a, memory, sizeof(memory));
		ck_assert(iop_long_cut(&l, &t, (struct iop_cells){ rows, sizeof(rows) }, &a));
		t.longs = &l;
		for (uint32_t at = 0; at < 600; at++) {
			uint64_t one = at, other = at;
			bool found = walk(rows, 60, &one);

			ck_assert_int_eq(iop_long_translate(&t, 0, IOP_P_DMA_RANGES, &other), found);
			ck_assert_uint_eq(one, other);
		}
	}
}
END_TEST

Suite *sort_suite(void)
{
	Suite *s = suite_create("sort");
	TCase *c = tcase_create("sort");

	tcase_add_test(c, rising_whatever_it_was);
	tcase_add_test(c, pieces_say_what_a_walk_says);
	suite_add_tcase(s, c);
	return s;
}
