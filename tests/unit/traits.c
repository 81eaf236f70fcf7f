// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a tree says of a master beside its group, and the IOVAs it can get. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "devices/traits.h"

Suite *traits_suite(void);

#define M "/bus/master"
#define HOST "/bus/pcie"

/* A master and a PCI host on a bus with addresses of two cells. */
#define BUS(bus, master, host) DTS(SMMU("s", "1000") \
	"bus { compatible = \"simple-bus\"; #address-cells = <2>; #size-cells = <2>;" \
	" ranges; " bus " m: master { compatible = \"vendor,master\"; iommus = <&s 1>; " \
	master " }; pcie { compatible = \"vendor,pcie\"; device_type = \"pci\";" \
	" #address-cells = <3>; #size-cells = <2>; bus-range = <0 0xff>;" \
	" iommu-map = <0 &s 0x100 0x100>; " host " }; };")

static const struct iop_device *of(const char *text, const char *path)
{
	dts_plan(LINUX(6, 12), text);
	return dts_device(path);
}

static bool any(const struct iop_device *d)
{
	return iop_traits_any(dts_plan_made.tree, d);
}

START_TEST(nothing_to_tell)
{
	const struct iop_device *d = of(BUS("", "", ""), M);
	struct iop_traits v = iop_traits_read(dts_plan_made.tree, d);

	ck_assert(!any(d));
	ck_assert_uint_eq(v.pasid_bits, 0);
	ck_assert_uint_eq(v.pci_domain, IOP_NONE);
	ck_assert(!v.can_stall && !v.ats);
	ck_assert(!any(dts_device(HOST)));
}
END_TEST

static const char *const telling[] = {
	"msi-parent = <&s>;", "msi-map = <0 &s 0 1>;", "iommu-ranges = <0 0 0 1>;",
	"memory-region = <&s>;", "pasid-num-bits = <20>;", "dma-can-stall;",
};

START_TEST(each_property_is_something_to_tell)
{
	char text[2048];

	snprintf(text, sizeof(text), BUS("", "%s", ""), telling[_i]);
	ck_assert(any(of(text, M)));
}
END_TEST

START_TEST(pasids_and_stalls)
{
	const struct iop_device *d = of(BUS("", "pasid-num-bits = <20>; dma-can-stall;"
					    "ats-supported; linux,pci-domain = <1>;", ""), M);
	struct iop_traits v = iop_traits_read(dts_plan_made.tree, d);

	ck_assert_uint_eq(v.pasid_bits, 20);
	ck_assert(v.can_stall);
	/* Neither is read of what is no PCI host. */
	ck_assert(!v.ats);
	ck_assert_uint_eq(v.pci_domain, IOP_NONE);
}
END_TEST

#define PORTS "ats-supported; linux,pci-domain = <7>;" \
	" port@0 { reg = <0 0 0 0 0>; external-facing;" \
	"  deep@0 { reg = <0 0 0 0 0>; external-facing; };" \
	"  off@1 { reg = <0x800 0 0 0 0>; status = \"disabled\"; external-facing; }; };" \
	" port@1 { reg = <0x800 0 0 0 0>; };"

START_TEST(host_and_its_functions)
{
	static const char *const paths[] = { HOST, HOST "/port@0", HOST "/port@1" };

	dts_plan(LINUX(6, 12), BUS("", "", PORTS));
	for (int n = 0; n < 3; n++) {
		const struct iop_device *d = dts_device(paths[n]);
		struct iop_traits v = iop_traits_read(dts_plan_made.tree, d);

		ck_assert(any(d));
		ck_assert(v.ats);
		ck_assert_uint_eq(v.pci_domain, 7);
	}
}
END_TEST

static void expect_ports(const char *path, const char *first, const char *second)
{
	const struct iop_device *d = dts_device(path);
	const char *want[] = { first, second, NULL };
	uint32_t cursor = 0;

	for (int n = 0; n < 3; n++) {
		uint32_t node = iop_external_next(dts_plan_made.tree, d, &cursor);

		ck_assert_uint_eq(node, want[n] ? dts_node(want[n]) : IOP_NO_NODE);
		if (!want[n])
			return;
	}
}

START_TEST(external_ports)
{
	dts_plan(LINUX(6, 12), BUS("", "external-facing;", PORTS));
	expect_ports(HOST, HOST "/port@0", HOST "/port@0/deep@0");
	expect_ports(HOST "/port@0", HOST "/port@0", HOST "/port@0/deep@0");
	expect_ports(HOST "/port@1", NULL, NULL);
	expect_ports(M, NULL, NULL);
}
END_TEST

/* The bus' cells, two and two, count them; what is left over is no row. */
START_TEST(iommu_ranges)
{
	uint32_t rows = 0, node;
	struct iop_iova v;

	of(BUS("", "iommu-ranges = <1 0x10 0 0x20>, <0 0 2 0>, <5 6 7>;", ""), M);
	node = dts_node(M);
	ck_assert(iop_iommu_range_next(dts_plan_made.tree, node, &rows, &v));
	ck_assert_uint_eq(v.base, 0x100000010);
	ck_assert_uint_eq(v.size, 0x20);
	ck_assert(iop_iommu_range_next(dts_plan_made.tree, node, &rows, &v));
	ck_assert_uint_eq(v.base, 0);
	ck_assert_uint_eq(v.size, 0x200000000);
	ck_assert(!iop_iommu_range_next(dts_plan_made.tree, node, &rows, &v));
	ck_assert(!iop_iommu_range_next(dts_plan_made.tree, node, &rows, &v));
}
END_TEST

