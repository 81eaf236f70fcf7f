/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The entries of one iommu-map, for comparisons. */
#ifndef IOP_LINT_ROWS_H
#define IOP_LINT_ROWS_H

#include "bindings/iommu_map.h"
#include "lint/lint.h"

struct host_map {
	uint32_t node;
	enum iop_bus bus;
	struct iop_map map;
	struct iop_map_row *rows;
	uint32_t *handles;	/* by entry: its phandle */
	uint32_t n_rows;
	struct iop_cells rest;	/* from the entry that could not be read */
	bool any_length;	/* some entry has IDs */
	bool odd;		/* some entry does not refer to an IOMMU, or is rejected */
	bool has_buses;
	uint32_t first_bus, last_bus;	/* bus-range */
};

/* iop_lint_rows - read the map; false if the arena is full.
 * @stop: as set by iop_map_row() */
bool iop_lint_rows(struct iop_lint *s, uint32_t node, struct host_map *out,
		   enum iop_reason *stop);

/* iop_lint_row_last - the last ID, under the map's mask, of an entry that has IDs. */
uint32_t iop_lint_row_last(const struct host_map *h, uint32_t row);

/* iop_lint_map_buses - entries for ports in order, one of which is disabled. */
void iop_lint_map_buses(struct iop_lint *s, const struct host_map *h);

/* iop_lint_row_pairs - entries that match the same IDs, or have the same output. */
void iop_lint_row_pairs(struct iop_lint *s, const struct host_map *h);

#endif
