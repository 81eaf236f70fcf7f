/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What people call a kernel: a version, or what uname -r prints. */
#ifndef CLI_KERNEL_VERSION_H
#define CLI_KERNEL_VERSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/version.h"

struct kernel_version {
	iop_version version;
	bool vendor;		/* so much is ported back that the number says little */
};

/*
 * kernel_version_read - "6.12", "v6.1.50", "6.12.117+deb13-arm64"; of
 * "6.1.0-50-arm64", whose last number counts packages, the newest of 6.1;
 * "running": of this machine
 *
 * returns: false if @len bytes at @text are none of these.
 */
bool kernel_version_read(const char *text, size_t len, struct kernel_version *out);

/* kernel_version_file - @text where that is no version but names a file, or NULL */
const char *kernel_version_file(const char *text);

#endif
