// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Sharing: each case is edited, planned again and looked at, on each kernel. */
#include <stdarg.h>
#include <string.h>

#include "dts_help.h"
#include "fold/share.h"

Suite *share_suite(void);

#define BOARD(nodes) DTS(SMMU("s", "1000") nodes)
#define HOST(name, more) \
	name " { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";" \
	" #address-cells = <3>; #size-cells = <2>; reg = <0x40000000 0x1000000>;" more " };"
#define ALL ((const char *)NULL)

static uint8_t memory[8 << 20];
static struct iop_arena arena;
static struct iop_edits edits;
static struct iop_share_ask ask;
static struct iop_share share;
static bool members[64], isolated[64];

static void start(iop_version version, const char *text)
{
	dts_plan(version, text);
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&edits, dts_plan_made.tree);
	memset(members, 0, sizeof(members));
	memset(isolated, 0, sizeof(isolated));
	ask = (struct iop_share_ask){ .plan = &dts_plan_made,
				      .mask_bits = IOP_SHARE_MASK_BITS };
}

static void mark(bool *set, const char *path)
{
	uint32_t node = dts_node(path);

	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		if (dts_plan_made.devices[n].node == node)
			set[n] = true;
}

/* Ask for these paths, up to NULL; none: for all of the instance. */
static void try_share(const char *first, ...)
{
	va_list args;

	if (first)
		ask.members = members;
	va_start(args, first);
	for (const char *path = first; path; path = va_arg(args, const char *))
		mark(members, path);
	va_end(args);
	ck_assert(iop_share_edits(&ask, &share, &edits, &arena));
}

static void expect_shared(enum iop_share_by by, uint32_t entries)
{
	ck_assert_msg(!share.why, "refused: %s", iop_share_slug(share.why));
	ck_assert_int_eq(share.by, by);
	ck_assert_uint_eq(share.fold.n, entries);
	dts_plan_edited(&edits);
}

static void expect_refused(const char *slug, const char *subject)
{
	ck_assert_str_eq(iop_share_slug(share.why), slug);
	ck_assert_uint_eq(edits.n, 0);
	if (subject)
		ck_assert_uint_eq(dts_plan_made.devices[share.subject].node, dts_node(subject));
}

START_TEST(by_the_property)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x12")));
	try_share(ALL);
	ck_assert_uint_eq(edits.n, 1);
	ck_assert_uint_eq(share.fold.strays, 1);
	ck_assert_uint_eq(share.n_members, 3);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b", "/c");
	expect_streams("/c", 1, 0x12, 3);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 1);
}
END_TEST

/* The mask joins nobody else, so it may hold for everybody. */
START_TEST(the_property_spares_others)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x20")));
	try_share("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

/* ... and here it would join c and d. */
START_TEST(by_masks)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x20") MASTER("d", "&s 0x21")
				      "e { iommus = <&s 0x30>; status = \"disabled\"; };"));
	try_share("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_alone("/d");
	expect_streams("/b", 1, 0x10, 1);
	expect_streams("/c", 1, 0x20, 0);
	ck_assert_uint_eq(iop_prop(dts_plan_made.tree, dts_node("/e"), IOP_P_IOMMUS).left, 12);
}
END_TEST

START_TEST(masks_in_wide_specifiers)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 0") MASTER("b", "&s 0x12 1 &s 0x40 0")
				      MASTER("c", "&s 0x20 0xf"))
				"&s { #iommu-cells = <2>; };");
	try_share("/a", "/b", NULL);
	ck_assert_uint_eq(edits.n, 2);
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_streams("/a", 1, 0, 0x53);
}
END_TEST

/* Masks would save nothing: specifiers stay as they are. */
START_TEST(by_ids)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
				      MASTER("c", "&s 3") MASTER("d", "&s 0")));
	try_share("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_alone("/d");
	expect_streams("/a", 2, 2, 0);
}
END_TEST

START_TEST(hardware_without_masks)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")));
	ask.mask_bits = 0;
	try_share(ALL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
}
END_TEST

/* More masters than banks: none works on some kernels, all share one after. */
START_TEST(what_ran_out_of_banks)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 3"))
	      "&s { interrupts = <0 1 2>; };");
	ck_assert_uint_lt(dts_plan_made.n_groups, 3);
	try_share(ALL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_active("/iommu@1000");
	expect_together("/a", "/b", "/c");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 1);
}
END_TEST

