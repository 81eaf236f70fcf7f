// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What lint says about an iommu-map, above all under a mask. */
#include <check.h>
#include <string.h>

#include "dts_help.h"
#include "lint/lint.h"

Suite *lint_maps_suite(void);

static uint8_t memory[1 << 16];

static const struct iop_finding *lint(iop_version v, const char *text, enum iop_rule_id rule)
{
	static struct iop_arena arena;
	static struct iop_lint s;
	const struct iop_finding *f;

	s = (struct iop_lint){ .consumers = 1u << IOP_CONSUMER_LINUX };
	dts_plan(v, text);
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&s, &dts_plan_made, &arena), 0);
	for (f = s.first; f && f->rule != rule; f = f->next)
		;
	return f;
}

#define BOARD(masters, map) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") masters \
	"pcie { compatible = \"vendor,pcie\"; device_type = \"pci\"; " map " };")
#define ALL(mask) "iommu-map = <0 &s 0 0x10000>; iommu-map-mask = <" mask ">;"

/* No IOMMU at all: nothing the finding could name by mistake. */
START_TEST(phandle_of_nothing)
{
	const struct iop_finding *f = lint(dts_releases[_i], DTS("pcie { device_type = \"pci\";"
		"compatible = \"vendor,pcie\"; iommu-map = <0 5 0 0x10000>; };"),
		IOP_RULE_MAP_BAD_PHANDLE);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->related, IOP_NO_NODE);
}
END_TEST

static const struct { const char *text; bool taken; } masters[] = {
	{ BOARD(MASTER("m", "&s 0x809"), ALL("0xffff")), true },
	{ BOARD(MASTER("m", "&s 0x809"), ALL("0xfff8")), false },
	{ BOARD(MASTER("m", "&s 0x808"), ALL("0xfff8")), true },
	{ BOARD(MASTER("m", "&s 0x808"), ALL("0x07ff")), false },
	{ BOARD(MASTER("m", "&s 0x7ff"), ALL("0x07ff")), true },
	{ BOARD(MASTER("m", "&s 0x0f0"), ALL("0xff0f")), false },
	{ BOARD(MASTER("m", "&s 0x102"), ALL("0xff0f")), true },
	{ BOARD(MASTER("m", "&s 0x10800"), ALL("0xfff8")), false },
};

START_TEST(stream_of_a_master)
{
	const struct iop_finding *f = lint(LINUX(7, 2), masters[_i].text, IOP_RULE_MAP_TAKEN);

	ck_assert_int_eq(f != NULL, masters[_i].taken);
}
END_TEST

START_TEST(gap_is_of_whole_devices)
{
	const struct iop_finding *f = lint(dts_releases[_i], BOARD("",
		"iommu-map = <0 &s 0 1>; iommu-map-mask = <0xfff8>;"), IOP_RULE_MAP_GAP);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->args[0].number, 8);
	ck_assert_uint_eq(f->args[1].number, 0xffff);
}
END_TEST

static const struct { const char *text; enum iop_rule_id rule; bool said; } pairs[] = {
	/* share 4 to 7, which are no IDs under the mask; and do share 8 */
	{ BOARD("", "iommu-map = <0 &s 0 8  8 &s 0x100 8>; iommu-map-mask = <0xfff8>;"),
	  IOP_RULE_MAP_OVERLAP, false },
	{ BOARD("", "iommu-map = <0 &s 0 9  8 &s 0x100 0x10>; iommu-map-mask = <0xfff8>;"),
	  IOP_RULE_MAP_OVERLAP, true },
	{ BOARD("", "iommu-map = <0 &s 0 5  0 &s 0x100 7>; iommu-map-mask = <0xfff8>;"),
	  IOP_RULE_MAP_SHADOWED, true },
	/* 0x100 and on in steps of 8, and 0x104 and on */
	{ BOARD("", "iommu-map = <0 &s 0x100 0x80  0x80 &s 0x104 0x80>; iommu-map-mask = <0xfff8>;"),
	  IOP_RULE_MAP_ALIKE, false },
	{ BOARD("", "iommu-map = <0 &s 0x100 0x80  0x80 &s 0x108 0x80>; iommu-map-mask = <0xfff8>;"),
	  IOP_RULE_MAP_ALIKE, true },
	{ BOARD("", "iommu-map = <0 &s 0x100 0x80  0x80 &s 0x104 0x80>;"),
	  IOP_RULE_MAP_ALIKE, true },
};

