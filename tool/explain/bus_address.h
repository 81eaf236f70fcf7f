/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The address of a fault, and what the CPU sees there. */
#ifndef EXPLAIN_BUS_ADDRESS_H
#define EXPLAIN_BUS_ADDRESS_H

#include <stddef.h>

#include "fdt/tree.h"

/* bus_address_of - the address of a fault, by the words that drivers put before it */
bool bus_address_of(const char *line, size_t len, uint64_t *address);

/*
 * bus_address_owner - the enabled node whose reg, or of a PCI host a window of whose
 * ranges, has the address
 * @window: true for a window
 * returns: IOP_NO_NODE if there is none.
 */
uint32_t bus_address_owner(const struct iop_tree *t, uint64_t address, bool *window);

#endif
