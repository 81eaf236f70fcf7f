// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iommu-addresses, as of_iommu_get_resv_regions() scans them. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "bindings/dma_ranges.h"

Suite *resv_suite(void);

/* Masters d (phandle 0x11) and e (0x22), and regions in reserved-memory. */
#define BOARD(regions, uses) DTS("reserved-memory { #address-cells = <1>;" \
	"#size-cells = <1>; " regions " }; d { phandle = <0x11>; memory-region = <" uses ">; };" \
	"e { phandle = <0x22>; };")

static uint32_t walk(const char *text, struct iop_resv *found, uint32_t room)
{
	uint32_t cursor = 0, count = 0;
	struct iop_resv r;

	dts_tree(LINUX(6, 12), text);
	while (iop_resv_next(dts_plan_made.tree, dts_node("/d"), &cursor, &r)) {
		ck_assert_uint_lt(count, room);
		found[count++] = r;
	}
	return count;
}

static void expect_one(const char *text, uint64_t base, uint64_t size, bool direct)
{
	struct iop_resv r[4];

	ck_assert_uint_eq(walk(text, r, 4), 1);
	ck_assert_uint_eq(r[0].base, base);
	ck_assert_uint_eq(r[0].size, size);
	ck_assert_int_eq(r[0].direct, direct);
	ck_assert_uint_eq(r[0].region, dts_node("/reserved-memory/r"));
}

START_TEST(same_span_is_direct)
{
	expect_one(BOARD("r: r { reg = <0x8000 0x1000>; iommu-addresses = <0x11 0x8000 0x1000>; };",
			 "&r"), 0x8000, 0x1000, true);
}
END_TEST

static const char *const reserved[] = {
	BOARD("r: r { iommu-addresses = <0x11 0x8000 0x1000>; };", "&r"),
	BOARD("r: r { reg = <0x9000 0x1000>; iommu-addresses = <0x11 0x8000 0x1000>; };", "&r"),
	BOARD("r: r { reg = <0x8000 0x2000>; iommu-addresses = <0x11 0x8000 0x1000>; };", "&r"),
};

START_TEST(other_spans_are_reserved)
{
	expect_one(reserved[_i], 0x8000, 0x1000, false);
}
END_TEST

START_TEST(entries_of_other_masters)
{
	expect_one(BOARD("r: r { iommu-addresses = <0x22 0x4000 0x1000  0x11 0x8000 0x1000>; };",
			 "&r"), 0x8000, 0x1000, false);
}
END_TEST

/* Cell by cell: an address that equals the phandle is taken for an entry. */
START_TEST(address_that_looks_like_the_phandle)
{
	expect_one(BOARD("r: r { iommu-addresses = <0x22 0x11 0x1000 0x33 0x44>; };", "&r"),
		   0x1000, 0x33, false);
}
END_TEST

START_TEST(several_entries)
{
	struct iop_resv r[4];

	ck_assert_uint_eq(walk(BOARD("r: r { iommu-addresses = <0x11 1 2  0x11 3 4>; };"
		"q: q { iommu-addresses = <0x11 5 6>; };", "&r &q"), r, 4), 3);
	ck_assert_uint_eq(r[1].base, 3);
	ck_assert_uint_eq(r[2].base, 5);
	ck_assert_uint_eq(r[2].region, dts_node("/reserved-memory/q"));
}
END_TEST

static const char *const none[] = {
	BOARD("r: r { iommu-addresses = <0x22 1 2>; };", "&r"),
	BOARD("r: r { };", "&r"),
	BOARD("r: r { iommu-addresses = <0x11 1 2>; };", ""),
	BOARD("r: r { iommu-addresses = <0x11 1 2>; };", "0xdead"),
	BOARD("r: r { iommu-addresses = <0x11 1>; };", "&r"),
	BOARD("r: r { iommu-addresses = <0x11>; };", "&r"),
	BOARD("r: r { iommu-addresses = <0x11 1 0>; };", "&r"),
};

START_TEST(nothing_to_reserve)
{
	struct iop_resv r;

	ck_assert_uint_eq(walk(none[_i], &r, 0), 0);
}
END_TEST

START_TEST(dangling_regions_are_passed_over)
{
	expect_one(BOARD("r: r { iommu-addresses = <0x11 1 2>; };", "0xdead &r"), 1, 2, false);
}
END_TEST

/* Cells and addresses are those of the master's bus. */
START_TEST(addresses_of_the_bus)
{
	struct iop_resv r;
	uint32_t cursor = 0;

	dts_tree(LINUX(6, 12), DTS("reserved-memory { r: r { iommu-addresses = "
		"<0x11 0 0x100 0 0x10>; }; }; bus { #address-cells = <2>; #size-cells = <2>;"
		"dma-ranges = <0 0 0x80000000 0 0x1000>; d { phandle = <0x11>;"
		"memory-region = <&r>; }; };"));
	ck_assert(iop_resv_next(dts_plan_made.tree, dts_node("/bus/d"), &cursor, &r));
	ck_assert_uint_eq(r.base, 0x80000100);
	ck_assert_uint_eq(r.size, 0x10);
}
END_TEST

/* A cursor of 16 bits does not start over. */
START_TEST(more_entries_than_the_cursor_counts)
{
	enum { ENTRIES = 0x10000 / 3 + 10 };
	static char text[ENTRIES * 12 + 512];
	static struct iop_resv r[ENTRIES];
	size_t len = (size_t)snprintf(text, sizeof(text), "/dts-v1/; / {"
		"#address-cells = <1>; #size-cells = <1>; d { phandle = <0x11>;"
		"memory-region = <&r>; }; r: r { iommu-addresses = <");

	for (int n = 0; n < ENTRIES; n++) {
		memcpy(text + len, " 0x11 1 1", 9);
		len += 9;
	}
	strcpy(text + len, ">; }; };");
	ck_assert_uint_eq(walk(text, r, ENTRIES), 0xffff / 3);
}
END_TEST

/* Above the root no bus says how wide an address is: the defaults count. */
START_TEST(root_as_region_and_as_master)
{
	uint32_t cursor = 0;
	struct iop_resv v;

	dts_tree(LINUX(6, 12), "/dts-v1/; / { phandle = <1>; memory-region = <1>;"
			       " iommu-addresses = <1 0x20 0x30>; reg = <0x20 0x30>; };");
	ck_assert(iop_resv_next(dts_plan_made.tree, dts_node("/"), &cursor, &v));
	ck_assert_uint_eq(v.base, 0x20);
	ck_assert(v.direct);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *resv_suite(void)
{
	Suite *s = suite_create("resv");
	TCase *t = tcase_create("resv");

	tcase_add_test(t, same_span_is_direct);
	TABLE(t, other_spans_are_reserved, reserved);
	tcase_add_test(t, entries_of_other_masters);
	tcase_add_test(t, address_that_looks_like_the_phandle);
	tcase_add_test(t, several_entries);
	TABLE(t, nothing_to_reserve, none);
	tcase_add_test(t, dangling_regions_are_passed_over);
	tcase_add_test(t, addresses_of_the_bus);
	tcase_add_test(t, root_as_region_and_as_master);
	tcase_add_test(t, more_entries_than_the_cursor_counts);
	suite_add_tcase(s, t);
	return s;
}
