/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/files.h"
#include "yaml/store.h"

#define FILES_MAX 1000

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
	char *path = store_alloc(&set->store, size);

	if (path)
		snprintf(path, size, "%s/%s", dir, name);
	return path;
}

/* A missing directory is an error only if the caller requires it. */
static int list_one(struct facts_set *set, const char *dir, struct vec *found,
		    bool must, struct read_error *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int rc = READ_OK;

	if (!d && !must && errno == ENOENT)
		return READ_OK;
	if (!d)
		return read_fail(err, dir, strerror(errno));
	while (!rc && (e = readdir(d))) {
		char **slot;

		if (!is_fact_file(e->d_name))
			continue;
		slot = found->count < FILES_MAX ?
		       vec_push(found, sizeof(*slot)) : NULL;
		if (!slot || !(*slot = join(set, dir, e->d_name)))
			rc = read_fail(err, dir, "too many files");
	}
	closedir(d);
	return rc;
}

int files_list(struct facts_set *set, const char *dir, struct fact_files *out,
	       struct read_error *err)
{
	struct vec found = { 0 };
	char *below = join(set, dir, "drivers"), *vendor = join(set, dir, "vendor");
	int rc = below && vendor ? list_one(set, dir, &found, true, err) :
		 read_fail(err, dir, "out of memory");

	if (!rc)
		rc = list_one(set, below, &found, false, err);
	if (!rc)
		rc = list_one(set, vendor, &found, false, err);
	if (!rc && !found.count) {
		read_fail(err, dir, "contains no .yaml file");
		rc = READ_BAD;
	}
	if (!rc) {
		qsort(found.data, found.count, sizeof(*out->paths), by_name);
		out->count = found.count;
		out->paths = vec_keep(&found, sizeof(*out->paths), &set->store);
		if (!out->paths)
			rc = read_fail(err, dir, "out of memory");
	}
	free(found.data);
	return rc;
}
