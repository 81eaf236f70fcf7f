// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* PCI hosts whose driver writes the table of stream IDs from iommu-map itself. */
#include "dts_help.h"
#include "lint/lint.h"

Suite *host_tables_suite(void);

#define V2 "t: " NODE("iommu@2000", "arm,mmu-500", "reg = <0x2000 0x1000>; #iommu-cells = <2>;" \
	"#global-interrupts = <1>; interrupts = <0 1 2 3 4 5 6 7 8>;")
#define BOARD(compat, map) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") V2 \
	"pcie { compatible = \"" compat "\"; device_type = \"pci\";" \
	"#address-cells = <3>; #size-cells = <2>; iommu-map = <" map ">; };")
/* Of one driver, as not every kernel can have two. */
#define ALONE(compat, map) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") \
	"pcie { compatible = \"" compat "\"; device_type = \"pci\";" \
	"#address-cells = <3>; #size-cells = <2>; iommu-map = <" map ">; };")
#define FIVE "0 &t 0x1400 0 1>, <0x100 &t 0x1401 0 1"
#define FOUR "0 &t 0x1400 1>, <0x100 &t 0x1401 1"
#define SOC "qcom,pcie-sm8550"

static uint8_t memory[1 << 16];

static bool warned(void)
{
	static struct iop_arena arena;
	static struct iop_lint s;

	s = (struct iop_lint){ .consumers = 1u << IOP_CONSUMER_LINUX };
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&s, &dts_plan_made, &arena), 0);
	for (const struct iop_finding *f = s.first; f; f = f->next)
		if (f->rule == IOP_RULE_MAP_TABLE)
			return true;
	return false;
}

/* bf79e33cdd89 switches it on: all requesters have one stream ID before, from SM8450 on. */
static const struct { iop_version version; const char *text; const char *effect; } offs[] = {
	{ IOP_VERSION(6, 1, 60), ALONE("qcom,pcie-sm8450-pcie0", "0 &s 0x1c00 1>, <0x100 &s 0x1c01 1"), "unknown" },
	{ IOP_VERSION(6, 1, 192), ALONE("qcom,pcie-sm8450-pcie0", "0 &s 0x1c00 1>, <0x100 &s 0x1c01 1"), "translated" },
	{ LINUX(6, 4), ALONE(SOC, "0 &s 0x1400 1>, <0x100 &s 0x1401 1"), "unknown" },
	{ LINUX(6, 6), ALONE(SOC, "0 &s 0x1400 1>, <0x100 &s 0x1401 1"), "unknown" },
	{ LINUX(6, 9), ALONE(SOC, "0 &s 0x1400 1>, <0x100 &s 0x1401 1"), "translated" },
	/* One stream ID is all that the map has. */
	{ LINUX(6, 4), ALONE(SOC, "0 &s 0x1400 1"), "translated" },
	{ IOP_VERSION(6, 1, 60), ALONE("qcom,pcie-sm8250", "0 &s 0x1c00 1>, <0x100 &s 0x1c01 1"), "translated" },
};

START_TEST(where_the_table_is_off)
{
	dts_plan(offs[_i].version, offs[_i].text);
	ck_assert_str_eq(iop_effect_slug(dts_device("/pcie")->effect), offs[_i].effect);
	ck_assert(!warned());
}
END_TEST

static const struct { iop_version version; const char *text; bool misses; } rows[] = {
	{ LINUX(7, 3), BOARD(SOC, FIVE), true },
	{ LINUX(7, 3), BOARD(SOC, FOUR), false },
	{ LINUX(6, 12), BOARD(SOC, FOUR), false },
	/* The first entry's first three cells are where the driver expects them. */
	{ LINUX(7, 3), BOARD(SOC, "0 &t 0x1400 0 1"), false },
	/* The table has only the first requester ID of an entry. */
	{ LINUX(6, 12), BOARD(SOC, "0 &s 0x1400 2"), true },
	{ LINUX(6, 12), BOARD(SOC, "0 &s 0x1400 1"), false },
	{ LINUX(6, 12), BOARD(SOC, "0 &s 0x1400 1>; iommu-map-mask = <0xff00"), true },
	/* Eight bits of the table are for the distance from the first stream ID. */
	{ LINUX(6, 12), BOARD(SOC, "0 &s 0x1400 1>, <0x100 &s 0x14ff 1"), false },
	{ LINUX(6, 12), BOARD(SOC, "0 &s 0x1400 1>, <0x100 &s 0x1500 1"), true },
	/* Hosts with no such table, or, since 6.18, no callback. */
	{ LINUX(7, 3), BOARD("qcom,pcie-sdm845", FIVE), false },
	{ LINUX(6, 12), BOARD("qcom,pcie-x1e80100", "0 &s 0x40000 0x10000"), true },
	{ LINUX(7, 3), BOARD("qcom,pcie-x1e80100", "0 &s 0x40000 0x10000"), false },
	{ LINUX(6, 1), BOARD("qcom,pcie-sdm845", "0 &t 0x1400 2"), false },
	{ LINUX(6, 1), BOARD("qcom,pcie-sm8250", "0 &t 0x1400 2"), true },
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* Plan and lint have one predicate: qcom_pcie_config_sid_1_9_0(). */
START_TEST(what_the_table_lacks)
{
	dts_plan(rows[_i].version, rows[_i].text);
	expect_grouped("/pcie");
	ck_assert_str_eq(iop_effect_slug(dts_device("/pcie")->effect),
			 rows[_i].misses ? "unknown" : "translated");
	ck_assert_int_eq(warned(), rows[_i].misses);
}
END_TEST

Suite *host_tables_suite(void)
{
	Suite *s = suite_create("host_tables");
	TCase *t = tcase_create("host_tables");

	tcase_add_loop_test(t, what_the_table_lacks, 0, (int)ROWS);
	tcase_add_loop_test(t, where_the_table_is_off, 0, (int)(sizeof(offs) / sizeof(offs[0])));
	suite_add_tcase(s, t);
	return s;
}
