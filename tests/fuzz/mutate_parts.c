// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "mutate_parts.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#define HEADER 40u
#define RESERVED 16u		/* the end of an empty list */

uint32_t parts_random(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (uint32_t)(((uint64_t)(*seed ^ *seed >> 15) * n) >> 32);
}

static size_t align(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

size_t parts_prop_end(const struct parts *p, size_t prop)
{
	return align(prop + 12 + parts_len(p, prop));
}

static size_t name_end(const struct parts *p, size_t node)
{
	return align(node + 4 + strlen((const char *)p->block + node + 4) + 1);
}

/* Behind the tag at @at; what was checked once holds. */
static size_t step(const struct parts *p, size_t at)
{
	switch (parts_u32(p->block + at)) {
	case FDT_BEGIN_NODE:
		return name_end(p, at);
	case FDT_PROP:
		return parts_prop_end(p, at);
	default:
		return at + 4;
	}
}

size_t parts_node_end(const struct parts *p, size_t node)
{
	size_t at = node;
	int depth = 0;

	while (at + 4 <= p->size) {
		uint32_t tag = parts_u32(p->block + at);

		depth += tag == FDT_BEGIN_NODE;
		depth -= tag == FDT_END_NODE;
		at = step(p, at);
		if (!depth)
			break;
	}
	return at;
}

static bool list(struct parts *p)
{
	p->n_nodes = p->n_props = 0;
	for (size_t at = 0; at + 4 <= p->size; at = step(p, at)) {
		uint32_t tag = parts_u32(p->block + at);

		if (tag == FDT_END)
			break;
		if (p->n_nodes == PARTS_MOST || p->n_props == PARTS_MOST)
			return false;
		if (tag == FDT_BEGIN_NODE)
			p->nodes[p->n_nodes++] = (uint32_t)at;
		if (tag == FDT_PROP)
			p->props[p->n_props++] = (uint32_t)at;
	}
	return p->n_nodes;
}

static bool make_room(struct parts *p)
{
	if (!p->block)
		p->block = malloc(PARTS_ROOM);
	if (!p->names)
		p->names = malloc(PARTS_ROOM);
	return p->block && p->names;
}

bool parts_take(struct parts *p, const uint8_t *data, size_t size)
{
	static uint8_t copy[PARTS_ROOM] __attribute__((aligned(8)));

	if (size > PARTS_ROOM / 2 || size < HEADER || !make_room(p))
		return false;
	memcpy(copy, data, size);
	if (fdt_check_full(copy, size) || fdt_version(copy) < 17)
		return false;
	p->size = fdt_size_dt_struct(copy);
	p->names_size = fdt_size_dt_strings(copy);
	p->boot_cpu = fdt_boot_cpuid_phys(copy);
	memcpy(p->block, copy + fdt_off_dt_struct(copy), p->size);
	memcpy(p->names, copy + fdt_off_dt_strings(copy), p->names_size);
	return list(p);
}

size_t parts_put(const struct parts *p, uint8_t *to, size_t max)
{
	size_t at = HEADER + RESERVED, names = at + p->size, all = names + p->names_size;
	const uint32_t header[] = {
		FDT_MAGIC, (uint32_t)all, (uint32_t)at, (uint32_t)names, HEADER, 17, 16,
		p->boot_cpu, (uint32_t)p->names_size, (uint32_t)p->size,
	};

	if (all > max)
		return 0;
	for (unsigned int k = 0; k < sizeof(header) / 4; k++)
		parts_set(to + 4 * k, header[k]);
	memset(to + HEADER, 0, RESERVED);
	memcpy(to + at, p->block, p->size);
	memcpy(to + names, p->names, p->names_size);
	return all;
}

bool parts_splice(struct parts *p, size_t at, size_t gone, const void *with, size_t n)
{
	if (p->size - gone + n > PARTS_ROOM)
		return false;
	memmove(p->block + at + n, p->block + at + gone, p->size - at - gone);
	if (n)
		memcpy(p->block + at, with, n);
	p->size = p->size - gone + n;
	return true;
}

bool parts_name(struct parts *p, const char *name, uint32_t *at)
{
	size_t len = strlen(name) + 1;

	for (uint32_t n = 0; n < p->n_props; n++)
		if (!strcmp(parts_prop_name(p, p->props[n]), name)) {
			*at = parts_u32(p->block + p->props[n] + 8);
			return true;
		}
	if (p->names_size + len > PARTS_ROOM)
		return false;
	memcpy(p->names + p->names_size, name, len);
	*at = (uint32_t)p->names_size;
	p->names_size += len;
	return true;
}
