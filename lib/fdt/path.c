// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "fdt/path_index.h"

const char *iop_node_name(const struct iop_tree *t, uint32_t node)
{
	return node ? (const char *)t->blob + t->nodes[node].name : "";
}

/* Nodes from below the root down to @node; returns how many. */
static uint32_t ancestry(const struct iop_tree *t, uint32_t node,
			 uint32_t chain[IOP_DEPTH_MAX + 1])
{
	uint32_t depth = t->nodes[node].depth;

	for (uint32_t i = depth; i--; node = t->nodes[node].parent)
		chain[i] = node;
	return depth;
}

static size_t append(char *buf, size_t size, size_t at, const char *s)
{
	size_t len = strlen(s);

	if (at + 1 < size)
		memcpy(buf + at, s, len < size - at - 1 ? len : size - at - 1);
	return at + len;
}

size_t iop_node_path(const struct iop_tree *t, uint32_t node, char *buf,
		     size_t size)
{
	uint32_t chain[IOP_DEPTH_MAX + 1];
	uint32_t depth = ancestry(t, node, chain);
	size_t len = depth ? 0 : append(buf, size, 0, "/");

	for (uint32_t i = 0; i < depth; i++) {
		len = append(buf, size, len, "/");
		len = append(buf, size, len, iop_node_name(t, chain[i]));
	}
	if (size)
		buf[len < size ? len : size - 1] = 0;
	return len;
}

/* '/' ends a name, so it sorts before every byte of a longer one. */
int iop_path_compare(const struct iop_tree *t, uint32_t a, uint32_t b)
{
	uint32_t ca[IOP_DEPTH_MAX + 1], cb[IOP_DEPTH_MAX + 1];
	uint32_t da = ancestry(t, a, ca), db = ancestry(t, b, cb);
	int order;

	for (uint32_t i = 0; i < da && i < db; i++) {
		if (ca[i] == cb[i])
			continue;
		order = strcmp(iop_node_name(t, ca[i]), iop_node_name(t, cb[i]));
		if (order)
			return order;
	}
	if (da != db)
		return da < db ? -1 : 1;
	return (a > b) - (a < b);
}

uint32_t iop_child_named(const struct iop_tree *t, uint32_t node,
			 const char *name)
{
	for (uint32_t c = node + 1; c < t->nodes[node].end; c = t->nodes[c].end)
		if (!strcmp(iop_node_name(t, c), name))
			return c;
	return IOP_NO_NODE;
}

static uint32_t child_spelled(const void *tree, uint32_t node, const char *name,
			      size_t len)
{
	const struct iop_tree *t = tree;

	for (uint32_t c = node + 1; c < t->nodes[node].end; c = t->nodes[c].end) {
		const char *own = iop_node_name(t, c);

		if (!strncmp(own, name, len) && !own[len])
			return c;
	}
	return IOP_NO_NODE;
}

uint32_t iop_follow_path(const char *path, iop_child_fn child, const void *of)
{
	uint32_t node = 0;

	if (*path != '/')
		return IOP_NO_NODE;
	while (node != IOP_NO_NODE && *path) {
		size_t len;

		path += strspn(path, "/");
		len = strcspn(path, "/");
		if (len)
			node = child(of, node, path, len);
		path += len;
	}
	return node;
}

uint32_t iop_by_path(const struct iop_tree *t, const char *path)
{
	return iop_follow_path(path, child_spelled, t);
}
