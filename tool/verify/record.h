/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* All that verify reads of a system, as one archive. */
#ifndef VERIFY_RECORD_H
#define VERIFY_RECORD_H

#include "verify/redact.h"
#include "verify/system.h"

/*
 * record_write - to @o, as tar
 * @redact: what it says in verify/redact.h, counted in @r; else NULL
 */
void record_write(struct out *o, const struct system *s, struct redacted *r);

#endif
