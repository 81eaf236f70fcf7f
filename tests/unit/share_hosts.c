// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Sharing beside PCI hosts, where specifiers get a second cell: from 7.0 on, of_map_id()
 * takes as many cells as the target has, and one ID an entry then.
 */
#include <stdio.h>

#include "share_help.h"

Suite *share_hosts_suite(void);

/* A mask for all of s would join c and d. */
#define FOUR MASTER("a", "&s 0x10") MASTER("b", "&s 0x11") MASTER("c", "&s 0x20") MASTER("d", "&s 0x21")
#define HOST(name, map, more) name " { compatible = \"v,p\"; device_type = \"pci\";" \
	" iommu-map = <" map ">; " more " };"
#define BESIDE(map, more) BOARD(SMMU("t", "2000") FOUR HOST("p", map, more))

static void pair(const char *text)
{
	share_start(LINUX(7, 2), text);
	share_try("/a", "/b", NULL);
}

/* Each ID becomes an entry; what it is mapped to stays. */
START_TEST(a_map_gets_a_second_cell)
{
	struct iop_cells map;

	pair(BESIDE("0 &s 0x100 3", ""));
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	map = iop_prop(dts_plan_made.tree, dts_node("/p"), IOP_P_IOMMU_MAP);
	ck_assert_uint_eq(map.left, 3 * 5 * 4);
	for (uint32_t id = 0; id < 3; id++)
		expect_range("/p", id, "/iommu@1000", 0x100 + id);
	expect_no_range("/p", 3, "iommu-map-no-row");
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

/* Entries of others stay as they are, and so do maps that lead only to others. */
START_TEST(other_targets_stay)
{
	pair(BESIDE("0 &s 0x100 2  8 &t 0x200 8", ""));
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_range("/p", 1, "/iommu@1000", 0x101);
	expect_range("/p", 0xf, "/iommu@2000", 0x207);
	pair(BESIDE("0 &t 0x100 8", ""));
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	ck_assert_uint_eq(iop_prop(dts_plan_made.tree, dts_node("/p"), IOP_P_IOMMU_MAP).left, 16);
	expect_range("/p", 7, "/iommu@2000", 0x107);
}
END_TEST

/* The mask of the SMMU itself holds where a specifier has none. */
START_TEST(the_mask_of_all_goes_along)
{
	pair(BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x20") MASTER("c", "&s 0x30")
		   MASTER("d", "&s 0x60") HOST("p", "0 &s 0x100 1  1 &s 0x200 2", ""))
	     "&s { stream-match-mask = <0xf>; };");
	expect_shared(IOP_SHARE_BY_MASKS, 2);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_streams("/c", 1, 0x30, 0xf);
	expect_range("/p", 1, "/iommu@1000", 0x200);
}
END_TEST

/* Entries that this kernel takes for the old kind are not touched: one ID each. */
START_TEST(the_old_kind_stays)
{
	pair(BESIDE("0 &s 0x100 1  1 &s 0x108 1", ""));
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_range("/p", 0, "/iommu@1000", 0x100);
	expect_range("/p", 1, "/iommu@1000", 0x108);
	expect_no_range("/p", 2, "iommu-map-no-row");
}
END_TEST

/* Maps that cannot be written with two cells: the IDs are listed instead. */
static const char *const unwritable[] = {
	BESIDE("0 &s 0x100 8  8 0xdead 0 8", ""),
	BESIDE("0 &s 0x1000 0x800", ""),
	BESIDE("0 &s 0x100 8  8 &s", ""),
};

START_TEST(maps_that_cannot_be_written)
{
	pair(unwritable[_i]);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

/* A placeholder gets its IDs from a boot loader: nobody knows which. */
START_TEST(a_placeholder)
{
	pair(BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x12") HOST("p", "0 &s 0 0", "")));
	ck_assert_int_ne(share.by, IOP_SHARE_BY_PROPERTY);
	ck_assert(!share.why);
	dts_plan_edited(&share_edits);
	expect_together("/a", "/b");
}
END_TEST

/* Hosts of two IOMMUs, and devices that the tree names below them, count once. */
START_TEST(a_mask_beside_two_instances)
{
	pair(BOARD(SMMU("t", "2000") MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
		   HOST("p", "0 &s 0x100 1  2 &t 0x11 2  4 0xdead 0 1",
			"#address-cells = <3>; #size-cells = <2>;"
			" f@0,1 { reg = <0x100 0 0 0 0>; };")));
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b");
	expect_range("/p", 0, "/iommu@1000", 0x100);
	expect_range("/p", 3, "/iommu@2000", 0x12);
}
END_TEST

/* Two requesters whose IDs a mask would make equal are no longer apart. */
START_TEST(requesters_stay_apart)
{
	pair(BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11") HOST("p", "0 &s 0x100 1  1 &s 0x101 1", "")));
	ck_assert_int_ne(share.by, IOP_SHARE_BY_PROPERTY);
	pair(BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11") HOST("p", "0 &s 0x100 1  1 &s 0x102 1", "")));
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b");
}
END_TEST

/* Nothing to do: the same entries in the same order; one entry that all match. */
START_TEST(what_is_shared_already)
{
	pair(BOARD(MASTER("a", "&s 1 &s 2") MASTER("b", "&s 1 &s 2")));
	expect_shared(IOP_SHARE_BY_NOTHING, share.fold.n);
	pair(BOARD(MASTER("a", "&s 1 &s 2") MASTER("b", "&s 2 &s 1")));
	expect_together("/a", "/b");
	ck_assert_int_ne(share.by, IOP_SHARE_BY_NOTHING);
	pair(BOARD(MASTER("a", "&s 0x10 0xf") MASTER("b", "&s 0x12 3")) "&s { #iommu-cells = <2>; };");
	ck_assert_int_ne(share.by, IOP_SHARE_BY_NOTHING);
	pair(BOARD(MASTER("a", "&s 0x10 0xf") MASTER("b", "&s 0x1f 0xf")) "&s { #iommu-cells = <2>; };");
	expect_shared(IOP_SHARE_BY_NOTHING, 1);
}
END_TEST

/* The contexts of host1x are devices of their own: no entry can hold several. */
START_TEST(host1x_contexts_beside)
{
	pair(BOARD(FOUR "h { compatible = \"nvidia,tegra194-host1x\"; iommu-map = <0 &s 0x100 2>; };"));
	ck_assert_int_ne(share.by, IOP_SHARE_BY_PROPERTY);
	ck_assert(!share.why);
	dts_plan_edited(&share_edits);
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

Suite *share_hosts_suite(void)
{
	Suite *s = suite_create("share_hosts");
	TCase *t = tcase_create("share_hosts");

	tcase_add_test(t, a_map_gets_a_second_cell);
	tcase_add_test(t, other_targets_stay);
	tcase_add_test(t, the_mask_of_all_goes_along);
	tcase_add_test(t, the_old_kind_stays);
	tcase_add_loop_test(t, maps_that_cannot_be_written, 0, 3);
	tcase_add_test(t, a_placeholder);
	tcase_add_test(t, a_mask_beside_two_instances);
	tcase_add_test(t, requesters_stay_apart);
	tcase_add_test(t, what_is_shared_already);
	tcase_add_test(t, host1x_contexts_beside);
	suite_add_tcase(s, t);
	return s;
}