START_TEST(iommu_ranges_without_cells)
{
	uint32_t rows = 0;
	struct iop_iova v;

	dts_tree(LINUX(6, 12), DTS("a { #address-cells = <0>; #size-cells = <0>;"
				   " b { iommu-ranges = <1 2>; }; };"
				   "c { #address-cells = <0xffffffff>; #size-cells = <2>;"
				   " d { iommu-ranges = <1 2>; }; };"));
	ck_assert(!iop_iommu_range_next(dts_plan_made.tree, dts_node("/a/b"), &rows, &v));
	ck_assert(!iop_iommu_range_next(dts_plan_made.tree, dts_node("/c/d"), &rows, &v));
}
END_TEST

static const struct { const char *bus; uint64_t last; enum iop_limit limit; } windows[] = {
	{ "", 0xffffffffffff, IOP_LIMIT_INPUT },
	{ "dma-ranges;", 0xffffffffffff, IOP_LIMIT_INPUT },
	{ "dma-ranges = <0 0 0 0x10 0>;", 0xfffffffff, IOP_LIMIT_DMA_RANGES },
	{ "dma-ranges = <0 0 0 0xffffffff 0>;", 0xffffffffffff, IOP_LIMIT_INPUT },
	{ "dma-ranges = <1 0 0 1 0>;", 0x1ffffffff, IOP_LIMIT_DMA_RANGES },
};

static struct iop_window window_of(const struct iop_device *d)
{
	const struct iop_plan *p = &dts_plan_made;
	struct iop_window w;
	struct iop_dma dma;

	iop_dma_read(p->tree, p->view, d->node, d->requesters, &dma);
	ck_assert(iop_window_read(p, &p->iommus[d->iommu], &dma, &w));
	return w;
}

START_TEST(window_by_dma_ranges)
{
	struct iop_window w;
	char text[2048];

	snprintf(text, sizeof(text), BUS("%s", "", ""), windows[_i].bus);
	w = window_of(of(text, M));
	ck_assert_uint_eq(w.first, 0x1000);
	ck_assert_uint_eq(w.last, windows[_i].last);
	ck_assert_int_eq(w.limit, windows[_i].limit);
}
END_TEST

START_TEST(window_by_aperture)
{
	struct iop_window w;

	w = window_of(of(DTS(IOMMU("s", "1000", "sprd,iommu-v1", "0")
			     MASTER("m", "&s")), "/m"));
	ck_assert_uint_eq(w.last, 0xfffffff);
	ck_assert_int_eq(w.limit, IOP_LIMIT_APERTURE);
}
END_TEST

static const struct {
	struct iop_iova row;
	bool left;
	uint64_t first, last;
} cuts[] = {
	{ { 0, 0x1000 }, false, 0, 0 },
	{ { 0, 0x1001 }, true, 0x1000, 0x1000 },
	{ { 0x2000, 0x1000 }, true, 0x2000, 0x2fff },
	{ { 0xf000, 0x10000 }, true, 0xf000, 0xffff },
	{ { 0x10000, 1 }, false, 0, 0 },
	{ { 0x2000, 0 }, false, 0, 0 },
	{ { 0, 0 }, false, 0, 0 },
	{ { 0x2000, UINT64_MAX }, true, 0x2000, 0xffff },
};

START_TEST(cut_window)
{
	struct iop_window w = { .first = 0x1000, .last = 0xffff };
	bool left = iop_window_cut(&w, &cuts[_i].row);

	ck_assert_int_eq(left, cuts[_i].left);
	ck_assert_uint_eq(w.first, left ? cuts[_i].first : 0x1000);
	ck_assert_uint_eq(w.last, left ? cuts[_i].last : 0xffff);
}
END_TEST

/* The kernel asks the host of a function, not the node that describes it. */
START_TEST(dma_of_a_function)
{
	static const char *const paths[] = { HOST, HOST "/port@0" };
	struct iop_dma dma;

	dts_plan(dts_releases[_i], BUS("dma-ranges = <0 0 0 0x10 0>;", "", PORTS));
	for (int n = 0; n < 2; n++) {
		iop_dma_of(dts_plan_made.tree, dts_plan_made.view, dts_device(paths[n]), &dma);
		ck_assert(dma.limited);
		ck_assert_uint_eq(dma.size, 0x1000000000);
	}
}
END_TEST

static TCase *of_properties(void)
{
	TCase *t = tcase_create("properties");

	tcase_add_test(t, nothing_to_tell);
	tcase_add_loop_test(t, each_property_is_something_to_tell, 0,
			    sizeof(telling) / sizeof(*telling));
	tcase_add_test(t, pasids_and_stalls);
	tcase_add_test(t, host_and_its_functions);
	tcase_add_test(t, external_ports);
	tcase_add_loop_test(t, dma_of_a_function, 0, RELEASES);
	return t;
}

Suite *traits_suite(void)
{
	Suite *s = suite_create("traits");
	TCase *t = tcase_create("IOVAs");

	tcase_add_test(t, iommu_ranges);
	tcase_add_test(t, iommu_ranges_without_cells);
	tcase_add_loop_test(t, window_by_dma_ranges, 0,
			    sizeof(windows) / sizeof(*windows));
	tcase_add_test(t, window_by_aperture);
	tcase_add_loop_test(t, cut_window, 0, sizeof(cuts) / sizeof(*cuts));
	suite_add_tcase(s, of_properties());
	suite_add_tcase(s, t);
	return s;
}
