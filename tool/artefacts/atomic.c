/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* realpath(), flock() */
#include "artefacts/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/input.h"
#include "input/interrupt.h"

static bool if_changed;

void atomic_if_changed(void)
{
	if_changed = true;
}

void atomic_begin(struct atomic_set *s, struct out *diag)
{
	s->count = 0;
	s->diag = diag;
}

static void tell(const struct atomic_set *s, const char *path, int error)
{
	input_diag(s->diag, path);
	out_str(s->diag, strerror(error));
	input_diag_end(s->diag);
}

/*
 * Where @path leads: a symbolic link stays one, its target is replaced. What
 * is no regular file (a terminal, /dev/null) cannot be replaced: *direct.
 */
static char *resolve(const char *path, bool *direct)
{
	struct stat st;

	*direct = false;
	if (stat(path, &st) < 0)
		return strdup(path);
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return NULL;
	}
	*direct = !S_ISREG(st.st_mode);
	return *direct ? strdup(path) : realpath(path, NULL);
}

/* From the moment it is there, a signal removes it. */
static int open_new(const char *path, mode_t mode)
{
	sigset_t before;
	int fd, error;

	interrupt_hold(&before);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	error = errno;
	if (fd >= 0)
		interrupt_file(path);
	interrupt_release(&before);
	errno = error;
	return fd;
}

