/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * An index for many paths of one tree: iop_by_path() visits every sibling, and
 * iop_node_path() every ancestor, each time.
 */
#ifndef IOP_FDT_PATH_INDEX_H
#define IOP_FDT_PATH_INDEX_H

#include "base/arena.h"
#include "fdt/tree.h"

struct iop_paths {
	const struct iop_tree *t;
	uint32_t *first;		/* hash buckets of (parent, name); 0: none */
	uint32_t *next;			/* chains, by node index; 0: end */
	uint32_t bits;
};

/* iop_paths_index - false if the arena is full. @t must outlive the index. */
bool iop_paths_index(struct iop_paths *p, const struct iop_tree *t, struct iop_arena *a);

/* iop_paths_find - the same as iop_by_path(): IOP_NO_NODE if there is none. */
uint32_t iop_paths_find(const struct iop_paths *p, const char *path);

/* The first child of @parent with this name; IOP_NO_NODE: none. */
typedef uint32_t (*iop_child_fn)(const void *of, uint32_t parent, const char *name, size_t len);

/* iop_follow_path - follow a path from the root, using a function that finds children in @of */
uint32_t iop_follow_path(const char *path, iop_child_fn child, const void *of);

struct iop_path_walk {
	const struct iop_tree *t;
	uint32_t node;			/* the node of the path */
	char *path;			/* NUL-terminated, valid until the next call */
	size_t length;			/* of the path */
	size_t end[IOP_DEPTH_MAX + 1];	/* length of the path of the ancestor at each depth */
};

/* iop_paths_start - start before the root; false if the arena is full. */
bool iop_paths_start(struct iop_path_walk *w, const struct iop_tree *t, struct iop_arena *a);

/* iop_paths_next - the next node in the tree's order; false after the last. */
bool iop_paths_next(struct iop_path_walk *w);

#endif
