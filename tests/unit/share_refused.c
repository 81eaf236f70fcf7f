// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* When masters cannot share, and who stands in the way. */
#include "share_help.h"

Suite *share_refused_suite(void);

START_TEST(another_master_has_the_stream)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 2")));
	share_try("/a", "/b", NULL);
	expect_refused("stream-of-another", "/c");
}
END_TEST

/* The first group of all is another's, too: its stream would match the mask. */
START_TEST(a_mask_takes_nobody_in)
{
	share_start(dts_releases[_i], BOARD(MASTER("x", "&s 0x11") MASTER("a", "&s 0x10")
					    MASTER("b", "&s 0x13")));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_alone("/x");
	expect_together("/a", "/b");
	share_start(dts_releases[_i], BOARD(MASTER("x", "&s 0x21") MASTER("a", "&s 0x10")
					    MASTER("b", "&s 0x13")));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_alone("/x");
	expect_together("/a", "/b");
}
END_TEST

START_TEST(a_reserved_stream)
{
	struct iop_id_range some = { 2, 7 };

	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0") MASTER("b", "&s 1") MASTER("c", "&s 12")));
	share_ask.reserved = &some;
	share_ask.n_reserved = 1;
	share_try(ALL);
	expect_shared(IOP_SHARE_BY_MASKS, 2);
	expect_together("/a", "/b", "/c");
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0") MASTER("b", "&s 5")));
	share_ask.reserved = &some;
	share_ask.n_reserved = 1;
	share_try(ALL);
	expect_refused("reserved-stream", NULL);
}
END_TEST

START_TEST(who_must_be_isolated)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")));
	share_isolate("/b");
	share_try(ALL);
	expect_refused("must-be-isolated", "/b");
}
END_TEST

START_TEST(a_driver_that_cannot)
{
	share_start(dts_releases[_i], DTS(IOMMU("v", "1000", "arm,smmu-v3", "1")
				    MASTER("a", "&v 1") MASTER("b", "&v 2")));
	share_try(ALL);
	expect_refused("driver-cannot-share", NULL);
}
END_TEST

START_TEST(two_instances)
{
	share_start(dts_releases[_i], BOARD(SMMU("t", "2000") MASTER("a", "&s 1 &t 5")
				      MASTER("b", "&s 2")));
	share_try("/a", "/b", NULL);
	expect_refused("several-instances", "/a");
}
END_TEST

START_TEST(a_forced_type)
{
	share_start(LINUX(7, 2), DTS(IOMMU("s", "1000", "qcom,sdm845-smmu-500\", \"arm,mmu-500", "1")
			       "d { compatible = \"qcom,sdm845-mdss\"; iommus = <&s 1>; };"
			       MASTER("a", "&s 2"))
	      "&s { #global-interrupts = <1>; interrupts = <1 2 3 4>; };");
	share_try(ALL);
	expect_refused("forced-type", "/d");
}
END_TEST

/* 5.10 takes the lowest address from the first; 6.12 does not. */
START_TEST(windows_differ)
{
	share_start(dts_releases[_i], BOARD(
		"bus { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>;"
		" ranges; dma-ranges = <0x80000000 0 0x10000000>;" MASTER("a", "&s 1") "};"
		"other { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>;"
		" ranges;" MASTER("b", "&s 2") "};"));
	share_try(ALL);
	if (dts_releases[_i] < LINUX(6, 10))
		expect_refused("dma-windows-differ", "/other/b");
	else
		expect_shared(IOP_SHARE_BY_PROPERTY, 1);
}
END_TEST

START_TEST(more_entries_than_there_are)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
				      MASTER("c", "&s 3") MASTER("d", "&s 0")));
	share_ask.entries_max = 1;
	share_try("/a", "/b", NULL);
	expect_refused("too-many-entries", NULL);
}
END_TEST

/* A disabled master is a stranger unless all share. */
START_TEST(a_disabled_master)
{
	const char *text = BOARD(MASTER("a", "&s 4") MASTER("b", "&s 6")
				 "c { iommus = <&s 5>; status = \"disabled\"; };");

	share_start(dts_releases[_i], text);
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	ck_assert_uint_eq(share.fold.entries[0].mask, 2);
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 4") MASTER("b", "&s 7")
				      "c { iommus = <&s 5>; status = \"disabled\"; };"));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
}
END_TEST

/* So is a disabled host; under its mask only every eighth ID is its own. */
START_TEST(a_disabled_host)
{
#define HOST "pcie { device_type = \"pci\"; status = \"disabled\";" \
	" iommu-map = <0 &s 0x100 0x100>; iommu-map-mask = <0xfff8>; };"
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x101") MASTER("b", "&s 0x107") HOST));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	ck_assert_uint_eq(share.fold.entries[0].mask, 6);
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x102") MASTER("b", "&s 0x10c") HOST));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
#undef HOST
}
END_TEST

/* A mask for all of s holds for IDs that a master has at t by way of s. */
START_TEST(a_mask_would_reach_into_another_instance)
{
	share_start(LINUX(5, 10), BOARD(SMMU("t", "2000") MASTER("x", "&t 0x100 &s 0x12 &s 0x1e")
					MASTER("a", "&s 0x10") MASTER("b", "&s 0x1c")));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/b");
	expect_alone("/x");
	expect_streams("/x", 3, 0x1e, 0);
}
END_TEST

/* From 7.0 on, a row of more than one ID has no specifier of two cells. */
START_TEST(a_host_without_a_stream)
{
	share_start(LINUX(7, 2), BOARD(MASTER("a", "&s 1 0")
		"pcie { compatible = \"x\"; device_type = \"pci\";"
		" iommu-map = <0 &s 0x100 0 0x100>; };") "&s { #iommu-cells = <2>; };");
	share_try("/a", "/pcie", NULL);
	expect_refused("no-stream", "/pcie");
}
END_TEST

Suite *share_refused_suite(void)
{
	Suite *s = suite_create("share_refused");
	TCase *t = tcase_create("share_refused");

	tcase_add_loop_test(t, another_master_has_the_stream, 0, RELEASES);
	tcase_add_loop_test(t, a_mask_takes_nobody_in, 0, RELEASES);
	tcase_add_loop_test(t, a_reserved_stream, 0, RELEASES);
	tcase_add_loop_test(t, who_must_be_isolated, 0, RELEASES);
	tcase_add_loop_test(t, a_driver_that_cannot, 0, RELEASES);
	tcase_add_loop_test(t, two_instances, 0, RELEASES);
	tcase_add_test(t, a_forced_type);
	tcase_add_loop_test(t, windows_differ, 0, RELEASES);
	tcase_add_loop_test(t, more_entries_than_there_are, 0, RELEASES);
	tcase_add_loop_test(t, a_disabled_master, 0, RELEASES);
	tcase_add_loop_test(t, a_disabled_host, 0, RELEASES);
	tcase_add_test(t, a_mask_would_reach_into_another_instance);
	tcase_add_test(t, a_host_without_a_stream);
	suite_add_tcase(s, t);
	return s;
}
