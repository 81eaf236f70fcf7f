// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Nodes that are IOMMUs by their names, and that no binding of this kernel's reads. */
#include <stdio.h>

#include "devices/devices.h"
#include "dts_help.h"

Suite *unread_suite(void);

static const struct {
	const char *name, *compatible, *more;
	bool is_one;
} rows[] = {
	{ "iommu", "vendor,x", "reg = <1 1>;", true },
	{ "smmu@1", "vendor,x", "reg = <1 1>;", true },
	{ "sysmmu@1", "vendor,x", "reg = <1 1>;", true },
	{ "x@1", "vendor,gpu-iommu", "reg = <1 1>;", true },
	{ "x@1", "vendor,iommu-v2", "reg = <1 1>;", true },
	{ "x@1", "vendor,iommu-v12", "reg = <1 1>;", true },
	{ "x@1", "vendor,iommu2", "reg = <1 1>;", true },
	{ "x@1", "vendor_smmu", "reg = <1 1>;", true },
	{ "x@1", "vendor,x\", \"vendor,smmu", "reg = <1 1>;", true },
	{ "x@1", "iommu", "reg = <1 1>;", true },
	/* the word is another, or not the last */
	{ "x@1", "vendor,myiommu", "reg = <1 1>;", false },
	{ "x@1", "vendor,iommu-tbu", "reg = <1 1>;", false },
	{ "x@1", "vendor,iommux", "reg = <1 1>;", false },
	{ "x@1", "vendor,mmu", "reg = <1 1>;", false },
	{ "x@1", "vendor,v2", "reg = <1 1>;", false },
	{ "x@1", "-v2", "reg = <1 1>;", false },
	{ "x@1", "12", "reg = <1 1>;", false },
	{ "iommus", "vendor,x", "reg = <1 1>;", false },
	/* named so, and none */
	{ "iommu@1", "apple,t8103-sart", "reg = <1 1>;", false },
	{ "iommu@1", "mediatek,common-disp-iommu-bank3", "reg = <1 1>;", false },
	{ "iommu@1", "-sart", "reg = <1 1>;", true },
	{ "iommu@1", "qcom,kgsl-smmu-v2", "reg = <1 1>; user { iommus = <9 1>; };", false },
	{ "iommu@1", "vendor,x", "reg = <1 1>; tbu { reg = <2 1>; };", true },
	/* nothing that Linux could drive, or that a binding reads */
	{ "iommu@1", "vendor,x", "", false },
	{ "iommu@1", "vendor,x", "reg = <1 1>; status = \"disabled\";", false },
	{ "iommu@1", "vendor,x", "reg = <1 1>; #iommu-cells = <1>;", false },
	{ "iommu@1", "arm,smmu-v3", "reg = <1 1>; #iommu-cells = <1>;", false },
};

START_TEST(iommus_by_their_names)
{
	char tree[1024];
	uint32_t node;

	snprintf(tree, sizeof(tree), DTS("a { }; %s { compatible = \"%s\"; %s }; z { };"),
		 rows[_i].name, rows[_i].compatible, rows[_i].more);
	dts_plan(LINUX(7, 2), tree);
	node = iop_unread_iommu(&dts_plan_made, 0);
	ck_assert_msg((node != IOP_NO_NODE) == rows[_i].is_one, "%s, %s", rows[_i].name,
		      rows[_i].compatible);
	if (!rows[_i].is_one)
		return;
	snprintf(tree, sizeof(tree), "/%s", rows[_i].name);
	ck_assert_uint_eq(node, dts_node(tree));
	ck_assert_uint_eq(iop_unread_iommu(&dts_plan_made, node + 1), IOP_NO_NODE);
}
END_TEST

/* --- a node with more properties than are looked up one after the other --- */

START_TEST(properties_of_a_crowded_node)
{
	char tree[8192], *at = tree;
	struct iop_cells value;
	uint32_t cell;

	/* what is known stands behind, between and before what is not */
	at += sprintf(at, "/dts-v1/; / { s: x { phandle = <7>; };");
	for (int node = 0; node < 3; node++) {
		at += sprintf(at, " n%d { reg = <%d>;", node, 100 + node);
		for (int n = 0; n < 40; n++)
			at += sprintf(at, " p%d = <%d>;%s", n, n, n == 20 ?
				      " status = \"okay\"; bus-range = <3 4>;" : "");
		at += sprintf(at, " #iommu-cells = <%d>; iommus = <7 1>; };", node);
	}
	sprintf(at, " plain { #iommu-cells = <9>; }; };");
	dts_plan(LINUX(7, 2), tree);
	ck_assert_uint_eq(dts_plan_made.tree->n_crowds, 3);
	for (int node = 0; node < 3; node++) {
		uint32_t n = dts_node(node == 0 ? "/n0" : node == 1 ? "/n1" : "/n2");

		ck_assert_uint_eq(iop_prop_u32(dts_plan_made.tree, n, IOP_P_IOMMU_CELLS, 77), node);
		ck_assert_uint_eq(iop_prop_u32(dts_plan_made.tree, n, IOP_P_REG, 77), 100 + node);
		value = iop_prop(dts_plan_made.tree, n, IOP_P_BUS_RANGE);
		ck_assert(iop_cell_next(&value, &cell) && cell == 3);
		ck_assert(iop_cell_next(&value, &cell) && cell == 4 && !value.left);
		ck_assert_str_eq(iop_prop_string(dts_plan_made.tree, n, IOP_P_STATUS), "okay");
		ck_assert(!iop_has(dts_plan_made.tree, n, IOP_P_IOMMU_MAP));
		ck_assert_uint_eq(iop_prop(dts_plan_made.tree, n, IOP_P_IOMMU_MAP).left, 0);
	}
	ck_assert_uint_eq(iop_prop_u32(dts_plan_made.tree, dts_node("/plain"), IOP_P_IOMMU_CELLS,
				       77), 9);
}
END_TEST

Suite *unread_suite(void)
{
	Suite *s = suite_create("unread");
	TCase *t = tcase_create("unread");

	tcase_add_loop_test(t, iommus_by_their_names, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(t, properties_of_a_crowded_node);
	suite_add_tcase(s, t);
	return s;
}
