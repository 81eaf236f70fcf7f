// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/bus_address.h"

#include <string.h>

#include "explain/log_fields.h"
#include "fdt/address.h"
#include "fdt/long.h"

#define PCI_CELLS 3u
#define ENTRIES_MOST 64u	/* of one reg or ranges */

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

static bool is_in(const struct iop_tree *t, uint32_t bus, struct iop_span_row r, uint64_t address)
{
	return r.size && iop_translate(t, bus, IOP_P_RANGES, &r.parent) && address >= r.parent &&
	       address - r.parent < r.size;
}

static bool in_reg(const struct iop_tree *t, uint32_t node, uint64_t address)
{
	uint32_t bus = t->nodes[node].parent;
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);
	struct iop_bus_cells c = iop_bus_cells(t, bus);
	struct iop_span_row r = { 0 };

	for (uint32_t n = 0; n < ENTRIES_MOST && c.size && iop_number_next(&reg, c.child, &r.parent) &&
	     iop_number_next(&reg, c.size, &r.size); n++)
		if (is_in(t, bus, r, address))
			return true;
	return false;
}

static bool in_window(const struct iop_tree *t, uint32_t node, uint64_t address)
{
	struct iop_cells rows = iop_prop(t, node, IOP_P_RANGES);
	struct iop_bus_cells c = iop_bus_cells(t, node);
	struct iop_span_row r;

	if (c.child != PCI_CELLS)
		return false;
	for (uint32_t n = 0; n < ENTRIES_MOST && iop_span_row_next(&rows, c, &r); n++)
		if (is_in(t, t->nodes[node].parent, r, address))
			return true;
	return false;
}

/* RAM is no device, and what is reserved in it neither. */
static bool is_memory(const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);

	return (type && !strcmp(type, "memory")) ||
	       !strcmp(iop_node_name(t, t->nodes[node].parent), "reserved-memory");
}

uint32_t bus_address_owner(const struct iop_tree *t, uint64_t address, bool *window)
{
	for (uint32_t n = 1; n < t->count; n++) {
		if (!t->nodes[n].available)
			continue;
		*window = iop_has(t, n, IOP_P_RANGES) && in_window(t, n, address);
		if (*window || (iop_has(t, n, IOP_P_REG) && !is_memory(t, n) && in_reg(t, n, address)))
			return n;
	}
	return IOP_NO_NODE;
}
