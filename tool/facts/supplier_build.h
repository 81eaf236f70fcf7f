/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_SUPPLIER_BUILD_H
#define IOP_SUPPLIER_BUILD_H

#include "facts/facts.h"
#include "yaml/read.h"
#include "yaml/store.h"

/*
 * supplier_build - @out: the rows of driver "suppliers" as the library asks them
 *
 * returns: READ_OK; READ_IO without memory; READ_BAD with more different spans
 * or symbols than a row has bits for. What it made belongs to @s.
 */
int supplier_build(struct yaml_store *s, const struct iop_driver *d,
		   const struct iop_supplier_table **out);

#endif
