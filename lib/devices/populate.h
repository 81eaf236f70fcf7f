/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Which nodes become devices, as decided by of_platform_default_populate() and
 * the drivers of buses.
 */
#ifndef IOP_POPULATE_H
#define IOP_POPULATE_H

#include "model/model.h"

/* What is known about nodes that have children; in struct iop_plan. */
struct iop_populated {
	uint8_t *within;	/* by node: enum iop_exist + 1; 0: not determined yet */
	uint8_t *above;		/* by node that has children: what it means for them */
	uint32_t chosen;	/* the /chosen whose children were searched */
	uint32_t first;		/* and its first child that becomes a device */
};

struct iop_existence {
	enum iop_exist exist;
	enum iop_bus bus;
};

/*
 * iop_existence - does @node become a device? A node below a device that is not
 * a bus does if the driver of that device creates it; a node below a PCI host is
 * a PCI function.
 */
struct iop_existence iop_existence(const struct iop_plan *p, uint32_t node);

/* iop_existence_open - allocate the cache of iop_existence(), before its first call;
 * false: the arena is full */
bool iop_existence_open(struct iop_plan *p, struct iop_arena *a);

/* iop_host_bus - the bus whose devices are behind the iommu-map of @node, or
 * IOP_BUS_NONE. */
enum iop_bus iop_host_bus(const struct iop_tree *t, const struct iop_view *v,
			  uint32_t node);

/* iop_is_pci - is the node a PCI host or bridge? It is if its device_type is "pci"; without
 * a device_type, if its name is pcie, or if it has three address cells and an iommu-map
 * and no driver of a different bus lists it. */
bool iop_is_pci(const struct iop_tree *t, const struct iop_view *v, uint32_t node);

/* iop_is_pci_host - is it a PCI host, not a bridge below one? */
bool iop_is_pci_host(const struct iop_tree *t, const struct iop_view *v, uint32_t node);

#define IOP_PCI_DOMAINS 0x10000u	/* linux,pci-domain is truncated to 16 bits */

/* iop_pci_number - is the node a PCI host whose linux,pci-domain Linux uses? */
bool iop_pci_number(const struct iop_tree *t, const struct iop_view *v, uint32_t node,
		    uint32_t *domain);

/* iop_is_bare_host - is it an enabled PCI host without iommu-map, so that no device
 * behind it has a group? */
bool iop_is_bare_host(const struct iop_tree *t, const struct iop_view *v, uint32_t node);

#endif
