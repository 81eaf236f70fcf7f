// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Until which version what was asked of a view is answered alike. */
#include "dts_help.h"

Suite *answers_suite(void);

static uint64_t memory[1 << 15];

static struct iop_view view_of(iop_version version, struct iop_answers *answers)
{
	struct iop_target target = { .version = version };
	struct iop_arena a;
	struct iop_view v;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_view_build(&v, &iop_builtin_facts, &target, &a));
	*answers = IOP_ANSWERS_NONE;
	v.answers = answers;
	return v;
}

START_TEST(a_fact_ends_what_was_answered)
{
	struct iop_answers answers;
	struct iop_view v = view_of(LINUX(6, 1), &answers);

	ck_assert_uint_eq(answers.until, UINT32_MAX);
	ck_assert(iop_linux(&v, IOP_K_DMA_PARENT, 0));
	ck_assert_uint_eq(answers.until, UINT32_MAX);
	ck_assert(iop_linux(&v, IOP_K_DOMAIN_BASE, 0));
	ck_assert_uint_eq(answers.until, IOP_VERSION(6, 10, 0));
	iop_linux(&v, IOP_K_MAP_CELLS, 0);
	ck_assert_uint_eq(answers.until, IOP_VERSION(6, 10, 0));
	ck_assert(!answers.open);
}
END_TEST

/* Of 6.14 and 6.16, which were read, this begins with the second. */
START_TEST(between_two_kernels_it_is_open)
{
	struct iop_answers answers;
	struct iop_view v = view_of(LINUX(6, 15), &answers);

	iop_linux(&v, IOP_K_DMA_PARENT, 0);
	ck_assert(!answers.open);
	iop_linux(&v, IOP_K_GROUPED_AT, 0);
	ck_assert(answers.open);
	ck_assert_uint_eq(answers.until, IOP_VERSION(6, 16, 0));
}
END_TEST

START_TEST(a_list_ends_it_for_the_names_it_was_asked_for)
{
	struct iop_answers answers;
	struct iop_view v = view_of(LINUX(5, 10), &answers);
	const struct iop_driver *linux_facts = &v.facts->drivers[0];

	ck_assert(iop_listed(&v, linux_facts, IOP_L_POPULATE_BUSES, "simple-bus"));
	ck_assert_uint_eq(answers.until, UINT32_MAX);
	ck_assert(!iop_listed(&v, linux_facts, IOP_L_HOST1X, "nvidia,tegra20-host1x"));
	ck_assert_uint_eq(answers.until, IOP_VERSION(6, 0, 0));
}
END_TEST

static const char board[] = DTS(
	IOMMU("v", "2000", "arm,smmu-v3", "1") MASTER("a", "&v 1")
	"pcie { compatible = \"x\"; device_type = \"pci\"; #address-cells = <3>;"
	" #size-cells = <2>; iommu-map = <0 &v 0 256>; };");

/* Those without a row are an entry of their own, and the same one in both. */
START_TEST(each_entry_of_a_host_meets_itself)
{
	dts_plan(LINUX(6, 15), board);
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		if (dts_plan_made.devices[n].requesters &&
		    dts_plan_made.devices[n].iommu == IOP_NONE)
			ck_assert(!dts_plan_made.devices[n].unread);
}
END_TEST

Suite *answers_suite(void)
{
	Suite *s = suite_create("answers");
	TCase *t = tcase_create("answers");

	tcase_add_test(t, a_fact_ends_what_was_answered);
	tcase_add_test(t, between_two_kernels_it_is_open);
	tcase_add_test(t, a_list_ends_it_for_the_names_it_was_asked_for);
	tcase_add_test(t, each_entry_of_a_host_meets_itself);
	suite_add_tcase(s, t);
	return s;
}
