/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What was read from a function of the kernel. */
#ifndef EXPLAIN_FUNCTION_H
#define EXPLAIN_FUNCTION_H

#include "facts/facts.h"
#include "text/did_you_mean.h"
#include "text/out.h"

/*
 * function_explain - the facts that rest on @name
 * @near: gets the names of functions; or NULL
 *
 * returns: false, and nothing written, where there is none.
 */
bool function_explain(struct out *o, const struct iop_facts *facts, const char *name,
		      struct nearest *near);

#endif
