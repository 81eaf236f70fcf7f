// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which streams meet, and whether that is meant: boards that differ in one thing. */
#include <stdio.h>

#include "lint_help.h"

Suite *lint_meet_suite(void);

#define WIDE "s: " NODE("iommu@1000", "arm,mmu-500", "reg = <0x1000 0x1000>; " \
	"#iommu-cells = <2>; #global-interrupts = <1>; interrupts = <0 1 2 3 4>;")
#define M(name, more) name " { compatible = \"v," name "\"; " more " };"
#define FIVE(name, more) M(name, "iommus = <&s 5>; " more)
#define ONE(nodes) DTS(SMMU("s", "1000") nodes)
#define TWO(nodes) DTS(WIDE nodes)

/* Masters that share a stream: what is part of the other, one of several alike, or its DMA
 * engine, is wired so on purpose. */
static const struct {
	const char *text;
	uint8_t severity;
} shared[] = {
	{ ONE(FIVE("uart", "") FIVE("eth", "")), IOP_WARNING },
	{ ONE(FIVE("eth@1", "reg = <1 1>;") FIVE("eth@2", "reg = <2 1>;")), IOP_NOTE },
	{ ONE(FIVE("eth@1", "reg = <1 1>;") FIVE("usb@2", "reg = <2 1>;")), IOP_WARNING },
	{ ONE(FIVE("eth@1", "reg = <1 1>;") FIVE("ethernet@2", "reg = <2 1>;")), IOP_WARNING },
	{ ONE(FIVE("eth", FIVE("port", ""))), IOP_NOTE },
	{ ONE(FIVE("uart", "dmas = <&d 3>;") "d: " FIVE("dma", "phandle = <77>;")), IOP_NOTE },
	{ ONE("d: " FIVE("dma", "") FIVE("uart", "dmas = <&d 3>;")), IOP_NOTE },
	{ ONE(FIVE("uart", "dmas = <0 3>;") FIVE("dma", "")), IOP_WARNING },
	{ ONE(FIVE("uart", "dmas = <&s 3>;") FIVE("dma", "")), IOP_WARNING },
	{ ONE(FIVE("uart", "dmas = <&d 3>;") "d: " FIVE("dma", "") FIVE("spi", "")), IOP_WARNING },
};

START_TEST(whether_sharing_is_meant)
{
	const struct lint_row row = { shared[_i].text, IOP_RULE_STREAM_SHARED, 1, 0, NULL };

	ck_assert_int_eq(lint_expect(&row, _i)->severity, shared[_i].severity);
}
END_TEST

/* The users of one engine are looked through up to a bound, beyond which nothing is meant. */
START_TEST(an_engine_of_many)
{
	static char nodes[1 << 14], text[1 << 15];
	size_t len = 0;

	for (int n = 0; n < (_i ? 66 : 60); n++)
		len += (size_t)snprintf(nodes + len, sizeof(nodes) - len,
			"u%d { compatible = \"v,u\"; iommus = <&s 5>; dmas = <&d 0>; };", n);
	snprintf(text, sizeof(text), ONE("d: " FIVE("dma", "") "%s"), nodes);
	lint_board(&(struct iop_target){ .version = LINUX(7, 2) }, text);
	ck_assert_uint_eq(lint_count(IOP_RULE_STREAM_SHARED), 1);
	ck_assert_int_eq(lint_found(IOP_RULE_STREAM_SHARED)->severity,
			 _i ? IOP_WARNING : IOP_NOTE);
}
END_TEST

/*
 * arm_smmu_find_sme() takes an entry that lies within one that is there, and refuses
 * any other that overlaps: in one list the wider has to come first.
 */
static const struct lint_row nested[] = {
	{ TWO(M("a", "iommus = <&s 0x10 0xf &s 0x11 0>;")), IOP_RULE_STREAM_NESTED, 0, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x11 0 &s 0x10 0xf>;")), IOP_RULE_STREAM_NESTED, 1, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0xf &s 0x11 3>;")), IOP_RULE_STREAM_NESTED, 0, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0xf>;") M("b", "iommus = <&s 0x11 3>;")),
	  IOP_RULE_STREAM_NESTED, 1, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0xf &s 0x11 3>;") M("b", "iommus = <&s 0x10 0xf>;")),
	  IOP_RULE_STREAM_NESTED, 1, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0xf &s 0x11 3>;") M("b", "iommus = <&s 0x11 3>;")),
	  IOP_RULE_STREAM_NESTED, 1, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0xf>;") M("b", "iommus = <&s 0x20 0xf>;")),
	  IOP_RULE_STREAM_NESTED, 0, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0x3>;") M("b", "iommus = <&s 0x12 0x6>;")),
	  IOP_RULE_STREAM_NESTED, 0, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0x3>;") M("b", "iommus = <&s 0x12 0x6>;")),
	  IOP_RULE_STREAM_OVERLAP, 1, 0, NULL },
	{ TWO(M("a", "iommus = <&s 0x10 0x6>;") M("b", "iommus = <&s 0x12 0x6>;")),
	  IOP_RULE_STREAM_OVERLAP, 0, 0, NULL },
};

START_TEST(which_entries_are_nested)
{
	lint_expect(&nested[_i], _i);
}
END_TEST

