// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The index over a sound blob. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"

Suite *tree_suite(void);

#define T dts_plan_made.tree

static const struct iop_node *node(const char *path)
{
	return &T->nodes[dts_node(path)];
}

static const char family[] = DTS(
	"a { b { }; c { d { }; }; };"
	"e { };");

START_TEST(nodes_are_numbered_in_order)
{
	static const char *const order[] = {
		"/", "/interrupt-controller", "/a", "/a/b", "/a/c", "/a/c/d", "/e",
	};

	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(T->count, 7);
	for (uint32_t n = 0; n < 7; n++)
		ck_assert_uint_eq(dts_node(order[n]), n);
}
END_TEST

START_TEST(descendants_are_a_span)
{
	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(node("/")->end, T->count);
	ck_assert_uint_eq(node("/a")->end, dts_node("/e"));
	ck_assert_uint_eq(node("/a/c")->end, dts_node("/e"));
	ck_assert_uint_eq(node("/a/b")->end, dts_node("/a/c"));
}
END_TEST

START_TEST(parents_and_depths)
{
	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(node("/")->parent, IOP_NO_NODE);
	ck_assert_uint_eq(node("/a/c/d")->parent, dts_node("/a/c"));
	ck_assert_uint_eq(node("/e")->parent, 0);
	ck_assert_uint_eq(node("/")->depth, 0);
	ck_assert_uint_eq(node("/a/c/d")->depth, 3);
}
END_TEST

/* __of_device_is_available(): "okay" or "ok", and an absent property. */
START_TEST(status_words)
{
	static const struct { const char *status; bool enabled; } words[] = {
		{ "", true },
		{ "status = \"okay\";", true },
		{ "status = \"ok\";", true },
		{ "status = \"okay\", \"disabled\";", true },
		{ "status = \"disabled\";", false },
		{ "status = \"reserved\";", false },
		{ "status = \"fail\";", false },
		{ "status = \"fail-sss\";", false },
		{ "status = \"okay2\";", false },
		{ "status = \"OKAY\";", false },
		{ "status = \"\";", false },
		{ "status = [6f 6b 61 79];", false },
	};
	char text[256];

	snprintf(text, sizeof(text), "/dts-v1/; / { a { %s }; };", words[_i].status);
	dts_tree(LINUX(6, 1), text);
	ck_assert_int_eq(node("/a")->enabled, words[_i].enabled);
}
END_TEST

/* What older kernels make of a status without a NUL: none but okay and ok count. */
START_TEST(status_without_end)
{
	static uint64_t memory[4096];
	const struct iop_tree *t;
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	dts_tree(LINUX(6, 1), DTS(
		"a { status = [6f 6b 61 79]; b { }; }; c { status = [6f 6b]; };"
		"d { status = [6f 6b 61]; }; e { status = \"disabled\"; };"));
	t = iop_tree_unended(T, &a);
	ck_assert_ptr_ne(t, T);
	ck_assert(!node("/a/b")->available);
	ck_assert(t->nodes[dts_node("/a/b")].available);
	ck_assert(t->nodes[dts_node("/c")].available);
	ck_assert(!t->nodes[dts_node("/d")].available);
	ck_assert(!t->nodes[dts_node("/e")].available);
	dts_tree(LINUX(6, 1), DTS("a { status = \"okay\"; };"));
	ck_assert_ptr_eq(iop_tree_unended(T, &a), T);
}
END_TEST

START_TEST(availability_is_inherited)
{
	dts_tree(LINUX(6, 1), DTS(
		"a { status = \"disabled\"; b { c { }; }; }; d { e { }; };"));
	ck_assert(!node("/a")->available);
	ck_assert(node("/a/b/c")->enabled && !node("/a/b/c")->available);
	ck_assert(node("/d/e")->available);
}
END_TEST

START_TEST(phandles_lead_to_nodes)
{
	dts_tree(LINUX(6, 1), DTS(
		"a { phandle = <7>; }; b { linux,phandle = <8>; }; c { };"));
	ck_assert_uint_eq(iop_by_phandle(T, 7), dts_node("/a"));
	ck_assert_uint_eq(iop_by_phandle(T, 8), dts_node("/b"));
	ck_assert_uint_eq(iop_by_phandle(T, 9), IOP_NO_NODE);
}
END_TEST

/* With gaps before and behind, and not by their places. */
START_TEST(phandles_in_any_order)
{
	static const uint32_t handles[] = { 0xfffffffe, 7, 8, 2, 1, 0x80000000, 3, 4 };

	dts_tree(LINUX(6, 1), DTS(
		"a { phandle = <0xfffffffe>; }; b { phandle = <7>; }; c { phandle = <8>; };"
		"d { phandle = <2>; }; e { phandle = <1>; }; f { phandle = <0x80000000>; };"
		"g { phandle = <3>; }; h { phandle = <4>; };"));
	for (size_t n = 0; n < sizeof(handles) / sizeof(handles[0]); n++)
		ck_assert_uint_eq(iop_by_phandle(T, handles[n]),
				  dts_node((const char[]){ '/', (char)('a' + n), 0 }));
	for (uint32_t handle = 9; handle < 20; handle++)
		ck_assert_uint_eq(iop_by_phandle(T, handle), IOP_NO_NODE);
}
END_TEST

