// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _GNU_SOURCE	/* O_PATH */
#include "verify/fileset.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/decompress.h"
#include "input/tree_check.h"
#include "text/status.h"
#include "verify/in_root.h"

#define PATH_LEN 4096
#define ARCHIVE_MAX ((size_t)1 << 30)
#define ARCHIVE_ALWAYS ((size_t)32 << 20)
#define ARCHIVE_RATIO 32u	/* more than any system's files are compressed */

static bool path_in(const struct fileset *s, char *buf, const char *path)
{
	const char *base = s->root ? s->root : s->prefix;
	int n = snprintf(buf, PATH_LEN, "%s%s%s", base, s->root ? "/" : "", path);

	return n >= 0 && n < PATH_LEN;
}

/* The archive may have been packed with a directory around all: sosreports are. */
static bool find_prefix(struct fileset *s)
{
	static const char *const known[] = {
		"sys/kernel/iommu_groups", "proc/device-tree", "proc/cmdline", "sys/firmware/fdt",
	};
	const struct tar_entry *all = s->tar.entries.data;

	for (size_t n = 0; n < s->tar.entries.count; n++)
		for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++) {
			const char *at = strstr(all[n].path, known[k]);

			if (at && (at == all[n].path || at[-1] == '/')) {
				s->prefix = strndup(all[n].path, (size_t)(at - all[n].path));
				return s->prefix;
			}
		}
	s->prefix = strdup("");
	return s->prefix;
}

/* sosreports are compressed. */
static int unpack(struct fileset *s, const char *file, struct out *diag)
{
	struct decompress u = { .data = s->archive.base, .size = s->archive.used };
	struct block plain = { .base = NULL };
	enum decompress_result result;
	size_t limit = ARCHIVE_MAX;

	if (s->archive.used > 6 && !memcmp(s->archive.base, "\xfd" "7zXZ", 6))
		return check_say(diag, file, "is compressed by xz: unpack it first", EXIT_TREE);
	if (!decompress_is_gzip(u.data, u.size) && !decompress_is_zstd(u.data, u.size))
		return EXIT_OK;
	if (u.size < (ARCHIVE_MAX - ARCHIVE_ALWAYS) / ARCHIVE_RATIO)
		limit = ARCHIVE_ALWAYS + ARCHIVE_RATIO * u.size;
	result = decompress_any(&u, &plain, limit);
	if (result) {
		block_drop(&plain);
		return check_say(diag, file, decompress_text(result),
				 result == DECOMPRESS_NO_MEMORY ? EXIT_IO : EXIT_TREE);
	}
	block_drop(&s->archive);
	s->archive = plain;
	return EXIT_OK;
}

static int open_archive(struct fileset *s, const char *file, struct out *diag)
{
	size_t offset = 0;
	int status = check_read(&s->archive, file, diag);
	const char *wrong;

	if (!status)
		status = unpack(s, file, diag);
	if (status)
		return status;
	wrong = tar_read(&s->tar, s->archive.base, s->archive.used, &offset);
	if (!wrong && !find_prefix(s))
		wrong = tar_no_memory;
	if (!wrong)
		return EXIT_OK;
	if (wrong == tar_no_memory)
		return check_say(diag, file, wrong, EXIT_IO);
	input_diag(diag, file);
	out_fmt(diag, "%s (at byte %zu)", wrong, offset);
	input_diag_end(diag);
	return EXIT_TREE;
}

int fileset_open(struct fileset *s, const char *where, struct out *diag)
{
	struct stat st;

	memset(s, 0, sizeof(*s));
	s->error = &s->own_error;
	if (stat(where, &st) < 0)
		return check_say(diag, where, strerror(errno), EXIT_IO);
	if (!S_ISDIR(st.st_mode))
		return open_archive(s, where, diag);
	s->root = strcmp(where, "/") ? where : "";
	if (*s->root)
		s->read = calloc(1, sizeof(*s->read));
	return s->read || !*s->root ? EXIT_OK : check_say(diag, where, "out of memory", EXIT_IO);
}

