/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Specifiers, as the driver of their IOMMU reads them. */
#ifndef IOP_SPECIFIER_H
#define IOP_SPECIFIER_H

#include "model/lookup.h"

/*
 * iop_specifier - translate @count cells to a stream, as the driver's of_xlate()
 * returns: IOP_R_NONE, or the reason why it fails.
 */
enum iop_reason iop_specifier(const struct iop_plan *p, uint32_t iommu,
			      struct iop_cells cells, uint32_t count,
			      struct iop_stream *out);

/* iop_stream_fits - are ID and mask not wider than the stream IDs of the IOMMU? */
bool iop_stream_fits(const struct iop_plan *p, uint32_t iommu, uint32_t bits);

#endif
