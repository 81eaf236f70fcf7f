/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Claims by stream: a log has as many lines as the tree has claims, and no line
 * may go through all of them. What is asked first sorts them.
 */
#ifndef EXPLAIN_CLAIM_INDEX_H
#define EXPLAIN_CLAIM_INDEX_H

#include "explain/claims.h"

/* Lines name an IOMMU, its driver only, or neither. */
enum claims_by { CLAIMS_BY_IOMMU, CLAIMS_BY_DRIVER, CLAIMS_BY_NONE, CLAIMS_BYS };

/* By scope: an IOMMU, a driver, or 0 for any; claims_scope() sets disabled nodes apart. */
struct claims_sorted {
	bool made;
	struct vec patterns;	/* struct id_pattern, scope apart: iommus */
	struct vec runs;	/* struct id_run, scope apart: iommu-map */
	struct vec all;		/* struct id_run: both, without masks */
	struct vec nodes;	/* uint64_t: scope apart, and node; by IOMMU only */
};

static inline uint32_t claims_scope(uint32_t scope, bool off)
{
	return 2 * scope + off;
}

/* claims_sorted - NULL: out of memory */
const struct claims_sorted *claims_sorted(struct claims *c, enum claims_by by);

/* claim_driver_number - its scope */
uint32_t claim_driver_number(const struct claims *c, const struct iop_driver *d);

/* claims_driver - has the tree an IOMMU of this driver? */
bool claims_driver(struct claims *c, const struct iop_driver *driver);

/* claims_placeholder - is there an iommu-map that a boot loader fills in? */
bool claims_placeholder(struct claims *c);

void claim_index_free(struct claim_index *x);

#endif
