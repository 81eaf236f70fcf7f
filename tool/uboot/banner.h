/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef UBOOT_BANNER_H
#define UBOOT_BANNER_H

#include <stdbool.h>
#include <stddef.h>

#define BANNER_SIZE 65	/* Linux's own limit, __NEW_UTS_LEN, and NUL */

/*
 * banner_find - the release in a kernel's "Linux version 6.1.0-50-arm64 (..."
 *
 * An arm64 Image has it as text. False, and @release "", where it cannot be
 * found, as in what is compressed: nothing is unpacked here.
 */
bool banner_find(const void *image, size_t size, char release[BANNER_SIZE]);

#endif
