// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Long maps: what the sweep finds is what a walk over all rows finds. */
#include <stdio.h>

#include "devices/devices.h"
#include "dts_help.h"
#include "bindings/map_index.h"
#include "devices/devices.h"

Suite *map_index_suite(void);

#define ROWS 120

static uint64_t memory[1 << 16];
static char text[ROWS * 48 + 1024];

/* Numerical Recipes' generator: the same maps on every machine. */
static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Rows that overlap, wrap, are void, or lead nowhere, in some order. */
static const char *make_map(uint32_t seed)
{
	static const uint32_t lengths[] = { 0, 1, 2, 0x40, 0x900, 0x8000, 0xffffff00 };
	size_t len = (size_t)snprintf(text, sizeof(text), "%s &p { iommu-map = <",
		DTS(SMMU("s", "1000") SMMU("t", "2000")
		    "p: pcie { compatible = \"x\"; device_type = \"pci\"; };"));

	for (int n = 0; n < ROWS; n++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " %u %s %u %u",
			next(&seed) & 0xffff, next(&seed) % 50 ? n & 1 ? "&s" : "&t" : "0xdead",
			next(&seed) & 0xff, lengths[next(&seed) % 7]);
	snprintf(text + len, sizeof(text) - len, "%s", seed & 0x100 ? ">; };" : " 1 2 3>; };");
	return text;
}

static bool same(const struct iop_map_piece *a, const struct iop_map_piece *b)
{
	return a->last == b->last && a->why == b->why && a->row.base == b->row.base &&
	       a->row.length == b->row.length && a->row.iommu == b->row.iommu &&
	       a->row.out.at == b->row.out.at && a->row.count == b->row.count;
}

static void compare(const struct iop_plan *p, const struct iop_map *walk,
		    const struct iop_map *sweep)
{
	struct iop_map_piece a, b;
	uint32_t id = 0, pieces = 0;

	do {
		a = iop_map_at(p, walk, id);
		b = iop_map_at(p, sweep, id);
		ck_assert_msg(same(&a, &b), "at %#x: up to %#x (%s), up to %#x (%s)", id,
			      a.last, iop_reason_slug(a.why), b.last, iop_reason_slug(b.why));
		id = a.last + 1;
		pieces++;
	} while (a.last < 0xffff);
	ck_assert_uint_gt(pieces, 0);
}

START_TEST(sweep_and_walk_agree)
{
	struct iop_map_index index;
	struct iop_plan p = { .defaults.arch = IOP_ARCH_ARM64 };
	struct iop_map walk, sweep;
	struct iop_arena a;

	for (int r = 1; r < RELEASES; r += 2) {
		dts_tree(dts_releases[r], make_map((uint32_t)_i));
		p = (struct iop_plan){ .tree = dts_plan_made.tree, .view = dts_plan_made.view,
					.defaults.arch = IOP_ARCH_ARM64 };
		iop_arena_init(&a, memory, sizeof(memory));
		ck_assert(iop_iommus_collect(&p, &a));
		ck_assert(iop_map_index_make(&index, p.tree, &a));
		walk = sweep = iop_map_open(&p, dts_node("/pcie"));
		iop_map_index_open(&index, &p, &sweep);
		walk.index = NULL;
		ck_assert_ptr_nonnull(sweep.index);
		compare(&p, &walk, &sweep);
	}
}
END_TEST

/* Any order of IDs will do, and of hosts. */
START_TEST(lookups_in_any_order)
{
	struct iop_map_index index;
	struct iop_plan p;
	struct iop_map walk, sweep;
	struct iop_map_piece a, b;
	struct iop_arena arena;
	uint32_t seed = 7;

	dts_tree(LINUX(7, 2), make_map(3));
	p = (struct iop_plan){ .tree = dts_plan_made.tree, .view = dts_plan_made.view,
				.defaults.arch = IOP_ARCH_ARM64 };
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert(iop_iommus_collect(&p, &arena) && iop_map_index_make(&index, p.tree, &arena));
	walk = sweep = iop_map_open(&p, dts_node("/pcie"));
	iop_map_index_open(&index, &p, &sweep);
	walk.index = NULL;
	for (int n = 0; n < 2000; n++) {
		uint32_t id = next(&seed) & 0x1ffff;

		a = iop_map_at(&p, &walk, id);
		b = iop_map_at(&p, &sweep, id);
		ck_assert_msg(same(&a, &b), "at %#x", id);
	}
	iop_map_open(&p, dts_node("/iommu@1000"));	/* has none */
	b = iop_map_at(&p, &sweep, 0);
	a = iop_map_at(&p, &walk, 0);
	ck_assert(same(&a, &b));
}
END_TEST

START_TEST(short_maps_need_none)
{
	struct iop_map_index index;
	struct iop_plan p = { 0 };
	struct iop_arena a;

	dts_tree(LINUX(7, 2), DTS(SMMU("s", "1000") "p { iommu-map = <0 &s 0 1>; };"));
	p.tree = dts_plan_made.tree;
	iop_arena_init(&a, memory, 0);
	ck_assert(iop_map_index_make(&index, p.tree, &a));
	ck_assert_ptr_null(index.rows);
}
END_TEST

START_TEST(sweep_needs_room)
{
	struct iop_map_index index;
	struct iop_plan p = { 0 };
	struct iop_arena a;

	dts_tree(LINUX(7, 2), make_map(1));
	p.tree = dts_plan_made.tree;
	iop_arena_init(&a, memory, 600);
	ck_assert(!iop_map_index_make(&index, p.tree, &a));
}
END_TEST

Suite *map_index_suite(void)
{
	Suite *s = suite_create("map_index");
	TCase *t = tcase_create("sweep");

	tcase_add_loop_test(t, sweep_and_walk_agree, 0, 40);
	tcase_add_test(t, lookups_in_any_order);
	tcase_add_test(t, short_maps_need_none);
	tcase_add_test(t, sweep_needs_room);
	suite_add_tcase(s, t);
	return s;
}
