/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <check.h>
#include <libfdt.h>
#include <string.h>

#include "annotate/annotate.h"
#include "facts/builtin.h"

Suite *annotate_suite(void);

#define BLOB 8192

/* A tree, and a plan made by hand for it: two masters, one without a group. */
struct board {
	uint64_t blob[BLOB / 8];
	uint64_t memory[32768];
	struct iop_arena arena;
	struct iop_tree tree;
	struct iop_view view;
	struct iop_iommu iommus[1];
	struct iop_device devices[2];
	struct iop_stream streams[1];
	struct iop_group groups[1];
	struct iop_plan plan;
	struct iop_annotation note;
};

static struct board a, b;
static _Alignas(8) uint8_t first[BLOB], second[BLOB];

static void begin(void *blob, const char *name)
{
	ck_assert_int_eq(fdt_begin_node(blob, name), 0);
}

/* @chosen: with /chosen and a child in it; @room: free bytes at the end. */
static void make_blob(void *blob, bool chosen, int room)
{
	ck_assert_int_eq(fdt_create(blob, BLOB), 0);
	ck_assert_int_eq(fdt_add_reservemap_entry(blob, 0x1000, 0x2000), 0);
	ck_assert_int_eq(fdt_finish_reservemap(blob), 0);
	begin(blob, "");
	ck_assert_int_eq(fdt_property_string(blob, "model", "board"), 0);
	begin(blob, "iommu@0");
	fdt_end_node(blob);
	begin(blob, "dma@1");
	fdt_end_node(blob);
	if (chosen) {
		begin(blob, "chosen");
		fdt_property_string(blob, "bootargs", "quiet iommu.strict=0");
		begin(blob, "framebuffer");
		fdt_end_node(blob);
		fdt_end_node(blob);
	}
	begin(blob, "__symbols__");
	fdt_property_string(blob, "dma", "/dma@1");
	fdt_end_node(blob);
	fdt_end_node(blob);
	ck_assert_int_eq(fdt_finish(blob), 0);
	fdt_set_boot_cpuid_phys(blob, 7);
	fdt_set_totalsize(blob, fdt_totalsize(blob) + (uint32_t)room);
}

static void plan_by_hand(struct board *s, uint32_t iommu, uint32_t dma)
{
	s->iommus[0] = (struct iop_iommu){ .node = iommu,
		.driver = &iop_builtin_facts.drivers[1], .contexts_have = 8,
		.contexts_need = 1, .groups = 1 };
	s->streams[0] = (struct iop_stream){ .iommu = 0, .id = 1 };
	s->devices[0] = (struct iop_device){ .node = dma, .n_streams = 1,
		.group = 0, .next = IOP_NONE, .peer = IOP_NONE,
		.iommu = IOP_NONE, .child = IOP_NONE };
	s->devices[1] = (struct iop_device){ .node = 0, .group = IOP_NONE,
		.next = IOP_NONE, .iommu = IOP_NONE, .why = IOP_R_EMPTY };
	s->groups[0] = (struct iop_group){ .count = 1, .key = 0x123456789abc,
		.domain = IOP_W_DMA };
	s->plan = (struct iop_plan){ .tree = &s->tree, .view = &s->view,
		.iommus = s->iommus, .n_iommus = 1, .devices = s->devices,
		.n_devices = 2, .streams = s->streams, .n_streams = 1,
		.groups = s->groups, .n_groups = 1 };
	s->plan.defaults.type = IOP_W_DMA;
	s->plan.defaults.flush = IOP_W_STRICT;
	s->plan.defaults.arch = IOP_ARCH_ARM64;
	s->plan.defaults.bootargs = "quiet iommu.strict=0";
	s->note = (struct iop_annotation){ &s->plan, "iommuplan test", NULL };
}

/* Index what s->blob holds and plan it for @major.@minor. */
static void load(struct board *s, unsigned int major, unsigned int minor)
{
	struct iop_target target = { .version = IOP_VERSION(major, minor, 0xffff) };
	struct iop_place where;

	iop_arena_init(&s->arena, s->memory, sizeof(s->memory));
	ck_assert_int_eq(iop_tree_index(&s->tree, s->blob, BLOB, &s->arena,
					&where), 0);
	ck_assert(iop_view_build(&s->view, &iop_builtin_facts, &target,
				 &s->arena));
	plan_by_hand(s, iop_by_path(&s->tree, "/iommu@0"),
		     iop_by_path(&s->tree, "/dma@1"));
}

static size_t annotate(struct board *s, uint8_t *out)
{
	size_t needed;

	ck_assert_int_eq(iop_annotate(&s->note, &s->arena, out, BLOB, &needed),
			 0);
	ck_assert_int_eq(fdt_check_full(out, needed), 0);
	ck_assert_uint_eq(fdt_totalsize(out), needed);
	return needed;
}

/* An annotation for 5.10 annotated for another kernel is what annotating the
 * original for that one is. */
