/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Configurations of FIT images: a kernel, a tree, and overlays for it. */
#ifndef INPUT_FIT_CONFIG_H
#define INPUT_FIT_CONFIG_H

#include "input/fit.h"
#include "input/reading.h"

bool fit_has_configs(const void *blob);

/*
 * fit_deliver_configs - each tree as a configuration boots it, once
 * @blob: passed fdt_check_full()
 *
 * returns: the highest exit status.
 */
int fit_deliver_configs(struct reading *r, const char *fit, const void *blob, size_t size);

/* For it: */

/* fit_check - is the data there, and what was hashed? An exit status. */
int fit_check(struct reading *r, const char *name, const void *blob,
	      const struct fit_image *image);

/* fit_open_tree - its bytes, unpacked and aligned, until the next is opened */
int fit_open_tree(struct reading *r, const char *name, const struct fit_image *image,
		  struct block *out);

#endif
