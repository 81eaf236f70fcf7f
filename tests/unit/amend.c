// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Edits on request: what they write, and the plan of what comes of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "remedy/amend.h"
#include "dts_help.h"

Suite *amend_suite(void);

static _Alignas(8) uint8_t memory[4 << 20], kept[4 << 20];
static struct iop_arena arena;
static struct iop_edits edits;
static struct iop_amend amend;

static void start_for(const struct iop_target *target, const char *text)
{
	dts_plan_for(target, text);
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&edits, dts_plan_made.tree);
}

static void start(iop_version version, const char *text)
{
	start_for(&(struct iop_target){ .version = version,
					.legacy_built = IOP_CONFIG_YES }, text);
}

static void expect_refused(const char *slug)
{
	ck_assert_str_eq(iop_amend_slug(amend.why), slug);
	ck_assert_uint_eq(edits.n, 0);
}

/* The plan made last, planned again where nothing overwrites it. */
static struct iop_plan keep_plan(void)
{
	static _Alignas(8) uint8_t blob[1 << 17];
	static struct iop_tree tree;
	static struct iop_view view;
	struct iop_plan p;
	struct iop_place where;
	struct iop_arena a;
	uint32_t size = dts_plan_made.tree->size;

	ck_assert_uint_le(size, sizeof(blob));
	memcpy(blob, dts_plan_made.tree->blob, size);
	iop_arena_init(&a, kept, sizeof(kept));
	ck_assert_int_eq(iop_tree_index(&tree, blob, size, &a, &where), 0);
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &dts_plan_made.view->target, &a));
	ck_assert_int_eq(iop_plan_make(&p, &tree, &view, &a), 0);
	return p;
}

/* --- mmu-masters --- */

#define OLD(more) "s: iommu@1000 { compatible = \"arm,mmu-500\"; reg = <0x1000 0x1000>;" \
	"#global-interrupts = <1>; interrupts = <0 1 2 3 4 5>;" more "};"
#define LISTED(label, name, cells) label ": " NODE(name, "vendor,master", \
	"#stream-id-cells = <" cells ">;")

static void migrate_and_prove(void)
{
	struct iop_plan before = keep_plan();
	uint32_t device;

	ck_assert(iop_amend_migrate(&dts_plan_made, &amend, &edits, &arena));
	ck_assert_str_eq(iop_amend_slug(amend.why), "ok");
	dts_plan_edited(&edits);
	ck_assert_msg(iop_amend_same(&before, &dts_plan_made, &device, &arena),
		      "device %u differs", device);
}

START_TEST(masters_name_their_ids)
{
	start(dts_releases[_i], DTS(OLD("mmu-masters = <&a 1>, <&b 2 3>, <&c 3>;")
	      LISTED("a", "a", "1") LISTED("b", "b", "2") LISTED("c", "c", "1")));
	expect_together("/b", "/c");
	migrate_and_prove();
	expect_alone("/a");
	expect_together("/b", "/c");
	expect_streams("/b", 2, 3, 0);
	ck_assert(!dts_device("/a")->legacy);
	expect_domain("/a", "DMA");
}
END_TEST

START_TEST(masks_take_two_cells)
{
	start(dts_releases[_i], DTS(OLD("mmu-masters = <&a 0x70010>, <&b 0x20>;")
	      LISTED("a", "a", "1") LISTED("b", "b", "1")));
	migrate_and_prove();
	expect_streams("/a", 1, 0x10, 7);
	expect_streams("/b", 1, 0x20, 0);
}
END_TEST

START_TEST(a_host_gets_a_map)
{
	start(dts_releases[_i], DTS(OLD("mmu-masters = <&p 0>, <&a 1>;")
	      "p: pci@4 { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";"
	      " #address-cells = <3>; #size-cells = <2>; reg = <0x40000000 0x1000000>;"
	      " bus-range = <0 0x7f>; #stream-id-cells = <1>; };" LISTED("a", "a", "1")));
	migrate_and_prove();
	expect_range("/pci@4", 0x108, "/iommu@1000", 0x108);
}
END_TEST

