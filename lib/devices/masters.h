/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files that collect masters. */
#ifndef IOP_MASTERS_H
#define IOP_MASTERS_H

#include "bindings/entries.h"
#include "bindings/map_index.h"
#include "devices/devices.h"

/* iop_master_add - append a device for @node, without a group; NULL: no room. */
struct iop_device *iop_master_add(struct iop_plan *p, struct iop_arena *a,
				  uint32_t node);

/* iop_entry_refused - why of_iommu_xlate() fails for one more entry of @d;
 * keeps in d->iommu the instance that will serve the device. */
enum iop_reason iop_entry_refused(const struct iop_plan *p,
				  struct iop_device *d,
				  const struct iop_entry *e);

/* iop_host_refuse - a device that stands for a host whose map nobody reads. */
bool iop_host_refuse(struct iop_plan *p, struct iop_arena *a, uint32_t node,
		     enum iop_reason why);

/* iop_host_add - devices that stand for what is behind @node's iommu-map. */
bool iop_host_add(struct iop_plan *p, struct iop_map_index *x, struct iop_arena *a,
		  uint32_t node);

/* iop_host_fill - streams and ranges of all devices of the host that starts
 * at device @first; returns the last of them. */
uint32_t iop_host_fill(struct iop_plan *p, struct iop_map_index *x, uint32_t first);

/* iop_legacy_open - read mmu-masters once; before any master is added. */
bool iop_legacy_open(struct iop_plan *p, struct iop_arena *a);

/* iop_legacy_add - masters that mmu-masters names, in the order of the tree. */
bool iop_legacy_add(struct iop_plan *p, struct iop_arena *a);
void iop_legacy_fill(struct iop_plan *p, struct iop_device *d);

#endif
