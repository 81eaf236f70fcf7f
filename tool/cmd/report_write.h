/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The pages about several boards, as files. */
#ifndef CMD_REPORT_WRITE_H
#define CMD_REPORT_WRITE_H

#include "cli/options.h"
#include "report/report_model.h"

/*
 * report_write - all pages of @r but those of single boards, below o->output
 *
 * The index comes last: what it leads to is there. Returns an exit status: what
 * went wrong, reported on @diag, or whether --fail-on or the policy let it fail.
 */
int report_write(const struct options *o, const struct report *r, struct out *diag);

#endif
