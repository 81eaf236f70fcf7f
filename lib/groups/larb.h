/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* MediaTek IDs, with the number of the larb above that of the port, and their checks. */
#ifndef IOP_LARB_H
#define IOP_LARB_H

#include "groups/groups.h"

/* iop_larb_check - IOP_R_NONE if the IDs are of one larb that the IOMMU lists, or the reason. */
enum iop_reason iop_larb_check(const struct iop_plan *p, const struct iop_device *d);

/* iop_larb_ports - the ports of all IDs as a bit mask. */
uint32_t iop_larb_ports(const struct iop_plan *p, const struct iop_device *d);

/* iop_larb_region - the IOVA region of the master, by ports or dma-ranges. */
enum iop_reason iop_larb_region(const struct iop_plan *p,
				const struct iop_device *d, uint32_t *region);

/* iop_larb_reserved - the next other region inside the master's own, which is reserved
 * for it; @cursor begins at 0. false: that was the last one. */
bool iop_larb_reserved(const struct iop_plan *p, const struct iop_device *d,
		       uint16_t *cursor, uint64_t *base, uint64_t *size);

#endif
