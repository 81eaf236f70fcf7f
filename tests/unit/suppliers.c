// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What an IOMMU waits for. Outcomes as kernels were seen to have them: Debian's
 * 5.10.223, 6.1, 6.12, 7.2 and 7.3.4 under QEMU with disabled and dangling clocks
 * and power domains.
 */
#include <stdio.h>

#include "dts_help.h"
#include "model/names.h"

Suite *suppliers_suite(void);

#define PROVIDER(label, cells, more) \
	label ": " NODE(label, "vendor," label, "#" cells "-cells = <0>;" more)
#define OFF "status = \"disabled\";"
#define BOARD(change) DTS(PROVIDER("clk", "clock", OFF) PROVIDER("dom", "power-domain", OFF) \
	PROVIDER("rst", "reset", OFF) PROVIDER("good", "clock", "") \
	PROVIDER("fine", "power-domain", "") \
	SMMU("s", "1000") MASTER("a", "&s 1")) "&s { " change " };"

#define OLD IOP_VERSION(5, 10, 223)

static const struct {
	const char *change;
	iop_version version;
	enum iop_state state;
	const char *slug;
} smmu[] = {
	/* -EPROBE_DEFER for ever, then -ENOENT. */
	{ "clocks = <&clk>;", OLD, IOP_STATE_DEFERRED, "supplier-never-comes" },
	{ "clocks = <&good>, <&clk>;", OLD, IOP_STATE_DEFERRED, "supplier-never-comes" },
	{ "clocks = <&clk>;", LINUX(5, 10), IOP_STATE_FAILS, "supplier-missing" },
	{ "clocks = <&clk>;", LINUX(6, 1), IOP_STATE_FAILS, "supplier-missing" },
	{ "clocks = <&clk>;", LINUX(6, 12), IOP_STATE_FAILS, "supplier-missing" },
	{ "clocks = <&good>, <&clk>;", LINUX(7, 3), IOP_STATE_FAILS, "supplier-missing" },
	/* -ETIMEDOUT, in the end. */
	{ "power-domains = <&dom>;", OLD, IOP_STATE_DEFERRED, "supplier-never-comes" },
	{ "power-domains = <&dom>;", LINUX(6, 1), IOP_STATE_DEFERRED, "supplier-never-comes" },
	{ "power-domains = <&dom>;", LINUX(7, 3), IOP_STATE_DEFERRED, "supplier-never-comes" },
	/* The bus asks before the driver does. */
	{ "power-domains = <&dom>; clocks = <&clk>;", LINUX(7, 3), IOP_STATE_DEFERRED,
	  "supplier-never-comes" },
	{ "assigned-clocks = <&good>; assigned-clock-parents = <&clk>;", LINUX(7, 3),
	  IOP_STATE_FAILS, "supplier-missing" },
};

START_TEST(what_does_not_come)
{
	char text[2048];

	snprintf(text, sizeof(text), BOARD("%s"), smmu[_i].change);
	dts_plan(smmu[_i].version, text);
	expect_state("/iommu@1000", smmu[_i].state, smmu[_i].slug);
	expect_lost("/a", smmu[_i].state == IOP_STATE_DEFERRED ? "iommu-deferred" :
		    "iommu-fails-to-probe");
	ck_assert_str_eq(iop_effect_slug(dts_device("/a")->effect), "firmware");
}
END_TEST

/* Nobody asks for these, or the driver comes up all the same. */
static const char *const harmless[] = {
	"clocks = <&good>;",
	"clocks = <0xdead>;",
	"clocks = <&clk>, <0xdead>;",
	"clocks = <0>;",
	"power-domains = <0xdead>;",
	"power-domains = <&dom>, <&fine>;",
	"resets = <&rst>;",
	"interconnects = <0xdead 1>;",
	"assigned-clocks = <&good>; assigned-clock-parents = <0xdead>;",
};

START_TEST(what_does_no_harm)
{
	char text[2048];

	snprintf(text, sizeof(text), BOARD("%s"), harmless[_i]);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_active("/iommu@1000");
		expect_confidence("/a", IOP_CERTAIN);
	}
}
END_TEST

#define ROCKCHIP(clocks) DTS(PROVIDER("clk", "clock", OFF) \
	IOMMU("r", "1000", "rockchip,iommu", "0") MASTER("a", "&r")) \
	"&r { interrupts = <1>; clocks = " clocks "; clock-names = \"aclk\", \"iface\"; };"

START_TEST(rockchip_forgives)
{
	dts_plan(OLD, ROCKCHIP("<&clk>, <&clk>"));
	expect_state("/iommu@1000", IOP_STATE_DEFERRED, "supplier-never-comes");
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], ROCKCHIP("<&clk>, <&clk>"));
		expect_active("/iommu@1000");
		dts_plan(dts_releases[r], ROCKCHIP("<0xdead>, <&clk>"));
		expect_active("/iommu@1000");
	}
}
END_TEST

#define SUN50I(change) DTS(PROVIDER("clk", "clock", "") PROVIDER("rst", "reset", "") \
	IOMMU("u", "1000", "allwinner,sun50i-h6-iommu", "1") MASTER("a", "&u 0")) \
	"&u { interrupts = <1>; clocks = <&clk>; resets = <&rst>; }; " change

