// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Changes where a reader is likely to trust what it reads: cells, lengths,
 * phandles, names. Most leave a valid tree; one in sixteen is libFuzzer's own,
 * anywhere.
 */
#include <libfdt.h>
#include <string.h>

#include "fuzz.h"
#include "mutate_parts.h"

static struct parts tree, other;

static size_t some_prop(struct parts *p, uint32_t *seed)
{
	return p->props[parts_random(seed, p->n_props)];
}

static size_t some_node(struct parts *p, uint32_t *seed)
{
	return p->nodes[parts_random(seed, p->n_nodes)];
}

/* A cell of a value, or NULL where it has none. */
static uint8_t *some_cell(struct parts *p, uint32_t *seed)
{
	size_t prop = some_prop(p, seed);
	uint32_t n = parts_len(p, prop) / 4;

	return n ? parts_value(p, prop) + 4 * parts_random(seed, n) : NULL;
}

static void set_cell(struct parts *p, uint32_t *seed)
{
	static const uint32_t values[] = {
		0, 1, 2, 3, 4, 5, 7, 8, 9, 0x3f, 0x40, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000,
		0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffc, 0xfffffff0, 0xffffffff,
	};
	uint8_t *cell = some_cell(p, seed);

	if (cell)
		parts_set(cell, values[parts_random(seed, sizeof(values) / sizeof(values[0]))]);
}

static void nudge_cell(struct parts *p, uint32_t *seed)
{
	uint8_t *cell = some_cell(p, seed);

	if (cell)
		parts_set(cell, parts_u32(cell) + parts_random(seed, 9) - 4);
}

static void flip_bit(struct parts *p, uint32_t *seed)
{
	uint8_t *cell = some_cell(p, seed);

	if (cell)
		parts_set(cell, parts_u32(cell) ^ 1u << parts_random(seed, 32));
}

static void copy_cell(struct parts *p, uint32_t *seed)
{
	uint8_t *to = some_cell(p, seed), *from = some_cell(p, seed);

	if (to && from)
		parts_set(to, parts_u32(from));
}

/* A reference to another node, or another number of this one. */
static void copy_phandle(struct parts *p, uint32_t *seed)
{
	uint8_t *to = some_cell(p, seed);

	for (unsigned int tries = 0; to && tries < 64; tries++) {
		size_t prop = some_prop(p, seed);

		if (parts_len(p, prop) == 4 && !strcmp(parts_prop_name(p, prop), "phandle")) {
			parts_set(to, parts_u32(parts_value(p, prop)));
			return;
		}
	}
}

/* Put another value in the place of a property's. */
static void set_value(struct parts *p, size_t prop, const uint8_t *value, size_t n)
{
	size_t end = parts_prop_end(p, prop), padded = (n + 3) & ~(size_t)3;
	static uint8_t bytes[65536];

	if (padded > sizeof(bytes))
		return;
	memset(bytes, 0, padded);
	memcpy(bytes, value, n);
	if (parts_splice(p, prop + 12, end - prop - 12, bytes, padded))
		parts_set(p->block + prop + 4, (uint32_t)n);
}

/* Cells more or less, or a few bytes. */
static void resize(struct parts *p, uint32_t *seed)
{
	static const int by[] = { -12, -8, -4, -4, -1, 1, 4, 4, 8, 12, 16, 64 };
	static uint8_t value[65536];
	size_t prop = some_prop(p, seed), len = parts_len(p, prop);
	int change = by[parts_random(seed, sizeof(by) / sizeof(by[0]))];
	size_t to = change < 0 && len < (size_t)-change ? 0 : len + (size_t)change;

	if (to > sizeof(value))
		return;
	for (size_t k = 0; k < to; k++)
		value[k] = len ? parts_value(p, prop)[k % len] : 0;
	set_value(p, prop, value, to);
}

static void copy_value(struct parts *p, uint32_t *seed)
{
	static uint8_t value[65536];
	size_t to = some_prop(p, seed), from = some_prop(p, seed), n = parts_len(p, from);

	if (n > sizeof(value))
		return;
	memcpy(value, parts_value(p, from), n);
	set_value(p, to, value, n);
}

/* Of a property with the same name: what is compatible with one is with both. */
static void copy_alike(struct parts *p, uint32_t *seed)
{
	static uint8_t value[65536];
	size_t to = some_prop(p, seed), from;
	uint32_t start = parts_random(seed, p->n_props);

	for (uint32_t n = 0; n < p->n_props && n < 512; n++) {
		from = p->props[(start + n) % p->n_props];
		if (from == to || parts_len(p, from) > sizeof(value) ||
		    parts_u32(p->block + from + 8) != parts_u32(p->block + to + 8))
			continue;
		memcpy(value, parts_value(p, from), parts_len(p, from));
		set_value(p, to, value, parts_len(p, from));
		return;
	}
}

static void random_value(struct parts *p, uint32_t *seed)
{
	static uint8_t value[65536];
	size_t prop = some_prop(p, seed), n = parts_len(p, prop);

	if (n > sizeof(value) / 2)
		return;
	memcpy(value, parts_value(p, prop), n);
	n = LLVMFuzzerMutate(value, n, n + 16);
	set_value(p, prop, value, n);
}

