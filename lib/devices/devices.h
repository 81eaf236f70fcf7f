/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * From a tree to the IOMMUs that it describes, their masters, and the stream IDs
 * that these use, with the bindings read as the kernel reads them. Nothing here
 * depends on groups.
 */
#ifndef IOP_DEVICES_H
#define IOP_DEVICES_H

#include "bindings/specifier.h"
#include "model/lookup.h"

/* A master in mmu-masters, indexed by its node. */
struct iop_named {
	uint32_t iommu;		/* index of the first SMMU that lists it */
	struct iop_cells ids;	/* at NULL: no SMMU lists it */
	uint32_t count;
};

/* iop_devices_read - read all of these; false if the arena is full. */
bool iop_devices_read(struct iop_plan *p, struct iop_arena *a);

/* iop_driver_precedes - does driver @a register before driver @b? */
bool iop_driver_precedes(const struct iop_plan *p, const struct iop_driver *a,
			 const struct iop_driver *b);

/* --- internal to this directory and lib/groups --- */

bool iop_iommus_collect(struct iop_plan *p, struct iop_arena *a);
bool iop_masters_collect(struct iop_plan *p, struct iop_arena *a);

/*
 * iop_reach - can a specifier for this instance be translated at all?
 * returns: IOP_R_NONE, or the reason why of_iommu_xlate() fails.
 */
enum iop_reason iop_reach(const struct iop_plan *p, uint32_t iommu);

/*
 * iop_master_refused - does the driver accept only listed masters, and not this one?
 * @node: the master (IOP_BUS_PCI: its host)
 */
bool iop_master_refused(const struct iop_plan *p, uint32_t iommu,
			uint32_t node, enum iop_bus bus);

/* iop_bus_refused - IOP_R_NONE, or the reason if the IOMMU's driver does not support
 * devices on this bus. */
enum iop_reason iop_bus_refused(const struct iop_plan *p, uint32_t iommu,
				enum iop_bus bus);

/*
 * iop_unread_iommu - the next available node, from @node on, that is an IOMMU by
 * its name or compatible, but has no #iommu-cells and is not in the plan. As no
 * property of a master can refer to it, its masters are not known.
 *
 * returns: the node, or IOP_NO_NODE after the last.
 */
uint32_t iop_unread_iommu(const struct iop_plan *p, uint32_t node);

#endif
