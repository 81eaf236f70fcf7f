/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_OVERWRITE_H
#define INPUT_OVERWRITE_H

#include "input/run_config.h"
#include "input/list.h"

/*
 * overwrite_check - is no output of @o one of its inputs, by any name?
 * @files: the FILEs, directories opened up
 *
 * 'build -o board.dtb board.dtb' is allowed: a tree annotated twice is the
 * same, and one gets annotated where it is.
 *
 * returns: EXIT_OK, or EXIT_USAGE when that has been told.
 */
int overwrite_check(const struct run_config *o, const struct input_list *files,
		    struct out *diag);

#endif
