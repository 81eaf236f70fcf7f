/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The rows of one iommu-map, side by side. */
#ifndef IOP_LINT_ROWS_H
#define IOP_LINT_ROWS_H

#include "bindings/iommu_map.h"
#include "lint/lint.h"

struct host_map {
	uint32_t node;
	enum iop_bus bus;
	struct iop_map map;
	struct iop_map_row *rows;
	uint32_t *handles;	/* by row: its phandle */
	uint32_t n_rows;
	struct iop_cells rest;	/* from the row on that could not be read */
	bool any_length;	/* some row has IDs */
	bool odd;		/* some row leads to no IOMMU, or is refused */
	bool has_buses;
	uint32_t first_bus, last_bus;	/* bus-range */
};

/* iop_lint_rows - read the map; false when the arena is full.
 * @stop: as of iop_map_row() */
bool iop_lint_rows(struct iop_lint *s, uint32_t node, struct host_map *out,
		   enum iop_reason *stop);

/* iop_lint_row_last - the row's last ID under the map's mask; it has IDs. */
uint32_t iop_lint_row_last(const struct host_map *h, uint32_t row);

/* iop_lint_map_buses - rows for ports in order, one of which is disabled. */
void iop_lint_map_buses(struct iop_lint *s, const struct host_map *h);

/* iop_lint_row_pairs - rows that take each other's IDs, or give the same. */
void iop_lint_row_pairs(struct iop_lint *s, const struct host_map *h);

#endif
