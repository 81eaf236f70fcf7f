/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Bindings read as the kernel reads them: from a tree to the IOMMUs it
 * describes, the masters that name them, and the stream IDs they use. Nothing
 * here knows what a group is.
 */
#ifndef IOP_LINKS_H
#define IOP_LINKS_H

#include "model/model.h"

struct iop_links {
	const struct iop_tree *tree;
	const struct iop_view *view;
	uint8_t arch;			/* IOP_ARCH_ARM or IOP_ARCH_ARM64 */
	struct iop_iommu *iommus;	/* in the order of the tree */
	uint32_t n_iommus;
	struct iop_device *devices;	/* in the order of the tree */
	uint32_t n_devices;
	struct iop_stream *streams;
	uint32_t n_streams;
	struct iop_range *ranges;
	uint32_t n_ranges;
	struct iop_sweep *sweep;	/* for long maps: map.h */
	struct iop_functions *pci;	/* functions a dump names, or NULL */
};

/* iop_links_read - all of it; false when the arena is full. */
bool iop_links_read(struct iop_links *l, struct iop_arena *a);

/* iop_driver_precedes - does driver @a register before driver @b? */
bool iop_driver_precedes(const struct iop_links *l, const struct iop_driver *a,
			 const struct iop_driver *b);

/* --- between the files of this room, and for lib/groups --- */

bool iop_iommus_collect(struct iop_links *l, struct iop_arena *a);
bool iop_masters_collect(struct iop_links *l, struct iop_arena *a);

/* iop_iommu_at - index of the IOMMU whose node this is, or IOP_NONE. */
uint32_t iop_iommu_at(const struct iop_links *l, uint32_t node);

/* iop_fact_of - a fact about an instance with a driver. */
uint64_t iop_fact_of(const struct iop_links *l, const struct iop_iommu *i,
		     enum iop_key key, uint64_t fallback);

/*
 * iop_reach - can a specifier for this instance be translated at all?
 * returns: IOP_R_NONE, or why of_iommu_xlate() fails.
 */
enum iop_reason iop_reach(const struct iop_links *l, uint32_t iommu);

/*
 * iop_specifier - @count cells to a stream, as the driver's of_xlate() does
 * returns: IOP_R_NONE, or why it refuses.
 */
enum iop_reason iop_specifier(const struct iop_links *l, uint32_t iommu,
			      struct iop_cells cells, uint32_t count,
			      struct iop_stream *out);

/*
 * iop_master_refused - a driver that serves only the masters it lists
 * @node: the master (IOP_BUS_PCI: its host)
 */
bool iop_master_refused(const struct iop_links *l, uint32_t iommu,
			uint32_t node, enum iop_bus bus);

/* iop_bus_refused - does the IOMMU's driver get devices of this bus at all? */
enum iop_reason iop_bus_refused(const struct iop_links *l, uint32_t iommu,
				enum iop_bus bus);

#endif
