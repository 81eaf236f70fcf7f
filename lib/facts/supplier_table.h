/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The Kconfig symbol that builds the driver of a supplier, by compatible. There are
 * thousands of rows, so names are offsets into one pool, and rows are sorted.
 */
#ifndef IOP_SUPPLIER_TABLE_H
#define IOP_SUPPLIER_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/version.h"

struct iop_view;

/* Flags of a row, as schemas/suppliers.yaml has them. */
enum { IOP_SUPPLIER_EARLY = 1, IOP_SUPPLIER_ALIAS = 2 };

struct iop_supplier_row {
	uint32_t compatible;	/* offset of its name */
	uint16_t symbol;	/* number of the symbol */
	uint8_t span;		/* number of the span */
	uint8_t flags;
};

struct iop_supplier_table {
	const char *names;
	const struct iop_supplier_row *rows;	/* by name */
	const uint32_t *symbols;		/* offsets, by name; "-": always built */
	const struct iop_span *spans;
	uint32_t n_rows, n_symbols, n_spans;
};

/* What is known about the driver of one compatible. */
struct iop_supplier_driver {
	bool known;		/* in some version */
	bool now;		/* in this one */
	bool early;		/* init code uses the node: fw_devlink does not wait for a device */
	uint8_t built;		/* enum iop_tristate; with several drivers the one that is built */
	const char *kconfig;	/* NULL: always built, or not known */
};

/* iop_supplier_driver - the driver in the kernel of this view, as configured. */
struct iop_supplier_driver iop_supplier_driver(const struct iop_view *v, const char *compatible);

/* iop_supplier_first - the first row of a compatible, or of the next one if it has none. */
uint32_t iop_supplier_first(const struct iop_supplier_table *t, const char *compatible);

/* iop_supplier_symbol - the number of a symbol, or @t->n_symbols. */
uint32_t iop_supplier_symbol(const struct iop_supplier_table *t, const char *name, uint32_t len);

#endif
