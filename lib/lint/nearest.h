/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Boot arguments that are meant as a parameter some driver has. */
#ifndef IOP_LINT_NEAREST_H
#define IOP_LINT_NEAREST_H

#include "cmdline/bootargs.h"

/*
 * iop_looks_like_param - is it MODULE.NAME of a module the facts know, with a
 * name that none of its versions has?
 * @nearest: the parameter it is at most two letters away from, or NULL
 */
bool iop_looks_like_param(const struct iop_facts *facts, const struct iop_arg *arg,
			  const char **nearest);

#endif
