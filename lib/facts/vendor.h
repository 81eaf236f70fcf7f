/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Vendors' kernels: facts that override mainline's, and how the kernels are recognised.
 */
#ifndef IOP_VENDOR_H
#define IOP_VENDOR_H

#include "base/arena.h"
#include "base/cells.h"
#include "facts/facts.h"

/* iop_vendor_find - the name in the facts, or NULL. */
const char *iop_vendor_find(const struct iop_facts *f, const char *name);

/* iop_vendor_next - walk the names; *at starts at 0; NULL at the end. */
const char *iop_vendor_next(const struct iop_facts *f, uint16_t *at);

/*
 * iop_vendor_of_release - the vendor whose kernels have such a release (uname -r), or NULL
 * iop_is_distribution - is it the release of a distribution, with mainline's drivers?
 */
const char *iop_vendor_of_release(const struct iop_facts *f, const char *release);
bool iop_is_distribution(const struct iop_facts *f, const char *release);

/* iop_vendor_of_iommu - the vendor, if only its kernels have a driver for a node with
 * these compatibles; @found: the compatible. */
const char *iop_vendor_of_iommu(const struct iop_facts *f, struct iop_cells names,
				const char **found);

/*
 * iop_vendor_apply - set @out to @in, overridden by the facts of @vendor
 *
 * The vendor's rows for a fact replace all rows for the same fact and compatible,
 * and a table replaces the table; compatibles, lists and parameters are added.
 *
 * returns: false if the arena is full.
 */
bool iop_vendor_apply(struct iop_facts *out, const struct iop_facts *in,
		      const char *vendor, struct iop_arena *a);

#endif
