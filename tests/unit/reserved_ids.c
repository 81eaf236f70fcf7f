// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters that name reserved IDs, against counting all IDs one by one. */
#include <check.h>

#include "model/ranges.h"
#include "model/reserved_ids.h"

Suite *reserved_ids_suite(void);

#define SPACE 0x200u	/* small enough to be counted out */

static struct iop_iommu iommus[2] = { { .cells = 1 }, { .cells = 2 } };
static struct iop_stream stream;
static struct iop_range range;
static struct iop_plan plan = {
	.iommus = iommus, .n_iommus = 2, .streams = &stream, .n_streams = 1,
	.ranges = &range, .n_ranges = 1,
};

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static struct iop_reserved_ids random_ids(uint32_t *seed)
{
	uint32_t mask = next(seed) & 1 ? next(seed) & next(seed) & (SPACE - 1) : 0;
	uint32_t first = next(seed) % SPACE & ~mask;

	return (struct iop_reserved_ids){
		first, mask ? first : first + next(seed) % (SPACE - first), mask };
}

static bool is_reserved(const struct iop_reserved_ids *r, uint32_t id)
{
	return (id & ~r->mask) >= r->first && (id & ~r->mask) <= r->last;
}

static void check(const struct iop_device *d, const struct iop_reserved_ids *r,
		  bool (*has)(uint32_t id))
{
	uint32_t id, got = 0;
	bool names = iop_names_reserved(&plan, d, 1, r, &got);

	for (id = 0; id < 2 * SPACE && !(is_reserved(r, id) && has(id)); id++)
		;
	ck_assert_msg(names == (id < 2 * SPACE), "%#x-%#x mask %#x", r->first, r->last, r->mask);
	if (names)
		ck_assert(is_reserved(r, got) && has(got));
	ck_assert(!iop_names_reserved(&plan, d, 0, r, &got));
}

static bool of_stream(uint32_t id)
{
	return !((id ^ stream.id) & ~stream.mask);
}

START_TEST(named_by_iommus)
{
	const struct iop_device d = { .n_streams = 1 };
	uint32_t seed = 1;

	for (int n = 0; n < 20000; n++) {
		struct iop_reserved_ids r = random_ids(&seed);

		stream = (struct iop_stream){
			1, next(&seed) % SPACE,
			next(&seed) & 1 ? next(&seed) & next(&seed) & (SPACE - 1) : 0 };
		check(&d, &r, of_stream);
	}
}
END_TEST

static bool of_range(uint32_t id)
{
	return id >= range.id && id <= iop_range_last_id(&range);
}

START_TEST(named_by_a_map)
{
	const struct iop_device d = { .n_streams = 1, .requesters = true };
	uint32_t seed = 2;

	for (int n = 0; n < 20000; n++) {
		struct iop_reserved_ids r = random_ids(&seed);
		uint32_t first = next(&seed) % SPACE;

		range = (struct iop_range){
			.first = first, .last = first + next(&seed) % 0x40,
			.rid_mask = UINT32_MAX, .step_mask = UINT32_MAX,
			.iommu = 1, .id = next(&seed) % SPACE };
		check(&d, &r, of_range);
	}
	range.why = 1;
	ck_assert(!iop_names_reserved(&plan, &d, 1, &(struct iop_reserved_ids){ 0, SPACE, 0 },
				      &seed));
}
END_TEST

START_TEST(no_ids_at_all)
{
	const struct iop_device d = { .n_streams = 1 };
	struct iop_reserved_ids all = { 0, UINT32_MAX, 0 };
	uint32_t id;

	stream = (struct iop_stream){ 1, UINT32_MAX, 0 };
	ck_assert(iop_names_reserved(&plan, &d, 1, &all, &id));
	ck_assert_uint_eq(id, UINT32_MAX);
	iommus[1].cells = 0;
	ck_assert(!iop_names_reserved(&plan, &d, 1, &all, &id));
}
END_TEST

Suite *reserved_ids_suite(void)
{
	Suite *s = suite_create("reserved_ids");
	TCase *t = tcase_create("reserved IDs");

	tcase_add_test(t, named_by_iommus);
	tcase_add_test(t, named_by_a_map);
	tcase_add_test(t, no_ids_at_all);
	suite_add_tcase(s, t);
	return s;
}
