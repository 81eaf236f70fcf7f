/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Properties whose names are only in the facts: those that vendors' drivers read
 * from a master in addition to iommus.
 */
#ifndef IOP_BY_PROPERTY_H
#define IOP_BY_PROPERTY_H

#include "bindings/dma_ranges.h"
#include "devices/traits.h"
#include "model/model.h"

/* How a property of a master determines its group. */
struct iop_naming {
	uint64_t by;		/* enum iop_word; NONE: no property does */
	uint32_t key;		/* PHANDLE: node or IOP_NO_NODE; NUMBER: the number */
};

/* iop_naming_of - read it for a device with an IOMMU, according to its driver's facts. */
struct iop_naming iop_naming_of(const struct iop_plan *p, const struct iop_device *d);

/* iop_type_named - enum iop_word of the domain type that a property requests, or NONE. */
uint64_t iop_type_named(const struct iop_plan *p, const struct iop_device *d);

/* iop_aperture_read - the span that an instance translates; false: not in the facts. */
bool iop_aperture_read(const struct iop_plan *p, const struct iop_iommu *i,
		       uint64_t *base, uint64_t *size);

enum iop_region_kind { IOP_REGION_RESERVED, IOP_REGION_DIRECT, IOP_REGION_USABLE };

#define IOP_REGIONS_MOST 32u	/* of a master; further ones are not read */

struct iop_regions {
	struct iop_iova rows[IOP_REGIONS_MOST];
	uint32_t count;
};

/*
 * iop_regions_read - the regions of one kind that a device has, according to its
 * driver's facts; usable ones are sorted, and if two overlap there are none
 *
 * returns: false if there are none, or if the driver does not read such properties.
 */
bool iop_regions_read(const struct iop_plan *p, const struct iop_device *d,
		      enum iop_region_kind kind, struct iop_regions *out);

/* iop_regions_cut - limit a window to its usable part; false: nothing is left. */
bool iop_regions_cut(const struct iop_plan *p, const struct iop_device *d,
		     struct iop_window *w);

#endif
