/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Translation of addresses on a bus to the buses above it. */
#ifndef IOP_ADDRESS_H
#define IOP_ADDRESS_H

#include "fdt/tree.h"

/* One entry of ranges or dma-ranges: child address, parent address, length. */
struct iop_span_row {
	uint64_t child, parent, size;
};

/* The numbers of address cells of a bus node's children, and of the bus node itself. */
struct iop_bus_cells {
	uint32_t child, parent, size;
};

/* iop_bus_cells - those of @bus, with the defaults of of_bus_n_addr_cells(), which
 * also apply above the root (IOP_NO_NODE). */
struct iop_bus_cells iop_bus_cells(const struct iop_tree *t, uint32_t bus);

/* iop_span_row_next - read the next entry; false at the end or if truncated. */
bool iop_span_row_next(struct iop_cells *rows, struct iop_bus_cells c,
		       struct iop_span_row *out);

/*
 * iop_translate - translate an address on @bus to one of the root
 * @which: IOP_P_RANGES for CPU accesses, IOP_P_DMA_RANGES for DMA
 *
 * returns: false if no entry of a bus on the way contains it (for ranges: also if the
 * property is missing, which of_translate_one() requires).
 */
bool iop_translate(const struct iop_tree *t, uint32_t bus, enum iop_prop which,
		   uint64_t *address);

/* iop_device_address - the first address in reg, for the CPU; false: there is none. */
bool iop_device_address(const struct iop_tree *t, uint32_t node, uint64_t *address);

/*
 * iop_device_name - the name of a platform device, "ee100000.mmc", as
 * of_device_make_bus_id() forms it from reg; false without a usable reg, or if
 * @buf is too small
 */
bool iop_device_name(const struct iop_tree *t, uint32_t node, char *buf,
		     size_t size);

#endif
