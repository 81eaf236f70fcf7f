// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Is a migrated tree the same? One thing at a time is another. */
#include <string.h>

#include "dts_help.h"
#include "remedy/amend.h"

Suite *amend_same_suite(void);

#define LISTED(label, cells) label ": " NODE(label, "vendor,master", "#stream-id-cells = <" cells ">;")
#define OLD_SMMU(label, at, masters) label ": iommu@" at " { compatible = \"arm,mmu-500\";" \
	" reg = <0x" at " 0x1000>; #global-interrupts = <1>; interrupts = <0 1 2 3 4 5>; " masters " };"
#define SMMU2(label, at) "&" label " { #iommu-cells = <2>; };"
#define HOST(more) "p: pci@4 { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";" \
	" #address-cells = <3>; #size-cells = <2>; reg = <0x40000000 0x1000000>;" \
	" bus-range = <0 0x7f>; " more " };"

/* a and b share a stream, c has one of its own with a mask, d two. */
static const char old[] = DTS(
	OLD_SMMU("s", "1000", "mmu-masters = <&a 1>, <&b 1>, <&c 0x70010>, <&d 2 3>, <&p 0>;")
	OLD_SMMU("t", "2000", "") LISTED("a", "1") LISTED("b", "1") LISTED("c", "1")
	LISTED("d", "2") HOST("#stream-id-cells = <1>;"));

#define NEW(a, b, c, d, map) DTS(SMMU("s", "1000") SMMU("t", "2000") \
	MASTER("a", a) MASTER("b", b) MASTER("c", c) MASTER("d", d) HOST("iommu-map = <" map ">;")) \
	SMMU2("s", "1000") SMMU2("t", "2000") "&s { interrupts = <0 1 2 3 4 5>; };"
#define A "&s 1 0"
#define C "&s 0x10 7"
#define D "&s 2 0 &s 3 0"
#define MAP "0 &s 0 0x8000"

static const struct {
	const char *tree, *differs;	/* the first that does, or NULL */
} rows[] = {
	{ NEW(A, A, C, D, MAP), NULL },
	{ NEW("&s 4 0", A, C, D, MAP), "/a" },		/* another ID */
	{ NEW("&s 1 8", A, C, D, MAP), "/a" },		/* another mask */
	{ NEW("&t 1 0", A, C, D, MAP), "/a" },		/* another IOMMU */
	{ NEW(A, A, "&s 0x10 3", D, MAP), "/c" },
	{ NEW(A, A, C, "&s 2 0", MAP), "/d" },		/* one less */
	{ NEW(A, A, C, "&s 2 0 &s 3 0 &s 5 0", MAP), "/d" },	/* one more */
	{ NEW(A, A, C, "&s 2 0 &s 5 0", MAP), "/d" },	/* the second */
	{ NEW(A, A, C, "&s 2 0 &t 3 0", MAP), "/d" },
	{ NEW(A, A, C, "&s 3 0 &s 2 0", MAP), "/d" },	/* in another order */
	{ NEW(A, A, C, D, "0 &s 1 0x8000"), "/pci@4" },	/* other IDs than requesters' */
	{ NEW(A, A, C, D, "0 &t 0 0x8000"), "/pci@4" },
	{ NEW(A, A, C, D, "0 &s 0 0x100 0x100 &t 0x100 0x100"), "/pci@4" },
	{ NEW(A, A, C, D, "0 &s 0 0x100 0x100 &s 0x100 0x7f00"), NULL },
	{ NEW(A, A, C, D, "0 &s 0 0x100 0x200 &s 0x200 0x7e00"), "/pci@4" },	/* a gap */
};

static struct iop_plan keep_plan(void *memory, size_t room)
{
	static _Alignas(8) uint8_t blob[1 << 15];
	static struct iop_tree tree;
	static struct iop_view view;
	struct iop_place where;
	struct iop_arena a;
	struct iop_plan p;

	ck_assert_uint_le(dts_plan_made.tree->size, sizeof(blob));
	memcpy(blob, dts_plan_made.tree->blob, dts_plan_made.tree->size);
	iop_arena_init(&a, memory, room);
	ck_assert_int_eq(iop_tree_index(&tree, blob, dts_plan_made.tree->size, &a, &where), 0);
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &dts_plan_made.view->target, &a));
	ck_assert_int_eq(iop_plan_make(&p, &tree, &view, &a), 0);
	return p;
}

START_TEST(one_thing_at_a_time)
{
	static _Alignas(8) uint8_t kept[1 << 20], scratch[1 << 12];
	struct iop_plan before;
	struct iop_arena a;
	uint32_t device;
	bool same;

	dts_plan_for(&(struct iop_target){ .version = LINUX(6, 12),
					   .legacy_built = IOP_CONFIG_YES }, old);
	expect_together("/a", "/b");
	before = keep_plan(kept, sizeof(kept));
	dts_plan(LINUX(6, 12), rows[_i].tree);
	iop_arena_init(&a, scratch, sizeof(scratch));
	same = iop_amend_same(&before, &dts_plan_made, &device, &a);
	ck_assert_uint_eq(iop_arena_mark(&a), 0);
	ck_assert_msg(same == !rows[_i].differs, same ? "the same" : "device %u differs", device);
	if (!same)
		ck_assert_uint_eq(before.devices[device].node,
				  iop_by_path(before.tree, rows[_i].differs));
	iop_arena_init(&a, scratch, 4);
	ck_assert(!iop_amend_same(&before, &dts_plan_made, &device, &a));
	ck_assert_uint_eq(device, IOP_NONE);
}
END_TEST

Suite *amend_same_suite(void)
{
	Suite *s = suite_create("amend_same");
	TCase *t = tcase_create("amend_same");

	tcase_add_loop_test(t, one_thing_at_a_time, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
