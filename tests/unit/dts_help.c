// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* One board: tree, view and plan in one block of memory. */
#include <string.h>

#include "dts_help.h"
#include "facts/vendor.h"
#include "fdt/edit/edit.h"
#include "vendor_help.h"

#define MEMORY (4u << 20)

const iop_version dts_releases[RELEASES] = {
	LINUX(5, 10), LINUX(6, 1), LINUX(6, 12), LINUX(7, 2),
};

struct iop_plan dts_plan_made;

static uint64_t memory[MEMORY / 8];
static struct iop_tree tree;
static struct iop_view view;

static void index_tree(const struct iop_facts *facts, const struct iop_target *target,
		       const char *text, struct iop_arena *a)
{
	struct dts_blob blob = dts_compile(text);
	struct iop_place where;
	int e;

	/* Nobody may rely on zeros that were not asked for. */
	memset(memory, 0xa5, MEMORY / 4);
	iop_arena_init(a, memory, sizeof(memory));
	e = iop_tree_index(&tree, blob.bytes, blob.size, a, &where);
	ck_assert_msg(!e, "%s at offset %u", iop_error_text(e), where.offset);
	ck_assert(iop_view_build(&view, facts, target, a));
	dts_plan_made = (struct iop_plan){ .tree = &tree, .view = &view };
}

void dts_plan_for(const struct iop_target *target, const char *text)
{
	struct iop_arena a;

	index_tree(&iop_builtin_facts, target, text, &a);
	ck_assert_int_eq(iop_plan_make(&dts_plan_made, &tree, &view, &a), 0);
}

void dts_plan_vendor(const char *vendor, iop_version version, const char *text)
{
	static uint64_t space[(1u << 19) / 8];
	static struct iop_facts facts;
	struct iop_arena of_facts, a;

	iop_arena_init(&of_facts, space, sizeof(space));
	ck_assert(iop_vendor_apply(&facts, &iop_builtin_facts, vendor, &of_facts));
	index_tree(&facts, &(struct iop_target){ .version = version }, text, &a);
	ck_assert_int_eq(iop_plan_make(&dts_plan_made, &tree, &view, &a), 0);
}

void dts_plan(iop_version version, const char *text)
{
	dts_plan_for(&(struct iop_target){ .version = version }, text);
}

/* The edited blob outlives the plan: two, so that edits can be edited. */
void dts_plan_edited(const struct iop_edits *e)
{
	struct iop_target target = dts_plan_made.view->target;

	dts_plan_edited_for(&target, e);
}

void dts_plan_edited_for(const struct iop_target *target, const struct iop_edits *e)
{
	static _Alignas(8) uint8_t blobs[2][1 << 18], scratch[1 << 16];
	static unsigned int turn;
	struct iop_arena a;
	struct iop_place where;
	size_t size;

	turn = !turn;
	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert_int_eq(iop_edits_apply(e, &a, blobs[turn], sizeof(blobs[turn]), &size),
			 0);
	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_int_eq(iop_tree_index(&tree, blobs[turn], size, &a, &where), 0);
	ck_assert(iop_view_build(&view, &iop_builtin_facts, target, &a));
	ck_assert_int_eq(iop_plan_make(&dts_plan_made, &tree, &view, &a), 0);
}

void dts_tree(iop_version version, const char *text)
{
	struct iop_arena a;

	index_tree(&iop_builtin_facts, &(struct iop_target){ .version = version }, text, &a);
}

uint32_t dts_node(const char *path)
{
	uint32_t node = iop_by_path(&tree, path);

	ck_assert_msg(node != IOP_NO_NODE, "the tree has no %s", path);
	return node;
}

static const struct iop_device *find_device(const char *path)
{
	uint32_t node = dts_node(path);

	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		if (dts_plan_made.devices[n].node == node)
			return &dts_plan_made.devices[n];
	return NULL;
}

bool dts_is_master(const char *path)
{
	return find_device(path) != NULL;
}

const struct iop_device *dts_device(const char *path)
{
	const struct iop_device *d = find_device(path);

	ck_assert_msg(d != NULL, "%s is no master", path);
	return d;
}

const struct iop_iommu *dts_iommu(const char *path)
{
	uint32_t node = dts_node(path);

	for (uint32_t n = 0; n < dts_plan_made.n_iommus; n++)
		if (dts_plan_made.iommus[n].node == node)
			return &dts_plan_made.iommus[n];
	ck_abort_msg("%s is no IOMMU", path);
	return NULL;
}