static void again(struct board *s, unsigned int major, unsigned int minor)
{
	size_t n, m;

	load(s, 5, 10);
	n = annotate(s, first);
	memcpy(b.blob, first, n);
	load(&b, major, minor);
	m = annotate(&b, second);
	load(s, major, minor);
	n = annotate(s, first);
	ck_assert_uint_eq(n, m);
	ck_assert_mem_eq(first, second, n);
}

START_TEST(twice_is_once)
{
	make_blob(a.blob, _i & 1, _i & 2 ? 0x300 : 0);
	again(&a, 5, 10);
	again(&a, 7, 2);
}
END_TEST

START_TEST(keeps_everything_else)
{
	uint64_t base, size;

	make_blob(a.blob, true, 0x300);
	load(&a, 6, 12);
	annotate(&a, first);
	ck_assert_int_eq(fdt_num_mem_rsv(first), 1);
	ck_assert_int_eq(fdt_get_mem_rsv(first, 0, &base, &size), 0);
	ck_assert(base == 0x1000 && size == 0x2000);
	ck_assert_uint_eq(fdt_boot_cpuid_phys(first), 7);
	ck_assert_uint_ge(fdt_totalsize(first), fdt_off_dt_strings(first) +
			  fdt_size_dt_strings(first) + 0x300);
	ck_assert_int_eq(fdt_del_node(first, fdt_path_offset(first,
			 "/chosen/iommuplan")), 0);
	ck_assert_uint_eq(fdt_size_dt_struct(first), fdt_size_dt_struct(a.blob));
	ck_assert_mem_eq(first + fdt_off_dt_struct(first),
			 (char *)a.blob + fdt_off_dt_struct(a.blob),
			 fdt_size_dt_struct(first));
}
END_TEST

static void text_is(const void *blob, const char *path, const char *name,
		    const char *want, int size)
{
	int len, node = fdt_path_offset(blob, path);
	const char *value = fdt_getprop(blob, node, name, &len);

	ck_assert_msg(value != NULL, "%s:%s", path, name);
	ck_assert_int_eq(len, size);
	ck_assert_mem_eq(value, want, size);
}

#define TEXT_IS(path, name, want) \
	text_is(first, path, name, want, (int)sizeof(want))

START_TEST(says_what_the_plan_says)
{
	make_blob(a.blob, true, 0);
	load(&a, 6, 12);
	annotate(&a, first);
	TEXT_IS("/chosen", "bootargs", "quiet iommu.strict=0");
	TEXT_IS("/chosen/iommuplan", "compatible", "iommuplan,v1");
	TEXT_IS("/chosen/iommuplan", "generator", "iommuplan test");
	TEXT_IS("/chosen/iommuplan", "kernel", "6.12");
	TEXT_IS("/chosen/iommuplan", "cmdline",
		"iommu.passthrough=0 iommu.strict=1");
	TEXT_IS("/chosen/iommuplan", "merged-bootargs",
		"quiet iommu.strict=1 iommu.passthrough=0");
	text_is(first, "/chosen/iommuplan", "device-count", "\0\0\0\1", 4);
	text_is(first, "/chosen/iommuplan", "unprotected-count", "\0\0\0\1", 4);
	TEXT_IS("/chosen/iommuplan", "unprotected-names", "/");
	TEXT_IS("/chosen/iommuplan", "unprotected-reason-names", "empty-iommus");
	TEXT_IS("/chosen/iommuplan/iommu-0", "path", "/iommu@0");
	TEXT_IS("/chosen/iommuplan/iommu-0", "state", "active");
	text_is(first, "/chosen/iommuplan/iommu-0", "contexts-have",
		"\0\0\0\10", 4);
	TEXT_IS("/chosen/iommuplan/g123456789abc", "domain", "DMA");
	TEXT_IS("/chosen/iommuplan/g123456789abc", "confidence", "certain");
	TEXT_IS("/chosen/iommuplan/g123456789abc", "iommu-names", "/iommu@0");
	TEXT_IS("/chosen/iommuplan/g123456789abc", "device-names", "/dma@1");
}
END_TEST

typedef int (*writer)(const struct iop_annotation *n,
				 struct iop_arena *scratch, void *buf,
				 size_t size, size_t *needed);

START_TEST(tells_the_room_it_takes)
{
	static const writer writers[] = { iop_annotate, iop_annotate_overlay };
	size_t needed, want, used;

	make_blob(a.blob, false, 0);
	load(&a, 6, 12);
	used = a.arena.used;
	ck_assert_int_eq(writers[_i](&a.note, &a.arena, first, BLOB, &want), 0);
	for (size_t size = 0; size < want; size++) {
		memset(second, 0x5a, sizeof(second));
		ck_assert_int_eq(writers[_i](&a.note, &a.arena, second, size,
					     &needed), -IOP_ERR_NOSPACE);
		ck_assert_uint_eq(needed, want);
		ck_assert_uint_eq(second[size], 0x5a);
	}
	ck_assert_int_eq(writers[_i](&a.note, &a.arena, second, want, &needed),
			 0);
	ck_assert_mem_eq(first, second, want);
	ck_assert_uint_eq(a.arena.used, used);
	a.arena.size = used;
	ck_assert_int_eq(writers[_i](&a.note, &a.arena, second, want, &needed),
			 -IOP_ERR_NOSPACE);
	ck_assert_uint_eq(needed, 0);
}
END_TEST

