// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Entries that all masters share match no stream that a policy keeps back. */
#include "model/lookup.h"
#include "solve_help.h"

Suite *solve_reserved_suite(void);

#define LOW DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10") \
		  MASTER("usb@2", "&s 0x20") MASTER("gpu@3", "&s 0x30"))

#define SHARED(ids) "version: 1\n" ALL "iommus:\n  - match: {path: /iommu@1000}\n" \
		    "    strategy: shared\n    reserved-streams: [" ids "]\n"

static bool matches(uint32_t id)
{
	const struct iop_plan *p = &solved.plan;

	for (uint32_t d = 0; d < p->n_devices; d++)
		for (uint32_t n = 0; n < p->devices[d].n_streams; n++) {
			const struct iop_stream *r = iop_stream_of(p, &p->devices[d], n);

			if (!((r->id ^ id) & ~r->mask))
				return true;
		}
	return false;
}

/* Without anything kept back one entry serves all, and matches 0 as well. */
START_TEST(one_entry_for_all)
{
	solve(LINUX(6, 12), LOW, SHARED("0x7000"));
	ck_assert(solved.met);
	ck_assert_uint_eq(solved.plan.n_groups, 1);
	ck_assert(matches(0x10) && matches(0x20) && matches(0x30));
	ck_assert(matches(0));
}
END_TEST

#define HIGH DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x110") \
		 MASTER("usb@2", "&s 0x120") MASTER("gpu@3", "&s 0x130"))

/* What is kept back is the only run, the first, the second, the third, all of
 * one that is longer. */
static const struct { const char *dts, *yaml; uint32_t base, kept; } reserved[] = {
	{ LOW, SHARED("0"), 0, 0 },
	{ LOW, SHARED("0/0x40"), 0, 0 },
	{ LOW, SHARED("0x4f/0x4f"), 0, 0 },
	{ HIGH, SHARED("0x100"), 0x100, 0x100 },
	{ HIGH, SHARED("0/0x100"), 0x100, 0x100 },
	{ HIGH, SHARED("0x80/0x180"), 0x100, 0x100 },
	{ HIGH, SHARED("0x8/0x18f"), 0x100, 0x100 },
	{ HIGH, SHARED("0x100/0x1"), 0x100, 0x100 },
};

START_TEST(entries_keep_clear)
{
	solve(LINUX(6, 12), reserved[_i].dts, reserved[_i].yaml);
	ck_assert(solved.met);
	ck_assert_uint_eq(solved.plan.n_groups, 1);
	ck_assert(!matches(reserved[_i].kept));
	for (uint32_t id = 0x10; id <= 0x30; id += 0x10)
		ck_assert(matches(reserved[_i].base + id));
}
END_TEST

/* Were nothing kept back, the entry would match it here too. */
START_TEST(another_entry_for_all)
{
	solve(LINUX(6, 12), HIGH, SHARED("0/0x1000"));
	ck_assert(solved.met);
	ck_assert(matches(0x100));
	solve(LINUX(6, 12), HIGH, SHARED("0/0x30"));
	ck_assert(solved.met);
	ck_assert(matches(0x100));
}
END_TEST

Suite *solve_reserved_suite(void)
{
	Suite *s = suite_create("solve_reserved");
	TCase *c = tcase_create("solve_reserved");

	tcase_add_test(c, one_entry_for_all);
	tcase_add_test(c, another_entry_for_all);
	tcase_add_loop_test(c, entries_keep_clear, 0, sizeof(reserved) / sizeof(reserved[0]));
	suite_add_tcase(s, c);
	return s;
}