/* An unused name in the same directory; the umask determines the mode. */
static int open_beside(struct atomic_file *f, mode_t mode)
{
	size_t size = strlen(f->path) + 32;
	unsigned int tries;
	int fd = -1;

	f->temp = malloc(size);
	if (!f->temp)
		return -1;
	for (tries = 0; tries < 100 && fd < 0; tries++) {
		snprintf(f->temp, size, "%s.%ld-%u.tmp", f->path, (long)getpid(),
			 tries);
		fd = open_new(f->temp, mode);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

static void forget(struct atomic_file *f)
{
	interrupt_forget_file(f->temp);
	free(f->path);
	free(f->temp);
	free(f->kept);
	memset(f, 0, sizeof(*f));
	f->fd = -1;
}

int atomic_open(struct atomic_set *s, const char *path, bool executable)
{
	struct atomic_file *f = &s->files[s->count];
	mode_t mode = executable ? 0777 : 0666;
	bool direct;

	if (s->count == ATOMIC_FILES) {
		tell(s, path, EMFILE);
		return -1;
	}
	memset(f, 0, sizeof(*f));
	f->fd = -1;
	f->path = resolve(path, &direct);
	if (f->path)
		f->fd = direct ? open(path, O_WRONLY | O_CLOEXEC) :
				 open_beside(f, mode);
	if (f->fd < 0) {
		tell(s, path, errno);
		forget(f);
		return -1;
	}
	s->count++;
	return f->fd;
}

bool atomic_flush(struct atomic_set *s, int fd, struct out *o)
{
	unsigned int i;

	if (out_flush(o))
		return true;
	for (i = 0; i < s->count; i++)
		if (s->files[i].fd == fd)
			tell(s, s->files[i].path, o->error);
	return false;
}

bool atomic_write(struct atomic_set *s, const char *path, const void *bytes,
		  size_t size, bool executable)
{
	int fd = atomic_open(s, path, executable), error;

	if (fd < 0)
		return false;
	error = out_write(fd, bytes, size);
	if (error)
		tell(s, path, error);
	return !error;
}

void atomic_lasting(struct atomic_set *s)
{
	if (s->count)
		s->files[s->count - 1].lasting = true;
}

/* EINVAL, ENOTSUP: it cannot be synchronised, and loses nothing by that. */
static bool to_disk(int fd)
{
	return !fsync(fd) || errno == EINVAL || errno == ENOTSUP;
}

/* A failed close is a failed write: NFS and quotas report there. */
static bool close_all(struct atomic_set *s)
{
	bool good = true;
	unsigned int i;

	for (i = 0; i < s->count; i++) {
		struct atomic_file *f = &s->files[i];

		if (f->lasting && f->temp && !to_disk(f->fd)) {
			tell(s, f->path, errno);
			good = false;
		}
		if (close(f->fd) < 0) {
			tell(s, f->path, errno);
			good = false;
		}
		f->fd = -1;
	}
	return good;
}

/* The directory that @path is in, or -1. */
static int open_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash ? strndup(path, (size_t)(slash - path) + 1) :
			    strdup(".");
	int fd = dir ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	free(dir);
	return fd;
}

/*
 * One set at a time in a directory, or two builds would leave half of each.
 * A file system without locks, and one that may not be read, have no such turns.
 */
static int take_turn(const struct atomic_set *s)
{
	int fd = s->count ? open_directory(s->files[0].path) : -1;

	if (fd >= 0 && s->count > 1)
		while (flock(fd, LOCK_EX) < 0 && errno == EINTR)
			;
	return fd;
}

/* The names are on the disk with their directory. */
static void sync_names(const struct atomic_set *s, int fd, bool good)
{
	bool lasting = false;

	for (unsigned int i = 0; i < s->count; i++)
		lasting |= s->files[i].lasting;
	if (fd >= 0 && good && lasting)
		fsync(fd);
}

/* What stands at the path keeps a second name until all are renamed. */
static void keep_old(struct atomic_file *f)
{
	size_t size = strlen(f->temp) + 5;

	f->kept = malloc(size);
	if (!f->kept)
		return;
	snprintf(f->kept, size, "%s.old", f->temp);
	if (link(f->path, f->kept) < 0) {
		f->fresh = errno == ENOENT;
		free(f->kept);
		f->kept = NULL;
	}
}

/* Has the file at its place these bytes already? */
static bool is_same(const struct atomic_file *f)
{
	FILE *a = fopen(f->temp, "rbe"), *b = fopen(f->path, "rbe");
	bool same = a && b;

	while (same) {
		char x[4096], y[4096];
		size_t n = fread(x, 1, sizeof(x), a), m = fread(y, 1, sizeof(y), b);

		same = n == m && !memcmp(x, y, n) && !ferror(a) && !ferror(b);
		if (!n)
			break;
	}
	if (a)
		fclose(a);
	if (b)
		fclose(b);
	return same;
}

static bool rename_one(struct atomic_set *s, struct atomic_file *f)
{
	if (!f->temp)
		return true;
	if (if_changed && is_same(f)) {
		unlink(f->temp);
		interrupt_forget_file(f->temp);
		free(f->temp);
		f->temp = NULL;
		return true;
	}
	if (s->count > 1)
		keep_old(f);
	if (rename(f->temp, f->path) < 0) {
		tell(s, f->path, errno);
		return false;
	}
	interrupt_forget_file(f->temp);
	free(f->temp);
	f->temp = NULL;
	f->renamed = true;
	return true;
}

static void finish(struct atomic_set *s)
{
	for (unsigned int i = 0; i < s->count; i++) {
		if (s->files[i].kept)
			unlink(s->files[i].kept);
		forget(&s->files[i]);
	}
	s->count = 0;
}

bool atomic_commit(struct atomic_set *s)
{
	bool good = close_all(s);
	sigset_t before;
	int turn;

	turn = good ? take_turn(s) : -1;
	interrupt_hold(&before);
	for (unsigned int i = 0; good && i < s->count; i++)
		good = rename_one(s, &s->files[i]);
	sync_names(s, turn, good);
	if (good)
		finish(s);
	else
		atomic_abort(s);
	if (turn >= 0)
		close(turn);
	interrupt_release(&before);
	return good;
}

static void take_back(struct atomic_file *f)
{
	if (f->fd >= 0)
		close(f->fd);
	if (f->temp)
		unlink(f->temp);
	if (f->kept && f->renamed)
		rename(f->kept, f->path);
	else if (f->kept)
		unlink(f->kept);
	else if (f->renamed && f->fresh)
		unlink(f->path);
}

void atomic_abort(struct atomic_set *s)
{
	while (s->count) {
		struct atomic_file *f = &s->files[--s->count];

		take_back(f);
		forget(f);
	}
}
