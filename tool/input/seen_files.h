/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Files that were met, by whatever path or link. */
#ifndef INPUT_SEEN_FILES_H
#define INPUT_SEEN_FILES_H

#include <stdbool.h>
#include <sys/types.h>

#define SEEN_FILES_MAX 1024u

struct seen_files {
	struct {
		dev_t dev;
		ino_t ino;
	} list[SEEN_FILES_MAX];
	unsigned int n;
};

/* seen_files_add - false if it was met before, is not there, or there is no space */
bool seen_files_add(struct seen_files *s, const char *path);

#endif
