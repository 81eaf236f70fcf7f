// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/text_lookup.h"

#include <stdlib.h>
#include <string.h>

bool lookup_room(struct lookup *l, size_t most)
{
	lookup_free(l);
	l->list = calloc(most + 1, sizeof(*l->list));
	return l->list;
}

void lookup_add(struct lookup *l, const char *text, size_t n)
{
	if (text)
		l->list[l->count++] = (struct lookup_entry){ text, n };
}

static int by_text(const void *a, const void *b)
{
	const struct lookup_entry *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->n > y->n) - (x->n < y->n);
}

void lookup_sort(struct lookup *l)
{
	if (l->count)
		qsort(l->list, l->count, sizeof(*l->list), by_text);
}

const struct lookup_entry *lookup_find(const struct lookup *l, const char *text)
{
	size_t from = 0, to = l->count;

	while (text && from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(l->list[middle].text, text) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return text && from < l->count && !strcmp(l->list[from].text, text) ? &l->list[from] : NULL;
}

const struct lookup_entry *lookup_next(const struct lookup *l, const struct lookup_entry *at)
{
	const struct lookup_entry *next = at + 1;

	return next < l->list + l->count && !strcmp(next->text, at->text) ? next : NULL;
}

void lookup_free(struct lookup *l)
{
	free(l->list);
	*l = (struct lookup){ .list = NULL };
}
