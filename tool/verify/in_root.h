/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef VERIFY_IN_ROOT_H
#define VERIFY_IN_ROOT_H

#include <sys/types.h>

/*
 * open_in_root - open @path below @root as a process would whose root that is
 * @full: both, joined
 *
 * returns: a descriptor, or -1. Before Linux 5.6, where openat2() begins, a
 * link that leads out of @root is not followed at all.
 */
int open_in_root(const char *root, const char *full, const char *path, int flags);

/* readlink_in_root - where a link leads, as readlink() */
ssize_t readlink_in_root(const char *root, const char *full, const char *path, char *target,
			 size_t room);

#endif
