// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The parts of a blob that no node shows, and values that a compiler would not write. */
#include <string.h>

#include "fdt/write/base_blob.h"
#include "lint/lint.h"

/* The plan's own tree has what this kernel takes it for; the rest do the opposite. */
static void status(struct iop_lint *s, uint32_t node)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_STATUS_UNENDED, node, "status");
	uint8_t *value = iop_set_fix(s, f, "status", sizeof("okay"), "terminate it");

	iop_say(f, s->plan->tree->nodes[node].enabled ?
		   "this kernel treats the node as enabled, but newer kernels treat it as disabled" :
		   "this kernel treats the node as disabled, but older kernels treat it as enabled");
	if (value)
		memcpy(value, "okay", sizeof("okay"));
}

void iop_lint_blob(struct iop_lint *s)
{
	struct iop_source source;

	for (uint32_t n = 0; n < s->plan->tree->count; n++)
		if (s->plan->tree->nodes[n].unended)
			status(s, n);

	if (!iop_source_read(&source, s->plan->tree))
		iop_report(s, IOP_RULE_RESERVATIONS_CUT, 0, NULL);
}
