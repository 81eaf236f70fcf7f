// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Default domain types: command line, configuration, then what drivers can. */
#include "dts_help.h"

Suite *domains_suite(void);

#define V3 IOMMU("s", "1000", "arm,smmu-v3", "1") MASTER("a", "&s 1")

static void plan_args(iop_version version, const char *args)
{
	struct iop_target target = { .version = version, .bootargs = args };

	dts_plan_for(&target, DTS(V3));
}

START_TEST(without_a_word)
{
	dts_plan(dts_releases[_i], DTS(V3));
	expect_domain("/a", "DMA");
	ck_assert_int_eq(dts_plan_made.defaults.flush, IOP_W_STRICT);
	ck_assert(!dts_plan_made.defaults.type_set && !dts_plan_made.defaults.flush_set);
	ck_assert_str_eq(dts_plan_made.defaults.bootargs, "");
}
END_TEST

/* The type of DMA with a flush queue is shown since 5.15. */
static const struct { const char *args, *old, *now; } lines[] = {
	{ "iommu.passthrough=1", "identity", "identity" },
	{ "iommu.passthrough=0", "DMA", "DMA" },
	{ "iommu.strict=0", "DMA", "DMA-FQ" },
	{ "iommu.strict=1", "DMA", "DMA" },
	{ "iommu.passthrough=1 iommu.strict=0", "identity", "identity" },
	{ "iommu.strict=0 iommu.passthrough=1", "identity", "identity" },
	{ "iommu.passthrough=0 iommu.strict=0", "DMA", "DMA-FQ" },
	/* the last one counts */
	{ "iommu.passthrough=1 iommu.passthrough=0", "DMA", "DMA" },
	{ "iommu.passthrough=0 quiet iommu.passthrough=1", "identity", "identity" },
	{ "iommu.strict=0 iommu.strict=1", "DMA", "DMA" },
	/* what is malformed counts for nothing */
	{ "iommu.passthrough=1 iommu.passthrough=maybe", "identity", "identity" },
	{ "iommu.passthrough=maybe", "DMA", "DMA" },
	{ "iommu.passthrough=", "DMA", "DMA" },
	{ "iommu.passthrough", "DMA", "DMA" },
	{ "iommu.strict=2", "DMA", "DMA" },
	{ "iommu.strict=0 iommu.strict", "DMA", "DMA-FQ" },
	/* spellings */
	{ "iommu.passthrough=yellow", "identity", "identity" },
	{ "iommu.passthrough=ON", "identity", "identity" },
	{ "iommu.passthrough=1x", "identity", "identity" },
	{ "iommu.passthrough=\"1\"", "identity", "identity" },
	{ "iommu.strict=off", "DMA", "DMA-FQ" },
	{ "iommu.strict=no", "DMA", "DMA-FQ" },
	/* others' parameters */
	{ "iommu=pt", "DMA", "DMA" },
	{ "iommu_passthrough=1", "DMA", "DMA" },
	{ "xiommu.passthrough=1", "DMA", "DMA" },
	{ "iommu.passthroughs=1", "DMA", "DMA" },
	{ "-- iommu.passthrough=1", "DMA", "DMA" },
	{ "\"iommu.passthrough=1\"", "identity", "identity" },
};

START_TEST(command_line)
{
	for (int r = 0; r < RELEASES; r++) {
		plan_args(dts_releases[r], lines[_i].args);
		expect_domain("/a", dts_releases[r] < LINUX(5, 15) ? lines[_i].old :
			      lines[_i].now);
	}
}
END_TEST

/* kstrtobool() learned t and f, then e and d. */
START_TEST(truth_by_version)
{
	static const struct { const char *args; iop_version since; } words[] = {
		{ "iommu.passthrough=true", IOP_VERSION(5, 19, 0) },
		{ "iommu.passthrough=T", IOP_VERSION(5, 19, 0) },
		{ "iommu.passthrough=enable", IOP_VERSION(6, 15, 0) },
	};

	for (int r = 0; r < RELEASES; r++) {
		plan_args(dts_releases[r], words[_i].args);
		expect_domain("/a", dts_releases[r] < words[_i].since ? "DMA" : "identity");
	}
}
END_TEST

START_TEST(parameters_by_version)
{
	static const struct { iop_version version; const char *args, *type; } rows[] = {
		{ LINUX(4, 19), "iommu.passthrough=1", "identity" },
		{ LINUX(5, 14), "iommu.strict=0", "DMA" },
		{ LINUX(5, 15), "iommu.strict=0", "DMA-FQ" },
	};

	plan_args(rows[_i].version, rows[_i].args);
	expect_domain("/a", rows[_i].type);
}
END_TEST

START_TEST(strict_since_4_20)
{
	plan_args(LINUX(4, 19), "iommu.strict=0");
	ck_assert_int_eq(dts_plan_made.defaults.flush, IOP_W_STRICT);
	plan_args(LINUX(4, 20), "iommu.strict=0");
	ck_assert_int_eq(dts_plan_made.defaults.flush, IOP_W_LAZY);
}
END_TEST

START_TEST(chosen_is_read)
{
	dts_plan(dts_releases[_i], DTS(V3 "chosen { bootargs = \"quiet iommu.passthrough=1\"; };"));
	expect_domain("/a", "identity");
	ck_assert(dts_plan_made.defaults.type_set);
}
END_TEST

START_TEST(told_arguments_replace_chosen)
{
	struct iop_target target = { .version = dts_releases[_i], .bootargs = "quiet" };

	dts_plan_for(&target, DTS(V3 "chosen { bootargs = \"iommu.passthrough=1\"; };"));
	expect_domain("/a", "DMA");
	ck_assert_str_eq(dts_plan_made.defaults.bootargs, "quiet");
}
END_TEST

