/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a board and a finding are called by from one run to the next. */
#ifndef LINT_IDENTITY_H
#define LINT_IDENTITY_H

#include "input/input.h"
#include "lint/collect.h"
#include "render/line.h"

/*
 * identity_board - the board's name: its file's without directory and suffix,
 * a dot and the image's in a FIT image
 */
void identity_board(struct line *l, const struct input_tree *tree);

/* identity_known - does @glob match that name or a compatible of the root? */
bool identity_known(const struct iop_tree *t, const char *board,
		    const char *glob);

/* identity_add - one more part of a hash that begins with IDENTITY_NONE */
#define IDENTITY_NONE 0xcbf29ce484222325u
uint64_t identity_add(uint64_t hash, const char *text);

/*
 * identity_of - a hash over rule, machine, node, property and entry: no line,
 * no number that the next edit changes
 * @o: gets an error where there is no memory
 */
uint64_t identity_of(struct out *o, const struct iop_tree *t, const struct iop_finding *f);

#endif
