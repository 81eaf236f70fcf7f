/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The targets of a master's message-signalled interrupts: msi-parent, and msi-map
 * by requester ID. They determine a device ID and an interrupt domain, never a group.
 */
#ifndef IOP_MSI_H
#define IOP_MSI_H

#include "bindings/iommu_map.h"

/* F(identifier, slug, text for people): the error of an entry. */
#define IOP_MSI_FAULTS(F) \
	F(NONE, "none", "") \
	F(PHANDLE, "bad-phandle", "refers to a node that does not exist") \
	F(LENGTH, "bad-msi-length", "has an invalid length: not a whole number of entries") \
	F(BASE, "msi-map-mask-ignores-base", "has base bits outside msi-map-mask") \
	F(WIDE, "msi-map-range-of-wide-ids", "has more than one ID for a specifier of more than one cell") \
	F(WRAPS, "msi-map-row-wraps", "extends beyond the last ID, so this kernel matches no ID with it") \
	F(EMPTY, "msi-map-empty-row", "has a length of 0, for firmware to fill in")

enum iop_msi_fault {
#define IOP_MSI_FAULT_ENUM(id, slug, text) IOP_MSI_##id,
	IOP_MSI_FAULTS(IOP_MSI_FAULT_ENUM)
#undef IOP_MSI_FAULT_ENUM
	IOP_MSI_FAULT_COUNT
};

/* One entry of msi-parent or of msi-map. */
struct iop_msi {
	bool mapped;		/* of msi-map: @mask is valid */
	bool spans;		/* @first and @last are valid */
	uint8_t fault;		/* enum iop_msi_fault */
	uint32_t controller;	/* node, or IOP_NO_NODE */
	uint32_t first, last;	/* requester IDs under @mask, inclusive */
	uint32_t mask;		/* msi-map-mask */
	struct iop_cells id;	/* specifier, for @first; it has @cells cells */
	uint32_t cells;
};

/* A walk over both properties; private to its functions. */
struct iop_msi_walk {
	const struct iop_tree *tree;
	struct iop_cells parents;	/* the rest of msi-parent */
	struct iop_map map;
	bool mapped;			/* there is an msi-map, and it is not at its end */
};

struct iop_msi_walk iop_msi_open(const struct iop_tree *t,
				 const struct iop_view *v, uint32_t node);

/*
 * iop_msi_next - msi-parent first, each in the order it is written
 *
 * returns: false at the end. An entry after which nothing can be read has a
 * @fault, but no controller and no IDs, and is the last of its property.
 */
bool iop_msi_next(struct iop_msi_walk *w, struct iop_msi *out);

/* Never NULL. */
const char *iop_msi_slug(enum iop_msi_fault f);
const char *iop_msi_text(enum iop_msi_fault f);

#endif
