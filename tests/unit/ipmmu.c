// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Renesas IPMMU: the list of allowed masters, roots and leaves, contexts. */
#include <stdio.h>

#include "dts_help.h"

Suite *ipmmu_suite(void);

/* A leaf, its root, an allowed master and another, on some SoC. */
#define LEAF(label, at, ipmmu) label ": " NODE("ipmmu@" at, ipmmu, \
	"reg = <0x" at " 0x1000>; #iommu-cells = <1>; renesas,ipmmu-main = <&mm 1>;")
#define ROOT(ipmmu) "mm: " NODE("ipmmu@e000", ipmmu, "reg = <0xe000 0x1000>; #iommu-cells = <1>;")
#define BOARD(soc, ipmmu, nodes) \
	DTS_WITH("compatible = \"vendor,board\", \"" soc "\";", LEAF("s", "1000", ipmmu) \
		 LEAF("t", "2000", ipmmu) ROOT(ipmmu) nodes)
#define AT(name, at, iommus) NODE(name "@" at, "vendor,master", \
				  "reg = <0x" at " 0x1000>; iommus = <" iommus ">;")
#define ALLOWED AT("mmc", "ee100000", "&s 1")
#define OTHER AT("mmc", "ee200000", "&s 2")

static const struct {
	const char *soc, *ipmmu;
	iop_version listed;	/* the SoC needs its masters listed since then */
	bool denied;		/* not even those */
} socs[] = {
	{ "renesas,r8a774a1", "renesas,ipmmu-r8a774a1", 0, true },
	{ "renesas,r8a774b1", "renesas,ipmmu-r8a774b1", 0, false },
	{ "renesas,r8a774c0", "renesas,ipmmu-r8a774c0", 0, false },
	{ "renesas,r8a774e1", "renesas,ipmmu-r8a774e1", 0, false },
	{ "renesas,r8a7795", "renesas,ipmmu-r8a7795", 0, false },
	{ "renesas,r8a7796", "renesas,ipmmu-r8a7796", 0, true },
	{ "renesas,r8a77961", "renesas,ipmmu-r8a77961", 0, false },
	{ "renesas,r8a77965", "renesas,ipmmu-r8a77965", 0, false },
	{ "renesas,r8a77970", "renesas,ipmmu-r8a77970", 0, false },
	{ "renesas,r8a77980", "renesas,ipmmu-r8a77980", LINUX(5, 17), false },
	{ "renesas,r8a77990", "renesas,ipmmu-r8a77990", 0, false },
	{ "renesas,r8a77995", "renesas,ipmmu-r8a77995", 0, false },
	{ "renesas,r8a779a0", "renesas,ipmmu-r8a779a0", LINUX(5, 17), false },
	{ "renesas,r8a779f0", "renesas,rcar-gen4-ipmmu-vmsa", LINUX(5, 19), false },
	{ "renesas,r8a779g0", "renesas,rcar-gen4-ipmmu-vmsa", LINUX(5, 19), false },
	{ "renesas,r8a779m1", "renesas,ipmmu-r8a7795", LINUX(5, 12), false },
};

/* 5.10 has no list to be on; since 5.12 four SDHI controllers are on it. */
START_TEST(allow_list_by_soc)
{
	char text[2048];

	snprintf(text, sizeof(text), BOARD("%s", "%s", ALLOWED OTHER), socs[_i].soc,
		 socs[_i].ipmmu, socs[_i].ipmmu, socs[_i].ipmmu);
	for (int r = 0; r < RELEASES; r++) {
		if (dts_releases[r] < socs[_i].listed)
			continue;
		dts_plan(dts_releases[r], text);
		expect_lost("/mmc@ee200000", "not-on-allow-list");
		if (dts_releases[r] < LINUX(5, 12) || socs[_i].denied)
			expect_lost("/mmc@ee100000", "not-on-allow-list");
		else
			expect_alone("/mmc@ee100000");
	}
	/* Of one SoC some revisions are denied, which no device tree describes. */
	if (!socs[_i].denied)
		expect_confidence("/mmc@ee100000", strcmp(socs[_i].soc, "renesas,r8a7795") ?
				  IOP_CERTAIN : IOP_UNSURE);
}
END_TEST

START_TEST(allowed_names)
{
	static const char *const names[] = {
		"ee100000", "ee120000", "ee140000", "ee160000",
	};
	char text[2048], path[32];

	snprintf(text, sizeof(text), BOARD("renesas,r8a77965", "renesas,ipmmu-r8a77965",
		 AT("mmc", "%s", "&s 1")), names[_i], names[_i]);
	snprintf(path, sizeof(path), "/mmc@%s", names[_i]);
	dts_plan(LINUX(6, 12), text);
	expect_alone(path);
}
END_TEST

