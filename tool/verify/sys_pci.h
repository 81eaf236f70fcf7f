/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef VERIFY_SYS_PCI_H
#define VERIFY_SYS_PCI_H

#include "pci/bus_dump.h"
#include "verify/system.h"

/*
 * system_pci - the buses, by the configuration space of each function
 * @found: false if there is none, or too little to tell groups: without root
 * the kernel shows 64 bytes
 *
 * returns: an exit status; any error has been reported. To be closed with
 * pci_dump_close() either way.
 */
int system_pci(struct pci_dump *d, const struct system *s, bool *found, struct out *diag);

#endif
