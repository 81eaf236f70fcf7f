/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_PROBE_H
#define IOP_PROBE_H

#include "devices/devices.h"

/* iop_probe_all - set state and why of every IOMMU, as far as its own node and
 * the other IOMMUs determine them. */
void iop_probe_all(struct iop_plan *p);

/* iop_probe_needs - what the probe of a driver requires and the node lacks. */
enum iop_reason iop_probe_needs(const struct iop_plan *p, struct iop_iommu *i);

#endif
