/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What the artefacts of each input file are called, settled for all of them
 * before any is written. Names come from file names alone, never from a tree.
 *
 *	FILE argument dir/board.dtb		board
 *	directory argument boards, having
 *	boards/vendor/board.dtb			vendor/board
 *	standard input				stdin
 *	FIT image kernel.itb			kernel, and see build_tree.c
 */
#ifndef EMIT_STEMS_H
#define EMIT_STEMS_H

#include "input/list.h"
#include "input/run_config.h"
#include "text/out.h"
#include "yaml/store.h"

struct stem {
	const char *file;	/* as struct input_tree has it */
	const char *name;	/* relative, no suffix */
};

struct stems {
	struct input_list files;	/* directories expanded, in order */
	struct stem *list;		/* by file, once complete */
	size_t count;
	struct yaml_store names;
};

/*
 * stems_collect - name every file of @o; stems_free() in any case
 *
 * returns: an exit status, reported on @diag: EXIT_USAGE where two files would
 * have the same name, EXIT_IO where a directory cannot be read.
 */
int stems_collect(struct stems *s, const struct run_config *o, struct out *diag);

/* stems_find - of a file of the collection; NULL for any other. */
const char *stems_find(const struct stems *s, const char *file);

/* stems_taken - is it the name of some file's artefacts? */
bool stems_taken(const struct stems *s, const char *name);

void stems_free(struct stems *s);

#endif
