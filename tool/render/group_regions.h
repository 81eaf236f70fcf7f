/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What /sys/kernel/iommu_groups/N/reserved_regions would list of a group. */
#ifndef RENDER_GROUP_REGIONS_H
#define RENDER_GROUP_REGIONS_H

#include "render/common.h"

struct render_region {
	uint64_t base, size;
	const char *type;	/* "msi", "reserved", "direct" */
	uint32_t device;	/* node that requires it; IOP_NO_NODE: its driver, or several */
	bool unsure;		/* the IOMMU may report another, or several */
	uint32_t region;	/* reserved-memory node; IOP_NO_NODE: none, or several */
};

typedef void render_region_fn(void *ctx, const struct render_region *v);

/* render_reserved - in the order of the file; what touches is one, as there. */
void render_reserved(struct render *r, const struct iop_group *g,
		     render_region_fn *fn, void *ctx);

#endif
