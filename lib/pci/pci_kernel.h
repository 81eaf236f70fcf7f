/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A dumped bus as one kernel sees it: which requester IDs a function's DMA
 * may carry, which functions are isolated, and with whom pci_device_group()
 * puts each.
 */
#ifndef IOP_PCI_KERNEL_H
#define IOP_PCI_KERNEL_H

#include "base/arena.h"
#include "facts/view.h"
#include "pci/pci.h"

/* What a kernel makes of one function. */
struct iop_pci_trait {
	bool isolated;		/* pci_acs_enabled() for all of IOP_ACS_ISOLATED */
	bool unsure;		/* the dump does not hold all that decides */
	const uint64_t *aliases;	/* 256 bits, by device and function number: its others */
	uint8_t bridge;		/* enum iop_pci_bridge, or 0 */
};

struct iop_pci_kernel {
	const struct iop_pci *bus;
	const struct iop_view *view;
	struct iop_pci_trait *traits;	/* by function */
};

/* iop_pci_read_acs - fill in @k; false when the arena is full. @bootargs: or NULL */
bool iop_pci_read_acs(struct iop_pci_kernel *k, const struct iop_pci *bus,
		      const struct iop_view *v, const char *bootargs, struct iop_arena *a);

/* A requester ID, and the function or bridge that puts it on a request. */
struct iop_pci_alias {
	uint16_t rid;
	uint32_t carrier;
};

#define IOP_PCI_ALIASES 512	/* a bridge for each bus, and quirks */

/* iop_pci_row_is_for - does a row of one of the PCI tables mean this function? */
bool iop_pci_row_is_for(const struct iop_row *row, const struct iop_pci_function *f);

/*
 * iop_pci_aliases - the requester IDs of @function, its own first, then in the
 * order of pci_for_each_dma_alias(); returns how many.
 */
uint32_t iop_pci_aliases(const struct iop_pci_kernel *k, uint32_t function,
			 struct iop_pci_alias out[IOP_PCI_ALIASES]);

/* iop_pci_is_alias - does one of these, on one bus, use the other's ID? */
bool iop_pci_is_alias(const struct iop_pci_kernel *k, uint32_t a, uint32_t b);

enum iop_pci_how {
	IOP_PCI_ALONE,		/* a new group */
	IOP_PCI_BY_ALIAS,	/* a bridge or quirk makes their requests look alike */
	IOP_PCI_BY_PATH,	/* a bridge on the way up lacks ACS */
	IOP_PCI_BY_FUNCTION,	/* functions of one device that lack ACS */
};

/* Who has a group already. */
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

/* iop_pci_is_sure - does the dump hold all that decides the group? */
bool iop_pci_is_sure(const struct iop_pci_kernel *k, uint32_t function);

#endif
