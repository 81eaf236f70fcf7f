/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Vendors' kernels: facts that come over mainline's, and how they are known.
 */
#ifndef IOP_VENDOR_H
#define IOP_VENDOR_H

#include "base/arena.h"
#include "base/cells.h"
#include "facts/facts.h"

/* iop_vendor_find - the name as the facts have it, or NULL. */
const char *iop_vendor_find(const struct iop_facts *f, const char *name);

/* iop_vendor_next - walk the names; *at starts at 0; NULL at the end. */
const char *iop_vendor_next(const struct iop_facts *f, uint16_t *at);

/*
 * iop_vendor_of_release - whose kernel calls itself so (uname -r), or NULL
 * iop_is_distribution - does a distribution's, which has mainline's drivers?
 */
const char *iop_vendor_of_release(const struct iop_facts *f, const char *release);
bool iop_is_distribution(const struct iop_facts *f, const char *release);

/* iop_vendor_of_iommu - whose kernels alone bind a node with these compatibles;
 * @found: the string that tells. */
const char *iop_vendor_of_iommu(const struct iop_facts *f, struct iop_cells names,
				const char **found);

/*
 * iop_vendor_apply - @out: @in with the facts of @vendor over them
 *
 * A statement of the vendor's replaces all rows of the same fact and
 * compatible, a table's all rows of that table; compatibles, lists and
 * parameters are added.
 *
 * returns: false when the arena is full.
 */
bool iop_vendor_apply(struct iop_facts *out, const struct iop_facts *in,
		      const char *vendor, struct iop_arena *a);

#endif
