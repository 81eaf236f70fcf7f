// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Blobs that lie. Whatever is wrong with them, no byte outside is read: the
 * copies are as long as they say, so that sanitizers see it. */
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"

Suite *hostile_suite(void);

#define ROOM 16384

static const char sound[] = DTS(
	SMMU("s", "1000") MASTER("a", "&s 1") "b { c { reg = <1 2>; }; };");

static uint64_t memory[65536];
static _Alignas(8) uint8_t written[ROOM];

static void look_everywhere(const struct iop_tree *t)
{
	char path[64];

	for (uint32_t n = 0; n < t->count; n++) {
		iop_node_path(t, n, path, sizeof(path));
		iop_path_compare(t, n, t->count - 1);
		for (uint32_t p = 0; p < IOP_PROP_COUNT; p++)
			iop_prop_string(t, n, p);
		ck_assert_uint_gt(t->nodes[n].end, n);
		ck_assert_uint_le(t->nodes[n].end, t->count);
	}
}

/* Index @size bytes, and plan them where they turn out to be a tree. */
static int read_tree(const void *bytes, size_t size)
{
	struct iop_target target = { .version = LINUX(6, 12) };
	uint8_t *copy = malloc(size ? size : 1);
	struct iop_arena a;
	struct iop_place where;
	struct iop_tree t;
	struct iop_view v;
	struct iop_plan p;
	int e;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, bytes, size);
	iop_arena_init(&a, memory, sizeof(memory));
	e = iop_tree_index(&t, copy, size, &a, &where);
	if (!e) {
		look_everywhere(&t);
		ck_assert(iop_view_build(&v, &iop_builtin_facts, &target, &a));
		ck_assert_int_eq(iop_plan_make(&p, &t, &v, &a), 0);
	}
	free(copy);
	return e;
}

static uint8_t *changeable(size_t *size)
{
	struct dts_blob b = dts_compile(sound);
	uint8_t *bytes = malloc(b.size);

	ck_assert_ptr_nonnull(bytes);
	*size = b.size;
	return memcpy(bytes, b.bytes, b.size);
}

START_TEST(every_truncation_is_refused)
{
	struct dts_blob b = dts_compile(sound);

	for (size_t size = 0; size < b.size; size++)
		ck_assert_int_eq(read_tree(b.bytes, size), -IOP_ERR_TRUNCATED);
	ck_assert_int_eq(read_tree(b.bytes, b.size), 0);
}
END_TEST

/* The same with a header that admits it: the blocks no longer fit. */
START_TEST(every_admitted_truncation_is_refused)
{
	size_t size;
	uint8_t *bytes = changeable(&size);

	for (size_t n = 40; n < size; n++) {
		fdt_set_totalsize(bytes, (uint32_t)n);
		ck_assert_int_ne(read_tree(bytes, n), 0);
	}
	free(bytes);
}
END_TEST

START_TEST(structure_block_cut_short)
{
	size_t size;
	uint8_t *bytes = changeable(&size);

	for (uint32_t n = fdt_size_dt_struct(bytes); n--;) {
		fdt_set_size_dt_struct(bytes, n);
		ck_assert_int_ne(read_tree(bytes, size), 0);
	}
	free(bytes);
}
END_TEST

START_TEST(strings_block_cut_short)
{
	size_t size;
	uint8_t *bytes = changeable(&size);

	for (uint32_t n = fdt_size_dt_strings(bytes); n--;) {
		fdt_set_size_dt_strings(bytes, n);
		ck_assert_int_eq(read_tree(bytes, size), -IOP_ERR_BADSTRINGS);
	}
	free(bytes);
}
END_TEST

START_TEST(header_fields_lie)
{
	static const uint32_t lies[] = {
		0, 1, 3, 39, 40, 0x1000, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff,
	};
	size_t size;
	uint8_t *bytes = changeable(&size);
	fdt32_t lie = cpu_to_fdt32(lies[_i]);

	for (size_t field = 0; field < 40; field += 4) {
		uint8_t before[4];

		memcpy(before, bytes + field, 4);
		memcpy(bytes + field, &lie, 4);
		read_tree(bytes, size);
		memcpy(bytes + field, before, 4);
	}
	ck_assert_int_eq(read_tree(bytes, size), 0);
	free(bytes);
}
END_TEST