void fileset_close(struct fileset *s)
{
	tar_close(&s->tar);
	free(s->prefix);
	block_drop(&s->archive);
	if (s->read)
		free(s->read->data);
	free(s->read);
	memset(s, 0, sizeof(*s));
}

/* What a system does not have, or not for everybody, is no trouble of ours; nor is
 * what the drivers of a running one answer. */
static void note_error(const struct fileset *s, int error)
{
	bool copy = s->root && *s->root;

	if (error == ENOMEM || error == EMFILE || error == ENFILE ||
	    (copy && error != ENOENT && error != ENOTDIR && error != EACCES &&
	     error != EPERM && error != ELOOP && error != EINVAL))
		*s->error = error;
}

/* What is below the root by its own links, or fails: a copied system's links
 * that begin with '/' do not mean this machine's files. */
static int open_below(const struct fileset *s, const char *path, int flags)
{
	char full[PATH_LEN];
	int fd;

	if (!path_in(s, full, path))
		return -1;
	fd = *s->root ? open_in_root(s->root, full, path, flags | O_CLOEXEC) :
			open(full, flags | O_CLOEXEC);
	if (fd < 0)
		note_error(s, errno);
	return fd;
}

/* A part is worse than none: it would be taken for the whole. */
static char *drop(const struct fileset *s, char *text, int error)
{
	note_error(s, error);
	free(text);
	return NULL;
}

/* Files of /proc and /sys have no size before they are read. */
static char *read_all(const struct fileset *s, int fd, size_t *size)
{
	size_t room = 4096, used = 0;
	char *text = malloc(room + 1), *more;
	ssize_t n;

	while (text && (n = read(fd, text + used, room - used))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return drop(s, text, errno);
		used += (size_t)n;
		if (used < room)
			continue;
		more = room < FILESET_FILE_MAX ? realloc(text, 2 * room + 1) : NULL;
		if (!more)
			return drop(s, text, room < FILESET_FILE_MAX ? ENOMEM : EFBIG);
		text = more;
		room *= 2;
	}
	if (!text)
		return drop(s, NULL, ENOMEM);
	text[used] = 0;
	*size = used;
	return text;
}

static char *from_directory(const struct fileset *s, const char *path, size_t *size)
{
	int fd = open_below(s, path, O_RDONLY | O_NONBLOCK);
	struct stat st;
	char *text = NULL;

	if (fd >= 0 && fstat(fd, &st))
		note_error(s, errno);
	else if (fd >= 0 && S_ISREG(st.st_mode)) {
		struct file_id *id = s->read ? vec_push(s->read, sizeof(*id)) : NULL;

		if (id)
			*id = (struct file_id){ st.st_dev, st.st_ino };
		text = read_all(s, fd, size);
	}
	if (fd >= 0)
		close(fd);
	return text;
}

char *fileset_read(const struct fileset *s, const char *path, size_t *size)
{
	const struct tar_entry *e;
	char full[PATH_LEN], *text;

	*size = 0;
	if (!path_in(s, full, path))
		return NULL;
	if (s->root)
		return from_directory(s, path, size);
	e = tar_find(&s->tar, full);
	if (!e || e->directory || e->link)
		return NULL;
	text = malloc(e->size + 1);
	if (!text)
		return drop(s, NULL, ENOMEM);
	memcpy(text, e->data, e->size);
	text[e->size] = 0;
	*size = e->size;
	return text;
}

bool fileset_was_read(const struct fileset *s, const char *file)
{
	const struct file_id *all = s->read ? s->read->data : NULL;
	struct stat st;

	if (!all || stat(file, &st))
		return false;
	for (size_t n = 0; n < s->read->count; n++)
		if (all[n].device == st.st_dev && all[n].number == st.st_ino)
			return true;
	return false;
}

