/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Memory that is freed at once, and arrays that grow. */
#ifndef YAML_STORE_H
#define YAML_STORE_H

#include <stddef.h>

/* Zeroed: nothing in it yet. */
struct yaml_store {
	struct store_chunk *chunks;
};

/* store_alloc - zeroed memory that lives as long as @s; NULL: none left */
void *store_alloc(struct yaml_store *s, size_t size);

/* store_text - a NUL-terminated copy of @len bytes */
char *store_text(struct yaml_store *s, const char *text, size_t len);

/* store_free - drop all of it; twice is fine */
void store_free(struct yaml_store *s);

struct vec {
	void *data;
	size_t count, room;
};

/* vec_push - one more element of @elem bytes, zeroed; NULL: no memory */
void *vec_push(struct vec *v, size_t elem);

/* vec_keep - copy the elements into @s; NULL: no memory (or none to copy) */
void *vec_keep(const struct vec *v, size_t elem, struct yaml_store *s);

#endif
