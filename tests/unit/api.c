// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The public header as a stranger calls it: anything, anywhere, too often. */
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
#include "iommuplan.h"

Suite *api_suite(void);

static const char board[] = DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 9")
				"p: pcie { compatible = \"x\"; device_type = \"pci\";"
				" iommu-map = <0 &s 16 8>; };");

#define CANARY 0xc5
#define BLOCK 262144

static uint8_t block[BLOCK + 16], annotated[BLOCK];

/* A plan in all of the block, for 6.12. */
static struct iommuplan *plan_of(const void *fdt, size_t size, void *mem, size_t mem_size,
				 int want)
{
	struct iommuplan_target target = IOMMUPLAN_INIT(target);
	struct iommuplan *p = NULL;

	target.kernel = "6.12";
	ck_assert_int_eq(iommuplan_make(&p, fdt, size, &target, mem, mem_size, NULL), want);
	ck_assert((p == NULL) == (want != 0));
	return p;
}

static void read_all(const struct iommuplan *p)
{
	struct iommuplan_stream s = IOMMUPLAN_INIT(s);
	struct iommuplan_device d = IOMMUPLAN_INIT(d);
	struct iommuplan_finding f = IOMMUPLAN_INIT(f);
	char text[256];

	for (uint32_t n = 0; n < iommuplan_device_count(p); n++) {
		ck_assert_int_eq(iommuplan_device(p, n, &d), 0);
		ck_assert(!d.effect == !d.exists);
		ck_assert(d.group == IOMMUPLAN_NONE || d.effect);
		for (uint32_t i = 0; i < d.streams; i++)
			ck_assert_int_eq(iommuplan_stream(p, n, i, &s), 0);
		ck_assert_int_gt(iommuplan_path(p, d.node, text, sizeof(text)), 0);
	}
	for (uint32_t n = 0; !iommuplan_finding(p, n, &f); n++)
		ck_assert_int_gt(iommuplan_finding_text(p, n, text, sizeof(text)), 0);
	ck_assert_int_ge(iommuplan_cmdline(p, text, sizeof(text)), 0);
}

/* All there is to call, in @size bytes; false where they did not do. */
static bool all_in(const struct dts_blob *b, size_t size)
{
	struct iommuplan_target target = IOMMUPLAN_INIT(target);
	struct iommuplan *p = NULL;
	size_t needed = 1;
	int e = iommuplan_make(&p, b->bytes, b->size, &target, block, size, NULL);

	ck_assert(!e || (e == -IOP_ERR_NOSPACE && !p));
	if (e)
		return false;
	e = iommuplan_lint(p);
	ck_assert(e >= 0 || e == -IOP_ERR_NOSPACE);
	read_all(p);
	return !iommuplan_annotate(p, NULL, annotated, sizeof(annotated), &needed) && e >= 0;
}

START_TEST(a_block_of_any_size)
{
	struct dts_blob b = dts_compile(board);
	bool did = false;

	for (size_t size = 0; size < 65536; size += size < 40000 ? 61 : 1009) {
		memset(block, 0xa5, sizeof(block));
		memset(block + size, CANARY, 16);
		did = all_in(&b, size);
		for (uint32_t n = 0; n < 16; n++)
			ck_assert_uint_eq(block[size + n], CANARY);
	}
	ck_assert(did);
}
END_TEST

START_TEST(any_alignment)
{
	struct dts_blob b = dts_compile(board);
	uint8_t *copy = malloc(b.size + 8);

	ck_assert_ptr_nonnull(copy);
	for (uint32_t n = 0; n < 8; n++) {
		memcpy(copy + n, b.bytes, b.size);
		read_all(plan_of(copy + n, b.size, block + (n * 3 & 7), BLOCK, 0));
	}
	free(copy);
}
END_TEST

START_TEST(no_block_is_no_space)
{
	struct dts_blob b = dts_compile(board);

	plan_of(b.bytes, b.size, NULL, 0, -IOP_ERR_NOSPACE);
	plan_of(b.bytes, b.size, NULL, BLOCK, -IOP_ERR_NOSPACE);
	plan_of("", 0, block, BLOCK, -IOP_ERR_TRUNCATED);
}
END_TEST

