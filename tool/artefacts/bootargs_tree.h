/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef EMIT_BOOTARGS_TREE_H
#define EMIT_BOOTARGS_TREE_H

#include "artefacts/board.h"

/*
 * bootargs_tree - the annotated tree with the plan's words in /chosen/bootargs
 *
 * For boots that take the kernel's arguments from the tree: of a FIT image
 * "bootm" starts nothing else can say them. -IOP_ERR_NOSPACE as iop_annotate().
 */
board_blob bootargs_tree;

#endif