/* The name is the node's without unit address, the address the translated one. */
START_TEST(names_are_made_from_addresses)
{
	dts_plan(LINUX(6, 12), BOARD("renesas,r8a77965", "renesas,ipmmu-r8a77965",
		"soc { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>;"
		"ranges = <0 0xee000000 0x1000000>;"
		AT("mmc", "100000", "&s 1") AT("sd", "120000", "&s 2") "};"));
	expect_alone("/soc/mmc@100000");
	expect_lost("/soc/sd@120000", "not-on-allow-list");
}
END_TEST

START_TEST(no_list_on_other_socs)
{
	static const char *const others[] = {
		"renesas,r8a7790", "renesas,r8a7743", "renesas,r8a73a4", "vendor,soc",
	};
	char text[1024];

	snprintf(text, sizeof(text), DTS_WITH("compatible = \"%s\";",
		 IOMMU("s", "1000", "renesas,ipmmu-vmsa", "1") OTHER), others[_i]);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_alone("/mmc@ee200000");
	}
}
END_TEST

START_TEST(pci_is_allowed_since_6_6)
{
	static const iop_version versions[] = {
		LINUX(6, 1), LINUX(6, 5), LINUX(6, 6), LINUX(6, 12), LINUX(7, 2),
	};

	dts_plan(versions[_i], BOARD("renesas,r8a77965", "renesas,ipmmu-r8a77965",
		"pcie { compatible = \"vendor,pcie\"; device_type = \"pci\";"
		"iommu-map = <0 &s 5 1>; };"));
	if (versions[_i] < IOP_VERSION(6, 6, 0))
		expect_no_range("/pcie", 0, "not-on-allow-list");
	else
		expect_range("/pcie", 0, "/ipmmu@1000", 5);
}
END_TEST

START_TEST(roots_serve_nobody)
{
	dts_plan(dts_releases[_i], BOARD("vendor,soc", "renesas,ipmmu-r8a77965",
		AT("a", "1", "&mm 1") AT("b", "2", "&s 1")));
	expect_lost("/a@1", "ipmmu-root");
	expect_alone("/b@2");
}
END_TEST

START_TEST(leaves_need_a_root)
{
	dts_plan(dts_releases[_i], BOARD("vendor,soc", "renesas,ipmmu-r8a77965",
		AT("b", "2", "&s 1")) "&mm { status = \"disabled\"; };");
	expect_state("/ipmmu@1000", IOP_STATE_FAILS, "ipmmu-root-missing");
	expect_lost("/b@2", "iommu-fails-to-probe");
}
END_TEST

START_TEST(a_group_for_each_leaf)
{
	dts_plan(dts_releases[_i], BOARD("vendor,soc", "renesas,ipmmu-r8a77965",
		AT("a", "1", "&s 1") AT("b", "2", "&s 2") AT("c", "3", "&t 1")));
	expect_together("/a@1", "/b@2");
	expect_alone("/c@3");
}
END_TEST

START_TEST(contexts)
{
	static const struct { const char *ipmmu; uint32_t have; } kinds[] = {
		{ "renesas,ipmmu-r8a77965", 7 },
		{ "renesas,ipmmu-r8a779a0", 15 },
		{ "renesas,rcar-gen4-ipmmu-vmsa", 15 },
		{ "renesas,ipmmu-vmsa", 1 },
	};
	char text[2048];

	snprintf(text, sizeof(text), BOARD("vendor,soc", "%s", AT("a", "1", "&s 1")),
		 kinds[_i].ipmmu, kinds[_i].ipmmu, kinds[_i].ipmmu);
	dts_plan(LINUX(6, 12), text);
	ck_assert_uint_eq(dts_iommu("/ipmmu@1000")->contexts_have, kinds[_i].have);
}
END_TEST

/* Without IOMMU_DMA, as on 32-bit ARM, each master has a group of its own. */
START_TEST(thirty_two_bit)
{
	struct iop_target target = { .version = dts_releases[_i], .arch = IOP_ARCH_ARM };

	dts_plan_for(&target, DTS(IOMMU("s", "1000", "renesas,ipmmu-vmsa", "1")
				  MASTER("a", "&s 1") MASTER("b", "&s 2")));
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

Suite *ipmmu_suite(void)
{
	Suite *s = suite_create("ipmmu");
	TCase *t = tcase_create("ipmmu");

	tcase_add_loop_test(t, allow_list_by_soc, 0, 16);
	tcase_add_loop_test(t, allowed_names, 0, 4);
	tcase_add_test(t, names_are_made_from_addresses);
	tcase_add_loop_test(t, no_list_on_other_socs, 0, 4);
	tcase_add_loop_test(t, pci_is_allowed_since_6_6, 0, 5);
	tcase_add_loop_test(t, roots_serve_nobody, 0, RELEASES);
	tcase_add_loop_test(t, leaves_need_a_root, 0, RELEASES);
	tcase_add_loop_test(t, a_group_for_each_leaf, 0, RELEASES);
	tcase_add_loop_test(t, contexts, 0, 4);
	tcase_add_loop_test(t, thirty_two_bit, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
