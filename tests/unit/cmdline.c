/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <check.h>
#include <string.h>

#include "facts/builtin.h"
#include "cmdline/cmdline.h"

Suite *cmdline_suite(void);

static struct iop_view view;
static uint64_t memory[16384];

/* A plan for @major.@minor on arm64: DMA and strict unless told otherwise. */
static struct iop_plan plan_for(unsigned int major, unsigned int minor)
{
	struct iop_target target = { .version = IOP_VERSION(major, minor, 0) };
	struct iop_plan p = { .view = &view, .n_iommus = 1 };
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &target, &a));
	p.defaults.type = IOP_W_DMA;
	p.defaults.flush = IOP_W_STRICT;
	p.defaults.arch = IOP_ARCH_ARM64;
	return p;
}

static void fragment_is(const struct iop_plan *p, const char *want)
{
	char buf[128], small[5];

	ck_assert_uint_eq(iop_cmdline_fragment(p, buf, sizeof(buf)), strlen(want));
	ck_assert_str_eq(buf, want);
	ck_assert_uint_eq(iop_cmdline_fragment(p, NULL, 0), strlen(want));
	ck_assert_uint_eq(iop_cmdline_fragment(p, small, 5), strlen(want));
	ck_assert_int_eq(strncmp(small, want, 4), 0);
	ck_assert_uint_le(strlen(small), 4);
}

START_TEST(fragment)
{
	struct iop_plan p = plan_for(6, 12);

	fragment_is(&p, "iommu.passthrough=0 iommu.strict=1");
	p.defaults.type = IOP_W_IDENTITY;
	p.defaults.flush = IOP_W_LAZY;
	fragment_is(&p, "iommu.passthrough=1 iommu.strict=0");
	p.defaults.arch = IOP_ARCH_ARM;
	fragment_is(&p, "");
	p = plan_for(6, 12);
	p.n_iommus = 0;
	fragment_is(&p, "");
}
END_TEST

START_TEST(only_what_the_version_has)
{
	struct iop_plan p = plan_for(4, 19);

	fragment_is(&p, "iommu.passthrough=0");
}
END_TEST

static void merge_is(const struct iop_plan *p, const char *in, const char *want)
{
	char once[256], twice[256];
	size_t n = iop_cmdline_merge(p, in, once, sizeof(once));

	ck_assert_str_eq(once, want);
	ck_assert_uint_eq(n, strlen(want));
	ck_assert_uint_eq(iop_cmdline_merge(p, in, NULL, 0), n);
	iop_cmdline_merge(p, once, twice, sizeof(twice));
	ck_assert_str_eq(twice, want);
}

#define P0 "iommu.passthrough=0"
#define S1 "iommu.strict=1"

START_TEST(merge_adds)
{
	struct iop_plan p = plan_for(6, 12);

	merge_is(&p, "", P0 " " S1);
	merge_is(&p, "quiet", "quiet " P0 " " S1);
	merge_is(&p, "quiet  a=\"b  c\" ", "quiet  a=\"b  c\" " P0 " " S1);
	merge_is(&p, "quiet -- single", "quiet " P0 " " S1 " -- single");
	merge_is(&p, "-- single", P0 " " S1 " -- single");
	merge_is(&p, "quiet root=\"x y", "quiet " P0 " " S1 " root=\"x y");
	merge_is(&p, "a -- " S1, "a " P0 " " S1 " -- " S1);
	merge_is(&p, "quiet\t", "quiet\t" P0 " " S1);
	merge_is(&p, "quiet\n", "quiet\n" P0 " " S1);
}
END_TEST

START_TEST(merge_replaces)
{
	struct iop_plan p = plan_for(6, 12);

	merge_is(&p, "a iommu.strict=0  b", "a " S1 "  b " P0);
	merge_is(&p, "a iommu.strict=0 b iommu.strict=1 c",
		 "a " S1 " b c " P0);
	merge_is(&p, "iommu.strict iommu.strict=n\tiommu.passthrough=on",
		 S1 "\t" P0);
	merge_is(&p, "\"iommu.strict=0\" -- x", S1 " " P0 " -- x");
	merge_is(&p, S1 " iommu.strict=0", S1 " " P0);
	merge_is(&p, "iommu.strict=\"0 x ", S1 " " P0);
	merge_is(&p, "a iommu.strict=0 iommu.strict=\"1 b\n", "a " S1 " " P0);
}
END_TEST

