// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Boot arguments: which words are reported, where they stand, and what their fix leaves. */
#include <stdio.h>
#include <string.h>

#include "lint_help.h"

#define V2 DTS(SMMU("s", "1000") MASTER("m", "&s 1"))
#define V3 DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") MASTER("m", "&s 1"))
#define ARG(rule, count, words) { V2, IOP_RULE_ARG_##rule, count, 0, words }

static const struct lint_row rows[] = {
	/* parse_args() ends a word at a blank; a module's own debugging is every module's */
	ARG(UNKNOWN, 0, "arm_smmu.dyndbg=+p"),
	ARG(UNKNOWN, 1, "arm_smmu.dyndbgs=+p"),
	ARG(UNKNOWN, 0, ".dyndbg"),
	ARG(UNKNOWN, 0, "foo.bar=1"),
	ARG(UNKNOWN, 0, "passthrough=1"),
	ARG(UNKNOWN, 1, "iomu.passthrough=1"),
	ARG(UNKNOWN, 1, "iommu.pass=1"),
	ARG(UNKNOWN, 0, "iommu.passthrough=1"),
	ARG(UNKNOWN, 0, "iommus.x=1"),
	ARG(UNKNOWN, 0, "a.bcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"),
	ARG(UNKNOWN, 1, "iommu.bcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"),
	ARG(UNKNOWN, 0, ""),
	/* names that only forums know; those with a star are modules */
	ARG(FOLKLORE, 1, "smmu=off"),
	ARG(FOLKLORE, 1, "smmu.x=1"),
	ARG(FOLKLORE, 0, "smm"),
	ARG(FOLKLORE, 0, "smmux.y=1"),
	ARG(FOLKLORE, 0, "xmmu.y=1"),
	ARG(FOLKLORE, 1, "pcie_acs_override=downstream"),
	/* options of pci=, each up to its comma or its own value */
	ARG(ISOLATION, 1, "pci=config_acs=xxx@pci:0:0"),
	ARG(ISOLATION, 1, "pci=noaer,config_acs"),
	ARG(ISOLATION, 1, "pci=noaer,config_acs=1,x"),
	ARG(ISOLATION, 0, "pci=config_acsx"),
	ARG(ISOLATION, 0, "pci=config"),
	ARG(ISOLATION, 0, "pci"),
	ARG(ISOLATION, 0, "pci="),
	ARG(ISOLATION, 0, "pcx=config_acs"),
	ARG(ISOLATION, 0, "pcie=config_acs"),
	{ V2, IOP_RULE_ARG_ISOLATION, 0, LINUX(6, 1), "pci=config_acs" },
	{ V2, IOP_RULE_ARG_OTHER_VERSION, 1, LINUX(6, 1), "pci=config_acs" },
	/* a module's boolean is on without a value */
	ARG(ISOLATION, 1, "vfio.enable_unsafe_noiommu_mode"),
	ARG(ISOLATION, 1, "vfio.enable_unsafe_noiommu_mode=Y"),
	ARG(ISOLATION, 0, "vfio.enable_unsafe_noiommu_mode=0"),
	ARG(ISOLATION, 0, "vfio.enable_unsafe_noiommu_mode=maybe"),
	/* unmatched streams of SMMUv2 pass; v3's parameter is named otherwise */
	ARG(BYPASS, 1, "arm-smmu.disable_bypass=0"),
	ARG(BYPASS, 0, "arm-smmu.disable_bypass=1"),
	ARG(BYPASS, 0, "arm-smmu.disable_bypass"),
	ARG(BYPASS, 0, "disable_bypass=0"),
	ARG(BYPASS, 0, "arm-smmu.disable_bypasz=0"),
	ARG(BYPASS, 0, "arm-smmu-v3.disable_bypass=0"),
	{ V3, IOP_RULE_ARG_BYPASS, 0, 0, "arm-smmu.disable_bypass=0" },
	{ DTS(SMMU("s", "1000") MASTER("m", "&s 1")) "&s { status = \"disabled\"; };",
	  IOP_RULE_ARG_BYPASS, 0, 0, "arm-smmu.disable_bypass=0" },
	ARG(PASSTHROUGH, 1, "iommu.passthrough=1"),
	ARG(PASSTHROUGH, 0, "iommu.passthrough=0"),
	ARG(LAZY, 1, "iommu.strict=0"),
	ARG(LAZY, 0, "iommu.strict=1"),
	ARG(LAZY, 0, "iommu.passthrough=0"),
};

Suite *lint_arguments_suite(void);

START_TEST(which_words_are_reported)
{
	lint_expect(&rows[_i], _i);
}
END_TEST

