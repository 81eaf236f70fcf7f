/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* report --merge: reports of parts of all boards, made by other machines. */
#ifndef CMD_REPORT_MERGE_H
#define CMD_REPORT_MERGE_H

#include "cli/options.h"
#include "text/out.h"

/* report_merge - the reports in o's FILEs as one; an exit status, reported on @diag */
int report_merge(const struct options *o, struct out *diag);

#endif