START_TEST(who_shares_already)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 1")));
	try_share(ALL);
	expect_shared(IOP_SHARE_BY_NOTHING, 1);
	ck_assert_uint_eq(edits.n, 0);
}
END_TEST

/* One group, but only in this order: not good enough. */
START_TEST(who_shares_by_luck)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 &s 0x25") MASTER("b", "&s 0x10")
				      MASTER("c", "&s 0x11") MASTER("d", "&s 0x24")));
	expect_together("/a", "/b");
	try_share("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
	expect_streams("/b", 2, 0x25, 0);
	expect_alone("/c");
	expect_alone("/d");
}
END_TEST

START_TEST(a_mask_that_was_there)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x20"))
	      "&s { stream-match-mask = <0xf>; };");
	try_share(ALL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b");
	expect_streams("/a", 1, 0x10, 0x3f);
}
END_TEST

/* --- PCI --- */

START_TEST(a_host_by_the_property)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x1")
				      HOST("pci@4", "iommu-map = <0 &s 0x100 0x100>;")));
	try_share(ALL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/pci@4");
	expect_range("/pci@4", 0x34, "/iommu@1000", 0x134);
}
END_TEST

/* A second host stands in the way of the property, and the first has a range. */
#define TWO_HOSTS BOARD(MASTER("a", "&s 0x1") \
	HOST("pci@4", "iommu-map = <0 &s 0x100 0x10000>; iommu-map-mask = <0xff>;") \
	HOST("pci@5", "iommu-map = <0 &s 0x200 0x100>; iommu-map-mask = <0xff>;"))

START_TEST(a_host_by_masks)
{
	start(dts_releases[_i], TWO_HOSTS);
	try_share("/a", "/pci@4", NULL);
	if (dts_releases[_i] < LINUX(7, 0)) {
		expect_refused("pci-host", NULL);
		return;
	}
	/* the other host's 256 IDs become as many rows */
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/pci@4");
	expect_alone("/pci@5");
	expect_range("/pci@5", 0x34, "/iommu@1000", 0x234);
	expect_range("/pci@4", 0, "/iommu@1000", 0);
}
END_TEST

START_TEST(a_host_beside)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      HOST("pci@4", "iommu-map = <0 &s 0x1000 0x1000>;")));
	try_share("/a", "/b", NULL);
	/* up to 6.19 a map never has a second cell; later one ID is a row */
	expect_shared(dts_releases[_i] < LINUX(7, 0) ? IOP_SHARE_BY_MASKS : IOP_SHARE_BY_IDS,
		      dts_releases[_i] < LINUX(7, 0) ? 1 : 2);
	expect_together("/a", "/b");
	expect_alone("/pci@4");
	expect_range("/pci@4", 0x34, "/iommu@1000", 0x1034);
}
END_TEST

/* --- refusals --- */

START_TEST(another_master_has_the_stream)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 2")));
	try_share("/a", "/b", NULL);
	expect_refused("stream-of-another", "/c");
}
END_TEST

START_TEST(a_reserved_stream)
{
	struct iop_id_range some = { 2, 7 };

	start(dts_releases[_i], BOARD(MASTER("a", "&s 0") MASTER("b", "&s 1") MASTER("c", "&s 12")));
	ask.reserved = &some;
	ask.n_reserved = 1;
	try_share(ALL);
	expect_shared(IOP_SHARE_BY_MASKS, 2);
	expect_together("/a", "/b", "/c");
	start(dts_releases[_i], BOARD(MASTER("a", "&s 0") MASTER("b", "&s 5")));
	ask.reserved = &some;
	ask.n_reserved = 1;
	try_share(ALL);
	expect_refused("reserved-stream", NULL);
}
END_TEST

START_TEST(who_must_be_isolated)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")));
	mark(isolated, "/b");
	ask.isolated = isolated;
	try_share(ALL);
	expect_refused("must-be-isolated", "/b");
}
END_TEST

START_TEST(a_driver_that_cannot)
{
	start(dts_releases[_i], DTS(IOMMU("v", "1000", "arm,smmu-v3", "1")
				    MASTER("a", "&v 1") MASTER("b", "&v 2")));
	try_share(ALL);
	expect_refused("driver-cannot-share", NULL);
}
END_TEST

