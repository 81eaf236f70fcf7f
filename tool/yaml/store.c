/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "yaml/store.h"

struct store_chunk {
	struct store_chunk *next;
	max_align_t data[];
};

void *store_alloc(struct yaml_store *s, size_t size)
{
	struct store_chunk *chunk;

	if (size > SIZE_MAX - sizeof(*chunk))
		return NULL;
	chunk = calloc(1, sizeof(*chunk) + size);
	if (!chunk)
		return NULL;
	chunk->next = s->chunks;
	s->chunks = chunk;
	return chunk->data;
}

char *store_text(struct yaml_store *s, const char *text, size_t len)
{
	char *copy = len < SIZE_MAX ? store_alloc(s, len + 1) : NULL;

	if (copy && len)
		memcpy(copy, text, len);
	return copy;
}

void store_free(struct yaml_store *s)
{
	struct store_chunk *chunk = s->chunks;

	while (chunk) {
		struct store_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
	s->chunks = NULL;
}

void *vec_push(struct vec *v, size_t elem)
{
	char *slot;

	if (v->count == v->room) {
		size_t room = v->room ? v->room * 2 : 16;
		void *data;

		if (room > SIZE_MAX / elem)
			return NULL;
		data = realloc(v->data, room * elem);
		if (!data)
			return NULL;
		v->data = data;
		v->room = room;
	}
	slot = (char *)v->data + v->count++ * elem;
	return memset(slot, 0, elem);
}

void *vec_keep(const struct vec *v, size_t elem, struct yaml_store *s)
{
	void *copy = v->count ? store_alloc(s, v->count * elem) : NULL;

	return copy ? memcpy(copy, v->data, v->count * elem) : NULL;
}
