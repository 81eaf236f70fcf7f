/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef TEXT_GRAPHVIZ_H
#define TEXT_GRAPHVIZ_H

#include "text/out.h"

/*
 * out_dot_mem - a part of a quoted string of Graphviz
 *
 * As out_term() writes it, with quotation marks escaped and each backslash
 * doubled: to Graphviz, \N and \l mean something else. & is an entity, as
 * labels have these.
 */
void out_dot_mem(struct out *o, const char *s, size_t n);

#endif