/* Seattle's own tree, as it was in Linux 5.10. */
START_TEST(seattle)
{
	static char text[1 << 14];
	FILE *f = fopen("examples/boards/overdrive-rev-b1-linux-5.10.dts", "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = 0;
	fclose(f);
	start(dts_releases[_i], text);
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	migrate_and_prove();
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	expect_streams("/smb/xgmac@e0700000", 16, 0x17, 0);
	expect_domain("/smb/xgmac@e0900000", "DMA");
}
END_TEST

/* The proof objects where it has to. */
START_TEST(a_difference_is_seen)
{
	struct iop_plan before;
	uint32_t device;

	start(LINUX(6, 1), DTS(OLD("mmu-masters = <&a 1>, <&b 2>;")
	      LISTED("a", "a", "1") LISTED("b", "b", "1")));
	before = keep_plan();
	dts_plan(LINUX(6, 1), DTS(OLD("#iommu-cells = <1>;") MASTER("a", "&s 1") MASTER("b", "&s 4")));
	ck_assert(!iop_amend_same(&before, &dts_plan_made, &device, &arena));
	ck_assert_uint_eq(before.devices[device].streams, 1);
	dts_plan(LINUX(6, 1), DTS(OLD("#iommu-cells = <2>;") MASTER("a", "&s 1 0")
				  MASTER("b", "&s 2 1")));
	ck_assert(!iop_amend_same(&before, &dts_plan_made, &device, &arena));
}
END_TEST

START_TEST(what_does_not_migrate)
{
	start(LINUX(7, 2), DTS(SMMU("s", "1000") MASTER("a", "&s 1")));
	ck_assert(iop_amend_migrate(&dts_plan_made, &amend, &edits, &arena));
	expect_refused("nothing-to-do");
	start(LINUX(7, 2), DTS(OLD("mmu-masters = <&a 1>;") "a: a { };"));
	ck_assert(iop_amend_migrate(&dts_plan_made, &amend, &edits, &arena));
	expect_refused("dangling-master");
	start(LINUX(7, 2), DTS(OLD("mmu-masters = <&a 0x70010>; #iommu-cells = <1>;")
			       LISTED("a", "a", "1")));
	ck_assert(iop_amend_migrate(&dts_plan_made, &amend, &edits, &arena));
	expect_refused("iommu-cells");
}
END_TEST

/* --- framebuffers --- */

#define SCREEN(fb, region) DTS(SMMU("s", "1000") \
	"d: display@2000 { compatible = \"vendor,dc\"; reg = <0x2000 0x1000>;" \
	" iommus = <&s 1>; }; reserved-memory { #address-cells = <1>; #size-cells = <1>;" \
	" ranges; r: fb@90000000 { reg = <0x90000000 0x800000>;" region "}; };" \
	"chosen { #address-cells = <1>; #size-cells = <1>; ranges;" \
	" framebuffer@90000000 { compatible = \"simple-framebuffer\"; " fb "}; };")

static void scanout(void)
{
	uint32_t node = 0;

	ck_assert(iop_framebuffer_next(dts_plan_made.tree, &node));
	ck_assert(iop_amend_scanout(&dts_plan_made, node, IOP_NO_NODE, &amend, &edits, &arena));
}

static void expect_reserved(void)
{
	struct iop_resv r;
	uint32_t cursor = 0;

	ck_assert_str_eq(iop_amend_slug(amend.why), "ok");
	dts_plan_edited(&edits);
	ck_assert(iop_resv_next(dts_plan_made.tree, dts_node("/display@2000"), &cursor, &r));
	ck_assert(r.direct);
	ck_assert_uint_eq(r.base, 0x90000000);
	ck_assert_uint_eq(r.size, 0x800000);
}

START_TEST(a_framebuffer_stays_mapped)
{
	start(LINUX(7, 2), SCREEN("memory-region = <&r>; display = <&d>;", ""));
	scanout();
	expect_reserved();
	/* once more: there is nothing left to do */
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&edits, dts_plan_made.tree);
	scanout();
	expect_refused("nothing-to-do");
}
END_TEST

