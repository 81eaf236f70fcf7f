/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The fact files of a directory, and their text. */
#ifndef FACTS_FILES_H
#define FACTS_FILES_H

#include "facts/load.h"

struct fact_files {
	char **paths;		/* in the order they are read */
	size_t count;
};

/* files_fail - fill in @err for @path as a whole; returns FACTS_IO */
int files_fail(struct facts_error *err, const char *path, const char *message);

/* files_list - find them; the list and its strings are @set's */
int files_list(struct facts_set *set, const char *dir, struct fact_files *out,
	       struct facts_error *err);

/* files_read - the text of @path, to be freed with free() */
int files_read(const char *path, char **text, size_t *size,
	       struct facts_error *err);

#endif
