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

static bool pick_iommus(struct device_names *d, const struct iop_plan *p)
{
	const struct named *all = d->list.data;

	for (size_t n = 0; n < d->list.count; n++) {
		struct named *e;

		if (iop_iommu_at(p, all[n].node) == IOP_NONE)
			continue;
		e = vec_push(&d->iommus, sizeof(*e));
		if (!e)
			return false;
		*e = all[n];
	}
	return true;
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
	return pick_iommus(d, r->p);
}

void device_names_free(struct device_names *d)
{
	free(d->list.data);
	free(d->iommus.data);
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

/* The first of the names that are not before the one of @len bytes: if it is among
 * them, then it, as it is the shortest of those that begin so. NULL: none begins so. */
static const struct named *first_of(const struct vec *list, const char *name, size_t len)
{
	const struct named *all = list->data;
	size_t from = 0, to = list->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strncmp(all[middle].name, name, len) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < list->count && !strncmp(all[from].name, name, len) ? &all[from] : NULL;
}

uint32_t device_names_iommu(const struct device_names *d, const char *name, size_t len)
{
	const char *dot = device_names_has_address(name, len) ? memchr(name, '.', len) : NULL;
	const struct named *e = dot ? first_of(&d->iommus, name, (size_t)(dot - name) + 1) : NULL;

	return e ? e->node : IOP_NO_NODE;
}

uint32_t device_names_at(const struct device_names *d, const char *name, size_t len)
{
	/* "13e10000.host1x:ctx0" is a child, which has no address. */
	const char *dot = device_names_has_address(name, len) && !memchr(name, ':', len) ?
			  memchr(name, '.', len) : NULL;
	size_t size = dot ? (size_t)(dot - name) + 1 : 0;
	const struct named *e = dot ? first_of(&d->list, name, size) : NULL;
	const struct named *end = (const struct named *)d->list.data + d->list.count;

	if (!e || (e + 1 < end && !strncmp(e[1].name, name, size)))
		return IOP_NO_NODE;
	return e->node;
}

uint32_t device_names_find(const struct device_names *d, const char *name, size_t len)
{
	/* What strncmp() would stop at. */
	const struct named *e = memchr(name, 0, len) ? NULL : first_of(&d->list, name, len);

	return e && !e->name[len] ? e->node : IOP_NO_NODE;
}

uint32_t device_names_typed(const struct iop_tree *t, const char *name, size_t len)
{
	uint32_t found = IOP_NO_NODE;

	for (uint32_t n = 1; n < t->count; n++) {
		const char *type = iop_prop_string(t, n, IOP_P_DEVICE_TYPE);

		if (!type || !iop_has(t, n, IOP_P_IOMMUS) || strlen(type) != len ||
		    memcmp(type, name, len))
			continue;
		if (found != IOP_NO_NODE)
			return IOP_NO_NODE;
		found = n;
	}
	return found;
}