START_TEST(unterminated_arguments_are_none)
{
	dts_plan(LINUX(6, 12), DTS(V3 "chosen { bootargs = [69 6f]; };"));
	ck_assert_str_eq(dts_plan_made.defaults.bootargs, "");
}
END_TEST

/* CONFIG_IOMMU_DEFAULT_PASSTHROUGH, since 4.19; the command line beats it. */
static const struct {
	iop_version version;
	uint8_t passthrough, lazy;
	const char *args, *type;
} configs[] = {
	{ LINUX(4, 19), IOP_CONFIG_YES, IOP_CONFIG_NO, "", "identity" },
	{ LINUX(5, 10), IOP_CONFIG_YES, IOP_CONFIG_NO, "", "identity" },
	{ LINUX(5, 10), IOP_CONFIG_UNKNOWN, IOP_CONFIG_UNKNOWN, "", "DMA" },
	{ LINUX(7, 2), IOP_CONFIG_YES, IOP_CONFIG_NO, "", "identity" },
	{ LINUX(7, 2), IOP_CONFIG_YES, IOP_CONFIG_NO, "iommu.passthrough=0", "DMA" },
	{ LINUX(7, 2), IOP_CONFIG_YES, IOP_CONFIG_NO, "iommu.strict=0", "identity" },
	{ LINUX(7, 2), IOP_CONFIG_YES, IOP_CONFIG_NO,
	  "iommu.passthrough=0 iommu.strict=0", "DMA-FQ" },
	{ LINUX(5, 14), IOP_CONFIG_NO, IOP_CONFIG_YES, "", "DMA" },
	{ LINUX(5, 15), IOP_CONFIG_NO, IOP_CONFIG_YES, "", "DMA-FQ" },
	{ LINUX(6, 1), IOP_CONFIG_NO, IOP_CONFIG_YES, "", "DMA-FQ" },
	{ LINUX(6, 1), IOP_CONFIG_NO, IOP_CONFIG_YES, "iommu.strict=1", "DMA" },
	{ LINUX(6, 1), IOP_CONFIG_NO, IOP_CONFIG_YES, "iommu.passthrough=1", "identity" },
	{ LINUX(6, 1), IOP_CONFIG_NO, IOP_CONFIG_NO, "", "DMA" },
};

START_TEST(configuration)
{
	struct iop_target target = { .version = configs[_i].version,
		.default_passthrough = configs[_i].passthrough,
		.default_lazy = configs[_i].lazy, .bootargs = configs[_i].args };

	dts_plan_for(&target, DTS(V3));
	expect_domain("/a", configs[_i].type);
}
END_TEST

START_TEST(flush_queues_are_not_for_all)
{
	struct iop_target target = { .bootargs = "iommu.strict=0" };

	for (int r = 1; r < RELEASES; r++) {
		target.version = dts_releases[r];
		dts_plan_for(&target, DTS(IOMMU("s", "1000", "rockchip,iommu", "0")
					  MASTER("a", "&s")));
		expect_domain("/a", "DMA");
		ck_assert_int_eq(dts_group("/a")->domain_why, IOP_DOMAIN_NO_FLUSH);
	}
}
END_TEST

START_TEST(identity_is_not_for_all)
{
	struct iop_target target = { .bootargs = "iommu.passthrough=1" };

	for (int r = 1; r < 3; r++) {
		target.version = dts_releases[r];
		dts_plan_for(&target, DTS(IOMMU("s", "1000", "sprd,iommu-v1", "0")
					  MASTER("a", "&s")));
		expect_domain("/a", "DMA");
		ck_assert_int_eq(dts_group("/a")->domain_why, IOP_DOMAIN_FALLBACK);
	}
}
END_TEST

/* 7.2 and newer take a lock that the identity domain of this IOMMU lacks. */
START_TEST(identity_that_hangs)
{
	static const char tree[] = DTS(IOMMU("s", "1000", "verisilicon,iommu-1.2", "0")
				       MASTER("a", "&s"));
	struct iop_target target = { .version = LINUX(7, 3) };

	dts_plan_for(&target, tree);
	expect_domain("/a", "DMA");
	ck_assert_int_eq(dts_group("/a")->confidence, IOP_CERTAIN);
	target.bootargs = "iommu.passthrough=1";
	dts_plan_for(&target, tree);
	expect_domain("/a", "unknown");
	ck_assert_int_eq(dts_group("/a")->domain_why, IOP_DOMAIN_HANGS);
	ck_assert_int_eq(dts_group("/a")->confidence, IOP_UNSURE);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *domains_suite(void)
{
	Suite *s = suite_create("domains");
	TCase *t = tcase_create("domains");

	tcase_add_loop_test(t, without_a_word, 0, RELEASES);
	TABLE(t, command_line, lines);
	tcase_add_loop_test(t, truth_by_version, 0, 3);
	tcase_add_loop_test(t, parameters_by_version, 0, 3);
	tcase_add_test(t, strict_since_4_20);
	tcase_add_loop_test(t, chosen_is_read, 0, RELEASES);
	tcase_add_loop_test(t, told_arguments_replace_chosen, 0, RELEASES);
	tcase_add_test(t, unterminated_arguments_are_none);
	TABLE(t, configuration, configs);
	tcase_add_test(t, flush_queues_are_not_for_all);
	tcase_add_test(t, identity_is_not_for_all);
	tcase_add_test(t, identity_that_hangs);
	suite_add_tcase(s, t);
	return s;
}
