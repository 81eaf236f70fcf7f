/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_OVERLAY_H
#define INPUT_OVERLAY_H

#include "input/input.h"

/* overlay_read - read and check the files of --overlay; an exit status. */
int overlay_read(struct input *in, const struct run_config *o, struct out *diag);

/*
 * overlay_apply - @tree with all overlays, in memory of @in
 *
 * returns: an exit status; EXIT_OK leaves @tree on the new blob.
 */
int overlay_apply(struct input *in, struct input_tree *tree, struct out *diag);

#endif
