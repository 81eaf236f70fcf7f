/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Memory that is freed at once, and arrays that grow. */
#ifndef FACTS_STORE_H
#define FACTS_STORE_H

#include <stddef.h>

#include "facts/load.h"

/* store_alloc - zeroed memory that lives as long as @set; NULL: none left */
void *store_alloc(struct facts_set *set, size_t size);

/* store_text - a NUL-terminated copy of @len bytes */
char *store_text(struct facts_set *set, const char *text, size_t len);

struct vec {
	void *data;
	size_t count, room;
};

/* vec_push - one more element of @elem bytes, zeroed; NULL: no memory */
void *vec_push(struct vec *v, size_t elem);

/* vec_keep - copy the elements into @set; NULL: no memory (or none to copy) */
void *vec_keep(const struct vec *v, size_t elem, struct facts_set *set);

#endif
