/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a kernel says of itself: its banner, the configuration that is built
 * in (CONFIG_IKCONFIG), the page size in the header of an arm64 Image.
 */
#ifndef INPUT_KERNEL_IMAGE_H
#define INPUT_KERNEL_IMAGE_H

#include "input/block.h"

#define KERNEL_RELEASE_SIZE 72u
#define KERNEL_LAYERS 4u	/* one in another, of compression and containers */

struct kernel_image {
	char release[KERNEL_RELEASE_SIZE];	/* as uname -r prints it; "": not found */
	uint32_t page_size;		/* 0: not said */
	const char *packed;		/* compression that is not read, "lz4"; or NULL */
	struct block config;		/* text of its .config; used 0: has none */
	struct block plain[KERNEL_LAYERS];
};

/* Where to look: any of these may be inside another. */
enum kernel_image_result {
	KERNEL_IMAGE_READ,	/* a kernel; perhaps nothing is known of it */
	KERNEL_IMAGE_NOT,	/* nothing that is known as one */
	KERNEL_IMAGE_DAMAGED,
	KERNEL_IMAGE_NO_MEMORY,
};

/*
 * kernel_image_read - an arm64 Image, plain, gzip, zstd or an EFI zboot image;
 * the kernel of a UKI or an Android boot image; a vmlinux
 * @k: zeroed; kernel_image_free() in any case
 * @budget: bytes that may still be unpacked or searched; what was is taken off
 */
enum kernel_image_result kernel_image_read(struct kernel_image *k, const uint8_t *data,
					   size_t size, size_t *budget);

/* kernel_image_drop - what was unpacked, but for the configuration */
void kernel_image_drop(struct kernel_image *k);
void kernel_image_free(struct kernel_image *k);

/* kernel_image_budget - what may come of a file of @size bytes */
size_t kernel_image_budget(size_t size);

#endif