START_TEST(sun50i_needs_its_reset)
{
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], SUN50I(""));
		expect_active("/iommu@1000");
		dts_plan(dts_releases[r], SUN50I("&rst { " OFF " };"));
		expect_state("/iommu@1000", IOP_STATE_DEFERRED, "supplier-never-comes");
		dts_plan(dts_releases[r], SUN50I("&u { resets = <0xdead>; };"));
		expect_state("/iommu@1000", IOP_STATE_FAILS, "supplier-missing");
		dts_plan(dts_releases[r], SUN50I("&u { clocks = <0xdead>; };"));
		expect_state("/iommu@1000", IOP_STATE_FAILS, "supplier-missing");
		dts_plan(dts_releases[r], SUN50I("&u { /delete-property/ clocks; };"));
		expect_state("/iommu@1000", IOP_STATE_FAILS, "missing-property");
		dts_plan(dts_releases[r], SUN50I("&u { /delete-property/ resets; };"));
		expect_state("/iommu@1000", IOP_STATE_FAILS, "missing-property");
	}
}
END_TEST

/* A clock that is enabled, in a power domain that is not. */
START_TEST(followed_to_the_end)
{
	const struct iop_supplier *s;

	dts_plan(LINUX(7, 3), BOARD("clocks = <&good>;") "&good { power-domains = <&dom>; };");
	expect_state("/iommu@1000", IOP_STATE_DEFERRED, "supplier-never-comes");
	s = &dts_plan_made.suppliers[dts_iommu("/iommu@1000")->culprit_supplier];
	ck_assert_uint_eq(s->node, dts_node("/good"));
	ck_assert_str_eq(iop_supplied_text((enum iop_supplied_state)s->state), "disabled");
}
END_TEST

/* Below what is no bus Linux makes no device; init code asks for none. */
START_TEST(no_device)
{
	const struct iop_iommu *i;

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], BOARD("clocks = <&gate>;")
			 "/ { holder { gate: gate { compatible = \"gpio-gate-clock\";"
			 "#clock-cells = <0>; }; }; };");
		expect_state("/iommu@1000", IOP_STATE_DEFERRED, "supplier-never-comes");
		i = dts_iommu("/iommu@1000");
		ck_assert_str_eq(iop_supplied_text((enum iop_supplied_state)
				 dts_plan_made.suppliers[i->culprit_supplier].state), "absent");
		dts_plan(dts_releases[r], BOARD("clocks = <&gate>;")
			 "/ { holder { gate: gate { compatible = \"fixed-factor-clock\";"
			 "#clock-cells = <0>; }; }; };");
		expect_active("/iommu@1000");
	}
}
END_TEST

/* Nobody asks for the second of two domains, but fw_devlink waits for its device. */
START_TEST(no_device_holds_up)
{
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], BOARD("power-domains = <&fine>, <&gate>;")
			 "/ { holder { gate: gate { compatible = \"gpio-gate-clock\";"
			 "#power-domain-cells = <0>; }; }; };");
		if (dts_releases[r] == LINUX(5, 10))
			expect_active("/iommu@1000");
		else
			expect_state("/iommu@1000", IOP_STATE_DEFERRED, "supplier-never-comes");
	}
}
END_TEST

/* Two that wait for each other wait for nobody. */
START_TEST(cycles_end)
{
	dts_plan(LINUX(7, 3), BOARD("power-domains = <&fine>;")
		 "&fine { power-domains = <&u>; };"
		 "/ { u: u { compatible = \"vendor,u\"; #power-domain-cells = <0>;"
		 "power-domains = <&fine>; }; };");
	expect_active("/iommu@1000");
}
END_TEST

START_TEST(one_for_each_list)
{
	const struct iop_iommu *i;

	dts_plan(LINUX(7, 3), BOARD("clocks = <&good>, <&good>, <&good>; power-domains = <&fine>;"));
	i = dts_iommu("/iommu@1000");
	ck_assert_uint_eq(i->n_suppliers, 3);	/* the interrupt controller too */
}
END_TEST

/* SMMUv3 takes no clocks: nobody waits for one. */
START_TEST(nobody_asks)
{
	dts_plan(LINUX(7, 3), DTS(PROVIDER("clk", "clock", OFF)
		 IOMMU("s", "1000", "arm,smmu-v3", "1") MASTER("a", "&s 1"))
		 "&s { clocks = <&clk>; };");
	expect_active("/iommu@1000");
	expect_confidence("/a", IOP_CERTAIN);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

Suite *suppliers_suite(void)
{
	Suite *s = suite_create("suppliers");
	TCase *t = tcase_create("trees");

	tcase_add_loop_test(t, what_does_not_come, 0, COUNT(smmu));
	tcase_add_loop_test(t, what_does_no_harm, 0, COUNT(harmless));
	tcase_add_test(t, rockchip_forgives);
	tcase_add_test(t, sun50i_needs_its_reset);
	tcase_add_test(t, followed_to_the_end);
	tcase_add_test(t, no_device);
	tcase_add_test(t, no_device_holds_up);
	tcase_add_test(t, cycles_end);
	tcase_add_test(t, one_for_each_list);
	tcase_add_test(t, nobody_asks);
	suite_add_tcase(s, t);
	return s;
}
