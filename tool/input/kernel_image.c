/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _GNU_SOURCE		/* memmem() */
#include "input/kernel_image.h"

#include <string.h>

#include "input/container/container.h"
#include "input/decompress.h"

#define IMAGE_MAX ((size_t)128 << 20)	/* no kernel comes near this */
#define CONFIG_MAX ((size_t)4 << 20)
#define ALWAYS ((size_t)16 << 20)	/* whatever the file's size */
#define RATIO 16u			/* more than any kernel is compressed */
#define CONFIG_TRIES 4u

size_t kernel_image_budget(size_t size)
{
	return size < SIZE_MAX / RATIO - ALWAYS ? ALWAYS + RATIO * size : SIZE_MAX;
}

static bool begins(const uint8_t *data, size_t size, size_t at, const char *magic, size_t n)
{
	return size >= at + n && !memcmp(data + at, magic, n);
}

static uint32_t le32(const uint8_t *b)
{
	return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

/* Compressions that kernels come in and that are not read. */
static const char *packed_by(const uint8_t *d, size_t size)
{
	static const struct { const char *magic; size_t n, at; const char *name; } all[] = {
		{ "\xfd" "7zXZ\0", 6, 0, "xz" },
		{ "\x02\x21\x4c\x18", 4, 0, "lz4" },
		{ "\x04\x22\x4d\x18", 4, 0, "lz4" },
		{ "\x5d\0\0", 3, 0, "lzma" },
		{ "\x89LZO", 4, 0, "lzo" },
		{ "BZh", 3, 0, "bzip2" },
		{ "\x18\x28\x6f\x01", 4, 0x24, "zImage" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (begins(d, size, all[i].at, all[i].magic, all[i].n))
			return all[i].name;
	return NULL;
}

static void find_release(struct kernel_image *k, const uint8_t *data, size_t size)
{
	size_t n;
	const char *banner = container_banner(data, size, &n);

	if (!banner || n >= sizeof(k->release))
		return;
	memcpy(k->release, banner, n);
	k->release[n] = 0;
}

static void spend(size_t *budget, size_t size)
{
	*budget -= size < *budget ? size : *budget;
}

/* kernel/configs.c: gzip between IKCFG_ST and IKCFG_ED */
static void find_config(struct kernel_image *k, const uint8_t *data, size_t size,
			size_t *budget)
{
	const uint8_t *at = data, *end = data + size;

	for (unsigned int i = 0; i < CONFIG_TRIES; i++) {
		enum decompress_result r;
		struct decompress u;

		at = memmem(at, (size_t)(end - at), "IKCFG_ST\x1f\x8b\x08", 11);
		if (!at)
			return;
		at += 8;
		u = (struct decompress){ at, (size_t)(end - at), 0 };
		r = decompress_any(&u, &k->config, *budget < CONFIG_MAX ? *budget : CONFIG_MAX);
		spend(budget, u.at + k->config.used);
		if (r == DECOMPRESS_OK)
			return;
		k->config.used = 0;
	}
}

/* Documentation/arch/arm64/booting.rst: flags, bits 1 and 2 */
static void find_page_size(struct kernel_image *k, const uint8_t *data)
{
	static const uint32_t sizes[] = { 0, 4096, 16384, 65536 };

	k->page_size = sizes[data[0x18] >> 1 & 3];
}

static enum kernel_image_result search(struct kernel_image *k, const uint8_t *data,
				       size_t size, size_t *budget)
{
	size_t here = size < *budget ? size : *budget;

	spend(budget, here);
	find_release(k, data, here);
	find_config(k, data, here, budget);
	return KERNEL_IMAGE_READ;
}

static enum kernel_image_result layer(struct kernel_image *k, const uint8_t *data,
				      size_t size, size_t *budget, unsigned int depth);

static enum kernel_image_result unpack_layer(struct kernel_image *k, const uint8_t *data,
					     size_t size, size_t *budget,
					     unsigned int depth)
{
	struct decompress u = { data, size, 0 };
	struct block *to = &k->plain[depth];
	enum decompress_result r;

	/* Data that unpacks to nothing takes its time as well. */
	spend(budget, size);
	r = decompress_any(&u, to, *budget < IMAGE_MAX ? *budget : IMAGE_MAX);
	spend(budget, to->used);
	if (r)
		return r == DECOMPRESS_NO_MEMORY ? KERNEL_IMAGE_NO_MEMORY : KERNEL_IMAGE_DAMAGED;
	return layer(k, to->base, to->used, budget, depth + 1);
}

/* drivers/firmware/efi/libstub/zboot-header.S */
static enum kernel_image_result zboot(struct kernel_image *k, const uint8_t *d, size_t size,
				      size_t *budget, unsigned int depth)
{
	static const char *const others[] = { "lz4", "lzma", "lzo", "xzkern" };
	uint32_t at = le32(d + 8), n = le32(d + 12);
	const char *name = (const char *)d + 0x18;

	if (at > size || n > size - at)
		return KERNEL_IMAGE_DAMAGED;
	if (!memcmp(name, "gzip", 5) || !memcmp(name, "zstd22", 7) || !memcmp(name, "zstd", 5))
		return unpack_layer(k, d + at, n, budget, depth);
	k->packed = "an unknown method";
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!strncmp(name, others[i], 0x20))
			k->packed = others[i];
	return KERNEL_IMAGE_READ;
}

/* The kernel in a UKI or a boot image; what else is in it is of no interest. */
static int no_part(void *ctx, const char *name, const uint8_t *data, size_t size)
{
	(void)ctx;
	(void)name;
	(void)data;
	(void)size;
	return 0;
}

static enum kernel_image_result inside(struct kernel_image *k, enum container_kind kind,
				       const uint8_t *data, size_t size, size_t *budget,
				       unsigned int depth)
{
	struct container c = { .data = data, .size = size, .fn = no_part };

	if (size > *budget)
		return KERNEL_IMAGE_DAMAGED;
	spend(budget, size);
	container_each(&c, kind);
	if (!c.said.kernel.size)
		return c.trouble ? KERNEL_IMAGE_DAMAGED : KERNEL_IMAGE_NOT;
	return layer(k, c.said.kernel.data, c.said.kernel.size, budget, depth + 1);
}

static enum kernel_image_result layer(struct kernel_image *k, const uint8_t *data,
				      size_t size, size_t *budget, unsigned int depth)
{
	enum container_kind kind;

	if (depth >= KERNEL_LAYERS)
		return KERNEL_IMAGE_NOT;
	if (decompress_is_gzip(data, size) || decompress_is_zstd(data, size))
		return unpack_layer(k, data, size, budget, depth);
	if (begins(data, size, 0, "MZ\0\0zimg", 8) && size >= 0x40)
		return zboot(k, data, size, budget, depth);
	if (begins(data, size, 0x38, "ARM\x64", 4)) {
		find_page_size(k, data);
		return search(k, data, size, budget);
	}
	if (begins(data, size, 0, "\x7f" "ELF", 4))
		return search(k, data, size, budget);
	k->packed = packed_by(data, size);
	if (k->packed)
		return KERNEL_IMAGE_READ;
	kind = container_kind(data, size);
	if (kind == CONTAINER_PE || kind == CONTAINER_BOOT || kind == CONTAINER_UIMAGE)
		return inside(k, kind, data, size, budget, depth);
	search(k, data, size, budget);
	return *k->release ? KERNEL_IMAGE_READ : KERNEL_IMAGE_NOT;
}

enum kernel_image_result kernel_image_read(struct kernel_image *k, const uint8_t *data,
					   size_t size, size_t *budget)
{
	enum kernel_image_result r = layer(k, data, size, budget, 0);

	kernel_image_drop(k);
	return r;
}

void kernel_image_drop(struct kernel_image *k)
{
	for (unsigned int i = 0; i < KERNEL_LAYERS; i++)
		block_drop(&k->plain[i]);
}

void kernel_image_free(struct kernel_image *k)
{
	kernel_image_drop(k);
	block_drop(&k->config);
}
