/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* d_type, realpath() */
#include "input/list.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/boot_entry.h"
#include "input/input.h"
#include "input/peek.h"
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

/* What a board's tree is called, the best first: compiled, as a kernel's build
 * left it behind cpp, and its source. */
static const char *const suffixes[] = { ".dtb", ".dtb.dts.tmp", ".dts" };
#define N_SUFFIXES (sizeof(suffixes) / sizeof(suffixes[0]))

/* Which of these; N_SUFFIXES: none. */
static unsigned int kind_of(const char *name)
{
	size_t n = strlen(name);

	for (unsigned int k = 0; k < N_SUFFIXES; k++) {
		size_t len = strlen(suffixes[k]);

		if (n > len && !strcmp(name + n - len, suffixes[k]))
			return k;
	}
	return N_SUFFIXES;
}

/* By its name, or by its content: trees of other names, what has trees in it. Hidden files
 * are somebody's own, but for what a kernel's build leaves. */
static bool is_wanted(const char *path, const char *name)
{
	unsigned int kind = kind_of(name);

	if (*name == '.')
		return kind == 1;
	return kind < N_SUFFIXES ? kind != 1 : peek_file(path);
}

static int walk(struct input_list *l, const char *dir, int depth,
		struct out *diag);

/* A link that leads out of the directory; one that leads nowhere does not. */
static bool leads_out(const struct input_list *l, const char *path)
{
	char *real = realpath(path, NULL);
	size_t n = l->root ? strlen(l->root) : 0;
	bool out = real && (strncmp(real, l->root ? l->root : "", n) || (n > 1 && real[n] != '/'));

	free(real);
	return out;
}

/* One directory entry; most file systems return its type without a stat(). */
static int visit(struct input_list *l, char *path, const struct dirent *e,
		 int depth, struct out *diag)
{
	bool is_dir = e->d_type == DT_DIR, is_link = e->d_type == DT_LNK;
	struct stat st;
	int status = EXIT_OK;

	if (e->d_type == DT_UNKNOWN && !lstat(path, &st)) {
		is_dir = S_ISDIR(st.st_mode);
		is_link = S_ISLNK(st.st_mode);
	}
	if (is_dir)
		status = walk(l, path, depth + 1, diag);
	else if (!(is_link && leads_out(l, path)) && is_wanted(path, e->d_name) &&
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

/* The path without its suffix, and without the dot of hidden files. */
static size_t stem_of(const char *path, char *stem, size_t size)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	unsigned int kind = kind_of(name);
	size_t dir = (size_t)(name - path), cut = kind < N_SUFFIXES ? strlen(suffixes[kind]) : 0;
	int n;

	if (*name == '.')
		name++;
	n = snprintf(stem, size, "%.*s%.*s", (int)dir, path, (int)(strlen(name) - cut), name);
	return n < 0 ? 0 : (size_t)n;
}

/* Boards in the order of their names; of one board's files the best first. */
static int by_board(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	char one[4096], two[4096];
	int order;

	stem_of(x, one, sizeof(one));
	stem_of(y, two, sizeof(two));
	order = strcmp(one, two);
	return order ? order : (int)kind_of(x) - (int)kind_of(y);
}

static bool same_board(const char *x, const char *y)
{
	char one[4096], two[4096];

	return kind_of(x) < N_SUFFIXES && kind_of(y) < N_SUFFIXES &&
	       stem_of(x, one, sizeof(one)) == stem_of(y, two, sizeof(two)) && !strcmp(one, two);
}

/* Of files that differ only in these suffixes the best is kept. */
static void drop_doubles(struct input_list *l, size_t first)
{
	size_t kept = first;

	qsort(l->files + first, l->count - first, sizeof(*l->files), by_board);
	for (size_t n = first + 1; n < l->count; n++)
		if (same_board(l->files[kept], l->files[n]))
			free(l->files[n]);
		else
			l->files[++kept] = l->files[n];
	l->count = kept + 1;
	qsort(l->files + first, l->count - first, sizeof(*l->files), by_path);
}

int list_below(struct input_list *l, const char *dir, struct out *diag)
{
	size_t first = l->count;
	int status;

	l->root = realpath(dir, NULL);
	status = walk(l, dir, 0, diag);
	free(l->root);
	l->root = NULL;
	if (l->count > first)
		drop_doubles(l, first);
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

int list_is_directory(const char *path)
{
	struct stat st;

	if (!strcmp(path, "-"))
		return 0;
	if (!stat(path, &st))
		return S_ISDIR(st.st_mode);
	return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP ||
	       errno == ENAMETOOLONG ? 0 : -1;
}

int list_add(struct input_list *l, const char *arg, struct out *diag)
{
	size_t first = l->count;
	int directory = list_is_directory(arg), status;

	if (directory < 0)
		return tell(diag, arg, errno);
	if (!directory)
		return keep(l, strdup(arg), false, diag);
	if (boot_entries_there(arg))
		return keep_entries(l, arg, diag);
	status = list_below(l, arg, diag);
	if (l->count == first && status == EXIT_OK) {
		input_diag(diag, arg);
		out_str(diag, "no device tree in this directory");
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
