// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What an IOMMU's own node needs for its driver to come up. */
#include <stdio.h>

#include "dts_help.h"
#include "bindings/interrupts.h"

Suite *probe_suite(void);

#define ONE(change) DTS(SMMU("s", "1000") MASTER("a", "&s 1")) "&s { " change " };"

static const struct { const char *change, *slug; } smmu[] = {
	{ "/delete-property/ #global-interrupts;", "no-global-interrupts" },
	{ "#global-interrupts;", "no-global-interrupts" },
	{ "/delete-property/ interrupts;", "no-context-interrupt" },
	{ "interrupts = <1>;", "no-context-interrupt" },
	{ "#global-interrupts = <9>;", "no-context-interrupt" },
	{ "#global-interrupts = <0xfffffffe>;", "no-context-interrupt" },
};

START_TEST(smmu_needs_interrupts)
{
	char text[1024];

	snprintf(text, sizeof(text), ONE("%s"), smmu[_i].change);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_state("/iommu@1000", IOP_STATE_FAILS, smmu[_i].slug);
		expect_lost("/a", "iommu-fails-to-probe");
	}
}
END_TEST

START_TEST(no_global_interrupt_is_enough)
{
	dts_plan(dts_releases[_i], ONE("#global-interrupts = <0>; interrupts = <1>;"));
	expect_alone("/a");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_have, 1);
}
END_TEST

static const struct { const char *nodes; uint32_t count; } irqs[] = {
	{ "d { interrupts = <1 2 3>; };", 3 },
	{ "d { };", 0 },
	{ "d { interrupts = <1 2 3>; interrupt-parent = <&c>; };", 1 },
	{ "d { interrupts = <1 2>; interrupt-parent = <&c>; };", 0 },
	{ "d { interrupts = <1 2>; interrupt-parent = <0xdead>; };", 0 },
	{ "d { interrupts-extended = <&c 1 2 3>, <&b 1>; };", 2 },
	{ "d { interrupts-extended = <&c 1 2 3>, <&c 1>; };", 1 },
	{ "d { interrupts-extended = <&c 1 2 3>, <0xdead 1>, <&b 1>; };", 1 },
	{ "d { interrupts = <1 2 3>; interrupts-extended = <&b 1>; };", 1 },
	{ "bus { interrupt-parent = <&c>; d { interrupts = <1 2 3 4 5 6>; }; };", 2 },
};

START_TEST(interrupts_are_counted)
{
	char text[1024];

	snprintf(text, sizeof(text), DTS("b: one { interrupt-controller; #interrupt-cells = <1>; };"
		 "c: three { interrupt-controller; #interrupt-cells = <3>; }; %s"), irqs[_i].nodes);
	dts_tree(LINUX(6, 12), text);
	ck_assert_uint_eq(iop_irq_count(dts_plan_made.tree,
			  iop_by_path(dts_plan_made.tree, "/d") == IOP_NO_NODE ?
			  dts_node("/bus/d") : dts_node("/d")), irqs[_i].count);
}
END_TEST

/* A controller above, and no interrupt-parent anywhere. */
START_TEST(interrupt_controller_above)
{
	dts_tree(LINUX(6, 12), "/dts-v1/; / { bus { interrupt-controller;"
		 "#interrupt-cells = <2>; d { interrupts = <1 2 3 4>; }; }; };");
	ck_assert_uint_eq(iop_irq_count(dts_plan_made.tree, dts_node("/bus/d")), 2);
}
END_TEST

static const struct { const char *compatible, *more, *without; } needy[] = {
	{ "qcom,msm-iommu-v1", "qcom,iommu-secure-id = <1>;", "qcom,iommu-secure-id" },
	{ "qcom,apq8064-iommu", "qcom,ncb = <4>;", "qcom,ncb" },
};

START_TEST(required_properties)
{
	struct iop_target target = { .arch = IOP_ARCH_ARM };
	char text[1024];

	for (int r = 0; r < RELEASES; r++) {
		target.version = dts_releases[r];
		snprintf(text, sizeof(text), DTS("s: i { compatible = \"%s\"; reg = <0x9000 0x1000>; #iommu-cells = <1>;"
			 SUPPLIED " %s };"
			 MASTER("a", "&s 1")), needy[_i].compatible, needy[_i].more);
		dts_plan_for(&target, text);
		expect_active("/i");
		snprintf(text, sizeof(text), DTS("s: i { compatible = \"%s\"; reg = <0x9000 0x1000>; #iommu-cells = <1>;" SUPPLIED " };"
			 MASTER("a", "&s 1")), needy[_i].compatible);
		dts_plan_for(&target, text);
		expect_state("/i", IOP_STATE_FAILS, "missing-property");
		expect_lost("/a", "iommu-fails-to-probe");
	}
}
END_TEST

