// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Is a migrated tree the same? One thing at a time is another. */
#include <stddef.h>
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
static const char before_dts[] = DTS(
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
					   .legacy_built = IOP_CONFIG_YES }, before_dts);
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

/* --- by hand: what no tree of today leads to --- */

struct hand {
	struct iop_plan plan;
	struct iop_tree tree;
	struct iop_iommu iommus[2];
	struct iop_device devices[5];
	struct iop_stream streams[4];
	struct iop_range ranges[5];
	struct iop_group groups[3];
};

/*
 * Another device; masters of one stream in groups 0, 0 and 1; a host. Behind the last
 * stands what nobody may look at.
 */
static void by_hand(struct hand *h)
{
	static const uint32_t groups[] = { IOP_NONE, 0, 0, 1 };

	memset(h, 0, sizeof(*h));
	h->plan = (struct iop_plan){ .tree = &h->tree, .iommus = h->iommus, .n_iommus = 2,
				     .devices = h->devices, .n_devices = 4, .streams = h->streams,
				     .n_streams = 4, .ranges = h->ranges, .n_ranges = 5,
				     .groups = h->groups, .n_groups = 3 };
	h->iommus[0].node = 10;
	h->iommus[1].node = 11;
	for (uint32_t n = 0; n < 4; n++) {
		h->devices[n] = (struct iop_device){ .node = 20 + n, .child = IOP_NONE,
			.legacy = n > 0, .streams = n, .n_streams = 1, .group = groups[n],
			.requesters = n == 3 };
		h->streams[n] = (struct iop_stream){ .id = n };
		h->ranges[n] = (struct iop_range){ .first = 0x100, .last = 0xffff, .id = 0x200,
						   .mask = 0xffff, .step_mask = 0xffff };
	}
	h->ranges[4] = (struct iop_range){ .why = IOP_R_NO_LINUX_DRIVER };
	h->devices[4] = (struct iop_device){ .node = 21, .child = IOP_NONE, .legacy = true,
					     .n_streams = 1 };
}

/* What is set, in the plan before or in the one after; up to three at once. */
struct change {
	bool after;
	size_t at, size;
	uint32_t value;
};
#define SET(side, field, value) \
	{ side, offsetof(struct hand, field), sizeof(((struct hand *)0)->field), value }
#define OLD_SET(field, value) SET(false, field, value)
#define NEW_SET(field, value) SET(true, field, value)

static const struct {
	uint32_t differs;
	struct change changes[3];
} hands[] = {
	{ IOP_NONE, { { 0 } } },
	/* groups: none after, none before, neither, parted, met, renumbered */
	{ 2, { NEW_SET(devices[2].group, IOP_NONE) } },
	{ 2, { OLD_SET(devices[2].group, IOP_NONE) } },
	{ IOP_NONE, { OLD_SET(devices[2].group, IOP_NONE), NEW_SET(devices[2].group, IOP_NONE) } },
	{ 2, { NEW_SET(devices[2].group, 2) } },
	{ 3, { NEW_SET(devices[3].group, 0) } },
	{ IOP_NONE, { NEW_SET(devices[1].group, 2), NEW_SET(devices[2].group, 2),
		      NEW_SET(devices[3].group, 0) } },
	/* a map: empty, untranslated, of no IOMMU, with another offset or other masks */
	{ 3, { NEW_SET(devices[3].n_streams, 0) } },
	{ 3, { NEW_SET(ranges[3].why, IOP_R_NO_LINUX_DRIVER) } },
	{ 3, { NEW_SET(ranges[3].iommu, IOP_NONE) } },
	{ 3, { NEW_SET(ranges[3].iommu, 1) } },
	{ 3, { NEW_SET(ranges[3].id, 0x201) } },
	{ 3, { NEW_SET(ranges[3].mask, 0x7fff) } },
	{ 3, { NEW_SET(ranges[3].step_mask, 0xff00) } },
	{ IOP_NONE, { NEW_SET(ranges[3].first, 0x180), NEW_SET(ranges[3].id, 0x280) } },
	/* who is compared with whom */
	{ 1, { NEW_SET(devices[1].node, 50) } },
	{ 1, { NEW_SET(devices[1].requesters, true) } },
	{ 1, { NEW_SET(devices[0].node, 21) } },
	{ IOP_NONE, { NEW_SET(devices[0].node, 21), NEW_SET(devices[0].child, 7) } },
	{ IOP_NONE, { OLD_SET(devices[1].legacy, false), NEW_SET(streams[1].id, 77) } },
	{ IOP_NONE, { OLD_SET(devices[1].n_streams, 0) } },
};

static void change(struct hand *h, const struct change *c)
{
	uint8_t *to = (uint8_t *)h + c->at, small = (uint8_t)c->value;

	if (c->size == 1)
		memcpy(to, &small, 1);
	else if (c->size == 4)
		memcpy(to, &c->value, 4);
	else
		ck_assert_uint_eq(c->size, 0);
}

START_TEST(plans_made_by_hand)
{
	static struct hand old, new;
	static uint64_t scratch[16];
	struct iop_arena a;
	uint32_t device = 77;
	bool same;

	by_hand(&old);
	by_hand(&new);
	for (unsigned int n = 0; n < 3; n++)
		change(hands[_i].changes[n].after ? &new : &old, &hands[_i].changes[n]);
	iop_arena_init(&a, scratch, sizeof(scratch));
	same = iop_amend_same(&old.plan, &new.plan, &device, &a);
	ck_assert_uint_eq(device, hands[_i].differs);
	ck_assert_int_eq(same, device == IOP_NONE);
}
END_TEST

Suite *amend_same_suite(void)
{
	Suite *s = suite_create("amend_same");
	TCase *t = tcase_create("amend_same");

	tcase_add_loop_test(t, one_thing_at_a_time, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(t, plans_made_by_hand, 0, sizeof(hands) / sizeof(hands[0]));
	suite_add_tcase(s, t);
	return s;
}
