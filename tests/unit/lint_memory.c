// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * iommu-addresses, from the region's end and from the master's:
 * of_iommu_get_resv_regions() looks through memory-region of the device, and in each
 * region for entries with the device's phandle, in the cells of the device's bus.
 */
#include "lint_help.h"

Suite *lint_memory_suite(void);

#define REGION(at, more) "r" at ": r@" at " { reg = <0x" at " 0x1000>; " more " };"
#define BOARD(master, regions) DTS_WITH("phandle = <99>;", SMMU("s", "1000") master \
	"reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;" regions " };")
#define M(more) "m: m { compatible = \"v,m\"; iommus = <&s 1>; " more " };"
#define HAS "memory-region = <&r10000>;"
#define TWO "memory-region = <&r10000>, <&r20000>;"
#define ON_BUS(ranges, status) "bus { compatible = \"simple-bus\"; #address-cells = <1>;" \
	" #size-cells = <1>; ranges; " status " dma-ranges = <" ranges ">;" M("") "};"

static const struct lint_row regions[] = {
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>;")),
	  IOP_RULE_IOVA_DANGLING, 0, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <0xdead 0x10000 0x1000>;")),
	  IOP_RULE_IOVA_DANGLING, 1, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <0 0x10000 0x1000>;")),
	  IOP_RULE_IOVA_DANGLING, 1, 0, NULL },
	/* the root is on no bus, and no device */
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <99 0x10000 0x1000>;")),
	  IOP_RULE_IOVA_DANGLING, 1, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "status = \"disabled\"; iommu-addresses = <0xdead 0 1>;")),
	  IOP_RULE_IOVA_DANGLING, 0, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <&m 0x10000>;")), IOP_RULE_IOVA_SHORT, 1, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>, <&m 1>;")),
	  IOP_RULE_IOVA_SHORT, 1, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>;")), IOP_RULE_IOVA_SHORT, 0, 0, NULL },
	{ BOARD(M(""), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>;")), IOP_RULE_IOVA_ORPHAN, 1, 0, NULL },
	{ BOARD(M("memory-region = <0>;"), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>;")),
	  IOP_RULE_IOVA_ORPHAN, 1, 0, NULL },
	{ BOARD(M("memory-region = <&s>;"), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>;")),
	  IOP_RULE_IOVA_ORPHAN, 1, 0, NULL },
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <&m 0x10000 0x1000>;")), IOP_RULE_IOVA_ORPHAN, 0, 0, NULL },
	/* dma-ranges: the kernel stops at an entry of size 0 */
	{ BOARD(ON_BUS("0 0 0x1000 0 0 0", ""), ""), IOP_RULE_DMA_ROW_EMPTY, 1, 0, NULL },
	{ BOARD(ON_BUS("0 0 0x1000", ""), ""), IOP_RULE_DMA_ROW_EMPTY, 0, 0, NULL },
	{ BOARD(ON_BUS("0 0 0x1000 0 0 0", "status = \"disabled\";"), ""), IOP_RULE_DMA_ROW_EMPTY, 0, 0, NULL },
};

START_TEST(what_a_region_says)
{
	lint_expect(&regions[_i], _i);
}
END_TEST

#define FREE(at, more) "r" at ": r@" at " { " more " };"
#define IOVA(base, size) "iommu-addresses = <&m 0x" base " 0x" size ">;"
#define PAIR(base, size, base2, size2) BOARD(M(TWO), REGION("10000", IOVA(base, size)) \
					     REGION("20000", IOVA(base2, size2)))

/* Each of a pair is a finding, at its own region. */
static const struct lint_row overlaps[] = {
	{ PAIR("10000", "1000", "20000", "1000"), IOP_RULE_IOVA_OVERLAP, 0, 0, NULL },
	{ PAIR("40000", "1000", "40000", "1000"), IOP_RULE_IOVA_OVERLAP, 2, 0, NULL },
	/* the last byte of one, and the first after it, on both sides */
	{ PAIR("40000", "1000", "40fff", "1000"), IOP_RULE_IOVA_OVERLAP, 2, 0, NULL },
	{ PAIR("40000", "1000", "41000", "1000"), IOP_RULE_IOVA_OVERLAP, 0, 0, NULL },
	{ PAIR("40fff", "1000", "40000", "1000"), IOP_RULE_IOVA_OVERLAP, 2, 0, NULL },
	{ PAIR("41000", "1000", "40000", "1000"), IOP_RULE_IOVA_OVERLAP, 0, 0, NULL },
	/* nothing overlaps with what has no size */
	{ PAIR("40000", "1000", "40800", "0"), IOP_RULE_IOVA_OVERLAP, 0, 0, NULL },
	{ PAIR("40800", "0", "40000", "1000"), IOP_RULE_IOVA_OVERLAP, 0, 0, NULL },
	/* two entries of one region are one finding */
	{ BOARD(M(HAS), REGION("10000", "iommu-addresses = <&m 0x40000 0x1000>, <&m 0x40800 0x1000>;")),
	  IOP_RULE_IOVA_OVERLAP, 1, 0, NULL },
};

START_TEST(which_reservations_overlap)
{
	lint_expect(&overlaps[_i], _i);
}
END_TEST

/*
 * iommu_create_device_direct_mappings() skips what is mapped, so two mappings 1:1 may
 * overlap; so may two that only keep IOVAs free. One of each may not.
 */
static const struct {
	const char *text;
	uint8_t severity;
} harm[] = {
	{ BOARD(M(TWO), REGION("10000", IOVA("10000", "1000"))
		"r20000: s@10000 { reg = <0x10000 0x1000>;" IOVA("10000", "1000") "};"), IOP_NOTE },
	{ BOARD(M(TWO), FREE("10000", IOVA("40000", "1000")) FREE("20000", IOVA("40000", "1000"))), IOP_NOTE },
	{ BOARD(M(TWO), REGION("10000", IOVA("10000", "1000")) FREE("20000", IOVA("10000", "1000"))),
	  IOP_WARNING },
	{ BOARD(M(TWO), FREE("10000", IOVA("20000", "1000")) REGION("20000", IOVA("20000", "1000"))),
	  IOP_WARNING },
	{ BOARD(M(TWO), REGION("10000", IOVA("10000", "1000")) REGION("20000", IOVA("10000", "1000"))),
	  IOP_WARNING },
};

START_TEST(which_overlaps_are_harmless)
{
	const struct lint_row row = { harm[_i].text, IOP_RULE_IOVA_OVERLAP, 2, 0, NULL };

	ck_assert_int_eq(lint_expect(&row, _i)->severity, harm[_i].severity);
}
END_TEST

#define DISPLAY(more) "chosen { #address-cells = <1>; #size-cells = <1>; ranges; fb@10000 {" \
	" compatible = \"simple-framebuffer\"; reg = <0x10000 0x1000>; " more " }; };"
#define SCREEN(fb, regions) DTS(SMMU("s", "1000") M(HAS) "reserved-memory {" \
	"#address-cells = <1>; #size-cells = <1>; ranges;" regions " };" DISPLAY(fb))
#define PLAIN REGION("10000", "") REGION("20000", "")
#define SHOWN "memory-region = <&r10000>;"

/* A framebuffer in memory that the display's DMA cannot reach once it is translated. */
static const struct lint_row screens[] = {
	{ SCREEN(SHOWN, PLAIN), IOP_RULE_SCANOUT, 1, 0, NULL },
	{ SCREEN(SHOWN, PLAIN), IOP_RULE_SCANOUT, 1, 0, "iommu.strict=0" },
	{ SCREEN(SHOWN, PLAIN), IOP_RULE_SCANOUT, 0, 0, "iommu.passthrough=1" },
	{ SCREEN(SHOWN, REGION("10000", IOVA("10000", "1000")) REGION("20000", "")),
	  IOP_RULE_SCANOUT, 0, 0, NULL },
	{ SCREEN(SHOWN "status = \"disabled\";", PLAIN), IOP_RULE_SCANOUT, 0, 0, NULL },
	{ SCREEN(SHOWN, PLAIN) "&{/chosen/fb@10000} { compatible = \"v,other\"; };",
	  IOP_RULE_SCANOUT, 0, 0, NULL },
	{ SCREEN("", PLAIN), IOP_RULE_SCANOUT, 0, 0, NULL },
	{ SCREEN("memory-region = <0>;", PLAIN), IOP_RULE_SCANOUT, 0, 0, NULL },
	{ SCREEN("memory-region = <0xdead>;", PLAIN), IOP_RULE_SCANOUT, 0, 0, NULL },
	/* another's memory */
	{ SCREEN("memory-region = <&r20000>;", PLAIN), IOP_RULE_SCANOUT, 0, 0, NULL },
	{ SCREEN("memory-region = <&r20000 &r10000>;", PLAIN), IOP_RULE_SCANOUT, 1, 0, NULL },
	{ BOARD(M(HAS), PLAIN), IOP_RULE_SCANOUT, 0, 0, NULL },
};

START_TEST(which_framebuffers_are_unmapped)
{
	lint_expect(&screens[_i], _i);
}
END_TEST

#define LOCAL(compatible, cells, entry) DTS(IOMMU("i", "1000", compatible, cells) \
	"m: m { compatible = \"v,m\"; iommus = <&i" entry ">; memory-region = <&r10000>; };" \
	"reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;" \
	REGION("10000", IOVA("8000000", "1000")) " };")
