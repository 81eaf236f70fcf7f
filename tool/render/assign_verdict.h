/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What VFIO makes of a group, in a word. */
#ifndef RENDER_ASSIGN_VERDICT_H
#define RENDER_ASSIGN_VERDICT_H

#include "plan/assignable.h"

enum assign_verdict { ASSIGN_YES, ASSIGN_UNSAFE, ASSIGN_UNKNOWN, ASSIGN_NO, ASSIGN_VERDICTS };

/* assign_verdict - can the group be assigned to a virtual machine? */
enum assign_verdict assign_verdict(const struct iop_assignable *a);

/* assign_of - the same of a group by its number; IOP_NONE: none, VFIO assigns groups */
enum assign_verdict assign_of(const struct iop_plan *p, uint32_t group);

const char *assign_text(enum assign_verdict v);

#endif
