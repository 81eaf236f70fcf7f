// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* MediaTek: which larb an ID is of, and what is checked about it. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "file_help.h"
#include "groups/larb.h"
#include "plan/defaults.h"

Suite *larb_suite(void);

/* An M4U @soc with larbs 0, 1 and 3; larb 2 is disabled. */
#define BOARD(soc, nodes) DTS("l0: larb0 { }; l1: larb1 { };" \
	"l2: larb2 { status = \"disabled\"; }; l3: larb3 { };" \
	"m: m4u { compatible = \"" soc "\"; reg = <0x9000 0x1000>; #iommu-cells = <1>;" SUPPLIED \
	"mediatek,larbs = <&l0 &l1 &l2 &l3>; };" nodes)

#define ID(larb, port) "&m (" #larb " << 5 | " #port ")"
#define MT8173 "mediatek,mt8173-m4u"

static void expect_refused(const char *path, const char *slug)
{
	if (dts_plan_made.view->target.version < LINUX(6, 15)) {
		expect_active("/m4u");
		expect_lost(path, slug);
	} else {
		expect_broken("/m4u", path, slug);
	}
}

START_TEST(ports_of_a_larb)
{
	dts_plan(dts_releases[_i], BOARD(MT8173, MASTER("a", ID(1, 4) ID(1, 31))));
	expect_alone("/a");
	expect_streams("/a", 2, 0x3f, 0);
}
END_TEST

/* 5.19: a master is linked with its larb, of which it may have one. */
START_TEST(one_larb)
{
	dts_plan(dts_releases[_i], BOARD(MT8173, MASTER("a", ID(0, 1) ID(1, 1))));
	if (dts_releases[_i] < LINUX(5, 19))
		expect_alone("/a");
	else
		expect_refused("/a", "several-larbs");
}
END_TEST

START_TEST(unlisted_larbs)
{
	static const char *const boards[] = {
		BOARD(MT8173, MASTER("a", ID(4, 0))),
		BOARD(MT8173, MASTER("a", ID(2, 0))),	/* disabled */
		BOARD(MT8173, MASTER("a", ID(31, 0))),
	};

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], boards[_i]);
		if (dts_releases[r] < LINUX(5, 19))
			expect_alone("/a");
		else
			expect_refused("/a", "larb-not-listed");
	}
}
END_TEST

START_TEST(larbs_have_numbers)
{
	dts_plan(dts_releases[_i], BOARD(MT8173, MASTER("a", ID(7, 0)))
		 "&l3 { mediatek,larb-id = <7>; };");
	expect_alone("/a");
}
END_TEST

START_TEST(number_replaces_the_index)
{
	dts_plan(LINUX(6, 12), BOARD(MT8173, MASTER("a", ID(3, 0)))
		 "&l3 { mediatek,larb-id = <7>; };");
	expect_lost("/a", "larb-not-listed");
}
END_TEST

static const struct { const char *change, *slug; } lists[] = {
	{ "&m { mediatek,larbs = <>; };", "larb-missing" },
	{ "&m { /delete-property/ mediatek,larbs; };", "larb-missing" },
	{ "&m { mediatek,larbs = <&l0 0xdead>; };", "larb-missing" },
	{ "&m { mediatek,larbs = <&l2>; };", "larb-missing" },
};

START_TEST(instance_wants_larbs)
{
	char text[1024];

	snprintf(text, sizeof(text), "%s%s", BOARD(MT8173, MASTER("a", ID(0, 1))),
		 lists[_i].change);
	for (int r = 1; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_state("/m4u", IOP_STATE_FAILS, lists[_i].slug);
		expect_lost("/a", "iommu-fails-to-probe");
	}
}
END_TEST

/* mt8189 has masters of several larbs, which all have to be there. */
START_TEST(several_larbs_where_allowed)
{
	dts_plan(LINUX(7, 2), BOARD("mediatek,mt8189-iommu-mm", MASTER("a", ID(0, 1) ID(1, 2))));
	expect_alone("/a");
}
END_TEST

START_TEST(several_larbs_are_all_wanted)
{
	dts_plan(LINUX(7, 2), BOARD("mediatek,mt8189-iommu-mm", MASTER("a", ID(0, 1) ID(2, 2))));
	expect_broken("/m4u", "/a", "larb-not-listed");
}
END_TEST

static const struct { const char *compatible; iop_version since; } without[] = {
	{ "mediatek,mt8195-iommu-infra", IOP_VERSION(5, 19, 0) },
	{ "mediatek,mt8188-iommu-infra", IOP_VERSION(6, 6, 0) },
	{ "mediatek,mt8189-iommu-infra", IOP_VERSION(6, 19, 0) },
	{ "mediatek,mt8189-iommu-apu", IOP_VERSION(6, 19, 0) },
};