START_TEST(header_errors_are_told_apart)
{
	static const struct { size_t field; uint32_t value; int e; } lies[] = {
		{ 0, 0xd00dfeee, -IOP_ERR_BADMAGIC },
		{ 4, 0x10000, -IOP_ERR_TRUNCATED },
		{ 8, 0xfffffff0, -IOP_ERR_BADHEADER },
		{ 8, 41, -IOP_ERR_BADHEADER },
		{ 12, 0xfffffff0, -IOP_ERR_BADHEADER },
		{ 12, 4, -IOP_ERR_BADHEADER },
		{ 20, 16, -IOP_ERR_BADVERSION },
		{ 24, 18, -IOP_ERR_BADVERSION },
		{ 24, 17, 0 },
		{ 32, 0xffffffff, -IOP_ERR_BADHEADER },
		{ 36, 0xffffffff, -IOP_ERR_BADHEADER },
	};
	size_t size;
	uint8_t *bytes = changeable(&size);
	fdt32_t lie = cpu_to_fdt32(lies[_i].value);

	memcpy(bytes + lies[_i].field, &lie, 4);
	ck_assert_int_eq(read_tree(bytes, size), lies[_i].e);
	free(bytes);
}
END_TEST

START_TEST(every_byte_changed)
{
	static const uint8_t changes[] = { 0x01, 0x02, 0x08, 0x80, 0xff };
	size_t size;
	uint8_t *bytes = changeable(&size);

	for (size_t n = 0; n < size; n++) {
		bytes[n] ^= changes[_i];
		read_tree(bytes, size);
		bytes[n] ^= changes[_i];
	}
	ck_assert_int_eq(read_tree(bytes, size), 0);
	free(bytes);
}
END_TEST

/* The structure block alone, told tag by tag. */
static int read_tags(const uint32_t *tags, uint32_t count)
{
	static const struct fdt_header h = { 0 };
	uint32_t size = (uint32_t)sizeof(h) + 16 + 4 * count + 8;
	uint8_t *at = written + sizeof(h) + 16;

	memset(written, 0, sizeof(written));
	fdt_set_magic(written, FDT_MAGIC);
	fdt_set_version(written, 17);
	fdt_set_last_comp_version(written, 16);
	fdt_set_off_mem_rsvmap(written, sizeof(h));
	fdt_set_off_dt_struct(written, (uint32_t)sizeof(h) + 16);
	fdt_set_size_dt_struct(written, 4 * count);
	fdt_set_off_dt_strings(written, (uint32_t)sizeof(h) + 16 + 4 * count);
	fdt_set_size_dt_strings(written, 8);
	fdt_set_totalsize(written, size);
	for (uint32_t n = 0; n < count; n++) {
		fdt32_t cell = cpu_to_fdt32(tags[n]);

		memcpy(at + 4 * n, &cell, 4);
	}
	memcpy(at + 4 * count, "reg\0reg", 8);
	return read_tree(written, size);
}

/* The block ends in a name, at no multiple of four, and the blob with it. What
 * lies behind would be the next tag: a property of 4 GiB. */
START_TEST(structure_ends_in_a_name)
{
	static const uint32_t size = sizeof(struct fdt_header) + 24;

	memset(written, 0, sizeof(written));
	fdt_set_magic(written, FDT_MAGIC);
	fdt_set_version(written, 17);
	fdt_set_last_comp_version(written, 16);
	fdt_set_off_mem_rsvmap(written, sizeof(struct fdt_header));
	fdt_set_off_dt_strings(written, sizeof(struct fdt_header));
	fdt_set_size_dt_strings(written, 4);
	fdt_set_off_dt_struct(written, sizeof(struct fdt_header) + 16);
	fdt_set_size_dt_struct(written, 5);
	written[sizeof(struct fdt_header) + 16 + 3] = FDT_BEGIN_NODE;
	written[size + 3] = FDT_PROP;
	memset(written + size + 4, 0xff, 4);
	for (uint32_t behind = 0; behind <= 32; behind++) {
		fdt_set_totalsize(written, size - 3 + behind);
		ck_assert_int_eq(read_tree(written, size - 3 + behind), -IOP_ERR_BADSTRUCTURE);
	}
}
END_TEST

#define OPEN(name) FDT_BEGIN_NODE, name
#define CLOSE FDT_END_NODE
#define PROP(size, name) FDT_PROP, size, name
#define A 0x61000000u

