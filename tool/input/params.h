/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Parameters of config.txt, as a Raspberry Pi's boot loader applies them: to an
 * overlay before it is applied, else to the tree. Judged by its own dtmerge.
 */
#ifndef INPUT_PARAMS_H
#define INPUT_PARAMS_H

#include <stdbool.h>
#include <stddef.h>

#define PARAM_TARGETS_MAX 512u		/* of all in one tree */
#define PARAM_BLOB_MAX ((size_t)256 << 10)
#define PARAM_SPACE ((size_t)128 << 10)	/* that an overlay may grow by */

/* Those that are not applied, with the reason, for people. */
struct param_report {
	char text[512];
	size_t n;
	unsigned int left;	/* of the targets */
};

/*
 * params_apply - "audio=on,spi" to @overlay, or NULL, and what it does not know to @tree
 *
 * Both are checked blobs with space behind.
 *
 * returns: 0, or libfdt's error, after which neither is of use.
 */
int params_apply(const char *list, void *tree, void *overlay, struct param_report *report);

#endif
