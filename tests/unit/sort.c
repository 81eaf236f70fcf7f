// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iop_sort(), long lists of rows against a walk over them, and where slots lie. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "fdt/long.h"
#include "groups/slots.h"

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

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* What sorts are led astray by: saws, pipes, much that is equal, high bytes. */
static uint64_t shape(int which, uint32_t n, uint32_t count, uint32_t *seed)
{
	switch (which) {
	case 0: return count - n;
	case 1: return n & 1 ? n : count - n;
	case 2: return n < count / 2 ? n : count - n;
	case 3: return (uint64_t)(n & 0xff) << 56 | n >> 8;
	case 4: return n % 3 ? UINT64_MAX : 0;
	case 5: return (uint64_t)draw(seed) << 40 | draw(seed);
	default: return (uint64_t)(draw(seed) & 0xf) << 32 | n;
	}
}

START_TEST(as_another_sort_does)
{
	static uint64_t list[70000], same[70000];
	static const uint32_t counts[] = { 31, 32, 33, 34, 257, 5000, 70000 };
	uint32_t seed = 5;

	for (size_t c = 0; c < sizeof(counts) / sizeof(*counts); c++) {
		for (uint32_t n = 0; n < counts[c]; n++)
			list[n] = same[n] = shape(_i, n, counts[c], &seed);
		iop_sort(list, counts[c]);
		qsort(same, counts[c], sizeof(*same), compare);
		ck_assert(!memcmp(list, same, counts[c] * sizeof(*list)));
	}
}
END_TEST

/* Keys at any distance: few of them in one chain, whichever bits they differ in. */
START_TEST(slots_are_spread)
{
	static uint8_t memory[1 << 20];
	struct iop_slots s;
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_slots_init(&s, 4096, &a));
	for (uint32_t n = 0; n < 4096; n++)
		ck_assert(iop_slot_take(&s, 1, n << _i, 0));
	for (uint32_t n = 0; n < 1u << s.bits; n++) {
		uint32_t length = 0;

		for (uint32_t at = s.heads[n]; at; at = s.slots[at - 1].next)
			length++;
		ck_assert_uint_le(length, 8);
	}
	for (uint32_t n = 0; n < 4096; n++)
		ck_assert_uint_eq(iop_slot_find(&s, 1, n << _i)->key, n << _i);
}
END_TEST

/* IDs come in order: those beside each other stand beside each other. */
START_TEST(slots_of_neighbours_are_neighbours)
{
	static uint8_t memory[1 << 20];
	struct iop_slots s;
	struct iop_arena a;
	uint32_t lines = 0;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_slots_init(&s, 4096, &a));
	for (uint32_t n = 0; n < 256; n++)
		ck_assert(iop_slot_take(&s, 1, n, 0));
	for (uint32_t n = 0; n < 1u << s.bits; n += 16)
		for (uint32_t k = n; k < n + 16; k++)
			if (s.heads[k]) {
				lines++;
				break;
			}
	ck_assert_uint_le(lines, 256 / 16);
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

static int by_value(const void *of, uint32_t a, uint32_t b)
{
	const uint8_t *values = of;

	return values[a] - values[b];
}

/* What is alike stays in its order. */
START_TEST(by_whatever_compares)
{
	uint32_t list[300], spare[300], seed = 3;
	uint8_t values[300] = { 0 };

	for (uint32_t count = 0; count < 300; count++) {
		for (uint32_t n = 0; n < count; n++) {
			list[n] = n;
			values[n] = (uint8_t)(draw(&seed) % (1 + count / 2) & 0xff);
		}
		iop_sort_by(list, spare, count, by_value, values);
		for (uint32_t n = 1; n < count; n++)
			ck_assert(values[list[n - 1]] < values[list[n]] ||
				  (values[list[n - 1]] == values[list[n]] && list[n - 1] < list[n]));
	}
}
END_TEST

Suite *sort_suite(void)
{
	Suite *s = suite_create("sort");
	TCase *c = tcase_create("sort");

	tcase_add_test(c, rising_whatever_it_was);
	tcase_add_loop_test(c, as_another_sort_does, 0, 7);
	tcase_add_loop_test(c, slots_are_spread, 0, 20);
	tcase_add_test(c, slots_of_neighbours_are_neighbours);
	tcase_add_test(c, by_whatever_compares);
	tcase_add_test(c, pieces_say_what_a_walk_says);
	suite_add_tcase(s, c);
	return s;
}