char *fileset_text(const struct fileset *s, const char *path)
{
	size_t size;
	char *text = fileset_read(s, path, &size);

	while (text && size && (text[size - 1] == '\n' || !text[size - 1]))
		text[--size] = 0;
	return text;
}

static char *copy_of(const struct fileset *s, const char *text)
{
	char *copy = strdup(text);

	if (!copy)
		return drop(s, NULL, ENOMEM);
	return copy;
}

char *fileset_link(const struct fileset *s, const char *path)
{
	const struct tar_entry *e;
	char full[PATH_LEN], target[PATH_LEN];
	ssize_t n;

	if (!path_in(s, full, path))
		return NULL;
	if (!s->root) {
		e = tar_find(&s->tar, full);
		return e && e->link ? copy_of(s, e->link) : NULL;
	}
	n = readlink_in_root(s->root, full, path, target, sizeof(target) - 1);
	if (n < 0)
		return drop(s, NULL, errno);
	target[n] = 0;
	return copy_of(s, target);
}

bool fileset_has(const struct fileset *s, const char *path)
{
	char full[PATH_LEN];
	size_t n;

	if (!path_in(s, full, path))
		return false;
	if (s->root) {
		int fd = open_below(s, path, O_PATH | O_NOFOLLOW);

		return fd >= 0 && !close(fd);
	}
	if (tar_find(&s->tar, full))
		return true;
	strncat(full, "/", sizeof(full) - strlen(full) - 1);
	n = tar_from(&s->tar, full);
	return n < s->tar.entries.count &&
	       !strncmp(((struct tar_entry *)s->tar.entries.data)[n].path, full, strlen(full));
}

static bool add_name(struct file_names *n, const char *name, size_t len)
{
	char **more;

	if (n->count && strlen(n->list[n->count - 1]) == len &&
	    !memcmp(n->list[n->count - 1], name, len))
		return true;
	more = realloc(n->list, (n->count + 1) * sizeof(*more));
	if (!more)
		return false;
	n->list = more;
	more[n->count] = strndup(name, len);
	return more[n->count] && ++n->count;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct file_names *n)
{
	size_t kept = 0;

	if (!n->count)
		return;
	qsort(n->list, n->count, sizeof(*n->list), by_name);
	for (size_t k = 1; k < n->count; k++)
		if (strcmp(n->list[kept], n->list[k]))
			n->list[++kept] = n->list[k];
		else
			free(n->list[k]);
	n->count = kept + 1;
}

static void list_directory(const struct fileset *s, const char *path, struct file_names *out)
{
	int fd = open_below(s, path, O_RDONLY | O_DIRECTORY);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	if (!d && fd >= 0) {
		note_error(s, errno);
		close(fd);
	}
	if (!d)
		return;
	while ((e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..") &&
		    !add_name(out, e->d_name, strlen(e->d_name))) {
			note_error(s, ENOMEM);
			break;
		}
	closedir(d);
	sort(out);
}

void fileset_list(const struct fileset *s, const char *path, struct file_names *out)
{
	const struct tar_entry *all = s->tar.entries.data;
	char full[PATH_LEN];
	size_t len;

	*out = (struct file_names){ NULL, 0 };
	if (!path_in(s, full, path))
		return;
	if (s->root) {
		list_directory(s, path, out);
		return;
	}
	strncat(full, "/", sizeof(full) - strlen(full) - 1);
	len = strlen(full);
	for (size_t n = tar_from(&s->tar, full); n < s->tar.entries.count; n++) {
		const char *path_at = all[n].path;

		if (strncmp(path_at, full, len))
			break;
		if (path_at[len] && !add_name(out, path_at + len, strcspn(path_at + len, "/"))) {
			note_error(s, ENOMEM);
			break;
		}
	}
	/* "a-b" is between "a" and "a/b": what is below it need not be in one run. */
	sort(out);
}

void names_free(struct file_names *n)
{
	while (n->count)
		free(n->list[--n->count]);
	free(n->list);
	n->list = NULL;
}
