/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "text/out.h"

int temp_open(void)
{
	const char *dir = getenv("TMPDIR");
	char path[4096];
	int n, fd;

	if (!dir || !*dir)
		dir = "/tmp";
	n = snprintf(path, sizeof(path), "%s/iommuplan-XXXXXX", dir);
	if (n < 0 || (size_t)n >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = mkstemp(path);
	if (fd < 0)
		return -1;
	unlink(path);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

int temp_with(const void *bytes, size_t size)
{
	int fd = temp_open();

	if (fd < 0)
		return -1;
	errno = out_write(fd, bytes, size);
	if (errno || lseek(fd, 0, SEEK_SET) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}
