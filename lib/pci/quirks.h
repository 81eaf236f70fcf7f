/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room: the kernel's lists of odd devices. */
#ifndef IOP_PCI_QUIRKS_H
#define IOP_PCI_QUIRKS_H

#include "pci/pci_kernel.h"

/* The last column of table pci-bridge. */
enum iop_pci_bridge {
	IOP_PCI_BRIDGE_SECONDARY = 1,	/* requests carry the secondary bus's ID */
	IOP_PCI_BRIDGE_ROOT = 2,	/* the IOMMU sits at this bridge: no walk beyond */
	IOP_PCI_BRIDGE_THROUGH = 3,	/* requester IDs pass unchanged */
};

/* iop_pci_row - next row of @table for @f, from *at on; NULL at the end. */
const struct iop_row *iop_pci_row(const struct iop_view *v, enum iop_table table,
				  const struct iop_pci_function *f, uint16_t *at);

/*
 * iop_pci_alias_bits - the device and function numbers that @f uses beside its
 * own, as 256 bits of @bits; false: none, and the bits are zero
 */
bool iop_pci_alias_bits(const struct iop_view *v, const struct iop_pci_function *f,
			uint64_t bits[4]);

#endif
