/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "facts/files.h"
#include "facts/store.h"

#define FILE_MAX (256u << 10)
#define FILES_MAX 1000

int files_fail(struct facts_error *err, const char *path, const char *message)
{
	memset(err, 0, sizeof(*err));
	strncpy(err->file, path, sizeof(err->file) - 1);
	strncpy(err->message, message, sizeof(err->message) - 1);
	return FACTS_IO;
}

static bool is_fact_file(const char *name)
{
	size_t len = strlen(name);

	return name[0] != '.' && len > 5 && !strcmp(name + len - 5, ".yaml");
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The kernel first, since everything else is a driver in it. */
static int by_name(const void *a, const void *b)
{
	const char *x = base_name(*(char *const *)a);
	const char *y = base_name(*(char *const *)b);
	int kernel = !strcmp(y, "linux.yaml") - !strcmp(x, "linux.yaml");

	return kernel ? kernel : strcmp(x, y);
}

static char *join(struct facts_set *set, const char *dir, const char *name)
{
	size_t size = strlen(dir) + strlen(name) + 2;
	char *path = store_alloc(set, size);

	if (path)
		snprintf(path, size, "%s/%s", dir, name);
	return path;
}

/* A directory that is not there is only an error for the caller who says so. */
static int list_one(struct facts_set *set, const char *dir, struct vec *found,
		    bool must, struct facts_error *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int rc = FACTS_OK;

	if (!d && !must && errno == ENOENT)
		return FACTS_OK;
	if (!d)
		return files_fail(err, dir, strerror(errno));
	while (!rc && (e = readdir(d))) {
		char **slot;

		if (!is_fact_file(e->d_name))
			continue;
		slot = found->count < FILES_MAX ?
		       vec_push(found, sizeof(*slot)) : NULL;
		if (!slot || !(*slot = join(set, dir, e->d_name)))
			rc = files_fail(err, dir, "too many files");
	}
	closedir(d);
	return rc;
}

int files_list(struct facts_set *set, const char *dir, struct fact_files *out,
	       struct facts_error *err)
{
	struct vec found = { 0 };
	char *below = join(set, dir, "drivers");
	int rc = below ? list_one(set, dir, &found, true, err) :
		 files_fail(err, dir, "out of memory");

	if (!rc)
		rc = list_one(set, below, &found, false, err);
	if (!rc && !found.count) {
		files_fail(err, dir, "no .yaml file in it");
		rc = FACTS_BAD;
	}
	if (!rc) {
		qsort(found.data, found.count, sizeof(*out->paths), by_name);
		out->count = found.count;
		out->paths = vec_keep(&found, sizeof(*out->paths), set);
		if (!out->paths)
			rc = files_fail(err, dir, "out of memory");
	}
	free(found.data);
	return rc;
}

static int read_stream(FILE *in, const char *path, char **text, size_t *size,
		       struct facts_error *err)
{
	char *buffer = malloc(FILE_MAX + 1);

	if (!buffer)
		return files_fail(err, path, "out of memory");
	*size = fread(buffer, 1, FILE_MAX + 1, in);
	*text = buffer;
	if (!ferror(in) && *size <= FILE_MAX)
		return FACTS_OK;
	files_fail(err, path, ferror(in) ? "cannot be read" : "too large");
	free(buffer);
	return ferror(in) ? FACTS_IO : FACTS_BAD;
}

int files_read(const char *path, char **text, size_t *size,
	       struct facts_error *err)
{
	struct stat st;
	FILE *in;
	int rc;

	/* Opening a FIFO would wait for a writer. */
	if (!stat(path, &st) && !S_ISREG(st.st_mode))
		return files_fail(err, path, "not a regular file");
	in = fopen(path, "rb");
	if (!in)
		return files_fail(err, path, strerror(errno));
	rc = read_stream(in, path, text, size, err);
	fclose(in);
	return rc;
}
