// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What vendors' drivers read beside iommus: who shares a group, its type, regions of
 * IOVAs, the space of an instance. The functions are named in schemas/vendor/.
 */
#include <stdio.h>

#include "devices/by_property.h"
#include "vendor_help.h"

Suite *vendor_boards_suite(void);

#define MSM(nodes) DTS("s: " NODE("iommu@1000", "qcom,qsmmu-v500", "reg = <0x1000 0x1000>;" \
	"#iommu-cells = <2>; #global-interrupts = <1>; interrupts = <0 1 2 3 4 5 6 7 8>;" SUPPLIED) nodes)
#define M(name, id, more) NODE(name, "vendor,master", "iommus = <&s " id " 0>; " more)
#define GROUP(label, more) label ": " label " { " more " };"

/* of_get_device_group() of msm: the first master with a node's phandle makes its group. */
START_TEST(groups_by_a_node)
{
	dts_plan_vendor("qcom", LINUX(6, 1), MSM(GROUP("g", "") GROUP("h", "")
		M("a", "1", "qcom,iommu-group = <&g>;") M("b", "2", "qcom,iommu-group = <&g>;")
		M("c", "3", "qcom,iommu-group = <&h>;") M("d", "4", "qcom,iommu-group = <0xdead>;")
		M("e", "5", "qcom,iommu-group = <0xdead>;") M("f", "6", "qcom,iommu-group;")
		M("i", "7", "")));
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_alone("/d");
	expect_alone("/e");
	expect_alone("/f");
	expect_alone("/i");
}
END_TEST

/* qcom_def_domain_type(): of the group's node where there is one; its own otherwise. */
static const struct { const char *here, *in_group, *type; } types[] = {
	{ "", "", "DMA" },
	{ "qcom,iommu-dma = \"disabled\";", "", "identity" },
	{ "qcom,iommu-dma = \"bypass\";", "", "unmanaged" },
	{ "qcom,iommu-dma = \"fastmap\";", "", "unmanaged" },
	{ "qcom,iommu-dma = \"atomic\";", "", "DMA" },
	{ "qcom,iommu-dma;", "", "DMA" },
	{ "qcom,iommu-group = <&g>;", "qcom,iommu-dma = \"disabled\";", "identity" },
	{ "qcom,iommu-group = <&g>; qcom,iommu-dma = \"disabled\";", "", "DMA" },
	{ "qcom,iommu-group = <0xdead>; qcom,iommu-dma = \"disabled\";", "", "identity" },
};

START_TEST(types_by_a_word)
{
	char text[2048];

	snprintf(text, sizeof(text), MSM("g: g { %s };" M("a", "1", "%s")), types[_i].in_group,
		 types[_i].here);
	dts_plan_vendor("qcom", LINUX(6, 1), text);
	expect_domain("/a", types[_i].type);
}
END_TEST

#define POOL(cells) "qcom,iommu-dma-addr-pool = <" cells ">;"

/*
 * qcom_iommu_generate_dma_regions() reads address and size in the cells of the node's
 * parent; rows that overlap, or half a row, make it drop all. Rows in the end by address.
 */
static const struct { const char *pool; uint32_t count; uint64_t first, last; } pools[] = {
	{ "", 0, 0, 0 },
	{ POOL("0x1000 0x2000"), 1, 0x1000, 0x2fff },
	{ POOL("0x8000 0x1000 0x1000 0x2000"), 2, 0x1000, 0x8fff },
	{ POOL("0x1000 0x1000 0x8000 0x1000 0x4000 0x1000"), 3, 0x1000, 0x8fff },
	{ POOL("0x1000 0x1000 0x2000 0x1000"), 2, 0x1000, 0x2fff },
	{ POOL("0x1000 0x1001 0x2000 0x1000"), 0, 0, 0 },
	{ POOL("0x1000 0x2000 0x1000 0x1000"), 0, 0, 0 },
	{ POOL("0x1000 0x2000 0x4000"), 0, 0, 0 },
	{ POOL("0x1000 0 0x4000 0x1000"), 1, 0x4000, 0x4fff },
	{ POOL("0x1000 0"), 0, 0, 0 },
	{ "qcom,iommu-dma-addr-pool;", 0, 0, 0 },
};

static void expect_pool(const char *path, int n)
{
	struct iop_window w = { 0, UINT64_MAX, 0 };
	struct iop_regions r;

	ck_assert_int_eq(iop_regions_read(&dts_plan_made, dts_device(path), IOP_REGION_USABLE, &r),
			 pools[n].count != 0);
	ck_assert(iop_regions_cut(&dts_plan_made, dts_device(path), &w));
	if (!pools[n].count) {
		ck_assert_uint_eq(w.last, UINT64_MAX);
		return;
	}
	ck_assert_uint_eq(r.count, pools[n].count);
	ck_assert_uint_eq(r.rows[0].base, pools[n].first);
	ck_assert_uint_eq(r.rows[r.count - 1].base + r.rows[r.count - 1].size - 1, pools[n].last);
	ck_assert_uint_eq(w.first, pools[n].first);
	ck_assert_uint_eq(w.last, pools[n].last);
}

