// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/document_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "artefacts/atomic.h"
#include "artefacts/directory.h"
#include "text/status.h"

int document_write(const char *path, document_fn *fn, void *ctx, struct out *diag)
{
	static struct out file;
	static struct atomic_set set;
	int fd, status = EXIT_IO;

	if (!directory_make(path, (size_t)(strrchr(path, '/') - path), diag))
		return EXIT_IO;
	atomic_begin(&set, diag);
	fd = atomic_open(&set, path, false);
	if (fd >= 0) {
		out_to_fd(&file, fd);
		fn(&file, ctx);
		if (atomic_flush(&set, fd, &file))
			status = EXIT_OK;
	}
	if (status)
		atomic_abort(&set);
	else if (!atomic_commit(&set))
		status = EXIT_IO;
	return status;
}

char *document_path(const char *directory, const char *name)
{
	size_t size = strlen(directory) + strlen(name) + 2;
	char *path = malloc(size);

	if (path)
		snprintf(path, size, "%s/%s", directory, name);
	return path;
}

int document_below(const char *directory, const char *name, document_fn *fn, void *ctx,
		   struct out *diag)
{
	char *path = document_path(directory, name);
	int status = path ? document_write(path, fn, ctx, diag) : EXIT_IO;

	free(path);
	return status;
}
