/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * FILE arguments as a list of files: a directory means every tree below it
 * (.dtb, .dts, and what is one by content), in bytewise order of the whole path;
 * one with boot entries for itself.
 */
#ifndef INPUT_LIST_H
#define INPUT_LIST_H

#include <stdbool.h>

#include "text/out.h"

struct input_list {
	char **files;
	bool *found;		/* of each: a directory brought it */
	size_t count;
	size_t room;
	char *root;		/* real path of the directory being read, or NULL */
};

/* list_is_directory - 1, 0 (also for what is not there: opening it tells why), or
 * -1 and errno where that could not be found out */
int list_is_directory(const char *path);

/*
 * list_add - add a FILE argument
 *
 * Symbolic links below a directory are followed to files within it, not to
 * directories, so that no loop of them can be entered.
 *
 * returns: an exit status; what could not be read has been reported on @diag, and
 * the rest is on the list all the same.
 */
int list_add(struct input_list *l, const char *arg, struct out *diag);

/* list_below - each .dtb below a directory, of any kind */
int list_below(struct input_list *l, const char *dir, struct out *diag);

void list_free(struct input_list *l);

#endif
