// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Which kernel, and which arguments it reads: the version as a caller writes it, and what
 * early_init_dt_scan_chosen() makes of the tree's words and the configuration's.
 */
#include "dts_help.h"
#include "facts/builtin.h"
#include "iommuplan.h"

Suite *kernel_args_suite(void);

static const char board[] = DTS(SMMU("s", "1000") MASTER("a", "&s 1"));

/* "uname -r", a series, a release candidate; nothing else. */
static const struct { const char *kernel; int status; } kernels[] = {
	{ "6.12", 0 }, { "6.12.5", 0 }, { "6.12.107+deb13-arm64", 0 }, { "6.1.0-18-arm64", 0 },
	{ "7.2-rc1", 0 }, { "6.12~rc3", 0 }, { "6.12.1.fc41", 0 }, { "6.1.0-arm64", 0 },
	{ "", -IOP_ERR_BADKERNEL }, { "six", -IOP_ERR_BADKERNEL },
	{ "6.12x", -IOP_ERR_BADKERNEL }, { "6.12 ", -IOP_ERR_BADKERNEL },
	{ "2.6.32", -IOP_ERR_BADKERNEL }, { "99.1", -IOP_ERR_BADKERNEL },
};

static int make(const struct iommuplan_target *target, const void *fdt, size_t size, size_t *where)
{
	static _Alignas(8) uint8_t block[1 << 18];
	struct iommuplan *p;

	return iommuplan_make(&p, fdt, size, target, block, sizeof(block), where);
}

START_TEST(which_kernels_there_are)
{
	struct iommuplan_target target = IOMMUPLAN_INIT(target);
	struct dts_blob b = dts_compile(board);

	target.kernel = kernels[_i].kernel;
	ck_assert_msg(make(&target, b.bytes, b.size, NULL) == kernels[_i].status, "\"%s\"",
		      kernels[_i].kernel);
}
END_TEST

START_TEST(targets_of_any_size)
{
	struct iommuplan_target target = IOMMUPLAN_INIT(target);
	struct dts_blob b = dts_compile(board);
	size_t where = 77;

	ck_assert_int_eq(make(NULL, b.bytes, b.size, NULL), 0);
	for (int bits = 0; bits <= 64; bits += 32) {
		target.bits = bits;
		ck_assert_int_eq(make(&target, b.bytes, b.size, &where), 0);
	}
	target.size = 4;
	ck_assert_int_eq(make(&target, b.bytes, b.size, &where), -IOP_ERR_BADSIZE);
	ck_assert_uint_eq(where, 77);
	ck_assert_int_eq(make(NULL, b.bytes, b.size - 1, &where), -IOP_ERR_TRUNCATED);
	ck_assert_uint_ne(where, 77);
	ck_assert_int_eq(make(NULL, b.bytes, b.size - 1, NULL), -IOP_ERR_TRUNCATED);
}
END_TEST

#define PASS "iommu.passthrough=1"
#define LAZY "iommu.strict=0"
#define WORDS(words) DTS(SMMU("s", "1000") MASTER("a", "&s 1") \
			 "chosen { bootargs = \"" words "\"; };")

/* CONFIG_CMDLINE: for want of other words, beside them, or instead of them. */
static const struct {
	const char *tree, *own;
	uint8_t use;
	const char *read, *type;
} words[] = {
	{ WORDS("quiet"), NULL, IOP_CMDLINE_IF_NONE, "quiet", "DMA" },
	{ WORDS("quiet"), PASS, IOP_CMDLINE_IF_NONE, "quiet", "DMA" },
	{ WORDS(""), PASS, IOP_CMDLINE_IF_NONE, PASS, "identity" },
	{ board, PASS, IOP_CMDLINE_IF_NONE, PASS, "identity" },
	{ board, NULL, IOP_CMDLINE_IF_NONE, "", "DMA" },
	{ WORDS("quiet"), PASS, IOP_CMDLINE_EXTEND, "quiet " PASS, "identity" },
	{ board, PASS, IOP_CMDLINE_EXTEND, PASS, "identity" },
	{ WORDS(PASS), "quiet", IOP_CMDLINE_FORCE, "quiet", "DMA" },
	{ board, PASS, IOP_CMDLINE_FORCE, PASS, "identity" },
};

START_TEST(which_words_are_read)
{
	struct iop_target target = { .version = LINUX(6, 12), .cmdline = words[_i].own,
				     .cmdline_use = words[_i].use };

	dts_plan_for(&target, words[_i].tree);
	ck_assert_str_eq(dts_plan_made.defaults.bootargs, words[_i].read);
	expect_domain("/a", words[_i].type);
	/* what the caller gives replaces all of it */
	target.bootargs = LAZY;
	dts_plan_for(&target, words[_i].tree);
	ck_assert_str_eq(dts_plan_made.defaults.bootargs, LAZY);
	expect_domain("/a", "DMA-FQ");
}
END_TEST

/* CONFIG_IOMMU_DEFAULT_PASSTHROUGH and _DMA_LAZY, from the releases on that have them. */
static const struct {
	iop_version version;
	uint8_t passthrough, lazy;
	const char *type;
} options[] = {
	{ LINUX(6, 12), IOP_CONFIG_YES, 0, "identity" },
	{ LINUX(6, 12), IOP_CONFIG_NO, 0, "DMA" },
	{ LINUX(6, 12), 0, IOP_CONFIG_YES, "DMA-FQ" },
	{ LINUX(6, 12), 0, IOP_CONFIG_NO, "DMA" },
	{ LINUX(5, 10), 0, IOP_CONFIG_YES, "DMA" },
	{ LINUX(5, 10), IOP_CONFIG_YES, 0, "identity" },
};

START_TEST(what_the_configuration_chooses)
{
	struct iop_target target = { .version = options[_i].version,
				     .default_passthrough = options[_i].passthrough,
				     .default_lazy = options[_i].lazy };

	dts_plan_for(&target, board);
	expect_domain("/a", options[_i].type);
}
END_TEST

Suite *kernel_args_suite(void)
{
	Suite *s = suite_create("kernel_args");
	TCase *t = tcase_create("kernel_args");

	tcase_add_loop_test(t, which_kernels_there_are, 0, sizeof(kernels) / sizeof(kernels[0]));
	tcase_add_test(t, targets_of_any_size);
	tcase_add_loop_test(t, which_words_are_read, 0, sizeof(words) / sizeof(words[0]));
	tcase_add_loop_test(t, what_the_configuration_chooses, 0,
			    sizeof(options) / sizeof(options[0]));
	suite_add_tcase(s, t);
	return s;
}
