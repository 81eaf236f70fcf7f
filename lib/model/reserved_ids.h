/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Stream IDs that firmware keeps for itself, and the masters that name one. */
#ifndef IOP_RESERVED_IDS_H
#define IOP_RESERVED_IDS_H

#include "model/model.h"

/* Those from @first to @last once the bits of @mask are cleared. */
struct iop_reserved_ids {
	uint32_t first, last;
	uint32_t mask;		/* then @first is @last, and has none of its bits */
};

/*
 * iop_names_reserved - does a master's iommus or iommu-map name one of them?
 * @iommu: whose IDs they are, an index
 * @id: set to the first that is found
 */
bool iop_names_reserved(const struct iop_plan *p, const struct iop_device *d,
			uint32_t iommu, const struct iop_reserved_ids *r, uint32_t *id);

/* iop_stream_reserved - the same of one stream. */
bool iop_stream_reserved(const struct iop_stream *s, const struct iop_reserved_ids *r,
			 uint32_t *id);

#endif
