// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Folding against exhaustive search, and what it may never do. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "cover/cover.h"

Suite *fold_suite(void);

static _Alignas(8) uint8_t memory[4 << 20];
static struct iop_arena arena;
static struct iop_idset on, off;
static struct iop_fold made;

static void fresh(void)
{
	memset(&on, 0, sizeof(on));
	memset(&off, 0, sizeof(off));
	iop_arena_init(&arena, memory, sizeof(memory));
}

static int fold(uint32_t mask_bits)
{
	struct iop_fold_ask ask = { &on, &off, mask_bits };

	return iop_fold(&ask, &made, &arena);
}

/* Numbers that are the same on every machine. */
static uint32_t seed;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* What has to hold of every result. */
static void expect_sound(uint32_t mask_bits)
{
	static struct iop_idset matched;
	uint32_t sum = 0, open = UINT32_MAX;

	memset(&matched, 0, sizeof(matched));
	for (uint32_t n = 0; n < made.n; n++) {
		struct iop_fold_entry e = made.entries[n];

		ck_assert_uint_eq(e.id & e.mask, 0);
		ck_assert_uint_eq(e.mask & ~mask_bits, 0);
		ck_assert_msg(!iop_idset_has(&off, e.id, e.mask), "0x%x/0x%x is foreign",
			      e.id, e.mask);
		ck_assert_msg(!iop_idset_has(&matched, e.id, e.mask), "0x%x/0x%x overlaps",
			      e.id, e.mask);
		iop_idset_add(&matched, e.id, e.mask);
		ck_assert(!n || made.entries[n - 1].id < e.id);
	}
	for (uint32_t id = 0; id < 1u << IOP_FOLD_BITS; id++) {
		if (iop_idset_has(&on, id, 0) && !iop_idset_has(&matched, id, 0))
			open = id;
		sum += iop_idset_has(&matched, id, 0);
	}
	ck_assert_msg(open == UINT32_MAX, "0x%x is not covered", open);
	ck_assert_uint_eq(made.strays, sum - iop_idset_count(&on));
}

/* --- exhaustive search over small IDs, which stand at bits of their own --- */

struct small {
	unsigned int width;
	uint32_t on, off;	/* bit n: small ID n */
	uint32_t mask_bits;
	unsigned int place[5];	/* of each bit in a stream ID */
};

static uint32_t spread(const struct small *s, uint32_t id)
{
	uint32_t wide = 0;

	for (unsigned int bit = 0; bit < s->width; bit++)
		wide |= (id >> bit & 1) << s->place[bit];
	return wide;
}

static uint32_t cube(const struct small *s, uint32_t id, uint32_t mask)
{
	uint32_t set = 0;

	for (uint32_t n = 0; n < 1u << s->width; n++)
		if (!((n ^ id) & ~mask))
			set |= 1u << n;
	return set;
}

/* Fewest disjoint cubes for what of s->on is not in @used; @best: give up there. */
static unsigned int fewest(const struct small *s, uint32_t used, unsigned int best)
{
	uint32_t open = s->on & ~used, id = 0, set;
	unsigned int its;

	if (!open)
		return 0;
	if (best <= 1)
		return best;
	while (!(open >> id & 1))
		id++;
	for (uint32_t mask = 0; mask < 1u << s->width; mask++) {
		set = cube(s, id, mask);
		if (mask & ~s->mask_bits || set & (s->off | used))
			continue;
		its = 1 + fewest(s, used | set, best - 1);
		if (its < best)
			best = its;
	}
	return best;
}

static struct small draw(unsigned int width, uint32_t one_in)
{
	struct small s = { .width = width, .mask_bits = (1u << width) - 1 };
	uint32_t taken = 0;

	fresh();
	if (!any(4))
		s.mask_bits &= ~(1u << any(width));
	for (unsigned int bit = 0; bit < width; bit++) {
		do
			s.place[bit] = any(IOP_FOLD_BITS);
		while (taken >> s.place[bit] & 1);
		taken |= 1u << s.place[bit];
	}
	for (uint32_t id = 0; id < 1u << width; id++) {
		uint32_t what = any(one_in);

		s.on |= (uint32_t)(what == 0) << id;
		s.off |= (uint32_t)(what == 1) << id;
		if (what < 2)
			iop_idset_add(what ? &off : &on, spread(&s, id), 0);
	}
	return s;
}

static void expect_fewest(const struct small *s)
{
	uint32_t mask_bits = spread(s, s->mask_bits);

	ck_assert_int_eq(fold(mask_bits), 0);
	expect_sound(mask_bits);
	ck_assert(made.exact);
	ck_assert_msg(made.n == fewest(s, 0, 17), "%u entries for 0x%x without 0x%x (seed %u)",
		      made.n, s->on, s->off, seed);
}

START_TEST(four_bits_by_exhaustion)
{
	for (seed = 1; seed < 400 * 7919; seed += 7919) {
		uint32_t from = seed;
		struct small s = draw(4, 2 + from % 3);

		expect_fewest(&s);
		seed = from;
	}
}
END_TEST

START_TEST(five_bits_by_exhaustion)
{
	for (seed = 5; seed < 60 * 104729; seed += 104729) {
		uint32_t from = seed;
		struct small s = draw(5, 3 + from % 4);

		expect_fewest(&s);
		seed = from;
	}
}
END_TEST

/* --- by hand --- */

