/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Tar archives as POSIX and GNU write them (ustar, with long names): read from
 * memory, every field checked; written to a descriptor.
 */
#ifndef VERIFY_TAR_H
#define VERIFY_TAR_H

#include "text/out.h"
#include "yaml/store.h"

struct tar_entry {
	const char *path;	/* without "./" and "/" in front */
	const char *link;	/* of a symbolic link, else NULL */
	const unsigned char *data;
	size_t size;
	bool directory;
};

struct tar {
	struct vec entries;	/* struct tar_entry, in the order of their paths */
	struct yaml_store store;
};

extern const char tar_no_memory[];	/* what is wrong then */

/*
 * tar_read - index @size bytes at @bytes, which outlive @t
 *
 * returns: NULL, or what is wrong, at byte *@offset. To be closed either way.
 */
const char *tar_read(struct tar *t, const unsigned char *bytes, size_t size, size_t *offset);
void tar_close(struct tar *t);

/* tar_find - the entry of @path, the last of several; NULL: there is none */
const struct tar_entry *tar_find(const struct tar *t, const char *path);

/* tar_from - index of the first entry whose path is not before @path */
size_t tar_from(const struct tar *t, const char *path);

/* tar_put_directory - of at most 100 bytes; what is in it need not follow */
void tar_put_directory(struct out *o, const char *path);

/* tar_put_file, tar_put_link, tar_put_end - one entry after the other, to @o */
void tar_put_file(struct out *o, const char *path, const void *data, size_t size);
void tar_put_link(struct out *o, const char *path, const char *target);
void tar_put_end(struct out *o);

#endif
