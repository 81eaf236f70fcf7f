/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef EXPLAIN_START_SCHEMA_H
#define EXPLAIN_START_SCHEMA_H

#include "model/model.h"
#include "text/out.h"

/*
 * start_schema - a fact file to begin with for an IOMMU that no driver knows,
 * which --schema-dir takes as it is
 *
 * returns: false if @compatible is not one of such an IOMMU of @p.
 */
bool start_schema(struct out *o, const struct iop_plan *p, const char *compatible);

#endif
