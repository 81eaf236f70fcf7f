// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/bus_address.h"

#include <stdlib.h>
#include <string.h>

#include "explain/log_fields.h"
#include "fdt/address.h"
#include "fdt/long.h"

#define PCI_CELLS 3u
#define ENTRIES_MOST 64u	/* of one reg or ranges */
#define LOOKS_MOST 64u		/* spans of a tree overlap in few places */

bool bus_address_of(const char *line, size_t len, uint64_t *address)
{
	static const char *const words[] = {
		"iova=", " iova: ", " iova ", "Page fault at ", "Page fault for ", " at iova ",
		" occurred at ",
	};

	for (size_t n = 0; n < sizeof(words) / sizeof(words[0]); n++) {
		const char *at = log_find(line, len, words[n]);

		if (at && line + len - at > 2 && at[0] == '0' && at[1] == 'x' &&
		    log_number(at, line + len, 16, address))
			return true;
	}
	return false;
}

/* What the CPU cannot reach is left out. */
static bool add(struct bus_addresses *b, const struct iop_tree *t, uint32_t bus,
		struct iop_span_row r, struct bus_span span)
{
	struct bus_span *e;

	if (!r.size || !iop_translate(t, bus, IOP_P_RANGES, &r.parent))
		return true;
	e = vec_push(&b->list, sizeof(*e));
	if (!e)
		return false;
	*e = span;
	e->first = r.parent;
	e->last = r.size - 1 > UINT64_MAX - r.parent ? UINT64_MAX : r.parent + (r.size - 1);
	return true;
}

static bool add_reg(struct bus_addresses *b, const struct iop_tree *t, uint32_t node)
{
	uint32_t bus = t->nodes[node].parent;
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);
	struct iop_bus_cells c = iop_bus_cells(t, bus);
	struct iop_span_row r = { 0 };

	for (uint32_t n = 0; n < ENTRIES_MOST && c.size && iop_number_next(&reg, c.child, &r.parent) &&
	     iop_number_next(&reg, c.size, &r.size); n++)
		if (!add(b, t, bus, r, (struct bus_span){ .node = node }))
			return false;
	return true;
}

static bool add_windows(struct bus_addresses *b, const struct iop_tree *t, uint32_t node)
{
	struct iop_cells rows = iop_prop(t, node, IOP_P_RANGES);
	struct iop_bus_cells c = iop_bus_cells(t, node);
	struct iop_span_row r;

	if (c.child != PCI_CELLS)
		return true;
	for (uint32_t n = 0; n < ENTRIES_MOST && iop_span_row_next(&rows, c, &r); n++)
		if (!add(b, t, t->nodes[node].parent, r,
			 (struct bus_span){ .node = node, .window = true }))
			return false;
	return true;
}

/* RAM is no device, and what is reserved in it neither. */
static bool is_memory(const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);

	return (type && !strcmp(type, "memory")) ||
	       !strcmp(iop_node_name(t, t->nodes[node].parent), "reserved-memory");
}

static int compare(const void *a, const void *b)
{
	const struct bus_span *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

bool bus_addresses_read(struct bus_addresses *b, const struct iop_tree *t)
{
	struct bus_span *all;

	*b = (struct bus_addresses){ .list = { NULL } };
	for (uint32_t n = 1; n < t->count; n++)
		if (t->nodes[n].available &&
		    ((iop_has(t, n, IOP_P_RANGES) && !add_windows(b, t, n)) ||
		     (iop_has(t, n, IOP_P_REG) && !is_memory(t, n) && !add_reg(b, t, n))))
			return false;
	if (!b->list.count)
		return true;
	all = b->list.data;
	qsort(all, b->list.count, sizeof(*all), compare);
	for (size_t n = 0; n < b->list.count; n++)
		all[n].reach = n && all[n - 1].reach > all[n].last ? all[n - 1].reach : all[n].last;
	return true;
}

void bus_addresses_free(struct bus_addresses *b)
{
	free(b->list.data);
	*b = (struct bus_addresses){ .list = { NULL } };
}

/* How many spans begin at @address or below. */
static size_t begun(const struct bus_addresses *b, uint64_t address)
{
	const struct bus_span *all = b->list.data;
	size_t low = 0, high = b->list.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all[middle].first <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t bus_address_owner(const struct bus_addresses *b, uint64_t address, bool *window)
{
	const struct bus_span *all = b->list.data;
	uint32_t owner = IOP_NO_NODE;
	unsigned int looks = 0;

	*window = false;
	for (size_t n = begun(b, address); n && all[n - 1].reach >= address && looks < LOOKS_MOST;
	     n--, looks++)
		if (all[n - 1].last >= address && all[n - 1].node < owner) {
			owner = all[n - 1].node;
			*window = all[n - 1].window;
		}
	return owner;
}
