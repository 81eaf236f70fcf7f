/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * PCI hosts that look the stream ID of a requester up in a table of their own, which
 * their driver writes from iommu-map: it takes entries of four cells, whatever
 * #iommu-cells is, and only the first requester ID of each.
 */
#ifndef IOP_HOST_TABLE_H
#define IOP_HOST_TABLE_H

#include "model/model.h"

/* Whether the host that was asked about last has such a table: devices behind one host
 * follow each other. Begins as IOP_HOST_TABLE_NONE. */
struct iop_host_table {
	uint32_t host;		/* node */
	bool exists;
	bool off;		/* the driver leaves it switched off */
};
#define IOP_HOST_TABLE_NONE ((struct iop_host_table){ IOP_NO_NODE, false, false })

/*
 * iop_host_table_misses - does the table of its host lack some requester ID of the
 * device, or have another stream ID for it? If it is off, the one stream ID that all
 * requesters have is taken for the first of iommu-map.
 * @rid: the first one; or NULL
 */
bool iop_host_table_misses(struct iop_host_table *t, const struct iop_plan *p,
			   const struct iop_device *d, uint32_t *rid);

#endif