START_TEST(merge_leaves_alone_what_pins_nothing)
{
	static const char text[] = "  iommu.strict=0 \t iommu.strict=1 -- b ";
	struct iop_plan p = plan_for(6, 12);

	p.defaults.arch = IOP_ARCH_ARM;
	merge_is(&p, text, text);
}
END_TEST

/* @want: the codes in order, COUNT at the end; @raw: the first argument. */
static void conflicts_are(const struct iop_plan *p, const char *bootargs,
			  const char *raw, const int *want)
{
	struct iop_conflict_walk w = { .rest = bootargs };
	struct iop_conflict c;

	for (; *want != IOP_CONFLICT_COUNT; want++, raw = NULL) {
		ck_assert_msg(iop_conflict_next(p, &w, &c), "%s", bootargs);
		ck_assert_int_eq(c.code, *want);
		if (!raw)
			continue;
		ck_assert_uint_eq(c.arg.raw_len, strlen(raw));
		ck_assert_mem_eq(c.arg.raw, raw, c.arg.raw_len);
	}
	ck_assert_msg(!iop_conflict_next(p, &w, &c), "%s", bootargs);
}

#define CODES(...) (const int[]){ __VA_ARGS__, IOP_CONFLICT_COUNT }
#define NO_CODES (const int[]){ IOP_CONFLICT_COUNT }

START_TEST(conflicts)
{
	struct iop_plan p = plan_for(6, 12);

	conflicts_are(&p, "quiet iommu.strict=1 iommu.passthrough=off", NULL,
		      NO_CODES);
	conflicts_are(&p, "a iommu.strict=0 iommu.strict=1", "iommu.strict=0",
		      CODES(IOP_CONFLICT_OTHER_VALUE));
	conflicts_are(&p, "iommu.passthrough iommu.strict=x",
		      "iommu.passthrough",
		      CODES(IOP_CONFLICT_MALFORMED, IOP_CONFLICT_MALFORMED));
	conflicts_are(&p, "iommu=pt intel_iommu=on amd-iommu=off", "iommu=pt",
		      CODES(IOP_CONFLICT_OTHER_ARCH, IOP_CONFLICT_OTHER_ARCH,
			    IOP_CONFLICT_OTHER_ARCH));
	conflicts_are(&p, "a -- iommu.strict=1 b -- iommu=pt", "iommu.strict=1",
		      CODES(IOP_CONFLICT_NOT_READ));
	conflicts_are(&p, "a \"--\" iommu.strict=1", "iommu.strict=1",
		      CODES(IOP_CONFLICT_NOT_READ));
}
END_TEST

START_TEST(conflicts_by_version)
{
	static const char text[] = "arm_smmu_v3.disable_bypass=1";
	struct iop_plan p = plan_for(6, 9);

	conflicts_are(&p, text, NULL, NO_CODES);
	p = plan_for(6, 12);
	conflicts_are(&p, text, text, CODES(IOP_CONFLICT_OTHER_VERSION));
	p = plan_for(5, 10);
	conflicts_are(&p, "iommu.strict=true", NULL,
		      CODES(IOP_CONFLICT_MALFORMED));
	conflicts_are(&p, "iommu.forcedac=1", NULL,
		      CODES(IOP_CONFLICT_OTHER_VERSION));
}
END_TEST

START_TEST(conflicts_on_arm32)
{
	struct iop_plan p = plan_for(6, 12);

	p.defaults.arch = IOP_ARCH_ARM;
	conflicts_are(&p, "iommu.strict=0", "iommu.strict=0",
		      CODES(IOP_CONFLICT_NO_EFFECT));
	conflicts_are(&p, "quiet iommu.passthrough=1", "iommu.passthrough=1",
		      CODES(IOP_CONFLICT_NO_EFFECT));
}
END_TEST

Suite *cmdline_suite(void)
{
	Suite *s = suite_create("cmdline");
	TCase *t = tcase_create("cmdline");

	tcase_add_test(t, fragment);
	tcase_add_test(t, only_what_the_version_has);
	tcase_add_test(t, merge_adds);
	tcase_add_test(t, merge_replaces);
	tcase_add_test(t, merge_leaves_alone_what_pins_nothing);
	tcase_add_test(t, conflicts);
	tcase_add_test(t, conflicts_by_version);
	tcase_add_test(t, conflicts_on_arm32);
	suite_add_tcase(s, t);
	return s;
}
