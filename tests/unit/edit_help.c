// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "edit_help.h"

#include <libfdt.h>
#include <string.h>

#include "dts_help.h"

static _Alignas(8) uint8_t memory[1 << 20];
_Alignas(8) uint8_t edit_blob[EDIT_SIZE], edit_other[EDIT_SIZE];
struct iop_arena edit_arena;
struct iop_edits edit_list;

void edit_start(const char *text)
{
	dts_tree(LINUX(7, 2), text);
	iop_arena_init(&edit_arena, memory, sizeof(memory));
	iop_edits_init(&edit_list, dts_plan_made.tree);
}

void edit_set(const char *path, const char *name, const char *value)
{
	ck_assert(iop_edits_set(&edit_list, &edit_arena, dts_node(path), name, value,
				(uint32_t)strlen(value) + 1, IOP_EDIT_OTHER, IOP_NO_NODE));
}

void edit_apply(void)
{
	size_t needed;

	ck_assert_int_eq(iop_edits_apply(&edit_list, &edit_arena, edit_blob,
					 sizeof(edit_blob), &needed), 0);
	ck_assert_int_eq(fdt_check_full(edit_blob, needed), 0);
	ck_assert_uint_eq(fdt_totalsize(edit_blob), needed);
}

const char *edit_prop(const void *fdt, const char *path, const char *name)
{
	int node = fdt_path_offset(fdt, path);

	ck_assert_msg(node >= 0, "no %s", path);
	return fdt_getprop(fdt, node, name, NULL);
}

void edit_add_two(uint32_t *inner)
{
	uint32_t outer = iop_edits_add_node(&edit_list, &edit_arena, dts_node("/a"), "out",
					    IOP_EDIT_OTHER, IOP_NO_NODE);

	*inner = iop_edits_add_node(&edit_list, &edit_arena, outer, "in", IOP_EDIT_OTHER,
				    IOP_NO_NODE);
	ck_assert_uint_eq(*inner, edit_list.tree->count + 1);
	ck_assert(iop_edits_set(&edit_list, &edit_arena, outer, "o", "O", 2, IOP_EDIT_OTHER, 0));
	ck_assert(iop_edits_set(&edit_list, &edit_arena, *inner, "i", "I", 2, IOP_EDIT_OTHER, 0));
}

int edit_overlay(const struct iop_tree *base, uint32_t *culprit)
{
	size_t needed;
	int e = iop_edits_overlay(&edit_list, base, &edit_arena, edit_other, sizeof(edit_other),
				  &needed, culprit);

	if (!e)
		ck_assert_int_eq(fdt_check_full(edit_other, needed), 0);
	return e;
}

void edit_lay(void)
{
	ck_assert_int_eq(fdt_open_into(edit_list.tree->blob, edit_blob, sizeof(edit_blob)), 0);
	ck_assert_int_eq(fdt_overlay_apply(edit_blob, edit_other), 0);
}
