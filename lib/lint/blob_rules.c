// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The parts of a blob that no node shows. */
#include "fdt/write/base_blob.h"
#include "lint/lint.h"

void iop_lint_blob(struct iop_lint *s)
{
	struct iop_source source;

	if (!iop_source_read(&source, s->plan->tree))
		iop_report(s, IOP_RULE_RESERVATIONS_CUT, 0, NULL);
}
