// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* One group for each instance, and which instance that is where a master
 * names several. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"

Suite *instance_suite(void);

/* Two instances of one driver; entries are <&s 1 ...> or <&s ...>. */
struct driver {
	const char *compatible, *cells;	/* "0" or "1" */
	iop_version first;
	bool last;			/* the last entry's instance serves */
};

static const struct driver single[] = {
	{ "rockchip,iommu", "0", 0, true },
	{ "rockchip,rk3568-iommu", "0", LINUX(5, 14), true },
	{ "allwinner,sun50i-h6-iommu", "1", 0, true },
	{ "sprd,iommu-v1", "0", LINUX(5, 14), false },
	{ "verisilicon,iommu-1.2", "0", LINUX(7, 2), false },
	{ "renesas,ipmmu-vmsa", "1", 0, false },
};

static const struct driver several[] = {
	{ "rockchip,iommu", "0", 0, true },
	{ "allwinner,sun50i-h6-iommu", "1", 0, true },
	{ "sprd,iommu-v1", "0", LINUX(5, 14), false },
	{ "verisilicon,iommu-1.2", "0", LINUX(7, 2), false },
	{ "renesas,ipmmu-vmsa", "1", 0, false },
	{ "arm,smmu-v3", "1", 0, false },
	{ "virtio,pci-iommu", "1", 0, false },
};

/* @masters has a %s for the ID of every entry. */
static const char *board(const struct driver *d, const char *masters)
{
	static char text[2048];
	char with_ids[1024];
	const char *id = strcmp(d->cells, "0") ? "1" : "";
	int len;

	snprintf(with_ids, sizeof(with_ids), masters, id, id, id, id, id);
	len = snprintf(text, sizeof(text), DTS(
		"s: i@1 { compatible = \"%s\"; reg = <1 1>; #iommu-cells = <%s>;" SUPPLIED " };"
		"t: i@2 { compatible = \"%s\"; reg = <2 1>; #iommu-cells = <%s>;" SUPPLIED " }; %s"),
		d->compatible, d->cells, d->compatible, d->cells, with_ids);
	ck_assert_int_lt(len, (int)sizeof(text));
	return text;
}

START_TEST(masters_of_an_instance_share)
{
	const struct driver *d = &single[_i];

	for (int r = 0; r < RELEASES; r++) {
		if (dts_releases[r] < d->first)
			continue;
		dts_plan(dts_releases[r], board(d, MASTER("a", "&s %s")
			 MASTER("b", "&t %s") MASTER("c", "&s %s") MASTER("d", "&t %s")));
		expect_together("/a", "/c");
		expect_together("/b", "/d");
		ck_assert_int_eq(dts_device("/c")->join, IOP_JOIN_INSTANCE);
		ck_assert_ptr_eq(&dts_plan_made.devices[dts_device("/c")->peer],
				 dts_device("/a"));
	}
}
END_TEST

START_TEST(one_of_several_instances_serves)
{
	const struct driver *d = &several[_i];

	for (int r = 0; r < RELEASES; r++) {
		if (dts_releases[r] < d->first)
			continue;
		dts_plan(dts_releases[r], board(d, MASTER("a", "&s %s &t %s")));
		expect_alone("/a");
		expect_served("/a", d->last ? "/i@2" : "/i@1");
		ck_assert_uint_eq(dts_device("/a")->n_streams, 2);
	}
}
END_TEST

/* The instance that serves it is the one whose group it joins. */
START_TEST(the_serving_instance_has_the_group)
{
	const struct driver *d = &single[_i];

	dts_plan(LINUX(7, 2), board(d, MASTER("a", "&s %s &t %s")
		 MASTER("b", "&s %s") MASTER("c", "&t %s")));
	if (d->last) {
		expect_together("/a", "/c");
		expect_alone("/b");
	} else {
		expect_together("/a", "/b");
		expect_alone("/c");
	}
}
END_TEST

/* SMMUv2: the IDs of all entries are looked up at the first one's instance. */
START_TEST(ids_of_other_instances_are_looked_up_at_the_first)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") SMMU("t", "2000")
		MASTER("a", "&s 1 &t 2") MASTER("b", "&s 2") MASTER("c", "&t 2")));
	expect_served("/a", "/iommu@1000");
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

START_TEST(qcom_refuses_a_second_instance)
{
	static const char ctx[] = "&s { qcom,iommu-secure-id = <1>; }; &t { qcom,iommu-secure-id = <2>; };"
		"&s { c@1000 { compatible = \"qcom,msm-iommu-v1-ns\"; reg = <0x1000 0x1000>; };"
		"c@2000 { compatible = \"qcom,msm-iommu-v1-ns\"; reg = <0x2000 0x1000>; }; };"
		"&t { c@1000 { compatible = \"qcom,msm-iommu-v1-ns\"; reg = <0x1000 0x1000>; }; };";
	char text[2048];

	snprintf(text, sizeof(text), "%s %s", DTS(IOMMU("s", "1000", "qcom,msm-iommu-v1", "1")
		IOMMU("t", "2000", "qcom,msm-iommu-v1", "1")
		MASTER("a", "&s 1 &t 1") MASTER("b", "&s 1 &s 2")), ctx);
	dts_plan(dts_releases[_i], text);
	expect_lost("/a", "several-instances");
	expect_alone("/b");
}
END_TEST

START_TEST(exynos_takes_them_all)
{
	dts_plan(dts_releases[_i], DTS(
		IOMMU("s", "1000", "samsung,exynos-sysmmu", "0")
		IOMMU("t", "2000", "samsung,exynos-sysmmu", "0")
		MASTER("a", "&s &t") MASTER("b", "&s")));
	expect_alone("/a");
	expect_alone("/b");
	ck_assert_uint_eq(dts_device("/a")->n_streams, 2);
}
END_TEST

START_TEST(repeated_entries)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") MASTER("a", "&s 1 &s 1 &s 1")));
	expect_alone("/a");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 1);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *instance_suite(void)
{
	Suite *s = suite_create("instance");
	TCase *t = tcase_create("instance");

	TABLE(t, masters_of_an_instance_share, single);
	TABLE(t, one_of_several_instances_serves, several);
	TABLE(t, the_serving_instance_has_the_group, single);
	tcase_add_loop_test(t, ids_of_other_instances_are_looked_up_at_the_first,
			    0, RELEASES);
	tcase_add_loop_test(t, qcom_refuses_a_second_instance, 0, RELEASES);
	tcase_add_loop_test(t, exynos_takes_them_all, 0, RELEASES);
	tcase_add_loop_test(t, repeated_entries, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