START_TEST(memory_found_by_address)
{
	start(LINUX(6, 12), SCREEN("reg = <0x90000000 0x7e9000>; display = <&d>;", ""));
	scanout();
	expect_reserved();
}
END_TEST

START_TEST(what_no_framebuffer_gets)
{
	start(LINUX(6, 1), SCREEN("memory-region = <&r>; display = <&d>;", ""));
	scanout();
	expect_refused("kernel-cannot");
	start(LINUX(7, 2), SCREEN("memory-region = <&r>;", ""));
	scanout();
	expect_refused("no-display");
	start(LINUX(7, 2), SCREEN("reg = <0xa0000000 0x1000>; display = <&d>;", ""));
	scanout();
	expect_refused("no-framebuffer-memory");
}
END_TEST

/* --- off, boot arguments --- */

START_TEST(an_iommu_goes_off)
{
	start(dts_releases[_i], DTS(SMMU("s", "1000") SMMU("t", "2000") MASTER("a", "&s 1")
				    MASTER("b", "&t 1")));
	ck_assert(iop_amend_off(&dts_plan_made, 0, &amend, &edits, &arena));
	dts_plan_edited(&edits);
	expect_state("/iommu@1000", IOP_STATE_DISABLED, "iommu-disabled");
	expect_lost("/a", "iommu-disabled");
	expect_alone("/b");
	iop_edits_init(&edits, dts_plan_made.tree);
	ck_assert(iop_amend_off(&dts_plan_made, 0, &amend, &edits, &arena));
	expect_refused("nothing-to-do");
}
END_TEST

START_TEST(a_memory_controller_stays_on)
{
	start(LINUX(7, 2), DTS("m: mc@1000 { compatible = \"nvidia,tegra124-mc\";"
			       " reg = <0x1000 0x1000>; #iommu-cells = <1>; };"
			       MASTER("a", "&m 1")));
	ck_assert(iop_amend_off(&dts_plan_made, 0, &amend, &edits, &arena));
	expect_refused("not-only-an-iommu");
}
END_TEST

START_TEST(boot_arguments)
{
	static char longest[2049];

	start(LINUX(7, 2), DTS(SMMU("s", "1000")));
	ck_assert(iop_amend_bootargs(&dts_plan_made, "iommu.strict=0", &amend, &edits, &arena));
	dts_plan_edited(&edits);
	ck_assert_str_eq(dts_plan_made.defaults.bootargs, "iommu.strict=0");
	iop_edits_init(&edits, dts_plan_made.tree);
	memset(longest, 'x', 2047);
	ck_assert(iop_amend_bootargs(&dts_plan_made, longest, &amend, &edits, &arena));
	ck_assert_uint_eq(amend.why, IOP_AMEND_OK);
	iop_edits_init(&edits, dts_plan_made.tree);
	longest[2047] = 'x';
	ck_assert(iop_amend_bootargs(&dts_plan_made, longest, &amend, &edits, &arena));
	expect_refused("too-long");
}
END_TEST

Suite *amend_suite(void)
{
	Suite *s = suite_create("amend");
	TCase *t = tcase_create("amend");

	tcase_add_loop_test(t, masters_name_their_ids, 0, RELEASES);
	tcase_add_loop_test(t, masks_take_two_cells, 0, RELEASES);
	tcase_add_loop_test(t, a_host_gets_a_map, 0, RELEASES);
	tcase_add_loop_test(t, seattle, 0, RELEASES);
	tcase_add_test(t, a_difference_is_seen);
	tcase_add_test(t, what_does_not_migrate);
	tcase_add_test(t, a_framebuffer_stays_mapped);
	tcase_add_test(t, memory_found_by_address);
	tcase_add_test(t, what_no_framebuffer_gets);
	tcase_add_loop_test(t, an_iommu_goes_off, 0, RELEASES);
	tcase_add_test(t, a_memory_controller_stays_on);
	tcase_add_test(t, boot_arguments);
	suite_add_tcase(s, t);
	return s;
}
