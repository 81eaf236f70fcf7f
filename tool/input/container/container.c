/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _GNU_SOURCE		/* memmem() */
#include "input/container/container.h"

#include <string.h>

bool container_fails(struct container *c, size_t at, const char *trouble)
{
	if (!c->trouble) {
		c->trouble = trouble;
		c->at = at;
	}
	return false;
}

static bool there(struct container *c, size_t at)
{
	return (c->size >= 4 && at <= c->size - 4) ||
	       container_fails(c, at < c->size ? at : c->size, "the file ends before this field");
}

bool container_le32(struct container *c, size_t at, uint32_t *value)
{
	const uint8_t *b = c->data + at;

	if (!there(c, at))
		return false;
	*value = (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
	return true;
}

bool container_be32(struct container *c, size_t at, uint32_t *value)
{
	if (!container_le32(c, at, value))
		return false;
	*value = __builtin_bswap32(*value);
	return true;
}

bool container_span(struct container *c, struct container_span *s, uint64_t offset,
		    uint64_t length, size_t at)
{
	if (offset > c->size || length > c->size - offset)
		return container_fails(c, at, "the part is beyond the end of the file");
	*s = (struct container_span){ c->data + offset, (size_t)length };
	return true;
}

bool container_part(struct container *c, const char *name, uint64_t offset,
		    uint64_t length, size_t at)
{
	struct container_span part;
	int status;

	if (!container_span(c, &part, offset, length, at))
		return false;
	if (c->parts == CONTAINER_PARTS_MAX)
		return container_fails(c, at, "more than 4096 parts in a file");
	c->parts++;
	status = c->fn(c->ctx, name, part.data, part.size);
	if (status > c->worst)
		c->worst = status;
	return true;
}

static bool begins(const uint8_t *data, size_t size, size_t at, const char *magic, size_t n)
{
	return size >= at + n && !memcmp(data + at, magic, n);
}

/* An MZ whose header leads to a PE signature. */
static bool is_pe(const uint8_t *d, size_t size)
{
	uint32_t at;

	if (!begins(d, size, 0, "MZ", 2) || size < 64)
		return false;
	at = (uint32_t)d[0x3f] << 24 | (uint32_t)d[0x3e] << 16 | (uint32_t)d[0x3d] << 8 | d[0x3c];
	return at <= size && begins(d, size, at, "PE\0\0", 4);
}

enum container_kind container_kind(const uint8_t *data, size_t size)
{
	static const struct { size_t at; const char *magic; size_t n; enum container_kind kind; } all[] = {
		{ 0, "\x1f\x8b\x08", 3, CONTAINER_PACKED },
		{ 0, "\x28\xb5\x2f\xfd", 4, CONTAINER_PACKED },
		{ 0, "MZ\0\0zimg", 8, CONTAINER_KERNEL },
		{ 0, "ANDROID!", 8, CONTAINER_BOOT },
		{ 0, "VNDRBOOT", 8, CONTAINER_VENDOR_BOOT },
		{ 0, "\xd7\xb7\xab\x1e", 4, CONTAINER_TABLE },
		{ 0, "QCDT", 4, CONTAINER_QCDT },
		{ 0, "\x27\x05\x19\x56", 4, CONTAINER_UIMAGE },
		{ 0x38, "ARM\x64", 4, CONTAINER_KERNEL },
		{ 0x38, "RSC\x05", 4, CONTAINER_KERNEL },
		{ 0x24, "\x18\x28\x6f\x01", 4, CONTAINER_KERNEL },
	};

	/* Kernels with a stub are PE images too. */
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (begins(data, size, all[i].at, all[i].magic, all[i].n))
			return all[i].kind;
	return is_pe(data, size) ? CONTAINER_PE : CONTAINER_NONE;
}

const char *container_title(enum container_kind kind)
{
	static const char *const titles[] = {
		[CONTAINER_PACKED] = "a compressed file",
		[CONTAINER_PE] = "a PE image",
		[CONTAINER_KERNEL] = "a kernel image",
		[CONTAINER_BOOT] = "an Android boot image",
		[CONTAINER_VENDOR_BOOT] = "an Android vendor_boot image",
		[CONTAINER_TABLE] = "a DTB table",
		[CONTAINER_QCDT] = "a QCDT table",
		[CONTAINER_UIMAGE] = "a U-Boot legacy image",
	};

	return titles[kind];
}

static void kernel(struct container *c)
{
	size_t at = container_appended(c->data, c->size);

	c->said.kernel = (struct container_span){ c->data, at };
	if (at < c->size)
		container_part(c, "", at, c->size - at, at);
}

void container_each(struct container *c, enum container_kind kind)
{
	switch (kind) {
	case CONTAINER_BOOT:
		container_android_boot(c);
		break;
	case CONTAINER_VENDOR_BOOT:
		container_android_vendor(c);
		break;
	case CONTAINER_TABLE:
		container_dtb_table(c);
		break;
	case CONTAINER_QCDT:
		container_qcdt(c);
		break;
	case CONTAINER_UIMAGE:
		container_uimage(c);
		break;
	case CONTAINER_PE:
		container_pe(c);
		break;
	case CONTAINER_KERNEL:
	case CONTAINER_PACKED:
		kernel(c);
		break;
	default:
		break;
	}
}

#define BANNER "Linux version "

const char *container_banner(const uint8_t *data, size_t size, size_t *length)
{
	const uint8_t *end = data + size, *at = data;

	while ((at = memmem(at, (size_t)(end - at), BANNER, sizeof(BANNER) - 1))) {
		const uint8_t *from = at += sizeof(BANNER) - 1;

		while (at < end && at < from + 64 && *at > ' ' && *at < 127)
			at++;
		*length = (size_t)(at - from);
		if (end - at > 2 && *length && at[0] == ' ' && at[1] == '(' &&
		    *from >= '0' && *from <= '9')
			return (const char *)from;
	}
	return NULL;
}
