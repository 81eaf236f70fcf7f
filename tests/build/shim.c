// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Preloaded: something goes wrong at the Nth call of one function.
 *
 * SHIM=CALL:N:WHAT  CALL is write, rename, fsync, open, close, link, mmap,
 *                   malloc, pipe or any; N counts from 1; WHAT is an errno
 *                   value the call fails with, or -SIGNAL that is raised first
 * SHIM_LOG=FILE     a line for each rename, link, fsync, unlink
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int seen;

static void note(const char *call, const char *path)
{
	const char *log = getenv("SHIM_LOG"), *name = path ? strrchr(path, '/') : NULL;
	char line[512];
	int n, fd;

	if (!log)
		return;
	n = snprintf(line, sizeof(line), "%s %s\n", call, name ? name + 1 : path ? path : "");
	fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0666);
	syscall(SYS_write, fd, line, n);
	syscall(SYS_close, fd);
}

/* true: the call fails, with errno set */
static int wrong(const char *call)
{
	const char *plan = getenv("SHIM");
	char name[16];
	int n, what;

	if (!plan || sscanf(plan, "%15[a-z]:%d:%d", name, &n, &what) != 3 ||
	    (strcmp(name, call) && strcmp(name, "any")) || ++seen != n)
		return 0;
	if (what < 0) {
		raise(-what);
		return 0;
	}
	errno = what;
	return 1;
}

#define NEXT(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *b, size_t n)
{
	return wrong("write") ? -1 : NEXT(ssize_t, "write", int, const void *, size_t)(fd, b, n);
}

int rename(const char *a, const char *b)
{
	note("rename", b);
	return wrong("rename") ? -1 : NEXT(int, "rename", const char *, const char *)(a, b);
}

int link(const char *a, const char *b)
{
	return wrong("link") ? -1 : NEXT(int, "link", const char *, const char *)(a, b);
}

int fsync(int fd)
{
	char at[64], path[256];
	ssize_t n;

	snprintf(at, sizeof(at), "/proc/self/fd/%d", fd);
	n = readlink(at, path, sizeof(path) - 1);
	path[n < 0 ? 0 : n] = 0;
	note("fsync", path);
	return wrong("fsync") ? -1 : NEXT(int, "fsync", int)(fd);
}

int close(int fd)
{
	int fails = wrong("close");
	int rc = NEXT(int, "close", int)(fd);

	if (fails)
		errno = EIO;
	return fails ? -1 : rc;
}

int pipe(int ends[2])
{
	return wrong("pipe") ? -1 : NEXT(int, "pipe", int *)(ends);
}

int open(const char *path, int flags, ...)
{
	va_list args;
	int mode;

	va_start(args, flags);
	mode = va_arg(args, int);
	va_end(args);
	return wrong("open") ? -1 : NEXT(int, "open", const char *, int, ...)(path, flags, mode);
}

ssize_t read(int fd, void *b, size_t n)
{
	return wrong("read") ? -1 : NEXT(ssize_t, "read", int, void *, size_t)(fd, b, n);
}

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t off)
{
	return wrong("mmap") ? MAP_FAILED :
	       NEXT(void *, "mmap", void *, size_t, int, int, int, off_t)(at, n, prot, flags, fd, off);
}

extern void *__libc_malloc(size_t n);

void *malloc(size_t n)
{
	static __thread int inside;
	int fails;

	if (inside)
		return __libc_malloc(n);
	inside = 1;
	fails = wrong("malloc");
	inside = 0;
	return fails ? NULL : __libc_malloc(n);
}
