/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The files of a system: below its root directory, which may be a copy, or in
 * a tar archive of what verify --record wrote. Paths have no "/" in front.
 */
#ifndef VERIFY_FILESET_H
#define VERIFY_FILESET_H

#include <sys/types.h>

#include "input/block.h"
#include "text/out.h"
#include "verify/tar.h"

#define FILESET_FILE_MAX ((size_t)64 << 20)	/* of one file: no log is as long */

struct file_id {
	dev_t device;
	ino_t number;
};

struct fileset {
	const char *root;	/* directory; NULL: an archive */
	char *prefix;		/* of all paths in the archive, or "" */
	struct tar tar;
	struct block archive;
	int *error;		/* of the last file that is there and could not be read for
				 * want of memory or by its disk: errno, or 0 */
	int own_error;
	struct vec *read;	/* of a directory: struct file_id of what was */
};

/* Names, sorted; all of them to be freed with names_free(). */
struct file_names {
	char **list;
	size_t count;
};

/*
 * fileset_open - @where is a directory, or a tar archive
 *
 * returns: an exit status; any error has been reported. To be closed
 * either way.
 */
int fileset_open(struct fileset *s, const char *where, struct out *diag);
void fileset_close(struct fileset *s);

/*
 * fileset_read - the content of @path, with a NUL behind it
 * returns: memory to be freed, or NULL: not there, or not to be read.
 */
char *fileset_read(const struct fileset *s, const char *path, size_t *size);

/* fileset_was_read - is @file, by whatever name, one that was? */
bool fileset_was_read(const struct fileset *s, const char *file);

/* fileset_text - the same as one line: without the newline at its end */
char *fileset_text(const struct fileset *s, const char *path);

/* fileset_link - where the symbolic link leads; NULL: it is none */
char *fileset_link(const struct fileset *s, const char *path);

/* fileset_has - is there anything at @path? */
bool fileset_has(const struct fileset *s, const char *path);

/* fileset_list - what is in the directory; nothing where there is none */
void fileset_list(const struct fileset *s, const char *path, struct file_names *out);
void names_free(struct file_names *n);

#endif
