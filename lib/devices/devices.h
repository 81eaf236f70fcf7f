/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Bindings read as the kernel reads them: from a tree to the IOMMUs it
 * describes, the masters that name them, and the stream IDs they use. Nothing
 * here knows what a group is.
 */
#ifndef IOP_DEVICES_H
#define IOP_DEVICES_H

#include "bindings/specifier.h"
#include "model/lookup.h"

/* A master that mmu-masters names, by its node. */
struct iop_named {
	uint32_t iommu;		/* index of the SMMU that lists it first */
	struct iop_cells ids;	/* at NULL: none does */
	uint32_t count;
};

/* iop_devices_read - all of it; false when the arena is full. */
bool iop_devices_read(struct iop_plan *p, struct iop_arena *a);

/* iop_driver_precedes - does driver @a register before driver @b? */
bool iop_driver_precedes(const struct iop_plan *p, const struct iop_driver *a,
			 const struct iop_driver *b);

/* --- between the files of this room, and for lib/groups --- */

bool iop_iommus_collect(struct iop_plan *p, struct iop_arena *a);
bool iop_masters_collect(struct iop_plan *p, struct iop_arena *a);

/*
 * iop_reach - can a specifier for this instance be translated at all?
 * returns: IOP_R_NONE, or why of_iommu_xlate() fails.
 */
enum iop_reason iop_reach(const struct iop_plan *p, uint32_t iommu);

/*
 * iop_master_refused - a driver that serves only the masters it lists
 * @node: the master (IOP_BUS_PCI: its host)
 */
bool iop_master_refused(const struct iop_plan *p, uint32_t iommu,
			uint32_t node, enum iop_bus bus);

/* iop_bus_refused - does the IOMMU's driver get devices of this bus at all? */
enum iop_reason iop_bus_refused(const struct iop_plan *p, uint32_t iommu,
				enum iop_bus bus);

/*
 * iop_unread_iommu - the next available node from @node on that is an IOMMU by
 * its name or compatible, but has no #iommu-cells and is not one of the plan's: no
 * property of a master can name it, so nothing tells what it translates.
 *
 * returns: IOP_NO_NODE after the last.
 */
uint32_t iop_unread_iommu(const struct iop_plan *p, uint32_t node);

#endif
