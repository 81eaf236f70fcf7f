/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A list of edits of a small tree, the edited blob and the overlay that says the same. */
#ifndef EDIT_HELP_H
#define EDIT_HELP_H

#include "fdt/edit/edit.h"

#define TREE DTS("a: a { x = <1>; status = \"okay\"; y = \"keep\"; b { }; };" \
		 "c: c@1 { x = <2>; };") "/ { r = <&c>; };"
#define EDIT_SIZE (1 << 16)

extern uint8_t edit_blob[EDIT_SIZE], edit_other[EDIT_SIZE];
extern struct iop_arena edit_arena;
extern struct iop_edits edit_list;

/* edit_start - an empty list for the tree of this text */
void edit_start(const char *text);

/* edit_set - a string property of the node at @path */
void edit_set(const char *path, const char *name, const char *value);

/* edit_apply - the edited tree, into edit_blob */
void edit_apply(void);

/* edit_prop - a property in a blob, or NULL; the node has to be there */
const char *edit_prop(const void *fdt, const char *path, const char *name);

/* edit_add_two - a node below a node that the list adds, both with properties */
void edit_add_two(uint32_t *inner);

/* edit_overlay - into edit_other; 0 or an error */
int edit_overlay(const struct iop_tree *base, uint32_t *culprit);

/* edit_lay - the overlay over the old tree, by libfdt, into edit_blob */
void edit_lay(void);

#endif
