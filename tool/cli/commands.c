// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cli/options.h"

/* All of them, or for a board's own small program (make verify-static) one. */
const struct command commands[] = {
#ifndef IOP_ONLY_VERIFY
	{ "plan", cmd_plan, FOR_PLAN, "FILE...",
	  "Predict IOMMU groups, default domains and unprotected masters.",
	  false },
	{ "lint", cmd_lint, FOR_LINT, "FILE...",
	  "Report mistakes in the tree, and properties that a kernel does not handle as intended.", false },
	{ "build", cmd_build, FOR_BUILD, "FILE...",
	  "Write the annotated tree, an overlay, the kernel parameters and the plan.",
	  false },
	{ "diff", cmd_diff, FOR_DIFF, "OLD [NEW]",
	  "Show what changes between two trees, kernels or policies.", false },
#endif
	{ "verify", cmd_verify, FOR_VERIFY, "",
	  "Compare a running or captured system with its plan.", true },
#ifndef IOP_ONLY_VERIFY
	{ "explain", cmd_explain, FOR_EXPLAIN, "[WORD]...",
	  "Explain a term, or with -b a device, stream ID or log; without arguments, list the rules.", true },
	{ "report", cmd_report, FOR_REPORT, "[VERSION=]DIR...",
	  "Write pages about many boards, and about what changes between kernels.", false },
#endif
	{ .name = NULL },
};
