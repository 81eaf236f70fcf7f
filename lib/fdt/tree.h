/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A checked index of a flattened device tree: after one pass over the blob, nodes,
 * parents, availability and phandles are looked up without another walk. The blob
 * belongs to the caller, must not change or move, and is only read.
 *
 * Nodes are numbered in the order of the blob (pre-order), the root is 0: the
 * descendants of node n are n + 1 .. nodes[n].end - 1.
 */
#ifndef IOP_TREE_H
#define IOP_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/cells.h"
#include "base/error.h"
#include "fdt/prop_names.h"

#define IOP_NO_NODE UINT32_MAX
#define IOP_DEPTH_MAX 63	/* of/fdt.c:unflatten_dt_nodes() skips deeper nodes */

#define IOP_NAME_BUCKETS 32

struct iop_node {
	uint32_t name;		/* blob offset of its NUL-terminated name */
	uint32_t props;		/* blob offset of the tag after the name */
	uint32_t end;		/* index after its last descendant */
	uint32_t parent;	/* index; IOP_NO_NODE for the root */
	uint64_t has;		/* bit 1 << IOP_P_* for each known property */
	uint32_t phandle;	/* 0: none */
	uint8_t depth;		/* the root is 0 */
	bool enabled : 1;	/* its own status is absent, "okay" or "ok" */
	bool unended : 1;	/* likewise, but the value of status ends without a NUL */
	bool available : 1;	/* it and all its ancestors are enabled */
	bool crowded : 1;	/* has many properties, indexed in struct iop_crowd */
};

struct iop_tree {
	const uint8_t *blob;
	uint32_t size;			/* the header's totalsize */
	uint32_t strings;		/* blob offset of the strings block */
	uint32_t strings_size;
	struct iop_node *nodes;
	uint32_t count;
	uint8_t *prop_ids;		/* by string offset: 1 + IOP_P_*, or 0 */
	uint8_t names_by_len[IOP_NAME_BUCKETS];	/* 1 + IOP_P_*, chained: */
	uint8_t names_next[IOP_PROP_COUNT];
	uint64_t *phandles;		/* phandle << 32 | node index, ascending */
	uint32_t n_phandles;
	struct iop_long *longs;		/* properties that are too long to walk each time: long.h */
	uint32_t n_longs;
	struct iop_crowd *crowds;	/* in ascending order of nodes: crowded.c */
	uint32_t n_crowds;
	struct iop_dma_ways *ways;	/* or NULL: no interconnects; dma_way.h */
};

/*
 * iop_tree_index - check @blob, of @size bytes, and make the index @t
 *
 * returns: 0, or the error with its place in @where.
 */
int iop_tree_index(struct iop_tree *t, const void *blob, size_t size,
		   struct iop_arena *a, struct iop_place *where);

/*
 * iop_tree_unended - the tree for kernels that accept a status without a NUL
 *
 * In a blob a zero byte follows it: padding, or the first byte of the next tag.
 *
 * returns: @t itself if no node has such a status; NULL if the arena is full.
 */
const struct iop_tree *iop_tree_unended(const struct iop_tree *t, struct iop_arena *a);

/* iop_node_name - the node's own name with unit address; "" for the root. */
const char *iop_node_name(const struct iop_tree *t, uint32_t node);

/*
 * iop_node_path - write the node's full path, like snprintf()
 *
 * returns: the length of the full path, which may be >= @size. The bytes are
 * those of the tree: escape them before they reach a terminal or a file format.
 */
size_t iop_node_path(const struct iop_tree *t, uint32_t node, char *buf,
		     size_t size);

/* iop_path_compare - compare two nodes by full path, like strcmp(). */
int iop_path_compare(const struct iop_tree *t, uint32_t a, uint32_t b);

/* iop_by_phandle - the first node with this phandle, or IOP_NO_NODE. */
uint32_t iop_by_phandle(const struct iop_tree *t, uint32_t phandle);

/* iop_by_path - the node at a full path without aliases, or IOP_NO_NODE. */
uint32_t iop_by_path(const struct iop_tree *t, const char *path);

/* iop_child_named - the child of @node with this name, or IOP_NO_NODE. */
uint32_t iop_child_named(const struct iop_tree *t, uint32_t node,
			 const char *name);

static inline bool iop_has(const struct iop_tree *t, uint32_t node,
			   enum iop_prop p)
{
	return t->nodes[node].has >> p & 1;
}

/* iop_has_named - the same by name; false for a name that is not in prop_names.h. */
bool iop_has_named(const struct iop_tree *t, uint32_t node, const char *name);

/*
 * iop_prop - the value of a known property, the first one if it occurs twice
 *
 * returns: its bytes; an empty span (left 0) if the property is absent or empty:
 * iop_has() distinguishes these.
 */
struct iop_cells iop_prop(const struct iop_tree *t, uint32_t node,
			  enum iop_prop p);

/* iop_prop_u32 - its first cell, or @fallback if it has none. */
uint32_t iop_prop_u32(const struct iop_tree *t, uint32_t node, enum iop_prop p,
		      uint32_t fallback);

/*
 * iop_prop_string - its first string, or NULL if it is absent or not terminated
 * within the value
 */
const char *iop_prop_string(const struct iop_tree *t, uint32_t node,
			    enum iop_prop p);

/* A walk over all properties of a node; zeroed: at the first. */
struct iop_prop_walk {
	uint32_t tag;		/* blob offset of the next tag */
	const char *name;	/* name of the present property, NUL-terminated */
	struct iop_cells value;
};

/* iop_prop_named - a property whose name is only in the facts, among the first 1024. */
bool iop_prop_named(const struct iop_tree *t, uint32_t node, const char *name,
		    struct iop_cells *value);

/* iop_prop_next - the next property in the order of the blob; false after the last. */
bool iop_prop_next(const struct iop_tree *t, uint32_t node, struct iop_prop_walk *w);

/* iop_compatible - does the node list @name? Case is ignored, as by of_compat_cmp(). */
bool iop_compatible(const struct iop_tree *t, uint32_t node, const char *name);

#endif
