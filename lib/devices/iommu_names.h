/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_IOMMU_NAMES_H
#define IOP_IOMMU_NAMES_H

#include "model/model.h"

/* iop_iommu_names - shorten a long list of compatibles; false: no space. */
bool iop_iommu_names(struct iop_iommu *i, struct iop_arena *a);

#endif
