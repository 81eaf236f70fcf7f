/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Whose a stream is. */
#ifndef EXPLAIN_CLAIM_QUERY_H
#define EXPLAIN_CLAIM_QUERY_H

#include "explain/claims.h"

struct claim_query {
	uint32_t iommu;		/* IOP_NONE: any of @driver, or any at all */
	const struct iop_driver *driver;	/* of the IOMMU; NULL: any */
	uint32_t id;
	bool off;		/* of disabled nodes, or of the others */
};

#define CLAIM_NODES_MOST 256	/* no board has as many on one stream */

struct claim_nodes {
	struct vec list;	/* uint32_t, in the order of the tree, each once */
	bool more;		/* these are some of them */
};

/* claims_at - the nodes that have the stream; false: out of memory. To be freed either way. */
bool claims_at(struct claims *c, const struct claim_query *q, struct claim_nodes *nodes);

/* claims_of - the same for all streams of an IOMMU */
bool claims_of(struct claims *c, const struct claim_query *q, struct claim_nodes *nodes);

/*
 * claims_nearest - of the claims of nodes, disabled or not, the one whose ID differs
 * least; NULL: none has an ID, or out of memory
 */
const struct claim *claims_nearest(struct claims *c, const struct claim_query *q);

#endif