#define OLD IOP_VERSION(5, 10, IOP_VERSION_PATCH_ANY)

/* Drivers that ask for the device tree's reservations, and keep MSIs' window free. */
static const struct lint_row windows[] = {
	{ LOCAL("arm,smmu-v3", "1", " 1"), IOP_RULE_IOVA_MSI, 1, 0, NULL },
	{ LOCAL("arm,smmu-v3", "1", " 1"), IOP_RULE_IOVA_IGNORED, 0, 0, NULL },
	{ LOCAL("arm,smmu-v3", "1", " 1"), IOP_RULE_IOVA_IGNORED, 1, OLD, NULL },
	{ LOCAL("rockchip,iommu", "0", ""), IOP_RULE_IOVA_MSI, 0, 0, NULL },
	{ LOCAL("rockchip,iommu", "0", ""), IOP_RULE_IOVA_IGNORED, 1, 0, NULL },
	/* none to ignore */
	{ BOARD(M(HAS), REGION("10000", "")), IOP_RULE_IOVA_IGNORED, 0, OLD, NULL },
	{ BOARD(M(HAS), REGION("10000", IOVA("ffffffff", "1"))), IOP_RULE_IOVA_OUTSIDE, 0, 0, NULL },
};

START_TEST(which_windows_are_met)
{
	lint_expect(&windows[_i], _i);
}
END_TEST

Suite *lint_memory_suite(void)
{
	Suite *s = suite_create("lint_memory");
	TCase *t = tcase_create("lint_memory");

	tcase_add_loop_test(t, what_a_region_says, 0, LINT_COUNT(regions));
	tcase_add_loop_test(t, which_reservations_overlap, 0, LINT_COUNT(overlaps));
	tcase_add_loop_test(t, which_overlaps_are_harmless, 0, LINT_COUNT(harm));
	tcase_add_loop_test(t, which_framebuffers_are_unmapped, 0, LINT_COUNT(screens));
	tcase_add_loop_test(t, which_windows_are_met, 0, LINT_COUNT(windows));
	suite_add_tcase(s, t);
	return s;
}
