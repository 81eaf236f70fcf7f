/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Trees one behind the other, alone or behind a kernel. */
#define _GNU_SOURCE		/* memmem() */
#include "input/container/container.h"

#include <string.h>

#define HEADER 40u		/* of a tree */
static const uint8_t magic[4] = { 0xd0, 0x0d, 0xfe, 0xed };

static uint32_t field(const uint8_t *d, size_t at)
{
	return (uint32_t)d[at] << 24 | (uint32_t)d[at + 1] << 16 |
	       (uint32_t)d[at + 2] << 8 | d[at + 3];
}

size_t container_tree_size(const uint8_t *data, size_t size)
{
	uint32_t total;

	if (size < HEADER || memcmp(data, magic, sizeof(magic)))
		return 0;
	total = field(data, 4);
	return total < HEADER || total > size ? 0 : total;
}

/* Flash that was erased, and what aligns things. */
static size_t behind_padding(const uint8_t *data, size_t at, size_t size)
{
	while (at < size && (data[at] == 0 || data[at] == 0xff))
		at++;
	return at;
}

unsigned int container_trees(const uint8_t *data, size_t size, size_t *end)
{
	unsigned int n = 0;
	size_t at = 0, length;

	*end = 0;
	while ((length = container_tree_size(data + at, size - at))) {
		n++;
		*end = at + length;
		at = behind_padding(data, *end, size);
	}
	return n;
}

/* Trees up to the end, and nothing else; @work bounds what all attempts look at. */
static bool lead_to_end(const uint8_t *data, size_t size, size_t *work)
{
	size_t at = 0, length;

	while ((length = container_tree_size(data + at, size - at))) {
		size_t end = at + length;

		at = behind_padding(data, end, size);
		if (at - end + HEADER > *work)
			return false;
		*work -= at - end + HEADER;
	}
	return at == size;
}

size_t container_appended(const uint8_t *data, size_t size)
{
	const uint8_t *at = data, *end = data + size;
	size_t work = 4 * size;
	unsigned int tries = 0;

	/* Trees that were compiled into the kernel have something behind them. */
	while (tries++ < CONTAINER_PARTS_MAX &&
	       (at = memmem(at, (size_t)(end - at), magic, sizeof(magic)))) {
		size_t left = (size_t)(end - at);

		if (container_tree_size(at, left) && field(at, 24) <= 17 &&
		    lead_to_end(at, left, &work))
			return (size_t)(at - data);
		at++;
	}
	return size;
}
