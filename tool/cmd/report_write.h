/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The pages about several boards, as files. */
#ifndef CMD_REPORT_WRITE_H
#define CMD_REPORT_WRITE_H

#include "report/report_model.h"

/*
 * report_write - all pages of @r but those of single boards, below @dir
 *
 * The index comes last: what it leads to is there. Returns an exit status, told
 * on @diag.
 */
int report_write(const char *dir, const struct report *r, struct out *diag);

#endif