static void other_name(struct parts *p, uint32_t *seed)
{
	size_t to = some_prop(p, seed), from = some_prop(p, seed);

	memcpy(p->block + to + 8, p->block + from + 8, 4);
}

/* A name that the library knows, whether the tree has it or not. */
static void known_name(struct parts *p, uint32_t *seed)
{
	static const char *const names[] = {
#define NAME(id, name) name,
		IOP_PROPS(NAME)
#undef NAME
	};
	uint32_t at;

	if (parts_name(p, names[parts_random(seed, sizeof(names) / sizeof(names[0]))], &at))
		parts_set(p->block + some_prop(p, seed) + 8, at);
}

static void copy_prop(struct parts *p, uint32_t *seed)
{
	static uint8_t bytes[65536];
	size_t from = some_prop(p, seed), n = parts_prop_end(p, from) - from;

	if (n > sizeof(bytes))
		return;
	memcpy(bytes, p->block + from, n);
	parts_splice(p, some_prop(p, seed), 0, bytes, n);
}

static void drop_prop(struct parts *p, uint32_t *seed)
{
	size_t prop = some_prop(p, seed);

	parts_splice(p, prop, parts_prop_end(p, prop) - prop, NULL, 0);
}

/* Not the root. A copy comes before a node, so below the same parent. */
static void copy_node(struct parts *p, uint32_t *seed)
{
	static uint8_t bytes[PARTS_ROOM];
	size_t from = some_node(p, seed), to = some_node(p, seed), n;

	n = parts_node_end(p, from) - from;
	if (!from || !to || n > 32768)
		return;
	memcpy(bytes, p->block + from, n);
	parts_splice(p, to, 0, bytes, n);
}

static void drop_node(struct parts *p, uint32_t *seed)
{
	size_t node = some_node(p, seed);

	if (node)
		parts_splice(p, node, parts_node_end(p, node) - node, NULL, 0);
}

static void copy_node_name(struct parts *p, uint32_t *seed)
{
	static uint8_t bytes[4096];
	size_t from = some_node(p, seed), to = some_node(p, seed);
	size_t n, gone;

	if (!from || !to)
		return;
	n = (strlen((char *)p->block + from + 4) + 4) & ~(size_t)3;
	gone = (strlen((char *)p->block + to + 4) + 4) & ~(size_t)3;
	if (n > sizeof(bytes))
		return;
	memcpy(bytes, p->block + from + 4, n);
	parts_splice(p, to + 4, gone, bytes, n);
}

static void choose(struct parts *p, uint32_t *seed)
{
	p->boot_cpu = parts_random(seed, 256);
}

typedef void change(struct parts *p, uint32_t *seed);

static change *const changes[] = {
	set_cell, set_cell, nudge_cell, flip_bit, copy_cell, copy_phandle, copy_phandle, resize,
	resize, copy_value, copy_alike, copy_alike, random_value, other_name, known_name,
	known_name, copy_prop, drop_prop, copy_node, drop_node, copy_node_name, choose,
};

size_t fuzz_mutate_tree(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	uint32_t random = seed;
	size_t made;

	if (!parts_random(&random, 16) || !parts_take(&tree, data, size))
		return LLVMFuzzerMutate(data, size, max);
	for (unsigned int n = 1 + parts_random(&random, 4); n; n--) {
		if (!tree.n_props)
			break;
		changes[parts_random(&random, sizeof(changes) / sizeof(changes[0]))](&tree, &random);
		made = parts_put(&tree, data, max);
		if (!made || !parts_take(&tree, data, made))
			return made ? made : LLVMFuzzerMutate(data, size, max);
	}
	return parts_put(&tree, data, max);
}

/* Names of properties are another tree's: they are looked up, or added. */
static bool rename_props(struct parts *p, uint8_t *bytes, size_t from, size_t n)
{
	for (uint32_t k = 0; k < other.n_props; k++) {
		size_t prop = other.props[k];
		uint32_t at;

		if (prop < from || prop >= from + n)
			continue;
		if (!parts_name(p, parts_prop_name(&other, prop), &at))
			return false;
		parts_set(bytes + (prop - from) + 8, at);
	}
	return true;
}

size_t fuzz_cross_trees(const uint8_t *one, size_t one_size, const uint8_t *two,
			size_t two_size, uint8_t *to, size_t max, unsigned int seed)
{
	static uint8_t bytes[PARTS_ROOM];
	uint32_t random = seed;
	size_t from, at, n;

	if (parts_take(&tree, one, one_size) && parts_take(&other, two, two_size)) {
		from = some_node(&other, &random);
		at = some_node(&tree, &random);
		n = parts_node_end(&other, from) - from;
		if (from && at && n <= 32768) {
			memcpy(bytes, other.block + from, n);
			if (rename_props(&tree, bytes, from, n) &&
			    parts_splice(&tree, at, 0, bytes, n))
				return parts_put(&tree, to, max);
		}
	}
	n = one_size < max ? one_size : max;
	memcpy(to, one, n);
	return n;
}
