/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_OVERWRITE_H
#define INPUT_OVERWRITE_H

#include <sys/types.h>

#include "input/run_config.h"
#include "input/list.h"

/*
 * overwrite_check - is no output of @o one of its inputs, by any name?
 * @files: the FILEs, directories opened up
 *
 * 'build -o board.dtb board.dtb' is allowed: a tree annotated twice is the
 * same, and one gets annotated where it is.
 *
 * returns: EXIT_OK, or EXIT_USAGE when that has been reported.
 */
int overwrite_check(const struct run_config *o, const struct input_list *files,
		    struct out *diag);

/* The inputs, to look up what is written under names that are made. */
struct overwrite_inputs {
	struct overwrite_id {
		dev_t device;
		ino_t number;
	} *list;
	size_t count;
};

/* overwrite_open - false if there is no memory; overwrite_close() in any case */
bool overwrite_open(struct overwrite_inputs *in, const struct run_config *o,
		    const struct input_list *files);
void overwrite_close(struct overwrite_inputs *in);

/* overwrite_is_input - is the file of this name, if there is one, an input? */
bool overwrite_is_input(const struct overwrite_inputs *in, const char *name);

#endif