START_TEST(reserved_phandles_lead_nowhere)
{
	dts_tree(LINUX(6, 1), DTS("a { }; b { };"));
	ck_assert_uint_eq(iop_by_phandle(T, 0), IOP_NO_NODE);
	ck_assert_uint_eq(iop_by_phandle(T, UINT32_MAX), IOP_NO_NODE);
}
END_TEST

START_TEST(properties_are_found)
{
	struct iop_cells c;

	dts_tree(LINUX(6, 1), DTS(
		"a { other = <1>; reg = <2 3>; dma-coherent; compatible = \"x\", \"y\"; };"));
	ck_assert(iop_has(T, dts_node("/a"), IOP_P_DMA_COHERENT));
	ck_assert(!iop_has(T, dts_node("/a"), IOP_P_IOMMUS));
	c = iop_prop(T, dts_node("/a"), IOP_P_REG);
	ck_assert_uint_eq(c.left, 8);
	ck_assert_uint_eq(iop_prop(T, dts_node("/a"), IOP_P_DMA_COHERENT).left, 0);
	ck_assert_uint_eq(iop_prop(T, dts_node("/a"), IOP_P_IOMMUS).left, 0);
}
END_TEST

START_TEST(numbers_have_a_fallback)
{
	dts_tree(LINUX(6, 1), DTS("a { reg = <2 3>; qcom,ncb = [00 01]; };"));
	ck_assert_uint_eq(iop_prop_u32(T, dts_node("/a"), IOP_P_REG, 9), 2);
	ck_assert_uint_eq(iop_prop_u32(T, dts_node("/a"), IOP_P_NCB, 9), 9);
	ck_assert_uint_eq(iop_prop_u32(T, dts_node("/a"), IOP_P_LARB_ID, 9), 9);
}
END_TEST

START_TEST(strings_are_terminated)
{
	dts_tree(LINUX(6, 1), DTS(
		"a { model = \"one\", \"two\"; device_type = [70 63 69]; };"));
	ck_assert_str_eq(iop_prop_string(T, dts_node("/a"), IOP_P_MODEL), "one");
	ck_assert_ptr_null(iop_prop_string(T, dts_node("/a"), IOP_P_DEVICE_TYPE));
	ck_assert_ptr_null(iop_prop_string(T, dts_node("/a"), IOP_P_BOOTARGS));
}
END_TEST

START_TEST(compatible_ignores_case)
{
	dts_tree(LINUX(6, 1), DTS("a { compatible = \"ARM,PrimeCell\", \"b\", \"AZ[az{\"; };"));
	ck_assert(iop_compatible(T, dts_node("/a"), "arm,primecell"));
	ck_assert(iop_compatible(T, dts_node("/a"), "b"));
	ck_assert(iop_compatible(T, dts_node("/a"), "az[AZ{"));
	ck_assert(!iop_compatible(T, dts_node("/a"), "az{AZ{"));
	ck_assert(!iop_compatible(T, dts_node("/a"), "arm,prime"));
	ck_assert(!iop_compatible(T, dts_node("/a"), "arm,primecells"));
}
END_TEST

START_TEST(properties_by_name)
{
	dts_tree(LINUX(6, 1), DTS("a { qcom,ncb = <1>; made-up; };"));
	ck_assert(iop_has_named(T, dts_node("/a"), "qcom,ncb"));
	ck_assert(!iop_has_named(T, dts_node("/a"), "qcom,ctx-asid"));
	ck_assert(!iop_has_named(T, dts_node("/a"), "made-up"));
}
END_TEST

START_TEST(properties_one_after_another)
{
	static const char *const names[] = { "compatible", "vendor,odd", "reg" };
	struct iop_prop_walk w = { 0 };
	uint32_t n = 0;

	dts_tree(LINUX(6, 1), DTS("a { compatible = \"x\"; vendor,odd; reg = <1 2>; b { }; };"
				  "c { };"));
	while (iop_prop_next(T, dts_node("/a"), &w))
		ck_assert_str_eq(w.name, names[n++]);
	ck_assert_uint_eq(n, 3);
	ck_assert_uint_eq(w.value.left, 8);
	w = (struct iop_prop_walk){ 0 };
	ck_assert(!iop_prop_next(T, dts_node("/c"), &w));
}
END_TEST

Suite *tree_suite(void)
{
	Suite *s = suite_create("tree");
	TCase *nodes = tcase_create("nodes"), *props = tcase_create("properties");

	tcase_add_test(nodes, nodes_are_numbered_in_order);
	tcase_add_test(nodes, descendants_are_a_span);
	tcase_add_test(nodes, parents_and_depths);
	tcase_add_loop_test(nodes, status_words, 0, 12);
	tcase_add_test(nodes, status_without_end);
	tcase_add_test(nodes, availability_is_inherited);
	tcase_add_test(nodes, phandles_lead_to_nodes);
	tcase_add_test(nodes, phandles_in_any_order);
	tcase_add_test(nodes, reserved_phandles_lead_nowhere);
	tcase_add_test(props, properties_are_found);
	tcase_add_test(props, numbers_have_a_fallback);
	tcase_add_test(props, strings_are_terminated);
	tcase_add_test(props, compatible_ignores_case);
	tcase_add_test(props, properties_by_name);
	tcase_add_test(props, properties_one_after_another);
	suite_add_tcase(s, nodes);
	suite_add_tcase(s, props);
	return s;
}
