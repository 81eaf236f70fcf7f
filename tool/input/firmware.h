/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a Raspberry Pi's boot loader does with overlays that libfdt does otherwise. */
#ifndef INPUT_FIRMWARE_H
#define INPUT_FIRMWARE_H

/* firmware_append - append @text to bootargs of @node; 0 or libfdt's error */
int firmware_append(void *tree, int node, const char *text);

/* firmware_chosen - append @text to the tree's boot arguments; 0 or libfdt's error */
int firmware_chosen(void *tree, const char *text);

/* firmware_apply - also append boot arguments of @overlay to the tree's; as above */
int firmware_apply(void *tree, void *overlay);

#endif