/* One that only found no context bank was not refused for its stream. */
START_TEST(lost_for_another_reason)
{
	const struct iop_finding *f;

	lint_board(&(struct iop_target){ .version = LINUX(6, 12) },
		   TWO(M("a", "iommus = <&s 0x100 0>;") M("b", "iommus = <&s 0x200 0>;")
		       M("c", "iommus = <&s 0x10 0xf>;") M("d", "iommus = <&s 0x11 0>;"))
		   "&s { interrupts = <0 1 2>; };");
	expect_lost("/c", "no-context-left");
	f = lint_found(IOP_RULE_STREAM_NESTED);
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->node, dts_node("/c"));
	ck_assert_int_eq(f->severity, IOP_WARNING);
}
END_TEST

#define AT(name, more) M(name, "reg = <1 1>; " more)
#define PCI(name, compat, more) name " { compatible = \"" compat "\"; device_type = \"pci\"; " \
	more " };"
#define OWN "iommus = <&s 5>;"
#define MAP "iommu-map = <0 &s 0 0x100>;"

/* Devices that have no iommus, beside one of the same name and compatible that has. */
static const struct lint_row twins[] = {
	{ ONE("a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s 5>; };"
	      "a@2 { compatible = \"v,x\"; reg = <2 1>; };"), IOP_RULE_TWIN_UNPROTECTED, 1, 0, NULL },
	{ ONE("a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s 5>; };"
	      "a@2 { compatible = \"v,y\"; reg = <2 1>; };"), IOP_RULE_TWIN_UNPROTECTED, 0, 0, NULL },
	{ ONE("a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s 5>; };"
	      "a@2 { compatible = \"v,xy\"; reg = <2 1>; };"), IOP_RULE_TWIN_UNPROTECTED, 0, 0, NULL },
	{ ONE("a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s 5>; };"
	      "b@2 { compatible = \"v,x\"; reg = <2 1>; };"), IOP_RULE_TWIN_UNPROTECTED, 0, 0, NULL },
	/* one that has it and no group is no example */
	{ ONE("a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <0xdead 5>; };"
	      "a@2 { compatible = \"v,x\"; reg = <2 1>; };" MASTER("m", "&s 1")),
	  IOP_RULE_TWIN_UNPROTECTED, 0, 0, NULL },
	{ ONE("a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s 5>; }; bus {"
	      "#address-cells = <1>; #size-cells = <1>; compatible = \"simple-bus\"; ranges;"
	      "a@2 { compatible = \"v,x\"; reg = <2 1>; }; };"), IOP_RULE_TWIN_UNPROTECTED, 0, 0, NULL },
	/* a trace buffer may keep the trace within */
	{ ONE("a@1 { compatible = \"arm,coresight-tmc\", \"arm,primecell\"; reg = <1 1>; iommus = <&s 5>; };"
	      "a@2 { compatible = \"arm,coresight-tmc\", \"arm,primecell\"; reg = <2 1>; };"),
	  IOP_RULE_TWIN_UNPROTECTED, 0, 0, NULL },
	{ ONE(PCI("p@1", "v,p", MAP) PCI("p@2", "v,p", "")), IOP_RULE_HOST_TWIN, 1, 0, NULL },
	{ ONE(PCI("p@1", "v,p", MAP) PCI("p@2", "v,q", "")), IOP_RULE_HOST_TWIN, 0, 0, NULL },
	{ ONE(PCI("p@1", "v,p", "iommu-map = <0 0xdead 0 0x100>;") PCI("p@2", "v,p", "") MASTER("m", "&s 1")),
	  IOP_RULE_HOST_TWIN, 0, 0, NULL },
	{ ONE(PCI("p@1", "v,p", MAP) PCI("p@2", "v,p", OWN)), IOP_RULE_HOST_TWIN, 0, 0, NULL },
};

START_TEST(which_devices_are_alike)
{
	lint_expect(&twins[_i], _i);
}
END_TEST

/* What is said of the twin's DMA follows its IOMMU: an SMMUv3 with a driver blocks
 * streams that nobody claims; of Rockchip's nothing is said. */
START_TEST(what_becomes_of_a_twin)
{
	const struct lint_row blocks = { DTS(IOMMU("s", "1000", "arm,smmu-v3", "1")
		"a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s 5>; };"
		"a@2 { compatible = \"v,x\"; reg = <2 1>; };"), IOP_RULE_TWIN_UNPROTECTED, 1, 0, NULL };
	const struct lint_row open = { DTS(IOMMU("s", "1000", "rockchip,iommu", "0")
		"a@1 { compatible = \"v,x\"; reg = <1 1>; iommus = <&s>; };"
		"a@2 { compatible = \"v,x\"; reg = <2 1>; };"), IOP_RULE_TWIN_UNPROTECTED, 1, 0, NULL };

	ck_assert_ptr_ne(lint_expect(&blocks, 0)->args[1].text, NULL);
	ck_assert_str_ne(lint_found(IOP_RULE_TWIN_UNPROTECTED)->args[1].text, "");
	ck_assert_str_eq(lint_expect(&open, 1)->args[1].text, "");
}
END_TEST

Suite *lint_meet_suite(void)
{
	Suite *s = suite_create("lint_meet");
	TCase *t = tcase_create("lint_meet");

	tcase_add_loop_test(t, whether_sharing_is_meant, 0, LINT_COUNT(shared));
	tcase_add_loop_test(t, an_engine_of_many, 0, 2);
	tcase_add_loop_test(t, which_entries_are_nested, 0, LINT_COUNT(nested));
	tcase_add_test(t, lost_for_another_reason);
	tcase_add_loop_test(t, which_devices_are_alike, 0, LINT_COUNT(twins));
	tcase_add_test(t, what_becomes_of_a_twin);
	suite_add_tcase(s, t);
	return s;
}