START_TEST(indices_have_an_end)
{
	struct dts_blob b = dts_compile(board);
	struct iommuplan *p = plan_of(b.bytes, b.size, block, BLOCK, 0);
	struct iommuplan_device d = IOMMUPLAN_INIT(d);
	struct iommuplan_group g = IOMMUPLAN_INIT(g);
	struct iommuplan_iommu i = IOMMUPLAN_INIT(i);
	struct iommuplan_stream s = IOMMUPLAN_INIT(s);
	struct iommuplan_finding f = IOMMUPLAN_INIT(f);
	char text[8];

	ck_assert_int_eq(iommuplan_device(p, iommuplan_device_count(p), &d), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_group(p, iommuplan_group_count(p), &g), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_iommu(p, IOMMUPLAN_NONE, &i), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_stream(p, 0, IOMMUPLAN_NONE, &s), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_stream(p, IOMMUPLAN_NONE, 0, &s), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_finding(p, 0, &f), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_finding_text(p, 0, text, 8), -IOP_ERR_NOTFOUND);
	ck_assert_int_eq(iommuplan_path(p, IOMMUPLAN_NONE, text, 8), -IOP_ERR_NOTFOUND);
	ck_assert_ptr_null(iommuplan_reason_text(NULL));
	ck_assert_ptr_null(iommuplan_reason_text("no such"));
}
END_TEST

START_TEST(sizes_of_structs)
{
	struct dts_blob b = dts_compile(board);
	struct iommuplan *p = plan_of(b.bytes, b.size, block, BLOCK, 0);
	struct iommuplan_target target = { .size = sizeof(size_t) };
	struct { struct iommuplan_group g; uint8_t newer[16]; } later;

	memset(&later, CANARY, sizeof(later));
	later.g.size = 0;
	ck_assert_int_eq(iommuplan_group(p, 0, &later.g), -IOP_ERR_BADSIZE);
	later.g.size = sizeof(later);
	ck_assert_int_eq(iommuplan_group(p, 0, &later.g), 0);
	ck_assert_uint_eq(later.g.size, sizeof(later));
	for (uint32_t n = 0; n < 16; n++)
		ck_assert_uint_eq(later.newer[n], CANARY);
	ck_assert_int_eq(iommuplan_make(&p, b.bytes, b.size, &target, block, BLOCK, NULL),
			 -IOP_ERR_BADSIZE);
}
END_TEST

START_TEST(lint_and_annotate_again)
{
	struct dts_blob b = dts_compile(board);
	struct iommuplan *p = plan_of(b.bytes, b.size, block, BLOCK, 0);
	size_t before, after;
	int first;

	ck_assert_int_eq(iommuplan_annotate(p, NULL, NULL, 0, &before), -IOP_ERR_NOSPACE);
	first = iommuplan_lint(p);
	ck_assert_int_ge(first, 0);
	ck_assert_int_eq(iommuplan_lint(p), first);
	read_all(p);
	ck_assert_int_eq(iommuplan_annotate(p, NULL, annotated, before, &after), 0);
	ck_assert_uint_eq(before, after);
}
END_TEST

/* A master's stream, and the IDs of a host's requesters. */
START_TEST(streams_of_both_kinds)
{
	struct dts_blob b = dts_compile(board);
	struct iommuplan *p = plan_of(b.bytes, b.size, block, BLOCK, 0);
	struct iommuplan_device d = IOMMUPLAN_INIT(d);
	struct iommuplan_stream s = IOMMUPLAN_INIT(s);
	uint32_t singles = 0, ranges = 0;
	char path[64];

	for (uint32_t n = 0; n < iommuplan_device_count(p); n++) {
		ck_assert_int_eq(iommuplan_device(p, n, &d), 0);
		iommuplan_path(p, d.node, path, sizeof(path));
		for (uint32_t k = 0; k < d.streams; k++) {
			ck_assert_int_eq(iommuplan_stream(p, n, k, &s), 0);
			ck_assert_int_eq(s.first != IOMMUPLAN_NONE, !strcmp(path, "/pcie"));
			ck_assert(s.first != IOMMUPLAN_NONE || s.id == (path[1] == 'a' ? 1 : 9));
			if (s.first == IOMMUPLAN_NONE)
				singles++;
			else if (!s.reason && ++ranges)
				ck_assert(s.first == 0 && s.last == 7 && s.id == 16 && !s.iommu);
			else if (s.reason)
				ck_assert(s.iommu == IOMMUPLAN_NONE && !s.id);
		}
		ck_assert_int_eq(iommuplan_stream(p, n, d.streams, &s), -IOP_ERR_NOTFOUND);
	}
	ck_assert_uint_eq(singles, 2);
	ck_assert_uint_eq(ranges, 1);
}
END_TEST

Suite *api_suite(void)
{
	Suite *s = suite_create("api");
	TCase *t = tcase_create("api");

	suite_add_tcase(s, t);
	tcase_add_test(t, streams_of_both_kinds);
	tcase_add_test(t, a_block_of_any_size);
	tcase_add_test(t, any_alignment);
	tcase_add_test(t, no_block_is_no_space);
	tcase_add_test(t, indices_have_an_end);
	tcase_add_test(t, sizes_of_structs);
	tcase_add_test(t, lint_and_annotate_again);
	return s;
}
