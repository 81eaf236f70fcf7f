/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Addresses of one bus seen from the buses above it. */
#ifndef IOP_ADDRESS_H
#define IOP_ADDRESS_H

#include "fdt/tree.h"

/* One row of ranges or dma-ranges: child address, parent address, length. */
struct iop_span_row {
	uint64_t child, parent, size;
};

/* Cells a bus node's children (and the bus node itself) count addresses in. */
struct iop_bus_cells {
	uint32_t child, parent, size;
};

/* iop_bus_cells - of @bus, with the defaults of of_bus_n_addr_cells(), which
 * are all there is above the root (IOP_NO_NODE). */
struct iop_bus_cells iop_bus_cells(const struct iop_tree *t, uint32_t bus);

/* iop_span_row_next - take the next row; false at the end or if truncated. */
bool iop_span_row_next(struct iop_cells *rows, struct iop_bus_cells c,
		       struct iop_span_row *out);

/*
 * iop_translate - an address on @bus up to the root
 * @which: IOP_P_RANGES for CPU accesses, IOP_P_DMA_RANGES for DMA
 *
 * returns: false where a bus on the way covers it by no row (for ranges: also
 * where the property is missing, as of_translate_one() insists).
 */
bool iop_translate(const struct iop_tree *t, uint32_t bus, enum iop_prop which,
		   uint64_t *address);

/* iop_device_address - the first of reg as the CPU sees it; false without one. */
bool iop_device_address(const struct iop_tree *t, uint32_t node, uint64_t *address);

/*
 * iop_device_name - a platform device's name, "ee100000.mmc", as
 * of_device_make_bus_id() forms it from reg; false without a usable reg or
 * where @buf is too small.
 */
bool iop_device_name(const struct iop_tree *t, uint32_t node, char *buf,
		     size_t size);

#endif