START_TEST(infrastructure_has_no_larbs)
{
	char text[512];

	snprintf(text, sizeof(text), DTS("m: m4u { compatible = \"%s\"; reg = <0x9000 0x1000>; #iommu-cells = <1>; };"
		 MASTER("a", "&m 1")), without[_i].compatible);
	for (int r = 0; r < RELEASES; r++) {
		if (dts_releases[r] < without[_i].since)
			continue;
		dts_plan(dts_releases[r], text);
		expect_alone("/a");
		ck_assert(!iop_registration_may_crash(&dts_plan_made, dts_iommu("/m4u")));
	}
}
END_TEST

#define V1(nodes) BOARD("mediatek,mt2701-m4u", nodes)

/* ≤ 6.6 groups at registration; then its of_xlate is gone. 32-bit only. */
START_TEST(generation_one)
{
	struct iop_target target = { .version = dts_releases[_i], .arch = IOP_ARCH_ARM };

	dts_plan_for(&target, V1(MASTER("a", ID(0, 1)) MASTER("b", ID(0, 2))));
	if (dts_releases[_i] < LINUX(6, 8)) {
		expect_alone("/a");
		expect_alone("/b");
		expect_domain("/a", "unknown");
	} else {
		expect_lost("/a", "driver-cannot-translate");
	}
}
END_TEST

/* mt8192_multi_dom: the third region has two smaller ones inside, as booted kernels show
 * them in reserved_regions; tests/kernel/cases/mtk-regions.dts. */
START_TEST(regions_inside_a_region)
{
	static char text[1 << 14];
	uint32_t third = 0;

	file_text(text, sizeof(text) / 2, "tests/kernel/cases/mtk-regions.dts");
	/* what the machine gives it there */
	strcat(text, "&m4u { reg = <0 0x70000 0 0x1000>; interrupts = <20>; clocks = <0>;"
	       " clock-names = \"bclk\"; };");
	dts_plan(LINUX(6, 12), text);
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];
		uint64_t base, size, first = 0x240000000;
		uint16_t cursor = 0;
		uint32_t region;

		ck_assert(!iop_larb_region(&dts_plan_made, d, &region));
		if (region != 2) {
			ck_assert(!iop_larb_reserved(&dts_plan_made, d, &cursor, &base, &size));
			continue;
		}
		third++;
		for (int k = 0; k < 2; k++, first += 0x4000000) {
			ck_assert(iop_larb_reserved(&dts_plan_made, d, &cursor, &base, &size));
			ck_assert_uint_eq(base, first);
			ck_assert_uint_eq(size, 0x4000000);
		}
		ck_assert(!iop_larb_reserved(&dts_plan_made, d, &cursor, &base, &size));
	}
	ck_assert_uint_gt(third, 0);
}
END_TEST

/* Since 6.15 masters are linked with larbs that are not bound yet. */
START_TEST(registration_races)
{
	uint32_t release = dts_releases[_i];

	dts_plan(release, BOARD(MT8173, MASTER("a", ID(1, 4))));
	ck_assert_int_eq(iop_registration_may_crash(&dts_plan_made, dts_iommu("/m4u")),
			 release > LINUX(6, 15));
	/* Nobody probes, nor where it does not register. */
	dts_plan(release, BOARD(MT8173, ""));
	ck_assert(!iop_registration_may_crash(&dts_plan_made, dts_iommu("/m4u")));
	dts_plan(release, BOARD(MT8173, MASTER("a", ID(0, 1) ID(1, 1))));
	if (release > LINUX(6, 15))
		ck_assert(!iop_registration_may_crash(&dts_plan_made, dts_iommu("/m4u")));
}
END_TEST

Suite *larb_suite(void)
{
	Suite *s = suite_create("larb");
	TCase *t = tcase_create("larb");

	tcase_add_loop_test(t, ports_of_a_larb, 0, RELEASES);
	tcase_add_loop_test(t, one_larb, 0, RELEASES);
	tcase_add_loop_test(t, unlisted_larbs, 0, 3);
	tcase_add_loop_test(t, larbs_have_numbers, 0, RELEASES);
	tcase_add_test(t, number_replaces_the_index);
	tcase_add_loop_test(t, instance_wants_larbs, 0, 4);
	tcase_add_test(t, several_larbs_where_allowed);
	tcase_add_test(t, several_larbs_are_all_wanted);
	tcase_add_loop_test(t, infrastructure_has_no_larbs, 0, 4);
	tcase_add_loop_test(t, generation_one, 0, RELEASES);
	tcase_add_test(t, regions_inside_a_region);
	tcase_add_loop_test(t, registration_races, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