START_TEST(structure_has_rules)
{
	static const struct { int e; uint32_t count, tags[16]; } blocks[] = {
		{ 0, 4, { OPEN(0), CLOSE, FDT_END } },
		{ 0, 7, { FDT_NOP, OPEN(0), FDT_NOP, CLOSE, FDT_NOP, FDT_END } },
		{ 0, 7, { OPEN(0), PROP(0, 0), CLOSE, FDT_END } },
		{ 0, 7, { OPEN(A), OPEN(A), CLOSE, CLOSE, FDT_END } },
		{ -IOP_ERR_NOROOT, 1, { FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 1, { FDT_NOP } },
		{ -IOP_ERR_BADSTRUCTURE, 3, { OPEN(0), FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 3, { OPEN(0), CLOSE } },
		{ -IOP_ERR_BADSTRUCTURE, 2, { CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 5, { OPEN(0), CLOSE, CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 4, { PROP(0, 0), FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 7, { OPEN(0), CLOSE, OPEN(0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 5, { OPEN(0), 5, CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 5, { OPEN(0), 0, CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 10, { OPEN(0), OPEN(A), CLOSE, PROP(0, 0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 7, { OPEN(0), PROP(0x7fffffff, 0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 7, { OPEN(0), PROP(0xffffffff, 0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 7, { OPEN(0), PROP(0xfffffff4, 0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 7, { OPEN(0), PROP(0xfffffff8, 0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRUCTURE, 7, { OPEN(0), PROP(5, 0), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRINGS, 7, { OPEN(0), PROP(0, 8), CLOSE, FDT_END } },
		{ -IOP_ERR_BADSTRINGS, 7, { OPEN(0), PROP(0, 0xffffffff), CLOSE, FDT_END } },
		{ -IOP_ERR_BADNAME, 7, { OPEN(0), OPEN(0), CLOSE, CLOSE, FDT_END } },
		{ -IOP_ERR_BADNAME, 7, { OPEN(0), OPEN(0x612f6100), CLOSE, CLOSE, FDT_END } },
	};

	ck_assert_int_eq(read_tags(blocks[_i].tags, blocks[_i].count), blocks[_i].e);
}
END_TEST

START_TEST(property_name_without_end)
{
	static const uint32_t tags[] = { OPEN(0), PROP(0, 4), CLOSE, FDT_END };

	ck_assert_int_eq(read_tags(tags, 7), 0);
	fdt_set_size_dt_strings(written, 7);
	ck_assert_int_eq(read_tree(written, fdt_totalsize(written)), -IOP_ERR_BADSTRINGS);
}
END_TEST

START_TEST(depth_has_a_limit)
{
	static const struct { int depth; int e; } towers[] = {
		{ IOP_DEPTH_MAX, 0 }, { IOP_DEPTH_MAX + 1, -IOP_ERR_DEPTH }, { 500, -IOP_ERR_DEPTH },
	};
	int n;

	ck_assert_int_eq(fdt_create(written, sizeof(written)), 0);
	ck_assert_int_eq(fdt_finish_reservemap(written), 0);
	for (n = 0; n <= towers[_i].depth; n++)
		ck_assert_int_eq(fdt_begin_node(written, n ? "n" : ""), 0);
	for (n = 0; n <= towers[_i].depth; n++)
		ck_assert_int_eq(fdt_end_node(written), 0);
	ck_assert_int_eq(fdt_finish(written), 0);
	ck_assert_int_eq(read_tree(written, fdt_totalsize(written)), towers[_i].e);
}
END_TEST

Suite *hostile_suite(void)
{
	Suite *s = suite_create("hostile");
	TCase *header = tcase_create("header"), *tags = tcase_create("structure");

	tcase_set_timeout(header, 60);
	tcase_add_test(header, every_truncation_is_refused);
	tcase_add_test(header, every_admitted_truncation_is_refused);
	tcase_add_test(header, structure_block_cut_short);
	tcase_add_test(header, structure_ends_in_a_name);
	tcase_add_test(header, strings_block_cut_short);
	tcase_add_loop_test(header, header_fields_lie, 0, 10);
	tcase_add_loop_test(header, header_errors_are_told_apart, 0, 11);
	tcase_add_loop_test(header, every_byte_changed, 0, 5);
	tcase_add_loop_test(tags, structure_has_rules, 0, 24);
	tcase_add_test(tags, property_name_without_end);
	tcase_add_loop_test(tags, depth_has_a_limit, 0, 3);
	suite_add_tcase(s, header);
	suite_add_tcase(s, tags);
	return s;
}
