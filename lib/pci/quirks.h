/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory: the kernel's lists of quirks. */
#ifndef IOP_PCI_QUIRKS_H
#define IOP_PCI_QUIRKS_H

#include "pci/pci_kernel.h"

/* The last column of table pci-bridge. */
enum iop_pci_bridge {
	IOP_PCI_BRIDGE_SECONDARY = 1,	/* requests have the ID of the secondary bus */
	IOP_PCI_BRIDGE_ROOT = 2,	/* the IOMMU is at this bridge: the walk ends */
	IOP_PCI_BRIDGE_THROUGH = 3,	/* requester IDs pass unchanged */
};

/* iop_pci_row - the next row of @table for @f, from *at on; NULL at the end. */
const struct iop_row *iop_pci_row(const struct iop_view *v, enum iop_table table,
				  const struct iop_pci_function *f, uint16_t *at);

/*
 * iop_pci_alias_bits - the device and function numbers that @f uses in addition to its
 * own, as 256 bits in @bits; false: there are none, and the bits are zero
 */
bool iop_pci_alias_bits(const struct iop_view *v, const struct iop_pci_function *f,
			uint64_t bits[4]);

#endif
