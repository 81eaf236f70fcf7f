/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Properties that only the facts know the names of: what vendors' drivers read
 * of a master beside its iommus.
 */
#ifndef IOP_BY_PROPERTY_H
#define IOP_BY_PROPERTY_H

#include "bindings/dma_ranges.h"
#include "devices/traits.h"
#include "model/model.h"

/* How a master names its group. */
struct iop_naming {
	uint64_t by;		/* enum iop_word: NONE: it does not */
	uint32_t key;		/* node or IOP_NO_NODE, by PHANDLE; NUMBER: the number */
};

/* iop_naming_of - of a device with an IOMMU, as its driver's facts have it. */
struct iop_naming iop_naming_of(const struct iop_plan *p, const struct iop_device *d);

/* iop_type_named - enum iop_word of the type a property asks for, or NONE. */
uint64_t iop_type_named(const struct iop_plan *p, const struct iop_device *d);

/* iop_aperture_read - the span an instance translates; false: facts do not tell. */
bool iop_aperture_read(const struct iop_plan *p, const struct iop_iommu *i,
		       uint64_t *base, uint64_t *size);

enum iop_region_kind { IOP_REGION_RESERVED, IOP_REGION_DIRECT, IOP_REGION_USABLE };

#define IOP_REGIONS_MOST 32u	/* of a master; the rest is not looked at */

struct iop_regions {
	struct iop_iova rows[IOP_REGIONS_MOST];
	uint32_t count;
};

/*
 * iop_regions_read - regions of one kind of a device's, as its driver's facts
 * have it; usable ones sorted, and none where two overlap
 *
 * returns: false where there are none, or its properties are not read.
 */
bool iop_regions_read(const struct iop_plan *p, const struct iop_device *d,
		      enum iop_region_kind kind, struct iop_regions *out);

/* iop_regions_cut - a window to what is usable of it; false: nothing is left. */
bool iop_regions_cut(const struct iop_plan *p, const struct iop_device *d,
		     struct iop_window *w);

#endif
