// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Phandles and paths of nodes of the tree and of those that edits add. */
#include <string.h>

#include "fdt/edit/edit.h"

static bool taken(const struct iop_edits *e, uint32_t handle)
{
	for (uint32_t n = 0; n < e->n; n++) {
		struct iop_cells value = { e->list[n].value, e->list[n].size };
		uint32_t cell;

		if (e->list[n].kind == IOP_EDIT_SET_PROP &&
		    !strcmp(e->list[n].name, "phandle") &&
		    iop_cell_next(&value, &cell) && cell == handle)
			return true;
	}
	return iop_by_phandle(e->tree, handle) != IOP_NO_NODE;
}

/* Above all others, as dtc does; where that is no phandle, the lowest free. */
static uint32_t free_phandle(const struct iop_edits *e)
{
	uint32_t highest = e->phandle, handle;

	for (uint32_t n = 0; n < e->tree->count; n++) {
		handle = e->tree->nodes[n].phandle;
		if (handle > highest && handle != UINT32_MAX)
			highest = handle;
	}
	if (highest + 1 != UINT32_MAX)
		return highest + 1;
	for (handle = 1; taken(e, handle); handle++)
		;
	return handle;
}

uint32_t iop_edits_phandle(struct iop_edits *e, struct iop_arena *a, uint32_t node,
			   enum iop_edit_why why, uint32_t subject)
{
	uint32_t handle = iop_edits_u32(e, node, IOP_P_PHANDLE, 0);

	if (!handle && node < e->tree->count)
		handle = e->tree->nodes[node].phandle;
	if (handle)
		return handle;
	handle = free_phandle(e);
	if (!iop_edits_set_cells(e, a, node, "phandle", &handle, 1, why, subject))
		return 0;
	e->phandle = handle;
	return handle;
}

/* The edit that adds node @node. */
static const struct iop_edit *adding(const struct iop_edits *e, uint32_t node)
{
	uint32_t left = node - e->tree->count;

	for (uint32_t n = 0; n < e->n; n++)
		if (e->list[n].kind == IOP_EDIT_ADD_NODE && !left--)
			return &e->list[n];
	return NULL;
}

static size_t append(char *buf, size_t size, size_t at, const char *s)
{
	for (; *s; s++, at++)
		if (at + 1 < size)
			buf[at] = *s;
	if (size)
		buf[at < size ? at : size - 1] = 0;
	return at;
}

size_t iop_edits_path(const struct iop_edits *e, uint32_t node, char *buf,
		      size_t size)
{
	const struct iop_edit *edit;
	size_t len;

	if (node < e->tree->count)
		return iop_node_path(e->tree, node, buf, size);
	edit = adding(e, node);
	if (!edit)
		return append(buf, size, 0, "");
	len = edit->node ? iop_edits_path(e, edit->node, buf, size) : 0;
	len = append(buf, size, len, "/");
	return append(buf, size, len, edit->name);
}
