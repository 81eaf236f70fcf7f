// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Suppliers whose driver a configuration has, has as a module, or lacks. */
#include <string.h>

#include "dts_help.h"
#include "facts/supplier_table.h"

Suite *suppliers_built_suite(void);

/* gpio-gate-clock is in the table of drivers, vendor,clk in none. */
#define GATE(label, more) label ": " NODE(label, "gpio-gate-clock", "#clock-cells = <0>;" \
	" #power-domain-cells = <0>; #reset-cells = <0>; " more)
#define ODD(label, more) label ": " NODE(label, "vendor,clk", "#clock-cells = <0>;" \
	" #power-domain-cells = <0>; #reset-cells = <0>; " more)
#define BOARD(nodes, more) DTS(nodes SMMU("s", "1000") MASTER("a", "&s 1")) "&s { " more " };"
#define CLOCK BOARD(GATE("gate", ""), "clocks = <&gate>;")

static void plan_built(iop_version version, uint8_t state, bool supposed, const char *text)
{
	static uint8_t all[1 << 16];
	struct iop_target target = { .version = version, .suppliers = all,
				     .supposed_built = supposed };

	ck_assert_uint_lt(iop_builtin_facts.suppliers->n_rows, sizeof(all));
	memset(all, state, sizeof(all));
	dts_plan_for(&target, text);
}

static const struct {
	const char *text;
	iop_version version;
	uint8_t built;
	bool supposed;
	enum iop_state state;
	bool late, unsure;
} rows[] = {
	{ CLOCK, LINUX(6, 12), IOP_CONFIG_YES, false, IOP_STATE_ACTIVE, false, false },
	{ CLOCK, LINUX(6, 12), IOP_CONFIG_MODULE, false, IOP_STATE_ACTIVE, true, false },
	{ CLOCK, LINUX(5, 10), IOP_CONFIG_MODULE, false, IOP_STATE_ACTIVE, true, false },
	{ CLOCK, LINUX(6, 12), IOP_CONFIG_NO, false, IOP_STATE_DEFERRED, false, false },
	{ CLOCK, LINUX(6, 12), IOP_CONFIG_UNKNOWN, false, IOP_STATE_ACTIVE, false, true },
	/* a driver in no table may be there, or is supposed to */
	{ BOARD(ODD("odd", ""), "clocks = <&odd>;"), LINUX(6, 12), IOP_CONFIG_YES, false,
	  IOP_STATE_ACTIVE, false, true },
	{ BOARD(ODD("odd", ""), "clocks = <&odd>;"), LINUX(6, 12), IOP_CONFIG_YES, true,
	  IOP_STATE_ACTIVE, false, false },
	/* fw_devlink waits for a module that the supplier itself waits for, from 5.13 on */
	{ BOARD(ODD("odd", "clocks = <&gate>;") GATE("gate", ""), "clocks = <&odd>;"), LINUX(6, 12),
	  IOP_CONFIG_MODULE, true, IOP_STATE_ACTIVE, true, false },
	{ BOARD(ODD("odd", "clocks = <&gate>;") GATE("gate", ""), "clocks = <&odd>;"), LINUX(5, 10),
	  IOP_CONFIG_MODULE, true, IOP_STATE_ACTIVE, false, false },
	{ BOARD(ODD("odd", "resets = <&gate>;") GATE("gate", ""), "clocks = <&odd>;"), LINUX(6, 12),
	  IOP_CONFIG_MODULE, true, IOP_STATE_ACTIVE, true, false },
	{ BOARD(ODD("odd", "clocks = <&two>, <&gate>;") ODD("two", "") GATE("gate", ""),
		"clocks = <&odd>;"), LINUX(6, 12), IOP_CONFIG_MODULE, true, IOP_STATE_ACTIVE, true, false },
	{ BOARD(ODD("odd", "clocks = <&gate>;") GATE("gate", ""), "clocks = <&odd>;"), LINUX(6, 12),
	  IOP_CONFIG_NO, true, IOP_STATE_ACTIVE, false, false },
	/* no driver is asked before its power domain is there; of several, none is attached */
	{ BOARD(ODD("odd", "power-domains = <&gate>;") GATE("gate", ""), "clocks = <&odd>;"),
	  LINUX(6, 12), IOP_CONFIG_NO, true, IOP_STATE_DEFERRED, false, false },
	{ BOARD(ODD("odd", "power-domains = <&gate>;") GATE("gate", ""), "clocks = <&odd>;"),
	  LINUX(6, 12), IOP_CONFIG_MODULE, true, IOP_STATE_ACTIVE, true, false },
	{ BOARD(ODD("odd", "power-domains = <&gate>, <&gate>;") GATE("gate", ""), "clocks = <&odd>;"),
	  LINUX(6, 12), IOP_CONFIG_NO, true, IOP_STATE_ACTIVE, false, false },
	{ BOARD(GATE("gate", "power-domains = <&two>;") GATE("two", ""), "clocks = <&gate>;"),
	  LINUX(6, 12), IOP_CONFIG_MODULE, false, IOP_STATE_ACTIVE, true, false },
	/* a part of a node has the driver of the node */
	{ BOARD(GATE("gate", "part: part { #clock-cells = <0>; };"), "clocks = <&part>;"),
	  LINUX(6, 12), IOP_CONFIG_NO, false, IOP_STATE_DEFERRED, false, false },
	{ BOARD("part: part { #clock-cells = <0>; };", "clocks = <&part>;"), LINUX(6, 12),
	  IOP_CONFIG_NO, false, IOP_STATE_ACTIVE, false, false },
	/* nobody takes the resets of an SMMU: not even for a module is waited, before fw_devlink */
	{ BOARD(GATE("gate", ""), "resets = <&gate>;"), LINUX(5, 10), IOP_CONFIG_MODULE, false,
	  IOP_STATE_ACTIVE, false, false },
	{ BOARD(GATE("gate", ""), "resets = <&gate>;"), LINUX(6, 12), IOP_CONFIG_NO, false,
	  IOP_STATE_ACTIVE, false, false },
};

START_TEST(what_a_configuration_has)
{
	const struct iop_iommu *i;

	plan_built(rows[_i].version, rows[_i].built, rows[_i].supposed, rows[_i].text);
	i = dts_iommu("/iommu@1000");
	ck_assert_msg(i->state == rows[_i].state, "row %d: %d", _i, i->state);
	ck_assert_msg(i->late == rows[_i].late, "row %d: late %d", _i, i->late);
	ck_assert_msg(i->unsure == rows[_i].unsure, "row %d: unsure %d", _i, i->unsure);
}
END_TEST

Suite *suppliers_built_suite(void)
{
	Suite *s = suite_create("suppliers_built");
	TCase *t = tcase_create("suppliers_built");

	tcase_add_loop_test(t, what_a_configuration_has, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
