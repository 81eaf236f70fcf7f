/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The relation of a dumped PCI bus to the tree: the PCI domain of each host, the
 * node of each function, and its stream IDs.
 */
#ifndef IOP_PCI_FUNCTIONS_H
#define IOP_PCI_FUNCTIONS_H

#include "bindings/map_index.h"
#include "devices/devices.h"
#include "pci/pci_kernel.h"

struct iop_pci_host {
	uint32_t node, domain;
	uint32_t first, last;	/* buses: all, if no other host has the domain */
};

struct iop_functions {
	struct iop_pci_kernel kernel;
	struct iop_pci_host *hosts;	/* in the order of the tree */
	uint32_t n_hosts;
	uint32_t *nodes;		/* by function: its node, or IOP_NO_NODE */
	uint32_t *devices;		/* by function: its device, or IOP_NONE */
};

/* iop_functions_open - set p->pci, if the target has a dump; false: no space. */
bool iop_functions_open(struct iop_plan *p, struct iop_arena *a);

/* iop_functions_known - does the dump show what is behind this host? */
bool iop_functions_known(const struct iop_plan *p, uint32_t host);

/* iop_functions_add - add a device for each function behind the host; false: no space. */
bool iop_functions_add(struct iop_plan *p, struct iop_map_index *x,
		       struct iop_arena *a, uint32_t host);

/* iop_function_fill - set the streams of one such device. */
void iop_function_fill(struct iop_plan *p, struct iop_map_index *x,
		       const struct iop_device *d);

/*
 * iop_unmatched_domain - walk the PCI domains of the dump that no host in the tree has
 * @cursor: starts at 0; false at the end
 */
bool iop_unmatched_domain(const struct iop_functions *f, uint32_t *cursor,
			  uint32_t *domain);

#endif
