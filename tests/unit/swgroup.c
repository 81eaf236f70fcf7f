// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Tegra30 to 210: tegra_smmu_device_group() and its sets of swgroups. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"

Suite *swgroup_suite(void);

static const struct {
	const char *compatible;
	const char *set;	/* swgroups that share, blank between */
	const char *out;	/* one that is in another SoC's set, not in this */
} socs[] = {
	{ "nvidia,tegra30-mc", "1 2 4 9 10", "24" },
	{ "nvidia,tegra114-mc", "1 2 4 6", "9" },
	{ "nvidia,tegra124-mc", "1 2 24", "4" },
	{ "nvidia,tegra132-mc", "1 2 24", "4" },
	{ "nvidia,tegra210-mc", "1 2", "24" },
};

static const char *board(int soc, const char *masters)
{
	static char text[4096];
	int len = snprintf(text, sizeof(text), DTS("mc: mc { compatible = \"%s\";"
			   "#iommu-cells = <1>; }; %s"), socs[soc].compatible, masters);

	ck_assert_int_lt(len, (int)sizeof(text));
	return text;
}

static size_t put_masters(char *masters, size_t size, const char *set)
{
	char list[32], *word;
	size_t count = 0;

	*masters = 0;
	strcpy(list, set);
	for (word = strtok(list, " "); word; word = strtok(NULL, " "), count++)
		snprintf(masters + strlen(masters), size - strlen(masters),
			 "m%zu { compatible = \"x\"; iommus = <&mc %s>; };", count, word);
	return count;
}

START_TEST(sets_share)
{
	char masters[1024], path[16];
	size_t count = put_masters(masters, sizeof(masters), socs[_i].set);

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], board(_i, masters));
		ck_assert_uint_eq(dts_group("/m0")->count, count);
		for (size_t n = 1; n < count; n++) {
			snprintf(path, sizeof(path), "/m%zu", n);
			ck_assert_ptr_eq(dts_group(path), dts_group("/m0"));
			ck_assert_int_eq(dts_device(path)->join, IOP_JOIN_SWGROUP);
		}
	}
}
END_TEST

START_TEST(others_are_apart)
{
	char masters[1024];

	snprintf(masters, sizeof(masters), "a { compatible = \"x\"; iommus = <&mc 1>; };"
		 "b { compatible = \"x\"; iommus = <&mc %s>; };", socs[_i].out);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], board(_i, masters));
		expect_alone("/a");
		expect_alone("/b");
	}
}
END_TEST

START_TEST(equal_swgroups_share)
{
	dts_plan(dts_releases[_i], board(4, MASTER("a", "&mc 6") MASTER("b", "&mc 6")
					 MASTER("c", "&mc 7")));
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

START_TEST(first_id_is_the_key)
{
	dts_plan(dts_releases[_i], board(4, MASTER("a", "&mc 6 &mc 7") MASTER("b", "&mc 7")
					 MASTER("c", "&mc 6")));
	expect_together("/a", "/c");
	expect_alone("/b");
}
END_TEST

START_TEST(unknown_swgroups_are_grouped)
{
	dts_plan(dts_releases[_i], board(4, MASTER("a", "&mc 4000")));
	expect_alone("/a");
}
END_TEST

START_TEST(memory_controller_without_cells_is_no_iommu)
{
	dts_plan(LINUX(6, 12), DTS("mc: mc { compatible = \"nvidia,tegra210-mc\"; };"
				   MASTER("a", "&mc 1")));
	ck_assert_uint_eq(dts_plan_made.n_iommus, 0);
	expect_lost("/a", "not-an-iommu");
}
END_TEST

/* ≤ 6.6 knows UNMANAGED only; then identity always. */
START_TEST(types)
{
	struct iop_target target = { .version = dts_releases[_i],
		.bootargs = "iommu.passthrough=0" };

	dts_plan_for(&target, board(4, MASTER("a", "&mc 1")));
	expect_domain("/a", dts_releases[_i] < LINUX(6, 8) ? "unknown" : "identity");
}
END_TEST

START_TEST(address_spaces)
{
	static const uint32_t have[] = { 4, 4, 128, 128, 128 };

	dts_plan(LINUX(6, 12), board(_i, MASTER("a", "&mc 1")));
	ck_assert_uint_eq(dts_iommu("/mc")->contexts_have, have[_i]);
	ck_assert_uint_eq(dts_iommu("/mc")->contexts_need, 0);
}
END_TEST

Suite *swgroup_suite(void)
{
	Suite *s = suite_create("swgroup");
	TCase *t = tcase_create("swgroup");

	tcase_add_loop_test(t, sets_share, 0, 5);
	tcase_add_loop_test(t, others_are_apart, 0, 5);
	tcase_add_loop_test(t, equal_swgroups_share, 0, RELEASES);
	tcase_add_loop_test(t, first_id_is_the_key, 0, RELEASES);
	tcase_add_loop_test(t, unknown_swgroups_are_grouped, 0, RELEASES);
	tcase_add_test(t, memory_controller_without_cells_is_no_iommu);
	tcase_add_loop_test(t, types, 0, RELEASES);
	tcase_add_loop_test(t, address_spaces, 0, 5);
	suite_add_tcase(s, t);
	return s;
}
