/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The facts that are compiled in: the output of the generator for schemas/.
 * drivers[0] is "linux"; the others follow in the order of their file names.
 */
#ifndef IOP_BUILTIN_H
#define IOP_BUILTIN_H

#include "facts/facts.h"

extern const struct iop_facts iop_builtin_facts;

#endif
