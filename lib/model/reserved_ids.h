/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Stream IDs that belong to firmware, and the masters that use one. */
#ifndef IOP_RESERVED_IDS_H
#define IOP_RESERVED_IDS_H

#include "model/model.h"

/* The IDs that are from @first to @last once the bits of @mask are cleared. */
struct iop_reserved_ids {
	uint32_t first, last;
	uint32_t mask;		/* if not 0, @first equals @last, and has none of its bits */
};

/*
 * iop_names_reserved - does a master's iommus or iommu-map use one of them?
 * @iommu: index of the IOMMU that the IDs belong to
 * @id: set to the first one found
 */
bool iop_names_reserved(const struct iop_plan *p, const struct iop_device *d,
			uint32_t iommu, const struct iop_reserved_ids *r, uint32_t *id);

/* iop_stream_reserved - the same for one stream. */
bool iop_stream_reserved(const struct iop_stream *s, const struct iop_reserved_ids *r,
			 uint32_t *id);

#endif
