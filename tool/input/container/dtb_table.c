/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Tables of trees: Android's, whose fields are big-endian, and Qualcomm's. */
#include "input/container/container.h"

#include <stdio.h>
#include <stdlib.h>

#define ENTRY 32u
#define COMPRESSED 15u

struct extent {
	uint32_t offset, size;
};

/* Entries may share a tree, which is planned once. A tree of one table may be a
 * table too, so each has its own. */
struct seen {
	struct extent list[CONTAINER_PARTS_MAX];
	unsigned int count;
};

static bool is_new(struct seen *s, struct extent e)
{
	for (unsigned int i = 0; i < s->count; i++)
		if (s->list[i].offset == e.offset && s->list[i].size == e.size)
			return false;
	if (s->count < CONTAINER_PARTS_MAX)
		s->list[s->count++] = e;
	return true;
}

static bool one(struct container *c, struct seen *s, struct extent e, size_t at)
{
	char name[CONTAINER_NAME_MAX];

	if (!is_new(s, e))
		return true;
	snprintf(name, sizeof(name), "dtb[%u]", c->parts);
	return container_part(c, name, e.offset, e.size, at);
}

void container_dtb_table(struct container *c)
{
	struct seen s;
	uint32_t entry, count, first, version, flags;
	struct extent e;

	s.count = 0;
	if (!container_be32(c, 12, &entry) || !container_be32(c, 16, &count) ||
	    !container_be32(c, 20, &first) || !container_be32(c, 28, &version))
		return;
	if (entry < ENTRY) {
		container_fails(c, 12, "not an entry size");
		return;
	}
	for (uint64_t at = first; count; count--, at += entry) {
		size_t field = at < c->size ? (size_t)at : c->size;

		if (!container_be32(c, field, &e.size) || !container_be32(c, field + 4, &e.offset) ||
		    !container_be32(c, field + 16, &flags))
			return;
		if (version == 1 && (flags & COMPRESSED) == 1) {
			container_fails(c, field + 16, "compressed with zlib, which is not supported");
			return;
		}
		if (!one(c, &s, e, field))
			return;
	}
}

void container_qcdt(struct container *c)
{
	struct seen s;
	static const unsigned char rows[] = { 0, 20, 24, 40 };
	uint32_t version, count;
	struct extent e;

	s.count = 0;
	if (!container_le32(c, 4, &version) || !container_le32(c, 8, &count))
		return;
	if (!version || version >= sizeof(rows)) {
		container_fails(c, 4, "not a known version");
		return;
	}
	for (uint64_t at = 12 + rows[version]; count; count--, at += rows[version]) {
		size_t end = at < c->size ? (size_t)at : c->size + 8;

		if (!container_le32(c, end - 8, &e.offset) || !container_le32(c, end - 4, &e.size) ||
		    !one(c, &s, e, end - 8))
			return;
	}
}
