/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Where each finding stands, and which of them somebody has silenced. */
#ifndef LINT_SETTLE_H
#define LINT_SETTLE_H

#include "lint/gather.h"

/*
 * settle - fill in places and silences of all findings of @tree
 * @places: what the findings' places live in; to be closed after use
 *
 * returns: an exit status; anything but EXIT_OK has been told.
 */
int settle(struct gathered *all, const struct options *o,
	   const struct input_tree *tree, struct places **places,
	   struct out *diag);

#endif
