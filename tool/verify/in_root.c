// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _GNU_SOURCE	/* O_PATH, syscall() */
#include "verify/in_root.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* linux/openat2.h, which not every C library's machine has */
struct how {
	uint64_t flags, mode, resolve;
};

#define IN_ROOT 0x10u

static int with_openat2(const char *root, const char *path, int flags)
{
#ifdef SYS_openat2
	struct how how = { (uint64_t)flags, 0, IN_ROOT };
	int at = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC), fd, error;

	if (at < 0)
		return -1;
	fd = (int)syscall(SYS_openat2, at, path, &how, sizeof(how));
	error = errno;
	close(at);
	errno = error;
	return fd;
#else
	(void)root;
	(void)path;
	(void)flags;
	errno = ENOSYS;
	return -1;
#endif
}

static int if_inside(const char *root, const char *full, int flags)
{
	char *top = realpath(root, NULL), *real = realpath(full, NULL);
	size_t len = top ? strlen(top) : 0;
	int fd = -1;

	if (top && real && !strncmp(real, top, len) && (real[len] == '/' || !real[len] || len == 1))
		fd = open(full, flags);
	/* a link itself, which may lead nowhere */
	else if (top && flags & O_NOFOLLOW)
		fd = open(full, flags);
	free(top);
	free(real);
	return fd;
}

int open_in_root(const char *root, const char *full, const char *path, int flags)
{
	int fd = with_openat2(root, path, flags);

	if (fd >= 0 || (errno != ENOSYS && errno != EPERM && errno != EINVAL))
		return fd;
	return if_inside(root, full, flags);
}

/* Of the running system in one step: /sys has some thousand. */
ssize_t readlink_in_root(const char *root, const char *full, const char *path, char *target,
			 size_t room)
{
	ssize_t n;
	int fd, error;

	if (!*root)
		return readlink(full, target, room);
	fd = open_in_root(root, full, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return -1;
	n = readlinkat(fd, "", target, room);
	error = errno;
	close(fd);
	errno = error;
	return n;
}
