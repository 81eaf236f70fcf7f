/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The fact files of a directory. */
#ifndef FACTS_FILES_H
#define FACTS_FILES_H

#include "facts/load.h"

struct fact_files {
	char **paths;		/* in the order they are read */
	size_t count;
};

/* files_list - find them; the list and its strings are @set's */
int files_list(struct facts_set *set, const char *dir, struct fact_files *out,
	       struct read_error *err);

#endif
