/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What libfdt 1.7.1 and newer, and U-Boot, do before they apply an overlay: a
 * node that has a phandle in the tree keeps it, and the overlay's own
 * references to that node follow. Older versions overwrite the phandle, after
 * which whatever the tree says about the node is lost.
 */
#ifndef INPUT_OVERLAY_PHANDLES_H
#define INPUT_OVERLAY_PHANDLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kept_phandle {
	uint32_t own, base;	/* as in the overlay, and as in the tree */
};

struct kept_phandles {
	struct kept_phandle *list;	/* free() it */
	size_t count, space;
	int first;		/* in the tree: the first such node */
	unsigned int children;	/* of them, those that are no fragment's target */
};

/*
 * overlay_keep_phandles - prepare @overlay for fdt_overlay_apply() on @tree
 *
 * Both have an index and passed fdt_check_full(); @overlay is edited in place.
 *
 * returns: false for no memory.
 */
bool overlay_keep_phandles(const void *tree, void *overlay,
			   struct kept_phandles *k);

/*
 * overlay_missing_label - the first label @overlay needs and @tree has not
 * @none: set when @tree has no labels at all
 *
 * returns: a name within @overlay, or NULL.
 */
const char *overlay_missing_label(const void *tree, const void *overlay,
				  bool *none);

#endif