START_TEST(two_instances)
{
	start(dts_releases[_i], BOARD(SMMU("t", "2000") MASTER("a", "&s 1 &t 5")
				      MASTER("b", "&s 2")));
	try_share("/a", "/b", NULL);
	expect_refused("several-instances", "/a");
}
END_TEST

START_TEST(a_forced_type)
{
	start(LINUX(7, 2), DTS(IOMMU("s", "1000", "qcom,sdm845-smmu-500\", \"arm,mmu-500", "1")
			       "d { compatible = \"qcom,sdm845-mdss\"; iommus = <&s 1>; };"
			       MASTER("a", "&s 2"))
	      "&s { #global-interrupts = <1>; interrupts = <1 2 3 4>; };");
	try_share(ALL);
	expect_refused("forced-type", "/d");
}
END_TEST

/* 5.10 takes the lowest address from the first; 6.12 does not. */
START_TEST(windows_differ)
{
	start(dts_releases[_i], BOARD(
		"bus { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>;"
		" ranges; dma-ranges = <0x80000000 0 0x10000000>;" MASTER("a", "&s 1") "};"
		"other { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>;"
		" ranges;" MASTER("b", "&s 2") "};"));
	try_share(ALL);
	if (dts_releases[_i] < LINUX(6, 10))
		expect_refused("dma-windows-differ", "/other/b");
	else
		expect_shared(IOP_SHARE_BY_PROPERTY, 1);
}
END_TEST

START_TEST(more_entries_than_there_are)
{
	start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
				      MASTER("c", "&s 3") MASTER("d", "&s 0")));
	ask.entries_max = 1;
	try_share("/a", "/b", NULL);
	expect_refused("too-many-entries", NULL);
}
END_TEST

/* A disabled master is a stranger unless all share. */
START_TEST(a_disabled_master)
{
	const char *text = BOARD(MASTER("a", "&s 4") MASTER("b", "&s 6")
				 "c { iommus = <&s 5>; status = \"disabled\"; };");

	start(dts_releases[_i], text);
	try_share("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	ck_assert_uint_eq(share.fold.entries[0].mask, 2);
	start(dts_releases[_i], BOARD(MASTER("a", "&s 4") MASTER("b", "&s 7")
				      "c { iommus = <&s 5>; status = \"disabled\"; };"));
	try_share("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
}
END_TEST

Suite *share_suite(void)
{
	Suite *s = suite_create("share");
	TCase *t = tcase_create("share");

	tcase_add_loop_test(t, by_the_property, 0, RELEASES);
	tcase_add_loop_test(t, the_property_spares_others, 0, RELEASES);
	tcase_add_loop_test(t, by_masks, 0, RELEASES);
	tcase_add_loop_test(t, masks_in_wide_specifiers, 0, RELEASES);
	tcase_add_loop_test(t, by_ids, 0, RELEASES);
	tcase_add_loop_test(t, hardware_without_masks, 0, RELEASES);
	tcase_add_loop_test(t, what_ran_out_of_banks, 0, RELEASES);
	tcase_add_loop_test(t, who_shares_already, 0, RELEASES);
	tcase_add_loop_test(t, who_shares_by_luck, 0, RELEASES);
	tcase_add_loop_test(t, a_mask_that_was_there, 0, RELEASES);
	tcase_add_loop_test(t, a_host_by_the_property, 0, RELEASES);
	tcase_add_loop_test(t, a_host_by_masks, 0, RELEASES);
	tcase_add_loop_test(t, a_host_beside, 0, RELEASES);
	tcase_add_loop_test(t, another_master_has_the_stream, 0, RELEASES);
	tcase_add_loop_test(t, a_reserved_stream, 0, RELEASES);
	tcase_add_loop_test(t, who_must_be_isolated, 0, RELEASES);
	tcase_add_loop_test(t, a_driver_that_cannot, 0, RELEASES);
	tcase_add_loop_test(t, two_instances, 0, RELEASES);
	tcase_add_test(t, a_forced_type);
	tcase_add_loop_test(t, windows_differ, 0, RELEASES);
	tcase_add_loop_test(t, more_entries_than_there_are, 0, RELEASES);
	tcase_add_loop_test(t, a_disabled_master, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
