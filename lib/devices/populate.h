/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Which nodes become devices, as of_platform_default_populate() and the buses
 * decide it.
 */
#ifndef IOP_POPULATE_H
#define IOP_POPULATE_H

#include "model/model.h"

/* What was found of nodes that others are below: struct iop_plan has it. */
struct iop_populated {
	uint8_t *within;	/* by node: enum iop_exist + 1; 0: not asked yet */
	uint8_t *above;		/* by node that others are below: what it is to them */
	uint32_t chosen;	/* the /chosen whose children were looked through */
	uint32_t first;		/* and its first that becomes a device */
};

struct iop_existence {
	enum iop_exist exist;
	enum iop_bus bus;
};

/*
 * iop_existence - of the device of @node. A node below a device that is no
 * bus exists if that device's driver makes it; a node below a PCI host is a
 * PCI function.
 */
struct iop_existence iop_existence(const struct iop_plan *p, uint32_t node);

/* iop_existence_open - memory for what is found on the way to a node; before
 * the first question. false: the arena is full */
bool iop_existence_open(struct iop_plan *p, struct iop_arena *a);

/* iop_host_bus - the bus whose devices are found behind @node's iommu-map, or
 * IOP_BUS_NONE. */
enum iop_bus iop_host_bus(const struct iop_tree *t, const struct iop_view *v,
			  uint32_t node);

/* iop_is_pci - is the node a PCI host or bridge (device_type "pci", or none and named pcie,
 * or none and an iommu-map for three address cells,
 * if no driver of another bus lists it)? */
bool iop_is_pci(const struct iop_tree *t, const struct iop_view *v, uint32_t node);

/* iop_is_pci_host - is it one, and no bridge below another? */
bool iop_is_pci_host(const struct iop_tree *t, const struct iop_view *v, uint32_t node);

#define IOP_PCI_DOMAINS 0x10000u	/* linux,pci-domain is cut to 16 bits */

/* iop_pci_number - is the node a PCI host whose linux,pci-domain Linux takes? */
bool iop_pci_number(const struct iop_tree *t, const struct iop_view *v, uint32_t node,
		    uint32_t *domain);

/* iop_is_bare_host - is it an enabled PCI host without iommu-map, so that nothing
 * behind it ever has a group? */
bool iop_is_bare_host(const struct iop_tree *t, const struct iop_view *v, uint32_t node);

#endif