START_TEST(pools_of_addresses)
{
	char text[2048];

	snprintf(text, sizeof(text), MSM("g: g { %s };" M("a", "1", "%s")
		 M("b", "2", "qcom,iommu-group = <&g>;")), pools[_i].pool, pools[_i].pool);
	dts_plan_vendor("qcom", LINUX(6, 1), text);
	expect_pool("/a", _i);
	expect_pool("/b", _i);
	/* 6.6 no longer reads it */
	dts_plan_vendor("qcom", LINUX(6, 12), text);
	expect_pool("/a", 0);
}
END_TEST

/* A list ends where the array of the plan does. */
START_TEST(more_rows_than_are_read)
{
	static char text[1 << 14];
	struct iop_regions r;
	size_t len = (size_t)snprintf(text, sizeof(text), "%s", MSM(M("a", "1", "")));

	len += (size_t)snprintf(text + len, sizeof(text) - len,
				"/ { a { qcom,iommu-dma-addr-pool = <");
	for (unsigned int n = 1; n < 40; n++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " %u 0x10", n << 12);
	snprintf(text + len, sizeof(text) - len, ">; }; };");
	dts_plan_vendor("qcom", LINUX(6, 1), text);
	ck_assert(iop_regions_read(&dts_plan_made, dts_device("/a"), IOP_REGION_USABLE, &r));
	ck_assert_uint_eq(r.count, IOP_REGIONS_MOST);
}
END_TEST

#define SYSMMU "s: " NODE("sysmmu@1000", "samsung,sysmmu-v8", \
	"reg = <0x1000 0x1000>; #iommu-cells = <0>; interrupts = <1>;")
#define S(name, more) NODE(name, "vendor,master", "iommus = <&s>; " more)

/* samsung_sysmmu_device_group(): no group where none is named, or its node has no driver. */
START_TEST(groups_that_have_to_be_named)
{
	dts_plan_vendor("samsung", LINUX(6, 1), DTS(SYSMMU
		"g: g { compatible = \"samsung,sysmmu-group\"; };"
		"h: h { compatible = \"samsung,sysmmu-group\"; status = \"disabled\"; };"
		"k: k { compatible = \"v,other\"; };"
		S("a", "samsung,iommu-group = <&g>;") S("b", "samsung,iommu-group = <&g>;")
		S("c", "samsung,iommu-group = <&h>;") S("d", "samsung,iommu-group = <&k>;")
		S("e", "samsung,iommu-group = <0xdead>;") S("f", "")));
	expect_together("/a", "/b");
	expect_lost("/c", "group-node-not-bound");
	expect_lost("/d", "group-node-not-bound");
	expect_lost("/e", "group-not-named");
	expect_lost("/f", "group-not-named");
}
END_TEST

START_TEST(regions_of_two_kinds)
{
	struct iop_regions r;

	dts_plan_vendor("samsung", LINUX(6, 1), DTS(SYSMMU
		"g: g { compatible = \"samsung,sysmmu-group\"; };"
		S("a", "samsung,iommu-group = <&g>; samsung,iommu-identity-map = <0x9000 0x10 0x1000 0x20>;"
		  "samsung,iommu-reserved-map = <0x5000 0x30>;")));
	/* not sorted: each is a region of its own */
	ck_assert(iop_regions_read(&dts_plan_made, dts_device("/a"), IOP_REGION_DIRECT, &r));
	ck_assert_uint_eq(r.count, 2);
	ck_assert_uint_eq(r.rows[0].base, 0x9000);
	ck_assert(iop_regions_read(&dts_plan_made, dts_device("/a"), IOP_REGION_RESERVED, &r));
	ck_assert_uint_eq(r.count, 1);
	ck_assert_uint_eq(r.rows[0].size, 0x30);
	ck_assert(!iop_regions_read(&dts_plan_made, dts_device("/a"), IOP_REGION_USABLE, &r));
}
END_TEST

#define PI(more) DTS("s: " NODE("iommu@1000", "brcm,bcm2712-iommu", \
	"reg = <0x1000 0x80>; #iommu-cells = <0>; " more) S("a", ""))

/* bcm2712_iommu_probe(): its own base is cut to the alignment; an offset is not. */
static const struct { const char *more; iop_version version; uint64_t base, size; } spaces[] = {
	{ "", LINUX(6, 18), 0xa00000000, 0x80000000 },
	{ "aperture-base = <0xb 0>; aperture-size = <1 0>;", LINUX(6, 18), 0xb00000000, 0x100000000 },
	{ "aperture-base = <0xb 0x1000>;", LINUX(6, 18), 0xb00000000, 0x80000000 },
	{ "dma-iova-offset = <0 0x1000>;", LINUX(6, 18), 0xa00001000, 0x80000000 },
	{ "aperture-base = <0xb>;", LINUX(6, 18), 0xa00000000, 0x80000000 },
	{ "aperture-base = <0xb 0>;", LINUX(6, 12), 0xa00000000, 0x80000000 },
};

