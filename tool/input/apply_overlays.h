/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_OVERLAY_H
#define INPUT_OVERLAY_H

#include "input/input.h"

/* overlay_read - read and check the files of --overlay; an exit status. */
int overlay_read(struct input *in, const struct run_config *o, struct out *diag);

/* overlay_take - a copy of the overlay @b, checked, as @v; an exit status */
int overlay_take(struct input *in, struct input_overlay *v, const char *name,
		 const struct block *b, struct out *diag);

/* Overlays that come with the tree, from what is around it. */
struct overlay_set {
	struct input_overlay *list;
	unsigned int n;
};

/*
 * overlay_before - have them applied before those of --overlay, until
 * overlay_after() with what @kept was set to; false: out of memory
 */
bool overlay_before(struct input *in, struct overlay_set *set, struct overlay_set *kept);
void overlay_after(struct input *in, const struct overlay_set *kept);
void overlay_set_free(struct overlay_set *set);

/*
 * overlay_apply - @tree with all overlays, in memory of @in
 *
 * returns: an exit status; EXIT_OK leaves @tree on the new blob.
 */
int overlay_apply(struct input *in, struct input_tree *tree, struct out *diag);

#endif
