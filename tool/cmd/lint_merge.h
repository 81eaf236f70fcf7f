/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* lint --merge: what several runs found, as if it had been one. */
#ifndef CMD_LINT_MERGE_H
#define CMD_LINT_MERGE_H

#include "cli/options.h"
#include "text/out.h"

/* lint_merge - the FILEs of @o are what "lint -f json" wrote; an exit status */
int lint_merge(const struct options *o, struct out *diag);

#endif
