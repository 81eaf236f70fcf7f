/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Edits of a tree as a list: the code that makes edits, the plan that shows them,
 * the edited blob and its overlay all use the same list.
 *
 * Nodes are indices of the tree that the list was made for. The first node that
 * the list adds has the index after the last, tree->count, the next one the index
 * after that, and so on; such nodes can be edited like any other. Only the latest
 * edit of a property is kept; code that makes edits must therefore read the tree
 * through iop_edits_prop().
 *
 * Names and values are not copied: they are in the caller's arena or in the blob,
 * or are constant.
 */
#ifndef IOP_EDIT_H
#define IOP_EDIT_H

#include "fdt/tree.h"

/* W(identifier, slug, text for people) */
#define IOP_EDIT_WHYS(W) \
	W(SHARE, "share", "one default domain for several masters") \
	W(WIDEN, "widen", "specifiers of this IOMMU get a second cell") \
	W(MIGRATE, "migrate", "mmu-masters becomes iommus") \
	W(SCANOUT, "scan-out", "the display keeps scanning out its framebuffer") \
	W(OFF, "off", "the IOMMU is disabled") \
	W(BOOTARGS, "bootargs", "the kernel reads its parameters here") \
	W(OTHER, "other", "the policy asks for it")

enum iop_edit_why {
#define IOP_EDIT_WHY_ENUM(id, slug, text) IOP_EDIT_##id,
	IOP_EDIT_WHYS(IOP_EDIT_WHY_ENUM)
#undef IOP_EDIT_WHY_ENUM
	IOP_EDIT_WHY_COUNT
};

/* Never NULL. */
const char *iop_edit_why_slug(enum iop_edit_why why);
const char *iop_edit_why_text(enum iop_edit_why why);

enum iop_edit_kind {
	IOP_EDIT_SET_PROP,	/* whether the property exists or not */
	IOP_EDIT_DELETE_PROP,
	IOP_EDIT_ADD_NODE,	/* @name below @node */
};

/* An overlay cannot delete. What it does instead of IOP_EDIT_DELETE_PROP: */
enum iop_edit_instead {
	IOP_INSTEAD_NOTHING,	/* not possible: such a list has no overlay */
	IOP_INSTEAD_LEAVE,	/* the property may remain on all kernels */
	IOP_INSTEAD_VALUE,	/* @value is equivalent to its absence */
};

struct iop_edit {
	uint8_t kind;		/* enum iop_edit_kind */
	uint8_t instead;	/* enum iop_edit_instead */
	uint8_t why;		/* enum iop_edit_why */
	uint32_t node;
	uint32_t subject;	/* node it is made for (an IOMMU, a master), or IOP_NO_NODE */
	const char *name;	/* of the property or node */
	const void *value;	/* big endian, as in the blob */
	uint32_t size;
};

struct iop_edits {
	const struct iop_tree *tree;
	struct iop_edit *list;	/* in the order they were first made */
	uint32_t *next;		/* by edit: the next with the same hash, or IOP_NO_NODE */
	uint32_t *first;	/* by hash of the node; @room elements */
	uint32_t n, room;	/* room: allocated, a power of two or 0 */
	uint32_t added;		/* nodes the list adds */
	uint32_t phandle;	/* newest phandle assigned, 0: none yet */
};

/* iop_edits_init - make an empty list for @t. */
void iop_edits_init(struct iop_edits *e, const struct iop_tree *t);

/* iop_edits_put - add an edit, or replace that of the same property; false: no space. */
bool iop_edits_put(struct iop_edits *e, struct iop_arena *a,
		   const struct iop_edit *edit);

/* iop_edits_set, iop_edits_set_cells, iop_edits_delete - add the common edits; cells
 * are copied. For IOP_INSTEAD_VALUE use iop_edits_put(). */
bool iop_edits_set(struct iop_edits *e, struct iop_arena *a, uint32_t node,
		   const char *name, const void *value, uint32_t size,
		   enum iop_edit_why why, uint32_t subject);
bool iop_edits_set_cells(struct iop_edits *e, struct iop_arena *a, uint32_t node,
			 const char *name, const uint32_t *cells, uint32_t count,
			 enum iop_edit_why why, uint32_t subject);
bool iop_edits_delete(struct iop_edits *e, struct iop_arena *a, uint32_t node,
		      const char *name, enum iop_edit_instead instead,
		      enum iop_edit_why why, uint32_t subject);

/* iop_edits_add_node - returns the index of the new node; IOP_NO_NODE: no space. */
uint32_t iop_edits_add_node(struct iop_edits *e, struct iop_arena *a,
			    uint32_t parent, const char *name,
			    enum iop_edit_why why, uint32_t subject);

/* iop_edits_prop - iop_prop() and iop_has() for the tree as edited so far. */
struct iop_cells iop_edits_prop(const struct iop_edits *e, uint32_t node,
				enum iop_prop p, bool *has);
uint32_t iop_edits_u32(const struct iop_edits *e, uint32_t node, enum iop_prop p,
		       uint32_t fallback);

/* iop_edits_phandle - the phandle of the node, or a new one, for which an edit is
 * added; 0: no space. */
uint32_t iop_edits_phandle(struct iop_edits *e, struct iop_arena *a, uint32_t node,
			   enum iop_edit_why why, uint32_t subject);

/* iop_edits_path - iop_node_path(), for added nodes as well. */
size_t iop_edits_path(const struct iop_edits *e, uint32_t node, char *buf,
		      size_t size);

/*
 * iop_edits_apply - write the edited tree, copied in one pass
 *
 * Nothing else changes: memory reservations and their spare entries, the boot CPU,
 * the free bytes after the last block, __symbols__. New properties are written
 * after the others of a node, new nodes before its other children.
 *
 * @scratch is released as it was. @buf, of @size bytes with any alignment, must not
 * overlap the tree's blob.
 * @needed: set to the size of the result in bytes
 *
 * returns: 0; -IOP_ERR_NOSPACE if *@needed is greater than @size (the contents
 * of @buf are then unusable), or, with *@needed 0, if @scratch is full or the
 * result is too large for the format; -IOP_ERR_BADHEADER if the memory
 * reservation block is not terminated.
 */
int iop_edits_apply(const struct iop_edits *e, struct iop_arena *scratch,
		    void *buf, size_t size, size_t *needed);

/*
 * iop_edits_overlay - write the same edits as a device tree overlay
 * @base: an overlay whose fragments are put after those of the edits, or NULL
 * @culprit: set to the first edit that an overlay cannot express
 *
 * Fragments have a target-path, and nothing that would need symbols or fixups.
 * An overlay cannot delete a property for whose absence there is no equivalent
 * (IOP_INSTEAD_NOTHING), and cannot give a node a phandle to which other
 * properties refer, because phandles are renumbered when an overlay is applied,
 * and Linux never changes that of an existing node.
 *
 * returns: as iop_edits_apply(), or -IOP_ERR_OVERLAY with @culprit.
 */
int iop_edits_overlay(const struct iop_edits *e, const struct iop_tree *base,
		      struct iop_arena *scratch, void *buf, size_t size,
		      size_t *needed, uint32_t *culprit);

#endif
