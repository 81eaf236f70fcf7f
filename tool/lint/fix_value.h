/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef LINT_FIX_VALUE_H
#define LINT_FIX_VALUE_H

#include "lint/lint.h"
#include "text/out.h"

/*
 * fix_value - the value of a fix in DTS: strings where it is nothing but
 * text, cells else; phandles by a label that the tree has, numbers without
 */
void fix_value(struct out *o, const struct iop_tree *t, const struct iop_fix *fix);

/* fix_string - any bytes as a DTS string with its quotes */
void fix_string(struct out *o, const char *text, size_t len);

#endif
