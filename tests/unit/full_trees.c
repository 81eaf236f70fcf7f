// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Every allocation of the index of a tree fails in turn, where nodes have many properties,
 * properties are long, interconnects lead elsewhere: an error, or the same answers.
 */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "fdt/dma_way.h"
#include "fdt/tree.h"
#include "full_help.h"

Suite *full_trees_suite(void);

static char text[1 << 16];
static struct dts_blob blob;
static uint64_t whole;

static size_t rows(size_t at, const char *name, const char *row, unsigned int count)
{
	at += (size_t)snprintf(text + at, sizeof(text) - at, "%s = <", name);
	for (unsigned int n = 0; n < count; n++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, row, n, n, n);
	return at + (size_t)snprintf(text + at, sizeof(text) - at, ">; ");
}

/* Rows overlap, some are of no size; known properties are behind forty others, and behind
 * one that is known and there before. */
static void write_tree(void)
{
	size_t at = (size_t)snprintf(text, sizeof(text), "/dts-v1/; / { #address-cells = <1>;"
		" #size-cells = <1>; m: memory { #interconnect-cells = <1>; dma-ranges = <0 0 9>;"
		" dma-coherent; }; bus { #address-cells = <1>; #size-cells = <1>; ");

	at = rows(at, "ranges", "0x%x000 0x%x000 0x2000 1 1 0 ", 64);
	at = rows(at, "dma-ranges", "0x%x000 0x%x000 0x1000 ", 64);
	at += (size_t)snprintf(text + at, sizeof(text) - at, "dev { reg = <0x1000 1>;"
		" interconnects = <&m 5>, <&m 6>; interconnect-names = \"cpu\", \"dma-mem\"; ");
	for (unsigned int n = 0; n < 40; n++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, "x%u; ", n);
	at += (size_t)snprintf(text + at, sizeof(text) - at, "status = \"okay\";"
		" memory-region = <&r>; }; odd { reg = <0x2000 1>; interconnects = <0xdead 1>, <&m 1>;"
		" interconnect-names = \"cpu\", \"dma-mem\"; }; short { reg = <0x3000 1>;"
		" interconnects = <&m>; interconnect-names = \"cpu\", \"dma-mem\"; }; none {"
		" interconnect-names = \"cpu\"; }; }; r: region { ");
	at = rows(at, "iommu-addresses", "0x%x 0x%x 0x%x ", 64);
	snprintf(text + at, sizeof(text) - at, "}; };");
}

static int tree_index(struct iop_arena *a)
{
	struct iop_place where;
	struct iop_tree t;
	uint64_t sum = 1;
	int e = iop_tree_index(&t, blob.bytes, blob.size, a, &where);

	for (uint32_t n = 0; !e && n < t.count; n++) {
		sum = sum * 31 + iop_dma_parent(&t, n) + 3u * iop_dma_ranges_from(&t, n);
		sum += iop_prop(&t, n, IOP_P_MEMORY_REGION).left + t.nodes[n].phandle;
	}
	if (!e && !whole)
		whole = sum;
	ck_assert_msg(e || sum == whole, "less is success");
	return e;
}

START_TEST(each_allocation_fails)
{
	write_tree();
	blob = dts_compile(text);
	whole = 0;
	ck_assert_uint_gt(full_in_every_space(tree_index), 8);
}
END_TEST

/* Where the names and the paths of interconnects do not fit, the parent counts. */
START_TEST(ways_of_interconnects)
{
	const struct iop_tree *t;

	write_tree();
	dts_tree(LINUX(7, 2), text);
	t = dts_plan_made.tree;
	ck_assert_uint_eq(iop_dma_parent(t, dts_node("/bus/dev")), dts_node("/memory"));
	ck_assert_uint_eq(iop_dma_ranges_from(t, iop_dma_parent(t, dts_node("/bus/dev"))),
			  dts_node("/memory"));
	ck_assert_uint_eq(iop_dma_parent(t, dts_node("/bus/odd")), dts_node("/bus"));
	ck_assert_uint_eq(iop_dma_parent(t, dts_node("/bus/short")), dts_node("/bus"));
	ck_assert_uint_eq(iop_dma_parent(t, dts_node("/bus/none")), dts_node("/bus"));
	ck_assert_uint_eq(iop_prop(t, dts_node("/bus/dev"), IOP_P_MEMORY_REGION).left, 4);
	ck_assert_uint_eq(iop_dma_ranges_from(t, IOP_NO_NODE), IOP_NO_NODE);
}
END_TEST

/* Nodes that are each other's way to memory: no answer, and an end. */
START_TEST(ways_in_a_circle)
{
	dts_tree(LINUX(7, 2), "/dts-v1/; / { a: a { dma-ranges; dma-coherent; #interconnect-cells = <0>;"
		 " interconnects = <&b>; interconnect-names = \"dma-mem\"; };"
		 " b: b { dma-ranges; #interconnect-cells = <0>; interconnects = <&a>;"
		 " interconnect-names = \"dma-mem\"; }; c { d { }; }; };");
	ck_assert_uint_eq(iop_dma_parent(dts_plan_made.tree, dts_node("/a")), dts_node("/b"));
	ck_assert_uint_eq(iop_dma_ranges_from(dts_plan_made.tree, dts_node("/b")), IOP_NO_NODE);
	ck_assert_uint_eq(iop_dma_ranges_from(dts_plan_made.tree, dts_node("/c/d")), IOP_NO_NODE);
}
END_TEST

Suite *full_trees_suite(void)
{
	Suite *s = suite_create("full_trees");
	TCase *t = tcase_create("full-trees");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, each_allocation_fails);
	tcase_add_test(t, ways_of_interconnects);
	tcase_add_test(t, ways_in_a_circle);
	suite_add_tcase(s, t);
	return s;
}
