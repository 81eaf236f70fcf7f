/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Boot arguments that are probably misspelt parameters of a driver. */
#ifndef IOP_LINT_NEAREST_H
#define IOP_LINT_NEAREST_H

#include "cmdline/bootargs.h"

/*
 * iop_looks_like_param - is it MODULE.NAME, with a module in the facts and a name
 * that no version of it has?
 * @nearest: set to a parameter that differs in at most two letters, or NULL
 */
bool iop_looks_like_param(const struct iop_facts *facts, const struct iop_arg *arg,
			  const char **nearest);

#endif
