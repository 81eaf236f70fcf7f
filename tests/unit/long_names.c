// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * IOMMUs with so many compatibles that only those are kept which the driver's
 * facts are about: nothing becomes of the others, or of those twice there.
 */
#include <string.h>

#include "devices/iommu_names.h"
#include "dts_help.h"
#include "facts/view.h"

Suite *long_names_suite(void);

#define UNKNOWN "vendor,one-of-many-names-0001\", \"vendor,one-of-many-names-0002\", \"" \
	"vendor,one-of-many-names-0003\", \"vendor,one-of-many-names-0004\", \"" \
	"vendor,one-of-many-names-0005\", \""
#define BOARD(names, masters) DTS("s: " NODE("iommu@1000", names, \
	"reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;" \
	"interrupts = <0 1 2 3>;") masters)
#define TWO MASTER("a", "&s 1") MASTER("b", "&s 2")

START_TEST(unknown_names_change_nothing)
{
	dts_plan(dts_releases[_i], BOARD(UNKNOWN "arm,mmu-500", TWO));
	expect_active("/iommu@1000");
	expect_alone("/a");
	expect_alone("/b");
	ck_assert_str_eq(dts_iommu("/iommu@1000")->driver->name, "arm-smmu");
}
END_TEST

START_TEST(names_that_are_there_twice)
{
	dts_plan(dts_releases[_i], BOARD(UNKNOWN "arm,mmu-500\", \"arm,mmu-500\", \"arm,smmu-v2",
					 TWO));
	expect_active("/iommu@1000");
	expect_alone("/a");
}
END_TEST

/* What Qualcomm's own kinds have otherwise is known by a name in the list. */
#define DISPLAY NODE("gpu", "qcom,adreno", "iommus = <&s 1>;") MASTER("b", "&s 2")

START_TEST(a_known_name_is_kept)
{
	dts_plan(LINUX(7, 2), BOARD("qcom,sdm845-smmu-500\", \"arm,mmu-500", DISPLAY));
	expect_domain("/gpu", "identity");
	expect_domain("/b", "DMA");
	dts_plan(LINUX(7, 2), BOARD("arm,mmu-500", DISPLAY));
	expect_domain("/gpu", "DMA");
	dts_plan(LINUX(7, 2), BOARD(UNKNOWN "qcom,sdm845-smmu-500\", \"arm,mmu-500", DISPLAY));
	expect_domain("/gpu", "identity");
	expect_domain("/b", "DMA");
}
END_TEST

START_TEST(none_of_many_names_is_known)
{
	dts_plan(dts_releases[_i], BOARD(UNKNOWN "vendor,last-of-many", TWO));
	expect_lost("/a", "no-linux-driver");
}
END_TEST

#define SINCE { .since = 1 }

/* Names that facts, rows and items are about, as a driver's own or of all. */
static const struct iop_compat compats[] = { { "v,own", SINCE, "f" }, { "w,own", SINCE, "f" } };
static const struct iop_fact facts[] = {
	{ IOP_K_ID_BITS, 1, SINCE, NULL, "f" }, { IOP_K_ID_BITS, 2, SINCE, "v,fact", "f" },
};
static const struct iop_row table[] = {
	{ .table = "t", .when = SINCE }, { .table = "t", .name = "v,named", .when = SINCE },
	{ .table = "t", .compatible = "v,row", .when = SINCE },
};
static const struct iop_item items[] = { { "l", "v,star*", SINCE, "f" } };
static const struct iop_driver toy = {
	.name = "toy", .compats = compats, .n_compats = 2, .facts = facts, .n_facts = 2,
	.rows = table, .n_rows = 3, .items = items, .n_items = 1,
};

static const struct { const char *name; bool kept; } known[] = {
	{ "v,own", true }, { "w,own", true }, { "v,fact", true }, { "v,named", true },
	{ "v,row", true }, { "v,star", true }, { "v,stars-and-more", true }, { "v,sta", false },
	{ "v,ow", false }, { "v,facts", false }, { "x,fact", false }, { "v,rows", false },
	{ "x,named", false }, { "", false }, { "v,name", false },
};

START_TEST(what_facts_are_about_is_kept)
{
	static uint64_t space[1024];
	uint8_t list[512] = "";
	struct iop_iommu i = { .driver = &toy };
	struct iop_arena a;
	size_t size = 0;

	for (size_t n = 0; n < 8; n++, size += 25)
		strcpy((char *)list + size, "vendor,none-of-the-known");
	strcpy((char *)list + size, known[_i].name);
	size += strlen(known[_i].name) + 1;
	i.names = (struct iop_cells){ list, (uint32_t)size };
	iop_arena_init(&a, space, sizeof(space));
	ck_assert(iop_iommu_names(&i, &a));
	ck_assert_uint_eq(i.names.left, known[_i].kept ? strlen(known[_i].name) + 1 : 0);
	if (known[_i].kept)
		ck_assert_str_eq((const char *)i.names.at, known[_i].name);
	for (size_t room = 0; room < a.used; room++) {
		struct iop_iommu again = { .driver = &toy, .names = { list, (uint32_t)size } };
		struct iop_arena less;

		iop_arena_init(&less, space, room);
		ck_assert(!iop_iommu_names(&again, &less));
	}
}
END_TEST

START_TEST(stars_fit_the_rest)
{
	static const struct { const char *item, *name; bool fits; } pairs[] = {
		{ "a", "a", true }, { "a", "b", false }, { "a*", "a", true }, { "a*", "abc", true },
		{ "a*", "b", false }, { "*", "", true }, { "*", "abc", true }, { "", "", true },
		{ "", "a", false }, { "ab", "ac", false }, { "ab*", "ac", false },
	};

	for (size_t n = 0; n < sizeof(pairs) / sizeof(pairs[0]); n++)
		ck_assert_msg(iop_name_fits(pairs[n].item, pairs[n].name) == pairs[n].fits,
			      "%s of %s", pairs[n].name, pairs[n].item);
}
END_TEST

Suite *long_names_suite(void)
{
	Suite *s = suite_create("long_names");
	TCase *c = tcase_create("long_names");

	tcase_add_loop_test(c, unknown_names_change_nothing, 0, RELEASES);
	tcase_add_loop_test(c, names_that_are_there_twice, 0, RELEASES);
	tcase_add_test(c, a_known_name_is_kept);
	tcase_add_loop_test(c, none_of_many_names_is_known, 0, RELEASES);
	tcase_add_loop_test(c, what_facts_are_about_is_kept, 0, sizeof(known) / sizeof(known[0]));
	tcase_add_test(c, stars_fit_the_rest);
	suite_add_tcase(s, c);
	return s;
}
