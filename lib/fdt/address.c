// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/address.h"

#include <string.h>

#include "fdt/long.h"

static uint32_t cells_above(const struct iop_tree *t, uint32_t node,
			    enum iop_prop p, uint32_t fallback)
{
	for (; node != IOP_NO_NODE; node = t->nodes[node].parent)
		if (iop_has(t, node, p))
			return iop_prop_u32(t, node, p, fallback);
	return fallback;
}

struct iop_bus_cells iop_bus_cells(const struct iop_tree *t, uint32_t bus)
{
	uint32_t above = bus == IOP_NO_NODE ? IOP_NO_NODE : t->nodes[bus].parent;

	return (struct iop_bus_cells){
		.child = cells_above(t, bus, IOP_P_ADDRESS_CELLS, 1),
		.size = cells_above(t, bus, IOP_P_SIZE_CELLS, 1),
		.parent = cells_above(t, above, IOP_P_ADDRESS_CELLS, 1),
	};
}

bool iop_span_row_next(struct iop_cells *rows, struct iop_bus_cells c,
		       struct iop_span_row *out)
{
	return rows->left && (c.child || c.parent || c.size) &&
	       iop_number_next(rows, c.child, &out->child) &&
	       iop_number_next(rows, c.parent, &out->parent) &&
	       iop_number_next(rows, c.size, &out->size);
}

static bool step_up(const struct iop_tree *t, uint32_t bus, enum iop_prop which,
		    uint64_t *address)
{
	struct iop_cells rows = iop_prop(t, bus, which);
	struct iop_bus_cells c = iop_bus_cells(t, bus);
	struct iop_span_row r;

	if (!rows.left)
		return iop_has(t, bus, which) || which == IOP_P_DMA_RANGES;
	if (rows.left >= IOP_LONG)
		return iop_long_translate(t, bus, which, address);
	while (iop_span_row_next(&rows, c, &r)) {
		if (*address < r.child || *address - r.child >= r.size)
			continue;
		*address = *address - r.child + r.parent;
		return true;
	}
	return false;
}

bool iop_translate(const struct iop_tree *t, uint32_t bus, enum iop_prop which,
		   uint64_t *address)
{
	for (; bus && bus != IOP_NO_NODE; bus = t->nodes[bus].parent)
		if (!step_up(t, bus, which, address))
			return false;
	return true;
}

static char *put_hex(char *end, uint64_t value)
{
	do
		*--end = "0123456789abcdef"[value & 15];
	while (value >>= 4);
	return end;
}

bool iop_device_address(const struct iop_tree *t, uint32_t node, uint64_t *address)
{
	uint32_t bus = t->nodes[node].parent;
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);

	return bus != IOP_NO_NODE &&
	       iop_number_next(&reg, iop_bus_cells(t, bus).child, address) &&
	       iop_translate(t, bus, IOP_P_RANGES, address);
}

bool iop_device_name(const struct iop_tree *t, uint32_t node, char *buf,
		     size_t size)
{
	const char *name = iop_node_name(t, node), *hex;
	size_t len = strcspn(name, "@");
	char digits[16];
	uint64_t address;

	if (!iop_device_address(t, node, &address))
		return false;
	hex = put_hex(digits + sizeof(digits), address);
	if ((size_t)(digits + sizeof(digits) - hex) + len + 2 > size)
		return false;
	memcpy(buf, hex, (size_t)(digits + sizeof(digits) - hex));
	buf += digits + sizeof(digits) - hex;
	*buf++ = '.';
	memcpy(buf, name, len);
	buf[len] = 0;
	return true;
}
