/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Files that appear completely or not at all: written next to their place under a
 * temporary name, renamed when everything is written. A set of files of one
 * board is renamed together; any failure, and any signal that ends the run,
 * leaves what was there before.
 */
#ifndef EMIT_ATOMIC_H
#define EMIT_ATOMIC_H

#include <stdbool.h>
#include <stddef.h>

#include "text/out.h"

#define ATOMIC_FILES 16		/* most files of one set */

struct atomic_file {
	char *path;		/* its final path */
	char *temp;		/* its temporary path; NULL once renamed */
	char *kept;		/* second name of what stood there, or NULL */
	int fd;
	bool renamed;
	bool fresh;		/* nothing stood there */
	bool lasting;		/* on the disk before it is renamed */
};

struct atomic_set {
	struct atomic_file files[ATOMIC_FILES];
	unsigned int count;
	struct out *diag;	/* errors go here, naming the file */
};

/* atomic_if_changed - from now on a file that would get the bytes it has is left
 * as it is, with its time */
void atomic_if_changed(void);

/* atomic_begin - an empty set whose errors are reported on @diag. */
void atomic_begin(struct atomic_set *s, struct out *diag);

/*
 * atomic_open - add a file that will stand at @path; what is no regular file
 * there (a terminal, /dev/null) is written to directly
 * @executable: mode 0777 instead of 0666, less the umask
 *
 * returns: a descriptor to write to, owned by the set; -1 when the error has
 * been reported.
 */
int atomic_open(struct atomic_set *s, const char *path, bool executable);

/* atomic_write - add a file with these bytes; false when the error was reported. */
bool atomic_write(struct atomic_set *s, const char *path, const void *bytes,
		  size_t size, bool executable);

/* atomic_lasting - a boot depends on the file added last: a power cut after
 * atomic_commit() finds it whole. */
void atomic_lasting(struct atomic_set *s);

/*
 * atomic_flush - out_flush() to a file of the set, telling the error
 * @fd: what atomic_open() returned and @o writes to
 */
bool atomic_flush(struct atomic_set *s, int fd, struct out *o);

/*
 * atomic_commit - close and rename all; false when the error has been reported
 *
 * In the order they were added: what vouches for others is added last. When one
 * rename fails, those done before it are taken back. Ends the set either way.
 * Sets of one directory take turns, and a signal waits until a set is whole.
 */
bool atomic_commit(struct atomic_set *s);

/* atomic_abort - remove what was written; the set may be empty or ended. */
void atomic_abort(struct atomic_set *s);

#endif
