/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A dumped bus for one kernel: the requester IDs that the DMA of a function may
 * have, the functions that are isolated, and the function with which
 * pci_device_group() groups each.
 */
#ifndef IOP_PCI_KERNEL_H
#define IOP_PCI_KERNEL_H

#include "base/arena.h"
#include "facts/view.h"
#include "pci/pci.h"

/* The properties of one function for a kernel. */
struct iop_pci_trait {
	bool isolated;		/* pci_acs_enabled() for all of IOP_ACS_ISOLATED */
	bool unsure;		/* the dump does not contain all that it depends on */
	const uint64_t *aliases;	/* 256 bits, by device and function number: its aliases */
	uint8_t bridge;		/* enum iop_pci_bridge, or 0 */
};

struct iop_pci_kernel {
	const struct iop_pci *bus;
	const struct iop_view *view;
	struct iop_pci_trait *traits;	/* by function */
};

/* iop_pci_read_acs - set @k; false if the arena is full. @bootargs may be NULL. */
bool iop_pci_read_acs(struct iop_pci_kernel *k, const struct iop_pci *bus,
		      const struct iop_view *v, const char *bootargs, struct iop_arena *a);

/* A requester ID, and the function or bridge that uses it in requests. */
struct iop_pci_alias {
	uint16_t rid;
	uint32_t carrier;
};

#define IOP_PCI_ALIASES 512	/* a bridge for each bus, and quirks */

/* iop_pci_row_is_for - does a row of a PCI table apply to this function? */
bool iop_pci_row_is_for(const struct iop_row *row, const struct iop_pci_function *f);

/*
 * iop_pci_aliases - get the requester IDs of @function, its own first, then in the
 * order of pci_for_each_dma_alias(); returns their number
 */
uint32_t iop_pci_aliases(const struct iop_pci_kernel *k, uint32_t function,
			 struct iop_pci_alias out[IOP_PCI_ALIASES]);

/* iop_pci_is_alias - does one of two functions on one bus use the ID of the other? */
bool iop_pci_is_alias(const struct iop_pci_kernel *k, uint32_t a, uint32_t b);

enum iop_pci_how {
	IOP_PCI_ALONE,		/* a new group */
	IOP_PCI_BY_ALIAS,	/* a bridge or quirk gives their requests the same ID */
	IOP_PCI_BY_PATH,	/* a bridge on the way up lacks ACS */
	IOP_PCI_BY_FUNCTION,	/* functions of one device that lack ACS */
};

/* The functions that already have a group. */
struct iop_pci_groups {
	bool (*has)(const void *ctx, uint32_t function);
	const void *ctx;
};

/*
 * iop_pci_group - pci_device_group()
 * @peer: the function whose group it is; unset for IOP_PCI_ALONE
 */
enum iop_pci_how iop_pci_group(const struct iop_pci_kernel *k, uint32_t function,
			       const struct iop_pci_groups *groups, uint32_t *peer);

/* iop_pci_is_sure - does the dump contain all that the group depends on? */
bool iop_pci_is_sure(const struct iop_pci_kernel *k, uint32_t function);

#endif
