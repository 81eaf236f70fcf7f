/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* PCI functions in a kernel's log, by the name that Linux gives them. */
#ifndef EXPLAIN_PCI_NAMES_H
#define EXPLAIN_PCI_NAMES_H

#include "model/model.h"

/* pci_names_is - is it "0003:01:00.0"? */
bool pci_names_is(const char *name, size_t len);

/*
 * pci_names_host - the node of the host that a function is behind, by the number of its
 * domain: that of linux,pci-domain, or 0 if it is the tree's only host. IOP_NO_NODE
 * where several hosts have the number, or the order of probing decides it.
 */
uint32_t pci_names_host(const struct iop_plan *p, const char *name, size_t len);

#endif