START_TEST(the_space_of_an_instance)
{
	uint64_t base, size;
	char text[1024];

	snprintf(text, sizeof(text), PI("%s"), spaces[_i].more);
	dts_plan_vendor("raspberrypi", spaces[_i].version, text);
	ck_assert(iop_aperture_read(&dts_plan_made, dts_iommu("/iommu@1000"), &base, &size));
	ck_assert_uint_eq(base, spaces[_i].base);
	ck_assert_uint_eq(size, spaces[_i].size);
}
END_TEST

#define BUS(row) DTS("s: " NODE("iommu@1000", "brcm,bcm2712-iommu", "reg = <0x1000 0x80>;" \
	" #iommu-cells = <0>;") "bus { compatible = \"simple-bus\"; #address-cells = <2>;" \
	" #size-cells = <2>; ranges; dma-ranges = <" row ">; " S("a", "") " };")

/* iommu_dma_init_domain(): a master whose addresses are all beside the space of its IOMMU,
 * 0xa00000000 to 0xa7fffffff, gets none. Rows: address, address of the CPU, size. */
static const struct { const char *row; bool outside; } beside[] = {
	{ "0 0 0 1 0", true },
	{ "9 0 0 1 0", true },			/* up to the byte before */
	{ "9 0 0 1 0x1000", false },
	{ "0xa 0 0 1 0", false },
	{ "0xa 0x7ffff000 0 1 0", false },
	{ "0xa 0x80000000 0 1 0", true },	/* from the byte after */
	{ "0xb 0 0 1 0", true },
	{ "0 0 0 0x10 0", false },
};

START_TEST(beside_the_space)
{
	char text[1024];

	snprintf(text, sizeof(text), BUS("%s"), beside[_i].row);
	dts_plan_vendor("raspberrypi", LINUX(6, 18), text);
	expect_alone("/bus/a");
	ck_assert_int_eq(dts_device("/bus/a")->effect_why,
			 beside[_i].outside ? IOP_EFFECT_BY_NO_WINDOW : IOP_EFFECT_BY_DOMAIN);
	ck_assert_int_eq(dts_device("/bus/a")->effect,
			 beside[_i].outside ? IOP_EFFECT_BLOCKED : IOP_EFFECT_TRANSLATED);
}
END_TEST

/* What mainline's drivers read of all that: nothing. */
START_TEST(mainline_reads_none)
{
	struct iop_window w = { 0, UINT64_MAX, 0 };
	struct iop_regions r;
	uint64_t base, size;

	dts_plan(LINUX(6, 1), DTS(SMMU("s", "1000") "g: g { };" MASTER("a", "&s 1") MASTER("b", "&s 2")
		MASTER("c", "0xdead")) "/ { a { qcom,iommu-group = <&g>; qcom,iommu-dma = \"disabled\";"
		POOL("0x1000 0x2000") "}; b { qcom,iommu-group = <&g>; }; };");
	expect_alone("/a");
	expect_alone("/b");
	expect_domain("/a", "DMA");
	ck_assert(!iop_regions_read(&dts_plan_made, dts_device("/a"), IOP_REGION_USABLE, &r));
	ck_assert(!iop_regions_read(&dts_plan_made, dts_device("/c"), IOP_REGION_USABLE, &r));
	ck_assert(iop_regions_cut(&dts_plan_made, dts_device("/a"), &w));
	ck_assert_uint_eq(w.last, UINT64_MAX);
	ck_assert(!iop_aperture_read(&dts_plan_made, dts_iommu("/iommu@1000"), &base, &size));
}
END_TEST

Suite *vendor_boards_suite(void)
{
	Suite *s = suite_create("vendor_boards");
	TCase *t = tcase_create("vendor_boards");

	tcase_add_test(t, groups_by_a_node);
	tcase_add_loop_test(t, types_by_a_word, 0, sizeof(types) / sizeof(types[0]));
	tcase_add_loop_test(t, pools_of_addresses, 0, sizeof(pools) / sizeof(pools[0]));
	tcase_add_test(t, more_rows_than_are_read);
	tcase_add_test(t, groups_that_have_to_be_named);
	tcase_add_test(t, regions_of_two_kinds);
	tcase_add_loop_test(t, the_space_of_an_instance, 0, sizeof(spaces) / sizeof(spaces[0]));
	tcase_add_loop_test(t, beside_the_space, 0, sizeof(beside) / sizeof(beside[0]));
	tcase_add_test(t, mainline_reads_none);
	suite_add_tcase(s, t);
	return s;
}