START_TEST(iommu_that_is_no_device)
{
	dts_plan(dts_releases[_i], DTS("plain { " SMMU("s", "1000") " };" MASTER("a", "&s 1")));
	expect_state("/plain/iommu@1000", IOP_STATE_FAILS, "iommu-not-created");
	expect_lost("/a", "iommu-not-created");
}
END_TEST

START_TEST(iommu_below_a_disabled_bus)
{
	dts_plan(dts_releases[_i], DTS("bus { compatible = \"simple-bus\"; status = \"disabled\"; "
				       SMMU("s", "1000") " };" MASTER("a", "&s 1")));
	expect_state("/bus/iommu@1000", IOP_STATE_DISABLED, "iommu-disabled");
	expect_lost("/a", "iommu-disabled");
}
END_TEST

START_TEST(iommu_that_a_driver_makes)
{
	dts_plan(dts_releases[_i], DTS("p { compatible = \"vendor,parent\"; " SMMU("s", "1000")
				       " };" MASTER("a", "&s 1")));
	expect_alone("/a");
	expect_confidence("/a", IOP_IF_DRIVER_BINDS);
	ck_assert_int_eq(dts_iommu("/p/iommu@1000")->exist, IOP_EXIST_BY_DRIVER);
}
END_TEST

/* Only what names an IOMMU by cells or compatible is one. */
START_TEST(nodes_that_are_iommus)
{
	dts_plan(LINUX(6, 12), DTS(SMMU("s", "1000") "a { #iommu-cells = <0>; };"
		"b { compatible = \"virtio,mmio\"; }; c { compatible = \"nvidia,tegra210-mc\"; };"
		"d { compatible = \"virtio,mmio\"; #iommu-cells = <1>; };"));
	ck_assert_uint_eq(dts_plan_made.n_iommus, 3);
	expect_active("/iommu@1000");
	expect_state("/a", IOP_STATE_NO_DRIVER, "no-linux-driver");
	expect_active("/d");
}
END_TEST

/* The node's own order decides which of its compatibles binds. */
START_TEST(first_known_compatible)
{
	dts_plan(LINUX(6, 12), DTS(SMMU("s", "1000") MASTER("a", "&s 1"))
		 "&s { compatible = \"vendor,new\", \"qcom,smmu-v2\", \"arm,mmu-401\"; };");
	ck_assert_str_eq(dts_iommu("/iommu@1000")->compat->name, "qcom,smmu-v2");
}
END_TEST

START_TEST(later_compatible_of_this_kernel)
{
	static const char text[] = DTS("s: i { compatible = \"allwinner,sun50i-h616-iommu\","
		"\"allwinner,sun50i-h6-iommu\"; reg = <0x9000 0x1000>; #iommu-cells = <1>;" SUPPLIED " };" MASTER("a", "&s 1"));

	dts_plan(LINUX(6, 1), text);
	expect_alone("/a");
	ck_assert_str_eq(dts_iommu("/i")->compat->name, "allwinner,sun50i-h6-iommu");
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *probe_suite(void)
{
	Suite *s = suite_create("probe");
	TCase *t = tcase_create("probe");

	TABLE(t, smmu_needs_interrupts, smmu);
	tcase_add_loop_test(t, no_global_interrupt_is_enough, 0, RELEASES);
	TABLE(t, interrupts_are_counted, irqs);
	tcase_add_test(t, interrupt_controller_above);
	TABLE(t, required_properties, needy);
	tcase_add_loop_test(t, iommu_that_is_no_device, 0, RELEASES);
	tcase_add_loop_test(t, iommu_below_a_disabled_bus, 0, RELEASES);
	tcase_add_loop_test(t, iommu_that_a_driver_makes, 0, RELEASES);
	tcase_add_test(t, nodes_that_are_iommus);
	tcase_add_test(t, first_known_compatible);
	tcase_add_test(t, later_compatible_of_this_kernel);
	suite_add_tcase(s, t);
	return s;
}
