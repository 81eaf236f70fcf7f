// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Keys of groups: whole where a file may be made of them, short on a terminal. */
#include "render/text/plan_text.h"

#include <stdlib.h>
#include <string.h>

#define KEY		14	/* characters of a key, the end included */
#define SHORTEST	5	/* of what is shown of one */

static int compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* The number of characters that distinguish all groups, as git does with its hashes. */
static uint8_t shortest(const struct render *r)
{
	char (*keys)[KEY] = calloc(r->p->n_groups + 1, KEY);
	size_t length = SHORTEST;

	for (uint32_t g = 0; keys && g < r->p->n_groups; g++)
		iop_group_key_text(&r->p->groups[g], keys[g]);
	if (keys)
		qsort(keys, r->p->n_groups, KEY, compare);
	for (uint32_t g = 1; keys && g < r->p->n_groups; g++)
		while (length < KEY - 1 && !strncmp(keys[g - 1], keys[g], length))
			length++;
	length = keys ? length : KEY - 1;
	free(keys);
	return (uint8_t)length;
}

int text_key_width(struct render *r)
{
	if (!r->key_length)
		r->key_length = r->in->colour ? shortest(r) : KEY - 1;
	return r->key_length + 1;
}

void text_key(struct render *r, const struct iop_group *g, char *key)
{
	iop_group_key_text(g, key);
	key[text_key_width(r) - 1] = 0;
}
