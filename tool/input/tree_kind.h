/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a blob is, where it is not a tree of an arm or arm64 machine. */
#ifndef INPUT_TREE_KIND_H
#define INPUT_TREE_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "fdt/tree.h"

enum tree_kind {
	TREE_ARM,
	TREE_WITHOUT_CPUS,	/* may be anything; taken for arm64 */
	TREE_OF_OTHERS,		/* of a different architecture */
	TREE_OVERLAY,
};

/*
 * tree_kind_plain - can these bytes, which may be hostile, only be TREE_ARM?
 * A look at them that is quicker than an index.
 */
bool tree_kind_plain(const void *blob, size_t size);

/* tree_kind - @arch is the other architecture's name. */
enum tree_kind tree_kind(const struct iop_tree *t, const char **arch);

/* tree_has_fragments - does a node below the root hold __overlay__, or __dormant__? */
bool tree_has_fragments(const struct iop_tree *t);

/* tree_is_overlay - it has them, and no cpus: nothing boots it as it is */
bool tree_is_overlay(const struct iop_tree *t);

/* tree_dormant - how many hold the latter */
unsigned int tree_dormant(const struct iop_tree *t);

#endif
