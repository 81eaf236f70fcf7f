// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/device_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fdt/address.h"
#include "model/lookup.h"

#define ENTRIES 16	/* of reg; none has as many on a board with an IOMMU */

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

static bool pick(struct vec *list, const struct named *n)
{
	struct named *e = vec_push(list, sizeof(*e));

	if (e)
		*e = *n;
	return e;
}

/* A child without reg is called "14830000.display-controller:port". */
static bool pick_some(struct device_names *d, const struct iop_plan *p)
{
	const struct named *all = d->list.data;

	for (size_t n = 0; n < d->list.count; n++)
		if ((iop_iommu_at(p, all[n].node) != IOP_NONE && !pick(&d->iommus, &all[n])) ||
		    (!strchr(all[n].name, ':') && !pick(&d->devices, &all[n])))
			return false;
	return true;
}

static bool add(struct device_names *d, struct vec *list, uint32_t node, const char *name)
{
	struct named *e = vec_push(list, sizeof(*e));

	if (!e)
		return false;
	e->node = node;
	e->name = store_text(&d->store, name, strlen(name));
	return e->name;
}

/* Names by the entries of reg that are not the first. */
static bool add_others(struct device_names *d, struct render *r, uint32_t node)
{
	const struct iop_tree *t = r->p->tree;
	uint32_t bus = t->nodes[node].parent;
	struct iop_bus_cells c = iop_bus_cells(t, bus);
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);
	const char *own = iop_node_name(t, node);
	uint64_t address, size;
	char hex[24];

	for (unsigned int n = 0; n < ENTRIES && iop_number_next(&reg, c.child, &address) &&
	     iop_number_next(&reg, c.size, &size); n++) {
		if (!n || !c.size || !iop_translate(t, bus, IOP_P_RANGES, &address))
			continue;
		line_clear(&r->name);
		snprintf(hex, sizeof(hex), "%llx.", (unsigned long long)address);
		line_str(&r->name, hex);
		line_mem(&r->name, own, strcspn(own, "@"));
		if (!add(d, &d->others, node, line_text(&r->name)))
			return false;
	}
	return true;
}

static bool add_type(struct device_names *d, const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_has(t, node, IOP_P_IOMMUS) ?
			   iop_prop_string(t, node, IOP_P_DEVICE_TYPE) : NULL;

	return !type || add(d, &d->types, node, type);
}

static void sort(struct vec *list)
{
	if (list->count)
		qsort(list->data, list->count, sizeof(struct named), compare);
}

bool device_names_read(struct device_names *d, struct render *r)
{
	*d = (struct device_names){ .store = { NULL } };
	for (uint32_t n = 1; n < r->p->tree->count; n++)
		if (!add(d, &d->list, n, render_node_name(r, n)) || !add_others(d, r, n) ||
		    !add_type(d, r->p->tree, n))
			return false;
	sort(&d->list);
	sort(&d->others);
	sort(&d->types);
	return pick_some(d, r->p);
}

void device_names_free(struct device_names *d)
{
	free(d->list.data);
	free(d->iommus.data);
	free(d->devices.data);
	free(d->others.data);
	free(d->types.data);
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

/* The node of the only name that begins so; IOP_NO_NODE: none does, or several do. */
static uint32_t only_of(const struct vec *list, const char *name, size_t len)
{
	const struct named *e = first_of(list, name, len);
	const struct named *end = (const struct named *)list->data + list->count;

	return e && (e + 1 == end || strncmp(e[1].name, name, len)) ? e->node : IOP_NO_NODE;
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

	return dot ? only_of(&d->devices, name, size) : IOP_NO_NODE;
}

uint32_t device_names_other(const struct device_names *d, const char *name, size_t len)
{
	const struct named *e = device_names_has_address(name, len) ?
				first_of(&d->others, name, len) : NULL;

	return e && !e->name[len] ? only_of(&d->others, name, len) : IOP_NO_NODE;
}

uint32_t device_names_find(const struct device_names *d, const char *name, size_t len)
{
	/* What strncmp() would stop at. */
	const struct named *e = memchr(name, 0, len) ? NULL : first_of(&d->list, name, len);

	return e && !e->name[len] ? e->node : IOP_NO_NODE;
}

uint32_t device_names_typed(const struct device_names *d, const char *name, size_t len)
{
	const struct named *e = memchr(name, 0, len) ? NULL : first_of(&d->types, name, len);
	const struct named *end = (const struct named *)d->types.data + d->types.count;

	if (!e || e->name[len] || (e + 1 < end && !strcmp(e[1].name, e->name)))
		return IOP_NO_NODE;
	return e->node;
}

#define PATH_MOST 1024

uint32_t device_names_path(const struct iop_tree *t, const char *line, size_t len)
{
	char path[PATH_MOST];

	for (size_t at = 0, end; at < len; at = end + 1) {
		for (end = at; end < len && line[end] && line[end] != ' '; end++)
			;
		if (line[at] != '/' || end - at < 2 || end - at > sizeof(path) ||
		    line[end - 1] != ':')
			continue;
		memcpy(path, line + at, end - at - 1);
		path[end - at - 1] = 0;
		return iop_by_path(t, path);
	}
	return IOP_NO_NODE;
}
