/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * FIT images: a device tree whose /images holds files, some of them device
 * trees ("flat_dt"), inline or behind the image.
 */
#ifndef INPUT_FIT_H
#define INPUT_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * fit_is - does the tree look like a FIT image? @blob may be hostile
 *
 * A root that is compatible with a machine is that machine's tree.
 */
bool fit_is(const void *blob, size_t size);

struct fit_image {
	const char *name;	/* node name, "fdt-1" */
	const char *trouble;	/* why it cannot be read, or NULL */
	const char *compression;	/* "none", "gzip", ... */
	const uint8_t *data;
	size_t size;
};

/*
 * fit_next - the next device tree among the images
 * @blob: passed fdt_check_full()
 * @node: 0 at first, then as it was left
 */
bool fit_next(const void *blob, size_t size, int *node, struct fit_image *out);

#endif
