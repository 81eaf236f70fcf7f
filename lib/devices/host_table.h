/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * PCI hosts that look the stream ID of a requester up in a table of their own, which
 * their driver writes from iommu-map: it takes entries of four cells, whatever
 * #iommu-cells is, and only the first requester ID of each.
 */
#ifndef IOP_HOST_TABLE_H
#define IOP_HOST_TABLE_H

#include "model/model.h"

/* A requester ID that Linux maps, and the table does not map alike. */
struct iop_host_miss {
	uint32_t rid;
	uint32_t cells;		/* of the output of the entry that maps it; IOP_NONE: it is
				 * one, so the entry has several requester IDs */
};

/*
 * iop_host_table_misses - does the table of its host lack some requester ID of the
 * device, or have another stream ID for it?
 * @miss: the first one
 */
bool iop_host_table_misses(const struct iop_plan *p, const struct iop_device *d,
			   struct iop_host_miss *miss);

#endif
