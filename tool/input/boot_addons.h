/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Addons of a unified kernel image: more boot arguments, or a different tree. */
#ifndef INPUT_BOOT_ADDONS_H
#define INPUT_BOOT_ADDONS_H

#include "input/boot_entry.h"
#include "input/block.h"
#include "input/container/container.h"

#define BOOT_ADDONS_MAX 16u

struct boot_addons {
	struct block files[BOOT_ADDONS_MAX];
	unsigned int n;
	char *cmdline;		/* of all, with a space between; or NULL */
	const struct block *tree;	/* the first that has one, or NULL */
};

/*
 * boot_addons_read - those of the image at @path, which the entry names, and
 * those for all; a file that is none is passed over
 */
void boot_addons_read(struct boot_addons *a, struct boot_entries *e, const char *path);
void boot_addons_free(struct boot_addons *a);

#endif
