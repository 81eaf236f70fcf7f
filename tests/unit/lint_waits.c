// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Suppliers that do not come, as lint reports them; whom an open bypass concerns. */
#include <stdio.h>
#include <string.h>

#include "facts/supplier_table.h"
#include "lint_help.h"

Suite *lint_waits_suite(void);

#define PROVIDER(label, compatible, more) label ": " NODE(label, compatible, \
	"#clock-cells = <0>; #power-domain-cells = <0>; #reset-cells = <0>; " more)
/* gpio-gate-clock is in the table of drivers, vendor,x in none. */
#define BOARD(change) DTS(PROVIDER("gate", "gpio-gate-clock", "") \
	PROVIDER("off", "vendor,x", "status = \"disabled\";") \
	PROVIDER("down", "vendor,x", "status = \"disabled\";") PROVIDER("fine", "vendor,x", "") \
	"holder { part: part { compatible = \"gpio-gate-clock\"; #clock-cells = <0>;" \
	" #reset-cells = <0>; #power-domain-cells = <0>; }; };" \
	SMMU("s", "1000") MASTER("a", "&s 1")) "&s { " change " };"
#define ASKED 9	/* no configuration is given */

static const struct {
	const char *change;
	iop_version version;
	uint8_t built;		/* enum iop_tristate of every driver */
	bool supposed;
	enum iop_rule_id rule;
	uint32_t count;
	uint8_t severity;	/* of the first */
} rows[] = {
	/* a driver that is not built; a tree without a configuration may be another kernel's */
	{ "clocks = <&gate>;", LINUX(6, 12), IOP_CONFIG_NO, false, IOP_RULE_WAITS_DRIVER, 1, IOP_WARNING },
	{ "clocks = <&gate>;", LINUX(6, 12), IOP_CONFIG_NO, true, IOP_RULE_WAITS_DRIVER, 1, IOP_NOTE },
	{ "clocks = <&gate>;", LINUX(6, 12), IOP_CONFIG_YES, false, IOP_RULE_WAITS_DRIVER, 0, 0 },
	{ "clocks = <&gate>;", LINUX(6, 12), IOP_CONFIG_MODULE, false, IOP_RULE_WAITS_DRIVER, 0, 0 },
	{ "clocks = <&gate>;", LINUX(6, 12), IOP_CONFIG_UNKNOWN, false, IOP_RULE_WAITS_DRIVER, 0, 0 },
	{ "resets = <&gate>;", LINUX(6, 12), IOP_CONFIG_NO, false, IOP_RULE_WAITS_DRIVER, 0, 0 },
	/* what is disabled: clk_get() fails, a power domain is waited for, nobody takes a reset */
	{ "clocks = <&off>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 1, IOP_WARNING },
	{ "clocks = <&off>;", IOP_VERSION(5, 10, 223), ASKED, false, IOP_RULE_WAITS_OFF, 1, IOP_WARNING },
	{ "power-domains = <&off>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 1, IOP_WARNING },
	{ "power-domains = <&off>, <&fine>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 1, IOP_NOTE },
	{ "resets = <&off>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 0, 0 },
	{ "clocks = <&fine>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 0, 0 },
	/* a node that Linux makes no device for, which from fw_devlink on even the core waits for */
	{ "clocks = <&part>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_DRIVER, 1, IOP_WARNING },
	{ "resets = <&part>;", LINUX(5, 10), ASKED, false, IOP_RULE_WAITS_DRIVER, 0, 0 },
	/* a phandle that leads nowhere is another rule's */
	{ "clocks = <0xdead>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_DRIVER, 0, 0 },
	/* an IOMMU that has another fault is not asked */
	{ "clocks = <&off>; status = \"disabled\";", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 0, 0 },
	{ "clocks = <&off>; interrupts = <0>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 0, 0 },
	{ "clocks = <&off>; power-domains = <&down>;", LINUX(7, 2), ASKED, false, IOP_RULE_WAITS_OFF, 2,
	  IOP_WARNING },
};

static void lint_built(iop_version version, uint8_t built, bool supposed, const char *text)
{
	static uint8_t all[1 << 16];
	struct iop_target target = { .version = version, .supposed_built = supposed };

	ck_assert_uint_lt(iop_builtin_facts.suppliers->n_rows, sizeof(all));
	memset(all, built, sizeof(all));
	target.suppliers = built == ASKED ? NULL : all;
	lint_board(&target, text);
}

static const char *board_of(const char *change)
{
	static char text[4096];

	snprintf(text, sizeof(text), BOARD("%s"), change);
	return text;
}

START_TEST(which_suppliers_are_reported)
{
	lint_built(rows[_i].version, rows[_i].built, rows[_i].supposed, board_of(rows[_i].change));
	ck_assert_msg(lint_count(rows[_i].rule) == rows[_i].count, "row %d: %u", _i,
		      lint_count(rows[_i].rule));
	if (rows[_i].count)
		ck_assert_msg(lint_found(rows[_i].rule)->severity == rows[_i].severity, "row %d", _i);
}
END_TEST

/* One of several is the plan's reason; of the others it is said that they alone would do. */
START_TEST(one_of_two_is_the_reason)
{
	const struct iop_finding *f;
	const char *first;

	lint_built(LINUX(7, 2), ASKED, false, board_of("clocks = <&off>; power-domains = <&down>;"));
	f = lint_found(IOP_RULE_WAITS_OFF);
	first = f->args[3].text;
	for (f = f->next; f->rule != IOP_RULE_WAITS_OFF; f = f->next)
		;
	ck_assert_str_ne(f->args[3].text, first);
}
END_TEST

/* Masters that have an instance and no group, those that have no instance, and devices
 * that may be wired to it. */
START_TEST(whom_an_open_bypass_concerns)
{
	struct iop_target target = { .version = LINUX(6, 12), .bootargs = "arm-smmu.disable_bypass=0" };
	const struct iop_finding *f;

	lint_board(&target, DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2")
		   MASTER("c", "&s 3") MASTER("d", "0xdead")) "&s { interrupts = <0 1 2>; };");
	f = lint_found(IOP_RULE_ARG_BYPASS);
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->args[1].number, 1);
	ck_assert_uint_eq(f->args[2].number, 1);
	lint_board(&target, DTS_WITH("compatible = \"v,board\", \"xlnx,zynqmp\";",
		   "s: " NODE("iommu@fd800000", "arm,mmu-500", "reg = <0xfd800000 0x1000>;"
			      "#iommu-cells = <1>; #global-interrupts = <1>; interrupts = <0 1 2 3>;")
		   NODE("b@20000", "xlnx,zynqmp-dma-1.0", "reg = <0x20000 0x100>;")
		   NODE("c@30000", "xlnx,zynqmp-dma-1.0", "reg = <0x30000 0x100>;")
		   NODE("d@40000", "xlnx,zynqmp-dma-1.0", "reg = <0x40000 0x100>; iommus = <&s 1>;")));
	f = lint_found(IOP_RULE_ARG_BYPASS);
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->args[2].number, 0);
	ck_assert_uint_eq(f->args[3].number, 2);
}
END_TEST

Suite *lint_waits_suite(void)
{
	Suite *s = suite_create("lint_waits");
	TCase *t = tcase_create("lint_waits");

	tcase_add_loop_test(t, which_suppliers_are_reported, 0, LINT_COUNT(rows));
	tcase_add_test(t, one_of_two_is_the_reason);
	tcase_add_test(t, whom_an_open_bypass_concerns);
	suite_add_tcase(s, t);
	return s;
}
