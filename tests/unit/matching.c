// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which driver a list of compatibles gets, which behaviour, and which rows are open. */
#include <check.h>
#include <string.h>

#include "facts/view.h"

Suite *matching_suite(void);

#define LINUX(major, minor) IOP_VERSION(major, minor, IOP_VERSION_PATCH_ANY)
#define SINCE { .since = 1 }
#define GONE { .since = 1, .until = LINUX(6, 0) }
#define LIST(text) text, sizeof(text)

static const struct iop_compat of_a[] = {
	{ "v,old", GONE, "f" }, { "v,now", SINCE, "f" }, { "v,both", SINCE, "f" },
};
static const struct iop_compat of_b[] = {
	{ "w,old", GONE, "f" }, { "w,now", SINCE, "f" }, { "v,both", SINCE, "f" },
};
static const struct iop_fact needs[] = { { IOP_K_NEEDS_CELLS, 1, SINCE, NULL, "f" } };
static const struct iop_behaviour behaviours[] = {
	{ "other", NULL, "0", NULL, "f" }, { "rule", NULL, "1", NULL, "f" },
	{ "rule", NULL, "2", NULL, "f" }, { "rule", "v,special", "3", NULL, "f" },
	{ "rule", "v,many-*", "4", NULL, "f" },
};
static const struct iop_driver drivers[] = {
	{ .name = "linux", .kconfig = "", .legacy_kconfig = "" },
	{ .name = "a", .kconfig = "", .legacy_kconfig = "", .compats = of_a, .n_compats = 3 },
	{ .name = "b", .kconfig = "", .legacy_kconfig = "", .compats = of_b, .n_compats = 3,
	  .facts = needs, .n_facts = 1 },
	{ .name = "readers", .kconfig = "", .legacy_kconfig = "", .behaviours = behaviours,
	  .n_behaviours = 5 },
};

static const struct {
	const char *names;
	size_t size;
	const char *driver, *without;	/* with #iommu-cells, without; NULL: none */
	bool now;
} matches[] = {
	{ LIST("v,now"), "a", "a", true },
	{ LIST("v,old"), "a", "a", false },
	{ LIST("v,old\0w,now"), "b", "a", true },	/* one that holds before one that does not */
	{ LIST("w,now\0v,now"), "b", "a", true },	/* the first of two that hold */
	{ LIST("v,now\0w,now"), "a", "a", true },
	{ LIST("w,now\0v,old"), "b", "a", true },
	{ LIST("v,old\0w,old"), "a", "a", false },	/* the first of two that do not */
	{ LIST("w,old\0v,old"), "b", "a", false },
	{ LIST("w,now"), "b", NULL, true },
	{ LIST("v,both"), "a", "a", true },
	{ LIST("v,none\0u,now"), NULL, NULL, false },
};

static struct iop_view view;
static uint64_t memory[1 << 14];

static void look(uint16_t count)
{
	static struct iop_facts facts = { .drivers = drivers };
	const struct iop_target target = { .version = LINUX(6, 12) };
	struct iop_arena a;

	facts.count = count;
	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_view_build(&view, &facts, &target, &a));
}

static void expect_match(int row, bool has_cells, const char *driver)
{
	struct iop_cells names = { (const uint8_t *)matches[row].names,
				   (uint32_t)matches[row].size };
	struct iop_match m = iop_match_driver(&view, names, has_cells);

	ck_assert_msg(!m.driver == !driver && (!driver || !strcmp(m.driver->name, driver)),
		      "%s of %s", m.driver ? m.driver->name : "none", matches[row].names);
	if (has_cells)
		ck_assert_int_eq(m.now, matches[row].now);
}

START_TEST(the_driver_of_a_list)
{
	look(4);
	expect_match(_i, true, matches[_i].driver);
	expect_match(_i, false, matches[_i].without);
}
END_TEST

static const char *behaviour(const char *rule, const char *names, uint32_t size)
{
	struct iop_cells list = { (const uint8_t *)names, size };
	const struct iop_behaviour *b = iop_behaviour_of(&view, rule, list);

	return b ? b->first : "none";
}

START_TEST(the_behaviour_of_a_list)
{
	look(4);
	ck_assert_str_eq(behaviour("rule", LIST("v,x")), "1");
	ck_assert_str_eq(behaviour("rule", LIST("v,x\0v,special")), "3");
	ck_assert_str_eq(behaviour("rule", LIST("v,many-of")), "4");
	ck_assert_str_eq(behaviour("other", LIST("v,special")), "0");
	ck_assert_str_eq(behaviour("third", LIST("v,special")), "none");
	look(3);	/* no file about readers */
	ck_assert_str_eq(behaviour("rule", LIST("v,special")), "none");
}
END_TEST

/* In 6.1, between 6.0 and 6.6, all of these may hold. */
#define OPEN { .since = LINUX(6, 6), .no = LINUX(6, 0), .yes = LINUX(6, 6) }

static const struct iop_compat compat = { "v,x", OPEN, "f" };
static const struct iop_item item = { "l", "i", OPEN, "f" };
static const struct iop_param param = { .name = "p", .when = OPEN };
static const struct iop_fact fact = { IOP_K_ID_BITS, 1, OPEN, NULL, "f" };
static const struct iop_row row = { .table = "t", .when = OPEN };

static bool count_down(void *ctx, const struct iop_open *o)
{
	unsigned int *left = ctx;

	ck_assert_ptr_nonnull(o->name);
	return --*left != 0;
}

/* A walk that is ended at any place is ended. */
START_TEST(open_rows_until_told)
{
	const struct iop_driver d = {
		.name = "d", .legacy_kconfig = "k", .legacy_when = OPEN, .compats = &compat,
		.n_compats = 1, .items = &item, .n_items = 1, .params = &param, .n_params = 1,
		.facts = &fact, .n_facts = 1, .rows = &row, .n_rows = 1,
	};
	unsigned int left;

	for (unsigned int most = 1; most <= 6; most++) {
		left = most;
		ck_assert(!iop_open_rows(&d, LINUX(6, 1), count_down, &left));
		ck_assert_uint_eq(left, 0);
	}
	left = 7;
	ck_assert(iop_open_rows(&d, LINUX(6, 1), count_down, &left));
	ck_assert_uint_eq(left, 1);
	left = 1;
	ck_assert(iop_open_rows(&d, LINUX(6, 12), count_down, &left));
	ck_assert_uint_eq(left, 1);
}
END_TEST

Suite *matching_suite(void)
{
	Suite *s = suite_create("matching");
	TCase *t = tcase_create("matching");

	tcase_add_loop_test(t, the_driver_of_a_list, 0, sizeof(matches) / sizeof(matches[0]));
	tcase_add_test(t, the_behaviour_of_a_list);
	tcase_add_test(t, open_rows_until_told);
	suite_add_tcase(s, t);
	return s;
}
