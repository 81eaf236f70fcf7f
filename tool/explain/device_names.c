// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/device_names.h"

#include <stdlib.h>
#include <string.h>

struct named {
	const char *name;
	uint32_t node;
};

static int compare(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->node > y->node) - (x->node < y->node);
}

bool device_names_read(struct device_names *d, struct render *r)
{
	*d = (struct device_names){ .store = { NULL } };
	for (uint32_t n = 1; n < r->p->tree->count; n++) {
		const char *name = render_node_name(r, n);
		struct named *e = vec_push(&d->list, sizeof(*e));

		if (!e)
			return false;
		e->node = n;
		e->name = store_text(&d->store, name, strlen(name));
		if (!e->name)
			return false;
	}
	if (d->list.count)
		qsort(d->list.data, d->list.count, sizeof(struct named), compare);
	return true;
}

void device_names_free(struct device_names *d)
{
	free(d->list.data);
	store_free(&d->store);
	memset(d, 0, sizeof(*d));
}

uint32_t device_names_find(const struct device_names *d, const char *name, size_t len)
{
	const struct named *all = d->list.data;
	size_t from = 0, to = d->list.count;

	/* What strncmp() would stop at. */
	if (memchr(name, 0, len))
		return IOP_NO_NODE;
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strncmp(all[middle].name, name, len) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < d->list.count && !strncmp(all[from].name, name, len); from++)
		if (!all[from].name[len])
			return all[from].node;
	return IOP_NO_NODE;
}
