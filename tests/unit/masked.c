// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Numbers under a mask, and the stream IDs of a run of them, against counting
 * them one by one. */
#include <check.h>

#include "base/masked.h"
#include "model/ranges.h"

Suite *masked_suite(void);

#define SPACE 0x400u	/* small enough to be counted out */

static const uint32_t masks[] = {
	UINT32_MAX, 0x3ff, 0x3f8, 0x3fe, 0x3c0, 0x0ff, 0x007, 0x307, 0x2a8, 0x155, 0x201, 0x200, 0,
};

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

START_TEST(neighbours_under_a_mask)
{
	uint32_t mask = masks[_i], up, got;

	for (uint32_t x = 0; x < SPACE; x++) {
		for (up = x; up < 4 * SPACE && up & ~mask; up++)
			;
		ck_assert_int_eq(iop_masked_from(x, mask, &got), up < 4 * SPACE);
		if (up < 4 * SPACE)
			ck_assert_uint_eq(got, up);
		for (up = x; up & ~mask; up--)
			;
		ck_assert_uint_eq(iop_masked_upto(x, mask), up);
	}
}
END_TEST

START_TEST(ends_of_the_numbers)
{
	uint32_t got;

	ck_assert(iop_masked_from(UINT32_MAX, UINT32_MAX, &got) && got == UINT32_MAX);
	ck_assert(!iop_masked_from(UINT32_MAX, 0xfffffff8, &got));
	ck_assert(iop_masked_from(0xfffffff1, 0xfffffff8, &got) && got == 0xfffffff8);
	ck_assert_uint_eq(iop_masked_upto(UINT32_MAX, 0xfff8), 0xfff8);
}
END_TEST

static struct iop_range random_range(uint32_t mask, uint32_t *seed)
{
	uint32_t a = next(seed) % SPACE & mask, b = next(seed) % SPACE & mask;

	return (struct iop_range){
		.first = a < b ? a : b, .last = a < b ? b : a, .rid_mask = mask,
		.step_mask = mask, .id = next(seed) % SPACE,
	};
}

/* By the definition in model/model.h. */
static bool has_id(const struct iop_range *r, uint32_t id)
{
	uint32_t rid = r->first + (id - r->id);

	return id >= r->id && rid <= r->last && !(rid & ~r->rid_mask);
}

START_TEST(ids_of_a_range)
{
	uint32_t seed = (uint32_t)_i + 1, mask = masks[_i], id, want;

	for (int n = 0; n < 200; n++) {
		struct iop_range r = random_range(mask, &seed);

		for (want = id = r.id; want < 2 * SPACE; want++) {
			if (!has_id(&r, want))
				continue;
			ck_assert(want == r.id || iop_range_next_id(&r, &id));
			ck_assert_uint_eq(id, want);
		}
		ck_assert(!iop_range_next_id(&r, &id));
		ck_assert_uint_eq(id, iop_range_last_id(&r));
	}
}
END_TEST

START_TEST(an_id_that_is_like_another)
{
	uint32_t seed = (uint32_t)_i + 1, got = 0, want;

	for (int n = 0; n < 2000; n++) {
		struct iop_range r = random_range(masks[_i], &seed);
		uint32_t like = next(&seed) % (2 * SPACE), care = ~(next(&seed) & next(&seed) & 0x7ff);

		for (want = r.id; want < 2 * SPACE; want++)
			if (has_id(&r, want) && !((want ^ like) & care))
				break;
		ck_assert_msg(iop_range_takes(&r, like, care, &got) == (want < 2 * SPACE),
			      "%#x-%#x masked by %#x from %#x on: like %#x in %#x",
			      r.first, r.last, r.rid_mask, r.id, like, care);
		if (want < 2 * SPACE)
			ck_assert_uint_eq(got, want);
	}
}
END_TEST

START_TEST(ranges_with_an_id_in_common)
{
	uint32_t seed = (uint32_t)_i + 1, id;

	for (int n = 0; n < 2000; n++) {
		struct iop_range a = random_range(masks[_i], &seed);
		struct iop_range b = random_range(masks[_i], &seed);

		for (id = 0; id < 2 * SPACE && !(has_id(&a, id) && has_id(&b, id)); id++)
			;
		ck_assert_msg(iop_ranges_meet(&a, &b) == (id < 2 * SPACE),
			      "%#x-%#x from %#x, %#x-%#x from %#x, masked by %#x", a.first,
			      a.last, a.id, b.first, b.last, b.id, masks[_i]);
	}
}
END_TEST

static const struct { uint32_t mask, first, last, rid_mask; } spans[] = {
	{ UINT32_MAX, 0x10, 0x18, UINT32_MAX },
	{ 0xffff, 0x10, 0x18, UINT32_MAX },
	{ 0xfff8, 0x10, 0x1f, UINT32_MAX },
	{ 0x00f8, 0x10, 0x18, 0x00f8 },
};

START_TEST(requesters_before_the_mask)
{
	struct iop_range r = { .first = 0x10, .last = 0x18, .rid_mask = spans[_i].mask };
	struct iop_rids got = iop_range_rids(IOP_BUS_PCI, &r);

	ck_assert_uint_eq(got.first, spans[_i].first);
	ck_assert_uint_eq(got.last, spans[_i].last);
	ck_assert_uint_eq(got.mask, spans[_i].rid_mask);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *masked_suite(void)
{
	Suite *s = suite_create("masked");
	TCase *t = tcase_create("masked");

	TABLE(t, neighbours_under_a_mask, masks);
	tcase_add_test(t, ends_of_the_numbers);
	TABLE(t, ids_of_a_range, masks);
	TABLE(t, an_id_that_is_like_another, masks);
	TABLE(t, ranges_with_an_id_in_common, masks);
	TABLE(t, requesters_before_the_mask, spans);
	suite_add_tcase(s, t);
	return s;
}
