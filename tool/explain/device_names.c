// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/device_names.h"

#include <stdlib.h>
#include <string.h>

#include "model/lookup.h"

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

bool device_names_has_address(const char *name, size_t len)
{
	size_t hex = 0;

	while (hex < len && ((name[hex] >= '0' && name[hex] <= '9') ||
			     (name[hex] >= 'a' && name[hex] <= 'f')))
		hex++;
	return hex > 2 && hex + 1 < len && name[hex] == '.' && name[hex + 1] >= 'a' &&
	       name[hex + 1] <= 'z' && !memchr(name, 0, len);
}

/* The first of the names that are not before the one of @len bytes. */
static size_t first_of(const struct device_names *d, const char *name, size_t len)
{
	const struct named *all = d->list.data;
	size_t from = 0, to = d->list.count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strncmp(all[middle].name, name, len) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

uint32_t device_names_iommu(const struct device_names *d, const struct iop_plan *p,
			    const char *name, size_t len)
{
	const struct named *all = d->list.data;
	const char *dot = device_names_has_address(name, len) ? memchr(name, '.', len) : NULL;
	size_t size = dot ? (size_t)(dot - name) + 1 : 0;

	if (!dot)
		return IOP_NO_NODE;
	for (size_t n = first_of(d, name, size);
	     n < d->list.count && !strncmp(all[n].name, name, size); n++)
		if (iop_iommu_at(p, all[n].node) != IOP_NONE)
			return all[n].node;
	return IOP_NO_NODE;
}

uint32_t device_names_find(const struct device_names *d, const char *name, size_t len)
{
	const struct named *all = d->list.data;
	size_t from;

	/* What strncmp() would stop at. */
	if (memchr(name, 0, len))
		return IOP_NO_NODE;
	for (from = first_of(d, name, len); from < d->list.count && !strncmp(all[from].name, name, len); from++)
		if (!all[from].name[len])
			return all[from].node;
	return IOP_NO_NODE;
}