#define PORT(name, reg, more) name " { device_type = \"pci\"; reg = <" reg " 0 0 0 0>; " more " };"
#define PORTS(compatible, map, first, second, third) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") \
	"pcie { compatible = \"" compatible "\"; device_type = \"pci\"; #address-cells = <3>;" \
	"#size-cells = <2>; bus-range = <0 9>; iommu-map-mask = <0xff00>; iommu-map = " map ";" \
	PORT("pci@0,0", "0", first) PORT("pci@1,0", "0x800", second) PORT("pci@2,0", "0x1000", third) "};")
#define EACH "<0x100 &s 1 1 0x200 &s 2 1 0x300 &s 3 1>"
#define OFF "status = \"disabled\";"

static const struct { const char *text; int severity; uint64_t bus; } shifts[] = {
	{ PORTS("apple,pcie", EACH, "", OFF, ""), IOP_WARNING, 2 },
	{ PORTS("apple,pcie", EACH, OFF, "", ""), IOP_WARNING, 1 },
	{ PORTS("vendor,pcie", EACH, "", OFF, ""), IOP_NOTE, 2 },
	{ PORTS("apple,pcie", EACH, "", "", ""), -1, 0 },
	{ PORTS("apple,pcie", EACH, "", "", OFF), -1, 0 },
	/* Written for the ports that are there, or not by ports at all. */
	{ PORTS("apple,pcie", "<0x100 &s 1 1 0x200 &s 3 1>", "", OFF, ""), -1, 0 },
	{ PORTS("apple,pcie", "<0x100 &s 1 1 0x200 &s 2 1 0x300 &s 2 1>", "", OFF, ""), -1, 0 },
	{ PORTS("apple,pcie", "<0 &s 0 0x10000>", "", OFF, ""), -1, 0 },
	{ PORTS("apple,pcie", "<0x100 &s 1 1 0x200 &s 2 1 0x300 &s 3 1 0x400 &s 4 1>", "", OFF, ""), -1, 0 },
};

START_TEST(buses_move_past_a_disabled_port)
{
	const struct iop_finding *f = lint(LINUX(7, 2), shifts[_i].text, IOP_RULE_MAP_SHIFTED);

	ck_assert_int_eq(f ? f->severity : -1, shifts[_i].severity);
	if (f)
		ck_assert_uint_eq(f->args[2].number, shifts[_i].bus);
}
END_TEST

START_TEST(rows_side_by_side)
{
	for (int r = 0; r < RELEASES; r++)
		ck_assert_int_eq(lint(dts_releases[r], pairs[_i].text, pairs[_i].rule) != NULL,
				 pairs[_i].said);
}
END_TEST

/* Entries that match the same IDs, or a part of them: a finding each, not one for each pair. */
static const struct { const char *text; enum iop_rule_id rule; uint32_t count; } crowds[] = {
	{ BOARD("", "iommu-map = <0 &s 0 9  0 &s 0x100 9  0 &s 0x200 9  0 &s 0x300 9>;"),
	  IOP_RULE_MAP_SHADOWED, 3 },
	{ BOARD("", "iommu-map = <0 &s 0 9  1 &s 0x100 9  2 &s 0x200 9  3 &s 0x300 9>;"),
	  IOP_RULE_MAP_OVERLAP, 3 },
	{ BOARD("", "iommu-map = <0 &s 8 9  16 &s 8 9  32 &s 8 9  48 &s 8 9>;"),
	  IOP_RULE_MAP_ALIKE, 3 },
	/* Partly by the first, and wholly by the second. */
	{ BOARD("", "iommu-map = <0 &s 0 9  4 &s 0x100 99  6 &s 0x200 9>;"),
	  IOP_RULE_MAP_SHADOWED, 1 },
};

START_TEST(one_finding_an_entry)
{
	const struct iop_finding *f = lint(LINUX(7, 2), crowds[_i].text, crowds[_i].rule);
	uint32_t count = 0;

	for (; f; f = f->next)
		count += f->rule == crowds[_i].rule;
	ck_assert_uint_eq(count, crowds[_i].count);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *lint_maps_suite(void)
{
	Suite *s = suite_create("lint_maps");
	TCase *t = tcase_create("lint_maps");

	tcase_add_loop_test(t, phandle_of_nothing, 0, RELEASES);
	TABLE(t, stream_of_a_master, masters);
	TABLE(t, buses_move_past_a_disabled_port, shifts);
	tcase_add_loop_test(t, gap_is_of_whole_devices, 0, RELEASES);
	TABLE(t, rows_side_by_side, pairs);
	TABLE(t, one_finding_an_entry, crowds);
	suite_add_tcase(s, t);
	return s;
}
