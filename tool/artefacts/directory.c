/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/directory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/input.h"

static bool is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* Another process, or another job, may make it at the same time. */
static bool make_one(const char *path)
{
	int error;

	if (!mkdir(path, 0777))
		return true;
	error = errno;
	if (is_directory(path))
		return true;
	errno = error == EEXIST ? ENOTDIR : error;
	return false;
}

static bool make_all(char *path)
{
	char *slash = path + strspn(path, "/");

	while ((slash = strchr(slash, '/'))) {
		*slash = '\0';
		if (!make_one(path))
			return false;
		*slash++ = '/';
		slash += strspn(slash, "/");
	}
	return !*path || make_one(path);
}

bool directory_make(const char *path, size_t n, struct out *diag)
{
	char *copy = strndup(path, n);

	if (copy && (is_directory(copy) || make_all(copy))) {
		free(copy);
		return true;
	}
	input_diag(diag, copy ? copy : path);
	out_str(diag, strerror(errno));
	input_diag_end(diag);
	free(copy);
	return false;
}
