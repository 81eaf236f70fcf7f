/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The address of a fault, and what the CPU sees there. */
#ifndef EXPLAIN_BUS_ADDRESS_H
#define EXPLAIN_BUS_ADDRESS_H

#include <stddef.h>

#include "fdt/tree.h"
#include "yaml/store.h"

/* bus_address_of - the address of a fault, by the words that drivers put before it */
bool bus_address_of(const char *line, size_t len, uint64_t *address);

/* Entries of reg, and of the ranges of PCI hosts, as the CPU sees them. */
struct bus_addresses {
	struct vec regs, windows;	/* struct id_run: by address, @node alone */
};

/* bus_addresses_read - of all enabled nodes but memory; false: out of memory. To be
 * freed either way. */
bool bus_addresses_read(struct bus_addresses *b, const struct iop_tree *t);
void bus_addresses_free(struct bus_addresses *b);

/*
 * bus_address_owner - the node that has the address, or IOP_NO_NODE; the first of several
 * @window: true if a window of its ranges has it
 */
uint32_t bus_address_owner(const struct bus_addresses *b, uint64_t address, bool *window);

#endif
