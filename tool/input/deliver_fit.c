/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The trees of a FIT image: as its configurations boot them, else each. */
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/decompress.h"
#include "input/fit.h"
#include "input/fit_config.h"
#include "input/reading.h"
#include "input/tree_check.h"

/* A tree has some 100 KiB; a few bytes can unpack to anything. */
#define UNPACKED_MAX ((size_t)16 << 20)

static int report_hash(struct reading *r, const char *name, const struct fit_image *image,
		       const char *algorithm)
{
	input_diag(r->diag, name);
	out_str(r->diag, "the data of ");
	out_term(r->diag, image->name);
	out_str(r->diag, " does not match the ");
	out_str(r->diag, algorithm);
	out_str(r->diag, " stored with it: U-Boot does not boot it");
	input_diag_end(r->diag);
	return EXIT_TREE;
}

static void report_unchecked(struct reading *r, const char *name, const struct fit_image *image,
			     const char *algorithm)
{
	if (r->in->quiet)
		return;
	input_diag(r->diag, name);
	out_str(r->diag, "the ");
	out_term(r->diag, algorithm);
	out_str(r->diag, " of ");
	out_term(r->diag, image->name);
	out_str(r->diag, " is not checked here (only crc32, sha1 and sha256 are)");
	input_diag_end(r->diag);
}

static bool afford(struct reading *r, size_t size)
{
	bool can = size <= r->budget;

	r->budget -= can ? size : 0;
	return can;
}

static int report_costly(struct reading *r, const char *name)
{
	return check_say(r->diag, name, "more data to check and unpack than the size "
			 "limit", EXIT_TREE);
}

static int check_hashes(struct reading *r, const char *name, const void *blob,
			const struct fit_image *image)
{
	const char *algorithm;
	enum fit_hash result;
	int node = 0;

	while (fit_hash_next(blob, image, &node, &algorithm, &result)) {
		if (!afford(r, image->size))
			return report_costly(r, name);
		if (result == FIT_HASH_FAILS)
			return report_hash(r, name, image, algorithm);
		if (result == FIT_HASH_UNCHECKED)
			report_unchecked(r, name, image, algorithm);
	}
	return EXIT_OK;
}

int fit_check(struct reading *r, const char *name, const void *blob,
	      const struct fit_image *image)
{
	if (image->trouble)
		return check_say(r->diag, name, image->trouble, EXIT_TREE);
	return afford(r, image->size) ? check_hashes(r, name, blob, image) : report_costly(r, name);
}

static int unpack(struct reading *r, const struct fit_image *image,
		  const char *name)
{
	struct decompress u = { image->data, image->size, 0 };
	size_t limit = r->budget < UNPACKED_MAX ? r->budget : UNPACKED_MAX;
	enum decompress_result result = decompress_any(&u, &r->in->image, limit);

	r->budget -= r->in->image.used < r->budget ? r->in->image.used : r->budget;
	return !result ? EXIT_OK :
	       check_say(r->diag, name, decompress_text(result),
			 result == DECOMPRESS_NO_MEMORY ? EXIT_IO : EXIT_TREE);
}

/* Inline data of a FIT image is only aligned to 4. */
static int align(struct reading *r, const struct fit_image *image,
		 const char *name)
{
	struct block *b = &r->in->image;

	if (!block_reserve(b, INPUT_MAX + 4096, image->size))
		return check_say(r->diag, name, "out of memory", EXIT_IO);
	memcpy(b->base, image->data, image->size);
	b->used = image->size;
	return EXIT_OK;
}

int fit_open_tree(struct reading *r, const char *name, const struct fit_image *image,
		  struct block *out)
{
	int status;

	if (!strcmp(image->compression, "gzip") || !strcmp(image->compression, "zstd"))
		status = unpack(r, image, name);
	else if (strcmp(image->compression, "none"))
		return check_say(r->diag, name, "unsupported compression (only "
				 "gzip and zstd are supported)", EXIT_TREE);
	else
		status = align(r, image, name);
	*out = r->in->image;
	return status;
}

static int deliver_image(struct reading *r, const void *fit, const struct fit_image *image,
			 const char *name)
{
	struct input_tree tree = { name, r->file, image->name, NULL, 0, r->boot, false };
	struct block b = { 0 };
	int status = input_charge(r, name, image->size) ? fit_check(r, name, fit, image) : EXIT_TREE;

	if (!status)
		status = fit_open_tree(r, name, image, &b);
	if (status)
		return status;
	tree.blob = b.base;
	tree.size = b.used;
	return input_deliver(r, &tree);
}

static int deliver_images(struct reading *r, const char *fit, const void *blob, size_t size)
{
	int node = 0, images = 0, worst = EXIT_OK;
	struct fit_image image;

	while (!r->spent && fit_next(blob, size, &node, &image)) {
		size_t room = strlen(fit) + strlen(image.name) + 16;
		char *name = malloc(room);
		int status;

		if (!name)
			return check_say(r->diag, fit, "out of memory",
					 EXIT_IO);
		snprintf(name, room, "%s:/images/%s", fit, image.name);
		status = deliver_image(r, blob, &image, name);
		if (status > worst)
			worst = status;
		free(name);
		images++;
	}
	if (!images)
		return check_say(r->diag, fit,
				 "a FIT image without a device tree", EXIT_TREE);
	return worst;
}

int input_deliver_fit(struct reading *r, const char *fit, const void *blob,
		      size_t size)
{
	int status = check_blob(r->in, fit, blob, size, r->diag);

	if (status)
		return status;
	return fit_has_configs(blob) ? fit_deliver_configs(r, fit, blob, size) :
				       deliver_images(r, fit, blob, size);
}
