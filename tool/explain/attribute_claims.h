/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Whose a stream in a log is, by what the nodes of the tree claim. */
#ifndef EXPLAIN_ATTRIBUTE_CLAIMS_H
#define EXPLAIN_ATTRIBUTE_CLAIMS_H

#include "explain/attribute.h"

/* attribute_claims - the masters that have stream @id of @out's IOMMU; @any_id: any stream */
void attribute_claims(struct claims *c, uint32_t id, bool any_id, struct attributed *out);

/*
 * attribute_only - a fault of an IOMMU's domain, of which the line does not tell the
 * stream: no other device can have it where the tree has only one behind the IOMMU
 *
 * returns: whether it is such a fault, of such an IOMMU.
 */
bool attribute_only(struct claims *c, struct attributed *out);

#endif
