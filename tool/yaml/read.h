/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The text of a YAML file, and what was wrong with it where. */
#ifndef YAML_READ_H
#define YAML_READ_H

#include <stddef.h>

enum {
	READ_OK = 0,
	READ_BAD = -1,		/* a file says something it may not */
	READ_IO = -2,		/* a file cannot be read, or no memory */
};

/* The first thing that was wrong. @line 0: the file or directory as such. */
struct read_error {
	char file[512];		/* cut where longer */
	unsigned int line, column;	/* from 1, as an editor counts */
	char message[200];
};

/* read_fail - fill in @err for @path as a whole; returns READ_IO */
int read_fail(struct read_error *err, const char *path, const char *message);

/*
 * yaml_read_text - the text of @path, to be freed with free()
 *
 * A directory, a FIFO and more than 1 MiB are refused.
 */
int yaml_read_text(const char *path, char **text, size_t *size,
		   struct read_error *err);

#endif
