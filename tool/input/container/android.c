/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Android's boot and vendor_boot images: parts one behind the other, in pages. */
#include "input/container/container.h"

#include <stdio.h>
#include <string.h>

#define PAGE_V3 4096u
#define VENDOR_LEAST 2104u	/* mkbootimg 29 writes 2108, newer ones 2112 */

/* Where the next part begins; 64 bits hold the sum of all that there are. */
struct pages {
	struct container *c;
	uint32_t page;
	uint64_t at;
};

static bool page_size(struct pages *p, size_t at, uint32_t header)
{
	if (!container_le32(p->c, at, &p->page))
		return false;
	if (!p->page || p->page > 1u << 20 || p->page & (p->page - 1))
		return container_fails(p->c, at, "not a page size");
	p->at = ((uint64_t)header + p->page - 1) / p->page * p->page;
	return true;
}

/* A part whose size is in the field at @at, and where it is. */
static bool next(struct pages *p, size_t at, uint64_t *from, uint32_t *size)
{
	if (!container_le32(p->c, at, size))
		return false;
	*from = p->at;
	p->at += ((uint64_t)*size + p->page - 1) / p->page * p->page;
	return *from + *size <= p->c->size ||
	       container_fails(p->c, at, "the part is beyond the end of the file");
}

/* Trees behind the kernel, as Image.gz-dtb has them. */
static bool behind_kernel(struct container *c, uint64_t from, uint32_t size, size_t field)
{
	size_t at = container_appended(c->data + from, size);

	c->said.kernel = (struct container_span){ c->data + from, at };
	return at == size ||
	       container_part(c, "", from + at, size - at, field);
}

/* One string in a field, or in two; the header is there as far as the kernel is. */
static bool cmdline(struct container *c, unsigned int n, size_t at, size_t size)
{
	return container_span(c, &c->said.cmdline[n], at, size, at);
}

static void newer(struct container *c)
{
	struct pages p = { .c = c, .page = PAGE_V3, .at = PAGE_V3 };
	uint64_t from;
	uint32_t size;

	if (cmdline(c, 0, 44, 1536) && next(&p, 8, &from, &size))
		behind_kernel(c, from, size, 8);
}

/* What older boot loaders have instead of a version: the size of a QCDT. */
static void older(struct container *c, struct pages *p, uint32_t version)
{
	uint64_t from;
	uint32_t size;

	if (version > 4) {
		if (next(p, 40, &from, &size) && size)
			container_part(c, "", from, size, 40);
		return;
	}
	if (version >= 1 && !next(p, 1632, &from, &size))
		return;
	if (version >= 2 && next(p, 1648, &from, &size) && size)
		container_part(c, "", from, size, 1648);
}

void container_android_boot(struct container *c)
{
	struct pages p = { .c = c };
	uint64_t from, unused;
	uint32_t version, size, other;

	if (!container_le32(c, 40, &version))
		return;
	if (version == 3 || version == 4) {
		newer(c);
		return;
	}
	if (!page_size(&p, 36, version == 2 ? 1660 : version == 1 ? 1648 : 1632))
		return;
	if (cmdline(c, 0, 64, 512) && cmdline(c, 1, 608, 1024) &&
	    next(&p, 8, &from, &size) && behind_kernel(c, from, size, 8) &&
	    next(&p, 16, &unused, &other) && next(&p, 24, &unused, &other))
		older(c, &p, version);
}

void container_android_vendor(struct container *c)
{
	struct pages p = { .c = c };
	uint64_t from;
	uint32_t header, size;

	if (!container_le32(c, 2096, &header))
		return;
	if (header < VENDOR_LEAST || header > 65536) {
		container_fails(c, 2096, "not a header size");
		return;
	}
	if (cmdline(c, 0, 28, 2048) && page_size(&p, 12, header) && next(&p, 24, &from, &size) &&
	    next(&p, 2100, &from, &size) && size)
		container_part(c, "", from, size, 2100);
}
