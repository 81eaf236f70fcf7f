/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "yaml/read.h"

#define FILE_MAX (1u << 20)

int read_fail(struct read_error *err, const char *path, const char *message)
{
	memset(err, 0, sizeof(*err));
	strncpy(err->file, path, sizeof(err->file) - 1);
	strncpy(err->message, message, sizeof(err->message) - 1);
	return READ_IO;
}

static int read_stream(FILE *in, const char *path, char **text, size_t *size,
		       struct read_error *err)
{
	char *buffer = malloc(FILE_MAX + 1);

	if (!buffer)
		return read_fail(err, path, "out of memory");
	*size = fread(buffer, 1, FILE_MAX + 1, in);
	if (!ferror(in) && *size <= FILE_MAX) {
		*text = buffer;
		return READ_OK;
	}
	read_fail(err, path, ferror(in) ? "cannot be read" : "larger than 1 MiB");
	free(buffer);
	return ferror(in) ? READ_IO : READ_BAD;
}

int yaml_read_text(const char *path, char **text, size_t *size,
		   struct read_error *err)
{
	struct stat st;
	FILE *in;
	int rc;

	/* Opening a FIFO would wait for a writer. */
	if (!stat(path, &st) && !S_ISREG(st.st_mode))
		return read_fail(err, path, "not a regular file");
	in = fopen(path, "rb");
	if (!in)
		return read_fail(err, path, strerror(errno));
	rc = read_stream(in, path, text, size, err);
	fclose(in);
	return rc;
}
