// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Reading big endian cells and string lists, and the arena. */
#include <check.h>
#include <string.h>

#include "base/arena.h"
#include "base/cells.h"

Suite *cells_suite(void);

static const uint8_t three[] = { 0, 0, 0, 1, 0x80, 0, 0, 2, 0xff, 0xfe, 0xfd, 0xfc };

static struct iop_cells span(const void *bytes, uint32_t left)
{
	return (struct iop_cells){ bytes, left };
}

START_TEST(cells_are_big_endian)
{
	struct iop_cells c = span(three, sizeof(three));
	uint32_t v;

	ck_assert(iop_cell_next(&c, &v) && v == 1);
	ck_assert(iop_cell_next(&c, &v) && v == 0x80000002);
	ck_assert(iop_cell_next(&c, &v) && v == 0xfffefdfc);
	ck_assert(!iop_cell_next(&c, &v));
}
END_TEST

START_TEST(part_of_a_cell_is_none)
{
	struct iop_cells c = span(three, 3);
	uint32_t v = 42;

	ck_assert(!iop_cell_next(&c, &v));
	ck_assert(v == 42 && c.left == 3 && c.at == three);
}
END_TEST

START_TEST(numbers_of_every_width)
{
	static const struct { uint32_t cells; uint64_t value; } widths[] = {
		{ 0, 0 }, { 1, 1 }, { 2, 0x180000002 }, { 3, 0x80000002fffefdfc },
	};
	struct iop_cells c = span(three, sizeof(three));
	uint64_t v = 42;

	ck_assert(iop_number_next(&c, widths[_i].cells, &v));
	ck_assert_uint_eq(v, widths[_i].value);
	ck_assert_uint_eq(c.left, sizeof(three) - 4 * widths[_i].cells);
}
END_TEST

START_TEST(wider_than_the_rest_takes_nothing)
{
	static const uint32_t cells[] = { 4, 0x40000000, UINT32_MAX };
	struct iop_cells c = span(three, sizeof(three));
	uint64_t v;

	ck_assert(!iop_number_next(&c, cells[_i], &v));
	ck_assert(!iop_cells_skip(&c, cells[_i]));
	ck_assert_uint_eq(c.left, sizeof(three));
}
END_TEST

START_TEST(skipping_moves)
{
	struct iop_cells c = span(three, sizeof(three));
	uint32_t v;

	ck_assert(iop_cells_skip(&c, 0));
	ck_assert(iop_cells_skip(&c, 2));
	ck_assert(iop_cell_next(&c, &v));
	ck_assert_uint_eq(v, 0xfffefdfc);
}
END_TEST

START_TEST(list_of_strings)
{
	struct iop_cells list = span("one\0\0two", 9);

	ck_assert_str_eq(iop_list_next(&list), "one");
	ck_assert_str_eq(iop_list_next(&list), "");
	ck_assert_str_eq(iop_list_next(&list), "two");
	ck_assert_ptr_null(iop_list_next(&list));
}
END_TEST

START_TEST(unterminated_string_is_none)
{
	struct iop_cells list = span("one\0two", 7);

	ck_assert_str_eq(iop_list_next(&list), "one");
	ck_assert_ptr_null(iop_list_next(&list));
	ck_assert(!iop_list_has(span("one\0two", 7), "two"));
}
END_TEST

START_TEST(list_matches_whole_strings)
{
	struct iop_cells list = span("arm,mmu-500\0b", 14);

	ck_assert(iop_list_has(list, "arm,mmu-500"));
	ck_assert(iop_list_has(list, "b"));
	ck_assert(!iop_list_has(list, "arm,mmu"));
	ck_assert(!iop_list_has(list, "ARM,mmu-500"));
	ck_assert(!iop_list_has(span(NULL, 0), ""));
}
END_TEST

START_TEST(arena_is_aligned_and_zeroed)
{
	static uint8_t memory[64];
	struct iop_arena a;
	uint8_t *p, *q;

	memset(memory, 0xa5, sizeof(memory));
	iop_arena_init(&a, memory + _i, sizeof(memory) - 16);
	p = iop_alloc(&a, 3, 1);
	q = iop_alloc(&a, 2, 8);
	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(q);
	ck_assert_uint_eq((uintptr_t)p % 8, 0);
	ck_assert_ptr_eq(q, p + 8);
	for (int n = 0; n < 16; n++)
		ck_assert_uint_eq(q[n], 0);
	ck_assert(p >= memory + _i);
}
END_TEST

