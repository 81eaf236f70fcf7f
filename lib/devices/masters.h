/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to the files that collect masters. */
#ifndef IOP_MASTERS_H
#define IOP_MASTERS_H

#include "bindings/entries.h"
#include "bindings/map_index.h"
#include "devices/devices.h"

/* iop_master_add - append a device for @node, without a group; NULL: no space. */
struct iop_device *iop_master_add(struct iop_plan *p, struct iop_arena *a,
				  uint32_t node);

/* iop_entry_refused - the reason why of_iommu_xlate() fails for a further entry of @d;
 * sets d->iommu to the instance that the device will use. */
enum iop_reason iop_entry_refused(const struct iop_plan *p,
				  struct iop_device *d,
				  const struct iop_entry *e);

/* iop_host_refuse - add a device for a host whose map no driver reads. */
bool iop_host_refuse(struct iop_plan *p, struct iop_arena *a, uint32_t node,
		     enum iop_reason why);

/* iop_host_add - add devices for what is behind the iommu-map of @node. */
bool iop_host_add(struct iop_plan *p, struct iop_map_index *x, struct iop_arena *a,
		  uint32_t node);

/* iop_host_fill - set streams and ranges of all devices of a host, of which @first
 * is the first; returns the last. */
uint32_t iop_host_fill(struct iop_plan *p, struct iop_map_index *x, uint32_t first);

/* iop_legacy_open - read mmu-masters once, before any master is added. */
bool iop_legacy_open(struct iop_plan *p, struct iop_arena *a);

/* iop_legacy_add - add the masters in mmu-masters, in the order of the tree. */
bool iop_legacy_add(struct iop_plan *p, struct iop_arena *a);
void iop_legacy_fill(struct iop_plan *p, struct iop_device *d);

#endif
