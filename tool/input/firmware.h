/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a Raspberry Pi's boot loader does with overlays that libfdt does otherwise. */
#ifndef INPUT_FIRMWARE_H
#define INPUT_FIRMWARE_H

/* firmware_append - @text behind what @node has in bootargs; 0 or libfdt's error */
int firmware_append(void *tree, int node, const char *text);

/* firmware_chosen - @text behind the tree's boot arguments; 0 or libfdt's error */
int firmware_chosen(void *tree, const char *text);

/* firmware_apply - boot arguments of @overlay go behind the tree's, too; as above */
int firmware_apply(void *tree, void *overlay);

#endif