/* Strings in front of the structure, reservations last, filling between. */
static void shuffle(const void *from, uint8_t *to, uint32_t *size)
{
	uint32_t at = 64, n = fdt_size_dt_strings(from);

	memset(to, 0xaa, BLOB);
	memcpy(to, from, 40);
	memcpy(to + at, (const char *)from + fdt_off_dt_strings(from), n);
	fdt_set_off_dt_strings(to, at);
	at = (at + n + 15) & ~7u;
	n = fdt_size_dt_struct(from);
	memcpy(to + at, (const char *)from + fdt_off_dt_struct(from), n);
	fdt_set_off_dt_struct(to, at);
	at = (at + n + 15) & ~7u;
	memcpy(to + at, (const char *)from + fdt_off_mem_rsvmap(from), 32);
	fdt_set_off_mem_rsvmap(to, at);
	*size = at + 32;
	fdt_set_totalsize(to, *size);
}

START_TEST(puts_blocks_in_order)
{
	uint32_t size;

	make_blob(b.blob, true, 0);
	shuffle(b.blob, (uint8_t *)a.blob, &size);
	again(&a, 6, 12);
	ck_assert_int_eq(fdt_num_mem_rsv(first), 1);
	load(&a, 6, 12);
	fdt_set_totalsize(a.blob, size - 16);
	a.tree.size = size - 16;	/* the last entry is cut off */
	size_t needed;
	ck_assert_int_eq(iop_annotate(&a.note, &a.arena, first, BLOB, &needed),
			 -IOP_ERR_BADHEADER);
}
END_TEST

START_TEST(unterminated_strings_stay_apart)
{
	make_blob(a.blob, true, 0);
	((char *)a.blob)[fdt_totalsize(a.blob)] = 'x';
	fdt_set_size_dt_strings(a.blob, fdt_size_dt_strings(a.blob) + 1);
	fdt_set_totalsize(a.blob, fdt_totalsize(a.blob) + 1);
	again(&a, 6, 12);
}
END_TEST

/* Every property and node below @x is below @y too, in whatever order. */
static int contained(const void *fx, int x, const void *fy, int y)
{
	int at, child, n = 0, len, other;

	fdt_for_each_property_offset(at, fx, x) {
		const char *name;
		const void *value = fdt_getprop_by_offset(fx, at, &name, &len);
		const void *same = fdt_getprop(fy, y, name, &other);

		ck_assert_msg(same && len == other, "%s", name);
		ck_assert_int_eq(memcmp(value, same, (size_t)len), 0);
		n++;
	}
	fdt_for_each_subnode(child, fx, x) {
		other = fdt_subnode_offset(fy, y, fdt_get_name(fx, child, NULL));
		ck_assert_int_gt(other, 0);
		n += 1 + contained(fx, child, fy, other);
	}
	return n;
}

START_TEST(overlay_gives_the_same_node)
{
	int x, y;
	size_t n;

	make_blob(a.blob, _i, 0);
	load(&a, 6, 12);
	annotate(&a, first);
	ck_assert_int_eq(iop_annotate_overlay(&a.note, &a.arena, second, BLOB,
					      &n), 0);
	ck_assert_int_eq(fdt_check_full(second, n), 0);
	ck_assert_int_eq(fdt_open_into(a.blob, b.blob, BLOB), 0);
	ck_assert_int_eq(fdt_overlay_apply(b.blob, second), 0);
	x = fdt_path_offset(first, "/chosen");
	y = fdt_path_offset(b.blob, "/chosen");
	ck_assert(x > 0 && y > 0);
	ck_assert_int_eq(contained(first, x, b.blob, y), 23 + 2 * _i);
	contained(b.blob, y, first, x);
}
END_TEST

Suite *annotate_suite(void)
{
	Suite *s = suite_create("annotate");
	TCase *t = tcase_create("annotate");

	tcase_add_loop_test(t, twice_is_once, 0, 4);
	tcase_add_test(t, keeps_everything_else);
	tcase_add_test(t, says_what_the_plan_says);
	tcase_add_loop_test(t, tells_the_room_it_takes, 0, 2);
	tcase_add_test(t, puts_blocks_in_order);
	tcase_add_test(t, unterminated_strings_stay_apart);
	tcase_add_loop_test(t, overlay_gives_the_same_node, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