/* COMMAND_LINE_SIZE is 2048 on arm64: what stands far behind is no kernel's. */
START_TEST(what_is_too_far_is_not_read)
{
	static char words[6000];
	struct lint_row row = { V2, IOP_RULE_ARG_CONTRADICTS, _i == 0, 0, words };

	snprintf(words, sizeof(words), "%*s iommu.passthrough=1 iommu.passthrough=0 smmu=off",
		 _i ? 5000 : 500, "quiet");
	lint_expect(&row, _i);
	ck_assert_uint_eq(lint_count(IOP_RULE_ARG_FOLKLORE), _i == 0);
}
END_TEST

/* A word of the tree is a place in it; one that came from elsewhere is none. */
START_TEST(where_a_word_stands)
{
	const struct lint_row own = { DTS(SMMU("s", "1000") MASTER("m", "&s 1")
		"chosen { bootargs = \"quiet smmu=off\"; };"), IOP_RULE_ARG_FOLKLORE, 1, 0, NULL };
	const struct lint_row given = { own.text, IOP_RULE_ARG_FOLKLORE, 1, 0, "smmu=on" };
	const struct lint_row bare = { V2, IOP_RULE_ARG_FOLKLORE, 1, 0, "smmu=on" };
	const struct lint_row none = { DTS(SMMU("s", "1000") MASTER("m", "&s 1")
		"chosen { };"), IOP_RULE_ARG_FOLKLORE, 1, 0, "smmu=on" };
	const struct iop_finding *f = lint_expect(&own, 0);

	ck_assert_str_eq(f->property, "bootargs");
	ck_assert_uint_eq(f->node, dts_node("/chosen"));
	ck_assert_uint_eq(f->offset, 6);
	f = lint_expect(&given, 1);
	ck_assert_ptr_null(f->property);
	ck_assert_ptr_null(f->fix);
	ck_assert_ptr_null(lint_expect(&bare, 2)->property);
	ck_assert_ptr_null(lint_expect(&none, 3)->property);
}
END_TEST

/* What is left when the word goes, with one of the blanks beside it. */
static const struct { const char *words, *left; } fixes[] = {
	{ "smmu=off quiet", "quiet" },
	{ "quiet smmu=off", "quiet" },
	{ "quiet smmu=off debug", "quiet debug" },
	{ "smmu=off\tquiet", "\tquiet" },
	{ "quiet\tsmmu=off", "quiet\t" },
	{ "quiet\tsmmu=off debug", "quiet\tdebug" },
	{ "smmu=off", NULL },		/* nothing would be left */
	{ "smmu=off ", NULL },
};

START_TEST(what_a_fix_leaves)
{
	char text[1024];
	const struct lint_row row = { text, IOP_RULE_ARG_FOLKLORE, 1, 0, NULL };
	const struct iop_finding *f;

	snprintf(text, sizeof(text), DTS(SMMU("s", "1000") MASTER("m", "&s 1")
		 "chosen { bootargs = \"%s\"; };"), fixes[_i].words);
	f = lint_expect(&row, _i);
	ck_assert_msg(!fixes[_i].left == !f->fix, "row %d", _i);
	if (!fixes[_i].left)
		return;
	ck_assert_uint_eq(f->fix->size, strlen(fixes[_i].left) + 1);
	ck_assert_str_eq((const char *)f->fix->bytes, fixes[_i].left);
}
END_TEST

/* How many IOMMUs obey, and how many masters of those have no group; a function
 * of a PCI host is none of the masters. */
START_TEST(whom_a_bypass_concerns)
{
	const struct lint_row row = { DTS(SMMU("s", "1000") SMMU("t", "2000")
		IOMMU("v", "3000", "arm,smmu-v3", "1") MASTER("a", "&s 1")
		MASTER("b", "&s 0x12345") MASTER("c", "&v 1") MASTER("d", "&v 1") MASTER("e", "0xdead")
		"pcie { compatible = \"v,p\"; device_type = \"pci\"; #address-cells = <3>;"
		" #size-cells = <2>; iommu-map = <0 &t 0 0x100>;"
		" f@0,0 { reg = <0 0 0 0 0>; iommus = <&t 1>; }; };"),
		IOP_RULE_ARG_BYPASS, 1, 0, "arm-smmu.disable_bypass=0" };
	const struct iop_finding *f = lint_expect(&row, 0);

	ck_assert_uint_eq(f->args[1].number, 2);
	ck_assert_uint_eq(f->args[2].number, 0);
}
END_TEST

Suite *lint_arguments_suite(void)
{
	Suite *s = suite_create("lint_arguments");
	TCase *t = tcase_create("lint_arguments");

	tcase_add_loop_test(t, which_words_are_reported, 0, LINT_COUNT(rows));
	tcase_add_loop_test(t, what_is_too_far_is_not_read, 0, 2);
	tcase_add_test(t, where_a_word_stands);
	tcase_add_loop_test(t, what_a_fix_leaves, 0, LINT_COUNT(fixes));
	tcase_add_test(t, whom_a_bypass_concerns);
	suite_add_tcase(s, t);
	return s;
}
