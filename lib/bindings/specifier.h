/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The cells of one specifier, as the driver of its IOMMU reads them. */
#ifndef IOP_SPECIFIER_H
#define IOP_SPECIFIER_H

#include "model/lookup.h"

/*
 * iop_specifier - @count cells to a stream, as the driver's of_xlate() does
 * returns: IOP_R_NONE, or why it refuses.
 */
enum iop_reason iop_specifier(const struct iop_plan *p, uint32_t iommu,
			      struct iop_cells cells, uint32_t count,
			      struct iop_stream *out);

/* iop_stream_fits - do the registers of an IOMMU hold these bits of ID and mask? */
bool iop_stream_fits(const struct iop_plan *p, uint32_t iommu, uint32_t bits);

#endif
