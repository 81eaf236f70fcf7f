/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * PCI buses put together by hand. One at a time: bus_is() replaces the last.
 */
#ifndef PCI_BUS_HELP_H
#define PCI_BUS_HELP_H

#include <check.h>

#include "pci/pci_kernel.h"

#define RID(bus, device, function) ((bus) << 8 | (device) << 3 | (function))

#define FUNCTION(at, kind, ...) { .rid = (at), .type = IOP_PCI_##kind, __VA_ARGS__ }
#define BRIDGE(at, kind, low, high, ...) \
	FUNCTION(at, kind, .bridge = true, .secondary = (low), .subordinate = (high), __VA_ARGS__)

#define MULTI .multifunction = true
/* ACS as it comes out of reset, as enabled, and as wired on. */
#define ACS_OFF .acs = true, .acs_cap = IOP_ACS_ISOLATED
#define ACS_ON ACS_OFF, .acs_ctrl = IOP_ACS_ISOLATED
#define ACS_WIRED .acs = true

extern struct iop_pci bus_made;

/* bus_is - these functions, in any order. */
void bus_is_of(const struct iop_pci_function *functions, uint32_t count);
#define bus_is(...) do { \
	static const struct iop_pci_function list_[] = { __VA_ARGS__ }; \
	bus_is_of(list_, sizeof(list_) / sizeof(list_[0])); \
} while (0)

/* bus_args - the command line from here on, or NULL again. */
void bus_args(const char *text);

/* bus_judge - as the kernel @version sees it. */
struct iop_pci_kernel *bus_judge(uint32_t version);

/*
 * expect_groups - the functions in order, a letter for each group in the order
 * of its first member: "aab"
 */
void expect_groups(uint32_t version, const char *letters);

#endif