START_TEST(arena_refuses_what_does_not_fit)
{
	static uint64_t memory[4];
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_ptr_null(iop_alloc(&a, 5, 8));
	ck_assert_ptr_null(iop_alloc(&a, SIZE_MAX / 8 + 2, 8));
	ck_assert_uint_eq(a.used, 0);
	ck_assert_ptr_nonnull(iop_alloc(&a, 4, 8));
	ck_assert_ptr_null(iop_alloc(&a, 1, 1));
	ck_assert_ptr_nonnull(iop_alloc(&a, 0, 8));
}
END_TEST

START_TEST(arena_smaller_than_its_alignment)
{
	static uint64_t memory[1];
	struct iop_arena a;

	iop_arena_init(&a, (uint8_t *)memory + 1, 3);
	ck_assert_uint_eq(a.size, 0);
	ck_assert_ptr_null(iop_alloc(&a, 1, 1));
}
END_TEST

/* Parts of every size, of every rest: within the block, and apart. */
START_TEST(arena_parts_stay_within_it)
{
	static uint8_t memory[64];
	struct iop_arena a, part;

	for (size_t size = 0; size <= 40; size++)
		for (size_t bytes = 0; bytes <= 48; bytes++) {
			size_t taken = bytes % 11;

			iop_arena_init(&a, memory + _i, size);
			iop_alloc(&a, taken, 1);
			iop_arena_split(&a, bytes, &part);
			ck_assert_uint_le(a.used, a.size);
			ck_assert_uint_le(part.size, bytes);
			ck_assert(part.base + part.size <= a.base + a.size);
			ck_assert(!part.size || part.base + part.size == a.base + a.used);
			ck_assert_uint_le(part.size + iop_arena_left(&a), size);
		}
}
END_TEST

START_TEST(what_is_released_is_given_again)
{
	static uint64_t memory[4];
	struct iop_arena a;
	size_t mark;
	void *p;

	iop_arena_init(&a, memory, sizeof(memory));
	iop_alloc(&a, 1, 8);
	mark = iop_arena_mark(&a);
	p = iop_alloc(&a, 3, 8);
	ck_assert_ptr_null(iop_alloc(&a, 1, 8));
	iop_arena_release(&a, mark);
	ck_assert_uint_eq(iop_arena_left(&a), 24);
	ck_assert_ptr_eq(iop_alloc(&a, 1, 8), p);
	iop_arena_release(&a, 32);	/* a mark from before: nothing comes back */
	ck_assert_uint_eq(a.used, 16);
}
END_TEST

START_TEST(newest_array_grows_until_full)
{
	static uint64_t memory[3];
	struct iop_arena a;
	uint64_t *array;

	memset(memory, 0xa5, sizeof(memory));
	iop_arena_init(&a, memory, sizeof(memory));
	array = iop_alloc(&a, 0, 8);
	for (size_t n = 0; n < 3; n++) {
		uint64_t *grown = iop_grow(&a, array, n, 8);

		ck_assert_ptr_eq(grown, array + n);
		ck_assert_uint_eq(*grown, 0);
	}
	ck_assert_ptr_null(iop_grow(&a, array, 3, 8));
}
END_TEST

Suite *cells_suite(void)
{
	Suite *s = suite_create("cells");
	TCase *cells = tcase_create("cells"), *arena = tcase_create("arena");

	tcase_add_test(cells, cells_are_big_endian);
	tcase_add_test(cells, part_of_a_cell_is_none);
	tcase_add_loop_test(cells, numbers_of_every_width, 0, 4);
	tcase_add_loop_test(cells, wider_than_the_rest_takes_nothing, 0, 3);
	tcase_add_test(cells, skipping_moves);
	tcase_add_test(cells, list_of_strings);
	tcase_add_test(cells, unterminated_string_is_none);
	tcase_add_test(cells, list_matches_whole_strings);
	tcase_add_loop_test(arena, arena_is_aligned_and_zeroed, 0, 8);
	tcase_add_test(arena, arena_refuses_what_does_not_fit);
	tcase_add_test(arena, arena_smaller_than_its_alignment);
	tcase_add_loop_test(arena, arena_parts_stay_within_it, 0, 8);
	tcase_add_test(arena, what_is_released_is_given_again);
	tcase_add_test(arena, newest_array_grows_until_full);
	suite_add_tcase(s, cells);
	suite_add_tcase(s, arena);
	return s;
}
