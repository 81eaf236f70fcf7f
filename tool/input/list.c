/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* d_type */
#include "input/list.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/boot_entry.h"
#include "input/input.h"
#include "input/run_config.h"

#define DEPTH_MAX 64

static int tell(struct out *diag, const char *file, int error)
{
	input_diag(diag, file);
	out_str(diag, strerror(error));
	input_diag_end(diag);
	return EXIT_IO;
}

static bool grow(struct input_list *l)
{
	size_t room = l->room ? 2 * l->room : 64;
	char **files = realloc(l->files, room * sizeof(*files));
	bool *found;

	if (files)
		l->files = files;
	found = files ? realloc(l->found, room * sizeof(*found)) : NULL;
	if (!found)
		return false;
	l->found = found;
	l->room = room;
	return true;
}

/* Takes @path over. */
static int keep(struct input_list *l, char *path, bool found, struct out *diag)
{
	if (path && l->count == l->room && !grow(l)) {
		free(path);
		path = NULL;
	}
	if (!path)
		return tell(diag, "list of files", ENOMEM);
	l->found[l->count] = found;
	l->files[l->count++] = path;
	return EXIT_OK;
}

static bool is_dtb(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && !strcmp(name + n - 4, ".dtb");
}

static int walk(struct input_list *l, const char *dir, int depth,
		struct out *diag);

/* One directory entry; most file systems tell its type without a stat(). */
static int visit(struct input_list *l, char *path, const struct dirent *e,
		 int depth, struct out *diag)
{
	bool is_dir = e->d_type == DT_DIR;
	struct stat st;
	int status = EXIT_OK;

	if (e->d_type == DT_UNKNOWN && !lstat(path, &st))
		is_dir = S_ISDIR(st.st_mode);
	if (is_dir)
		status = walk(l, path, depth + 1, diag);
	else if (is_dtb(e->d_name) &&
		 (e->d_type == DT_REG || stat(path, &st) || !S_ISDIR(st.st_mode)))
		return keep(l, path, true, diag);
	free(path);
	return status;
}

static char *below(const char *dir, const char *name)
{
	size_t n = strlen(dir), size = n + strlen(name) + 2;
	char *path = malloc(size);

	if (path)
		snprintf(path, size, "%s%s%s", dir,
			 n && dir[n - 1] == '/' ? "" : "/", name);
	return path;
}

static int read_entries(struct input_list *l, DIR *d, const char *dir,
			int depth, struct out *diag)
{
	const struct dirent *e;
	int worst = EXIT_OK;

	while (errno = 0, e = readdir(d)) {
		char *path;
		int status;

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		path = below(dir, e->d_name);
		status = path ? visit(l, path, e, depth, diag) :
				tell(diag, dir, ENOMEM);
		if (status > worst)
			worst = status;
	}
	return errno ? tell(diag, dir, errno) : worst;
}

static int walk(struct input_list *l, const char *dir, int depth,
		struct out *diag)
{
	DIR *d = depth > DEPTH_MAX ? NULL : opendir(dir);
	int status;

	if (!d)
		return tell(diag, dir, depth > DEPTH_MAX ? ELOOP : errno);
	status = read_entries(l, d, dir, depth, diag);
	closedir(d);
	return status;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int list_below(struct input_list *l, const char *dir, struct out *diag)
{
	size_t first = l->count;
	int status = walk(l, dir, 0, diag);

	if (l->count > first)
		qsort(l->files + first, l->count - first, sizeof(*l->files),
		      by_path);
	return status;
}

/* What its entries boot stands for a boot partition, whatever else is in it. */
static int keep_entries(struct input_list *l, const char *dir, struct out *diag)
{
	size_t n = strlen(dir);

	while (n > 1 && dir[n - 1] == '/')
		n--;
	return keep(l, strndup(dir, n), false, diag);
}

int list_add(struct input_list *l, const char *arg, struct out *diag)
{
	size_t first = l->count;
	struct stat st;
	int status;

	if (!strcmp(arg, "-") || stat(arg, &st) || !S_ISDIR(st.st_mode))
		return keep(l, strdup(arg), false, diag);
	if (boot_entries_there(arg))
		return keep_entries(l, arg, diag);
	status = list_below(l, arg, diag);
	if (l->count == first && status == EXIT_OK) {
		input_diag(diag, arg);
		out_str(diag, "no .dtb file in this directory");
		input_diag_end(diag);
		return EXIT_TREE;
	}
	return status;
}

void list_free(struct input_list *l)
{
	while (l->count)
		free(l->files[--l->count]);
	free(l->files);
	free(l->found);
	l->files = NULL;
	l->found = NULL;
	l->room = 0;
}
