// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Requirements of IOMMUs: banks to the last one, strategies, IOMMUs that are off, and
 * those whose page tables are out of reach. */
#include <string.h>

#include "solve_help.h"

Suite *solve_iommus_suite(void);

/* Three banks; two masters, and one of the same stream. */
#define THREE(more) DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2") \
	MASTER("c", "&s 2") more) "&s { interrupts = <0 1 2 3>; };"
#define HOST(map) DTS(SMMU("s", "1000") "t: " NODE("other@2000", "arm,mmu-500", \
	"reg = <0x2000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>; interrupts = <0 1 2>;") \
	MASTER("a", "&s 1") "p { compatible = \"v,p\"; device_type = \"pci\"; iommu-map = <" map ">; };")
#define OFF "&s { status = \"disabled\"; };"
#define V3 DTS(IOMMU("v", "1000", "arm,smmu-v3", "1") MASTER("a", "&v 1") MASTER("b", "&v 2"))
#define FOR(what) "version: 1\niommus:\n  - match: {path: \"/iommu@*\"}\n    " what "\n"
#define OPTIONAL(what) "version: 1\niommus:\n  - match: {path: \"/iommu@*\", optional: true}\n    " \
	what "\n"
#define TREE ALL
#define STRICT "default: strict\n"
/* RAM beyond the 32 bits of which sun50i reads page tables, before 6.12 */
#define SUN50I DTS("memory@40000000 { device_type = \"memory\"; reg = <0x40000000 0x80000000>, " \
	"<0xc0000000 0x80000000>; }; " IOMMU("v", "1000", "allwinner,sun50i-h6-iommu", "1") \
	MASTER("a", "&v 1"))
#define TRANSLATED "version: 1\ndevices:\n  - match: {path: /a}\n    require: [translated]\n"

static const struct {
	const char *tree, *yaml;
	enum iop_verdict verdict;	/* of the IOMMU's rule */
	const char *obstacle;
	iop_version version;
} rows[] = {
	/* two groups have two of three banks */
	{ THREE(""), STRICT FOR("reserve-contexts: 1"), IOP_MET, "none", LINUX(6, 12) },
	{ THREE(""), STRICT FOR("reserve-contexts: 2"), IOP_UNMET, "too-few-contexts", LINUX(6, 12) },
	{ THREE(MASTER("d", "&s 3")), STRICT FOR("reserve-contexts: 1"), IOP_UNMET, "too-few-contexts",
	  LINUX(6, 12) },
	{ V3, FOR("reserve-contexts: 1"), IOP_UNTOLD, "contexts-untold", LINUX(6, 12) },
	/* groups that pass need none, and where no type is asked for, they do */
	{ THREE(""), FOR("reserve-contexts: 3"), IOP_MET, "none",
	  LINUX(6, 12) },
	/* what is off serves nobody, unless that was expected */
	{ THREE("") OFF, FOR("reserve-contexts: 1"), IOP_UNMET, "iommu-inactive", LINUX(6, 12) },
	{ THREE("") OFF, OPTIONAL("reserve-contexts: 1"), IOP_MET, "none", LINUX(6, 12) },
	{ THREE("") OFF, FOR("strategy: per-group"), IOP_UNMET, "iommu-inactive", LINUX(6, 12) },
	{ THREE("") OFF, OPTIONAL("strategy: per-group"), IOP_MET, "none", LINUX(6, 12) },
	{ THREE(SMMU("t", "2000") MASTER("e", "&t 1")) OFF, FOR("strategy: per-group"), IOP_MET,
	  "none", LINUX(6, 12) },
	{ THREE("") OFF, TREE FOR("strategy: off"), IOP_MET, "none", LINUX(6, 12) },
	{ THREE(""), TREE FOR("strategy: off"), IOP_MET, "none", LINUX(6, 12) },
	{ THREE(""), FOR("strategy: off"), IOP_UNMET, "tree-not-allowed", LINUX(6, 12) },
	/* one group of all */
	{ THREE(""), TREE FOR("strategy: shared"), IOP_MET, "none", LINUX(6, 12) },
	{ HOST("0 &s 0x100 0x100"), TREE FOR("strategy: shared"), IOP_MET, "none", LINUX(6, 12) },
	{ HOST("0 &s 0x100 0x10  0x20 &t 0x100 0x10  0x40 0xdead 0 1"),
	  TREE FOR("strategy: shared"), IOP_MET, "none", LINUX(6, 12) },
	{ THREE(""), FOR("strategy: shared"), IOP_UNMET, "tree-not-allowed", LINUX(6, 12) },
	{ V3, TREE FOR("strategy: shared"), IOP_UNMET, "cannot-share", LINUX(6, 12) },
	/* a translating domain, whose tables the IOMMU may not reach */
	{ SUN50I, TRANSLATED, IOP_UNTOLD, "effect-unknown", LINUX(6, 1) },
	{ SUN50I, TRANSLATED, IOP_MET, "none", LINUX(6, 12) },
};

START_TEST(requirements_of_iommus)
{
	uint32_t n = 0;

	solve(rows[_i].version, rows[_i].tree, rows[_i].yaml);
	/* default is the first */
	while (n < solved.n_reqs && (solved.reqs[n].kind == IOP_REQ_DEFAULT))
		n++;
	ck_assert_uint_lt(n, solved.n_reqs);
	ck_assert_str_eq(iop_obstacle_slug(solved.reqs[n].obstacle), rows[_i].obstacle);
	ck_assert_int_eq(solved.reqs[n].verdict, rows[_i].verdict);
	ck_assert_int_eq(solved.met, rows[_i].verdict != IOP_UNMET);
}
END_TEST

Suite *solve_iommus_suite(void)
{
	Suite *s = suite_create("solve_iommus");
	TCase *t = tcase_create("solve_iommus");

	tcase_add_loop_test(t, requirements_of_iommus, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
