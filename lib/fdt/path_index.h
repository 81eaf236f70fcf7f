/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Many paths of one tree: iop_by_path() looks at every sibling, and
 * iop_node_path() at every ancestor, each time.
 */
#ifndef IOP_FDT_PATH_INDEX_H
#define IOP_FDT_PATH_INDEX_H

#include "base/arena.h"
#include "fdt/tree.h"

struct iop_paths {
	const struct iop_tree *t;
	uint32_t *first;		/* hash buckets of (parent, name); 0: none */
	uint32_t *next;			/* chains, by node index; 0: ends */
	uint32_t bits;
};

/* iop_paths_index - false when the arena is full. @t outlives the index. */
bool iop_paths_index(struct iop_paths *p, const struct iop_tree *t, struct iop_arena *a);

/* iop_paths_find - what iop_by_path() returns: IOP_NO_NODE where there is none. */
uint32_t iop_paths_find(const struct iop_paths *p, const char *path);

/* The first child of @parent that is called so; IOP_NO_NODE: none. */
typedef uint32_t (*iop_child_fn)(const void *of, uint32_t parent, const char *name, size_t len);

/* iop_follow_path - from the root down, by whatever finds children in @of */
uint32_t iop_follow_path(const char *path, iop_child_fn child, const void *of);

struct iop_path_walk {
	const struct iop_tree *t;
	uint32_t node;			/* whose path it is */
	char *path;			/* NUL-terminated, until the next call */
	size_t length;			/* of it */
	size_t end[IOP_DEPTH_MAX + 1];	/* of the ancestor at each depth */
};

/* iop_paths_start - before the root; false when the arena is full. */
bool iop_paths_start(struct iop_path_walk *w, const struct iop_tree *t, struct iop_arena *a);

/* iop_paths_next - the next node in the tree's order; false after the last. */
bool iop_paths_next(struct iop_path_walk *w);

#endif
