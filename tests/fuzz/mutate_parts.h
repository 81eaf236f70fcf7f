/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A tree taken apart for mutation: its structure block, its names, and where in
 * the block nodes and properties begin. Put together again it is a valid tree
 * as long as what is put in are whole nodes and properties.
 */
#ifndef MUTATE_PARTS_H
#define MUTATE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PARTS_ROOM ((size_t)1 << 20)
#define PARTS_MOST 32768u

struct parts {
	uint8_t *block;			/* PARTS_ROOM bytes */
	size_t size;
	char *names;			/* likewise */
	size_t names_size;
	uint32_t boot_cpu;
	uint32_t nodes[PARTS_MOST];	/* offsets of FDT_BEGIN_NODE */
	uint32_t n_nodes;
	uint32_t props[PARTS_MOST];	/* offsets of FDT_PROP */
	uint32_t n_props;
};

/* parts_take - false: not a valid tree, or too large to take apart */
bool parts_take(struct parts *p, const uint8_t *data, size_t size);

/* parts_put - the tree again; 0: more than @max bytes */
size_t parts_put(const struct parts *p, uint8_t *to, size_t max);

/* parts_splice - @n bytes at @with instead of @gone at @at; false: no room.
 * The offsets are those of before. */
bool parts_splice(struct parts *p, size_t at, size_t gone, const void *with, size_t n);

/* parts_name - the offset of a name among the names, added where it is new */
bool parts_name(struct parts *p, const char *name, uint32_t *at);

/* Where a node ends, behind its FDT_END_NODE; a property, behind its padding. */
size_t parts_node_end(const struct parts *p, size_t node);
size_t parts_prop_end(const struct parts *p, size_t prop);

static inline uint32_t parts_u32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static inline void parts_set(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 24);
	at[1] = (uint8_t)(value >> 16);
	at[2] = (uint8_t)(value >> 8);
	at[3] = (uint8_t)value;
}

/* Of a property: its length, its value, its name. */
static inline uint32_t parts_len(const struct parts *p, size_t prop)
{
	return parts_u32(p->block + prop + 4);
}

static inline uint8_t *parts_value(const struct parts *p, size_t prop)
{
	return p->block + prop + 12;
}

static inline const char *parts_prop_name(const struct parts *p, size_t prop)
{
	return p->names + parts_u32(p->block + prop + 8);
}

/* A random number below @n, which is not 0. */
uint32_t parts_random(uint32_t *seed, uint32_t n);

#endif