START_TEST(one_entry_does)
{
	fresh();
	for (uint32_t id = 0x10; id < 0x13; id++)
		iop_idset_add(&on, id, 0);
	ck_assert_int_eq(fold(0x7fff), 0);
	ck_assert_uint_eq(made.n, 1);
	ck_assert_uint_eq(made.entries[0].id, 0x10);
	ck_assert_uint_eq(made.entries[0].mask, 3);
	ck_assert_uint_eq(made.strays, 1);
	ck_assert(made.exact);
}
END_TEST

START_TEST(a_foreign_id_between)
{
	fresh();
	for (uint32_t id = 0x10; id < 0x13; id++)
		iop_idset_add(&on, id, 0);
	iop_idset_add(&off, 0x13, 0);
	ck_assert_int_eq(fold(0x7fff), 0);
	ck_assert_uint_eq(made.n, 2);
	ck_assert_uint_eq(made.strays, 0);
}
END_TEST

/* Without the rule that entries may not overlap, three would do. */
START_TEST(entries_never_overlap)
{
	fresh();
	for (uint32_t id = 0; id < 8; id++)
		iop_idset_add(id == 0 || id == 7 ? &off : &on, id, 0);
	ck_assert_int_eq(fold(0x7fff), 0);
	expect_sound(0x7fff);
	ck_assert_uint_eq(made.n, 3);
	iop_idset_add(&on, 8, 7);
	iop_idset_add(&off, 16, 15);
	ck_assert_int_eq(fold(0x7fff), 0);
	expect_sound(0x7fff);
}
END_TEST

START_TEST(hardware_without_masks)
{
	fresh();
	iop_idset_add(&on, 0x20, 7);
	ck_assert_int_eq(fold(0), 0);
	ck_assert_uint_eq(made.n, 8);
	ck_assert_int_eq(fold(3), 0);
	ck_assert_uint_eq(made.n, 2);
	expect_sound(3);
}
END_TEST

START_TEST(ranges_and_all)
{
	fresh();
	iop_idset_add_range(&on, 0, UINT32_MAX);
	ck_assert_uint_eq(iop_idset_count(&on), 0x10000);
	ck_assert_int_eq(fold(0xffff), 0);
	ck_assert_uint_eq(made.n, 1);
	ck_assert_uint_eq(made.entries[0].mask, 0xffff);
	ck_assert_int_eq(fold(0x7fff), 0);
	ck_assert_uint_eq(made.n, 2);
	fresh();
	iop_idset_add_range(&on, 0x3f, 0x141);
	ck_assert_uint_eq(iop_idset_count(&on), 0x103);
	ck_assert(iop_idset_has(&on, 0x141, 0) && !iop_idset_has(&on, 0x142, 0));
	ck_assert(!iop_idset_has(&on, 0x3e, 0));
}
END_TEST

START_TEST(an_id_on_both_sides)
{
	fresh();
	iop_idset_add(&on, 0x1234, 3);
	iop_idset_add(&off, 0x1236, 0);
	ck_assert_int_eq(fold(0xffff), IOP_FOLD_CLASH);
	ck_assert_uint_eq(made.conflict, 0x1236);
}
END_TEST

START_TEST(nothing_wanted)
{
	fresh();
	ck_assert_int_eq(fold(0xffff), 0);
	ck_assert_uint_eq(made.n, 0);
}
END_TEST

/* The worst there is: every second ID, in no order, and its opposite. */
START_TEST(as_many_as_there_can_be)
{
	fresh();
	seed = 42;
	for (uint32_t id = 0; id < 1u << IOP_FOLD_BITS; id++)
		iop_idset_add(any(2) ? &on : &off, id, 0);
	ck_assert_int_eq(fold(0x7fff), 0);
	expect_sound(0x7fff);
}
END_TEST

START_TEST(the_same_question_the_same_answer)
{
	struct iop_fold_entry first[64];
	uint32_t n;

	fresh();
	seed = 9;
	for (uint32_t k = 0; k < 64; k++)
		iop_idset_add(&on, any(0x8000) * 2, 0);
	for (uint32_t k = 0; k < 64; k++)
		iop_idset_add(&off, any(0x8000) * 2 + 1, 0);
	ck_assert_int_eq(fold(0x7fff), 0);
	expect_sound(0x7fff);
	n = made.n;
	memcpy(first, made.entries, n * sizeof(*first));
	ck_assert_int_eq(fold(0x7fff), 0);
	ck_assert_uint_eq(made.n, n);
	ck_assert_mem_eq(first, made.entries, n * sizeof(*first));
}
END_TEST

START_TEST(a_full_arena)
{
	uint8_t some[256];

	fresh();
	iop_idset_add(&on, 0, 0xff);
	iop_arena_init(&arena, some, sizeof(some));
	ck_assert_int_eq(fold(0x7fff), -IOP_ERR_NOSPACE);
}
END_TEST

Suite *fold_suite(void)
{
	Suite *s = suite_create("fold");
	TCase *t = tcase_create("fold");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, four_bits_by_exhaustion);
	tcase_add_test(t, five_bits_by_exhaustion);
	tcase_add_test(t, one_entry_does);
	tcase_add_test(t, a_foreign_id_between);
	tcase_add_test(t, entries_never_overlap);
	tcase_add_test(t, hardware_without_masks);
	tcase_add_test(t, ranges_and_all);
	tcase_add_test(t, an_id_on_both_sides);
	tcase_add_test(t, nothing_wanted);
	tcase_add_test(t, as_many_as_there_can_be);
	tcase_add_test(t, the_same_question_the_same_answer);
	tcase_add_test(t, a_full_arena);
	suite_add_tcase(s, t);
	return s;
}
