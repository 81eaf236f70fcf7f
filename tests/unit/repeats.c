// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Trees that are well formed and make no sense: repeated and reserved
 * phandles, repeated properties, values that end too early. */
#include <libfdt.h>
#include <string.h>

#include "dts_help.h"

Suite *repeats_suite(void);

static _Alignas(8) uint8_t blob[4096];
static uint64_t memory[32768];
static struct iop_tree tree;

static void begin(const char *name)
{
	ck_assert_int_eq(fdt_begin_node(blob, name), 0);
}

static void start(void)
{
	ck_assert_int_eq(fdt_create(blob, sizeof(blob)), 0);
	ck_assert_int_eq(fdt_finish_reservemap(blob), 0);
	begin("");
}

static void index_blob(void)
{
	struct iop_arena a;
	struct iop_place where;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_int_eq(iop_tree_index(&tree, blob, sizeof(blob), &a, &where), 0);
}

/* Close the root and index; every node but the root is closed already. */
static void finish(void)
{
	ck_assert_int_eq(fdt_end_node(blob), 0);
	ck_assert_int_eq(fdt_finish(blob), 0);
	index_blob();
}

static void add_node(const char *name, uint32_t phandle)
{
	begin(name);
	ck_assert_int_eq(fdt_property_u32(blob, "phandle", phandle), 0);
	ck_assert_int_eq(fdt_end_node(blob), 0);
}

START_TEST(first_of_equal_phandles_wins)
{
	start();
	add_node("a", 5);
	add_node("b", 5);
	add_node("c", 5);
	finish();
	ck_assert_uint_eq(iop_by_phandle(&tree, 5), 1);
}
END_TEST

START_TEST(reserved_phandles_are_none)
{
	start();
	add_node("a", 0);
	add_node("b", UINT32_MAX);
	finish();
	ck_assert_uint_eq(iop_by_phandle(&tree, 0), IOP_NO_NODE);
	ck_assert_uint_eq(iop_by_phandle(&tree, UINT32_MAX), IOP_NO_NODE);
}
END_TEST

START_TEST(many_phandles_are_all_found)
{
	char name[] = "n00";

	start();
	for (uint32_t n = 0; n < 40; n++) {
		name[1] = (char)('0' + n / 10);
		name[2] = (char)('0' + n % 10);
		add_node(name, n * 0x10001 + 1);
	}
	finish();
	for (uint32_t n = 0; n < 40; n++)
		ck_assert_uint_eq(iop_by_phandle(&tree, n * 0x10001 + 1), n + 1);
}
END_TEST

START_TEST(phandle_of_less_than_a_cell)
{
	start();
	begin("a");
	ck_assert_int_eq(fdt_property(blob, "phandle", "\0\0\5", 3), 0);
	ck_assert_int_eq(fdt_end_node(blob), 0);
	finish();
	ck_assert_uint_eq(tree.nodes[1].phandle, 0);
}
END_TEST

START_TEST(first_of_equal_properties_wins)
{
	start();
	ck_assert_int_eq(fdt_property_u32(blob, "reg", 1), 0);
	ck_assert_int_eq(fdt_property_u32(blob, "reg", 2), 0);
	ck_assert_int_eq(fdt_property_string(blob, "status", "disabled"), 0);
	ck_assert_int_eq(fdt_property_string(blob, "status", "okay"), 0);
	finish();
	ck_assert_uint_eq(iop_prop_u32(&tree, 0, IOP_P_REG, 0), 1);
	ck_assert(!tree.nodes[0].enabled);
}
END_TEST

/* What a boot loader took away leaves NOPs. */
START_TEST(nops_are_stepped_over)
{
	start();
	ck_assert_int_eq(fdt_property_string(blob, "status", "disabled"), 0);
	ck_assert_int_eq(fdt_property_u32(blob, "reg", 1), 0);
	add_node("a", 1);
	add_node("b", 2);
	finish();
	ck_assert_int_eq(fdt_nop_property(blob, 0, "status"), 0);
	ck_assert_int_eq(fdt_nop_node(blob, fdt_path_offset(blob, "/a")), 0);
	index_blob();
	ck_assert(tree.nodes[0].enabled);
	ck_assert_uint_eq(iop_prop_u32(&tree, 0, IOP_P_REG, 0), 1);
	ck_assert_uint_eq(tree.count, 2);
	ck_assert_uint_eq(iop_by_phandle(&tree, 2), 1);
}
END_TEST

START_TEST(disabled_root_disables_all)
{
	start();
	ck_assert_int_eq(fdt_property_string(blob, "status", "disabled"), 0);
	add_node("a", 1);
	finish();
	ck_assert(tree.nodes[1].enabled && !tree.nodes[1].available);
}
END_TEST

START_TEST(compatible_without_end_matches_nothing)
{
	start();
	ck_assert_int_eq(fdt_property(blob, "compatible", "arm,mmu-500", 11), 0);
	finish();
	ck_assert(!iop_compatible(&tree, 0, "arm,mmu-500"));
	ck_assert_ptr_null(iop_prop_string(&tree, 0, IOP_P_COMPATIBLE));
}
END_TEST

Suite *repeats_suite(void)
{
	Suite *s = suite_create("repeats");
	TCase *t = tcase_create("repeats");

	tcase_add_test(t, first_of_equal_phandles_wins);
	tcase_add_test(t, reserved_phandles_are_none);
	tcase_add_test(t, many_phandles_are_all_found);
	tcase_add_test(t, phandle_of_less_than_a_cell);
	tcase_add_test(t, first_of_equal_properties_wins);
	tcase_add_test(t, nops_are_stepped_over);
	tcase_add_test(t, disabled_root_disables_all);
	tcase_add_test(t, compatible_without_end_matches_nothing);
	suite_add_tcase(s, t);
	return s;
}
