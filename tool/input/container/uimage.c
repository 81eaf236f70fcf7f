/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * U-Boot's legacy images (include/image.h), big-endian: a header of 64 bytes
 * before a kernel, a tree, a script, or several files of which the first is the
 * kernel and the third its tree.
 */
#include "input/container/container.h"

#include <zlib.h>

#define HEADER 64u
#define MULTI_TREE 2u		/* which of the files boot_get_fdt() takes */
#define STEP ((size_t)1 << 30)	/* zlib counts in 32 bits */

enum type { KERNEL = 2, MULTI = 4, SCRIPT = 6, TREE = 8, KERNEL_NOLOAD = 14 };

/* Over the data, as the header has it; U-Boot refuses what differs. */
static bool is_whole(struct container *c, const struct container_span *s)
{
	uint32_t stored;
	uLong sum = crc32(0, NULL, 0);

	for (size_t at = 0; at < s->size; at += STEP)
		sum = crc32(sum, s->data + at,
			    (uInt)(s->size - at < STEP ? s->size - at : STEP));
	return container_be32(c, 24, &stored) &&
	       (stored == sum ||
		container_fails(c, 24, "the checksum of the data does not match: U-Boot does not boot it"));
}

static void kernel(struct container *c, const struct container_span *s)
{
	size_t at = container_appended(s->data, s->size);

	c->said.kernel = (struct container_span){ s->data, at };
	if (at < s->size)
		container_part(c, "", HEADER + at, s->size - at, 12);
}

/* Sizes up to one that is 0, then the files, each padded to 4 bytes. */
static void files(struct container *c, const struct container_span *s)
{
	size_t table = HEADER, end = HEADER + s->size;
	uint64_t at;
	uint32_t size, n = 0;

	do {
		if (table > end - 4) {
			container_fails(c, table, "the list of sizes is not terminated");
			return;
		}
		container_be32(c, table, &size);
		table += 4;
	} while (size);
	at = table;
	for (table = HEADER; container_be32(c, table, &size) && size; table += 4, n++) {
		struct container_span file;

		if (at + size > end) {
			container_fails(c, table, "the part is beyond the end of the file");
			return;
		}
		if (!n && container_span(c, &file, at, size, table))
			c->said.kernel = file;
		if (n == MULTI_TREE && !container_part(c, "", at, size, table))
			return;
		at += ((uint64_t)size + 3) & ~(uint64_t)3;
	}
}

void container_uimage(struct container *c)
{
	struct container_span s;
	uint32_t size;

	if (!container_be32(c, 12, &size) || !container_span(c, &s, HEADER, size, 12) ||
	    !is_whole(c, &s))
		return;
	switch (c->data[30]) {
	case KERNEL:
	case KERNEL_NOLOAD:
		kernel(c, &s);
		break;
	case MULTI:
		if (size >= 4)
			files(c, &s);
		break;
	case TREE:
		container_part(c, "", HEADER, size, 12);
		break;
	case SCRIPT:
		c->script = true;
		break;
	}
}
