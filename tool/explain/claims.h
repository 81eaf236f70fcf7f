/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Which nodes name which streams of which IOMMU: read from the tree itself, so
 * that disabled nodes, and masters that a driver's list leaves out, are there.
 */
#ifndef EXPLAIN_CLAIMS_H
#define EXPLAIN_CLAIMS_H

#include "model/lookup.h"
#include "yaml/store.h"

struct claim {
	uint32_t node;
	uint32_t iommu;		/* index in the plan */
	uint32_t id;		/* of the first requester of a map's entry */
	uint32_t mask;		/* bits of the ID that are ignored */
	uint32_t length;	/* IDs from @id on; 1 for iommus */
	uint32_t base;		/* first requester ID of a map's entry */
	uint32_t rid_mask;	/* iommu-map-mask */
	bool map;		/* from iommu-map */
	bool no_id;		/* the specifier has no cells: all of the IOMMU's streams */
	bool off;		/* the node, or one above it, is disabled */
};

struct claims {
	const struct iop_plan *plan;
	struct vec list;	/* struct claim, in the order of the tree */
	struct claim_index *index;	/* made when first used */
};

/* claims_read - false: out of memory. To be freed either way. */
bool claims_read(struct claims *c, const struct iop_plan *p);
void claims_free(struct claims *c);

/* claim_has - does it take stream @id? *@rid: the requester that has it */
bool claim_has(const struct claim *k, uint32_t id, uint32_t *rid);

static inline const struct claim *claim_at(const struct claims *c, size_t n)
{
	return (const struct claim *)c->list.data + n;
}

#endif
