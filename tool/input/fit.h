/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * FIT images: a device tree whose /images holds files, some of them device
 * trees ("flat_dt"), inline or after the image.
 */
#ifndef INPUT_FIT_H
#define INPUT_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fdt/tree.h"

/*
 * fit_may_be - can these bytes be a FIT image at all? They may be hostile.
 * A look at them that is quicker than an index.
 */
bool fit_may_be(const void *blob, size_t size);

/*
 * fit_is - does the tree look like a FIT image?
 *
 * A root that is compatible with a machine is that machine's tree. It takes an
 * index, because libfdt must only be used on bytes that have one: older versions of it
 * never return from some that have none.
 */
bool fit_is(const struct iop_tree *t);

struct fit_image {
	const char *name;	/* node name, "fdt-1" */
	int node;
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

/* fit_image_at - the image whose node is @node, of whatever type */
void fit_image_at(const void *blob, size_t size, int node, struct fit_image *out);

enum fit_hash {
	FIT_HASH_HOLDS,
	FIT_HASH_FAILS,
	FIT_HASH_UNCHECKED,	/* of an algorithm that is not known here */
};

/*
 * fit_hash_next - is the next hash of it, as its hash nodes say, that of its data?
 * @node: 0 at first, then as it was left
 * @algorithm: "sha256", as the node has it
 */
bool fit_hash_next(const void *blob, const struct fit_image *image, int *node,
		   const char **algorithm, enum fit_hash *result);

/* fit_text - a property that is a string, or NULL */
const char *fit_text(const void *blob, int node, const char *name);

#endif
