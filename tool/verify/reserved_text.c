// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/reserved_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool reserved_add(struct vec *list, uint64_t first, uint64_t last, const char *type)
{
	struct reserved_region *r = vec_push(list, sizeof(*r));

	if (r)
		*r = (struct reserved_region){ first, last, type };
	return r;
}

bool reserved_lines(struct vec *list, char *text)
{
	for (char *line = text, *next; line && *line; line = next) {
		size_t len = strcspn(line, "\n");
		char *at = line;
		uint64_t first, last;

		next = line + len + (line[len] == '\n');
		line[len] = 0;
		first = strtoull(at, &at, 16);
		last = strtoull(at, &at, 16);
		at += strspn(at, " ");
		at[strcspn(at, " ")] = 0;
		if (*at && !reserved_add(list, first, last, at))
			return false;
	}
	return true;
}

static int by_type(const void *a, const void *b)
{
	const struct reserved_region *x = a, *y = b;
	int order = strcmp(x->type, y->type);

	return order ? order : (x->first > y->first) - (x->first < y->first);
}

static int by_address(const void *a, const void *b)
{
	const struct reserved_region *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return strcmp(x->type, y->type);
}

static size_t merge(struct reserved_region *r, size_t count)
{
	size_t kept = 0;

	for (size_t n = 1; n < count; n++) {
		struct reserved_region *to = &r[kept];

		if (strcmp(to->type, r[n].type) ||
		    (to->last != UINT64_MAX && r[n].first > to->last + 1))
			r[++kept] = r[n];
		else if (r[n].last > to->last)
			to->last = r[n].last;
	}
	return count ? kept + 1 : 0;
}

const char *reserved_text(struct vec *list, struct yaml_store *s)
{
	struct reserved_region *r = list->data;
	size_t room = sizeof("nothing"), at = 0;
	char *text;

	if (list->count)
		qsort(r, list->count, sizeof(*r), by_type);
	list->count = merge(r, list->count);
	if (list->count)
		qsort(r, list->count, sizeof(*r), by_address);
	for (size_t n = 0; n < list->count; n++)
		room += strlen(r[n].type) + 48;
	text = store_alloc(s, room);
	if (text && !list->count)
		strcpy(text, "nothing");
	for (size_t n = 0; text && n < list->count; n++)
		at += (size_t)snprintf(text + at, room - at, "%s0x%" PRIx64 "-0x%" PRIx64 " %s",
				       n ? ", " : "", r[n].first, r[n].last, r[n].type);
	return text;
}
