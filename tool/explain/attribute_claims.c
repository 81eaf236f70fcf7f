// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/attribute_claims.h"

#include <stdlib.h>

#include "explain/claim_index.h"
#include "explain/claim_query.h"

/* Those of an IOMMU, or of any, that have the stream; disabled ones only where
 * no other has. */
static bool claimants(struct claims *c, uint32_t id, bool any_id, bool off,
		      struct attributed *out)
{
	const struct claim_query q = { out->iommu, out->driver, id, off };

	struct claim_nodes nodes;

	if (!(any_id ? claims_of(c, &q, &nodes) : claims_at(c, &q, &nodes)))
		out->failed = true;
	free(out->masters.data);
	out->masters = nodes.list;
	out->more = nodes.more;
	return out->masters.count;
}

void attribute_claims(struct claims *c, uint32_t id, bool any_id, struct attributed *out)
{
	const struct claim_query q = { out->iommu, out->driver, id, false };

	out->known = true;
	if (claimants(c, id, any_id, false, out)) {
		out->cause = out->line.event == LOG_EVENT_BAD_ENTRY ? LOG_CAUSE_BAD_TABLES : out->line.event == LOG_EVENT_BLOCKED_STREAM ||
			     out->line.event == LOG_EVENT_BAD_STREAM ||
			     out->line.event == LOG_EVENT_GLOBAL_FAULT ?
			     LOG_CAUSE_NOT_ATTACHED : LOG_CAUSE_UNMAPPED;
	} else if (claimants(c, id, any_id, true, out)) {
		out->cause = LOG_CAUSE_DISABLED;
	} else if (out->iommu == IOP_NONE && out->driver && !claims_driver(c, out->driver)) {
		out->cause = LOG_CAUSE_ABSENT;	/* booted from ACPI, or with another tree */
	} else if (any_id) {
		out->cause = LOG_CAUSE_NO_MASTER;
	} else {
		out->cause = claims_placeholder(c) ? LOG_CAUSE_BOOTLOADER : LOG_CAUSE_NOBODY;
		out->nearest = claims_nearest(c, &q);
	}
}

void attribute_stream(struct claims *claims, uint32_t iommu, uint32_t id,
		      struct attributed *out)
{
	*out = (struct attributed){ .device = IOP_NO_NODE, .iommu = iommu,
				    .supplier = IOP_NO_NODE, .owner = IOP_NO_NODE };
	out->line = (struct log_line){ LOG_EVENT_NONE, LOG_STREAM, true, id, NULL, 0, false };
	attribute_claims(claims, id, false, out);
	if (out->cause == LOG_CAUSE_UNMAPPED)
		out->cause = LOG_CAUSE_NONE;
}

bool attribute_only(struct claims *c, struct attributed *out)
{
	if (out->iommu == IOP_NONE || out->line.event != LOG_EVENT_CONTEXT_FAULT)
		return false;
	if (claimants(c, 0, true, false, out) && out->masters.count == 1) {
		out->known = true;
		out->cause = LOG_CAUSE_UNMAPPED;
		return true;
	}
	free(out->masters.data);
	out->masters = (struct vec){ .data = NULL };
	out->more = false;
	return false;
}
