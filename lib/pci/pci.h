/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A PCI bus according to its configuration space: its functions, the bridge above
 * each, and their access control services (ACS).
 *
 * Nothing here depends on the kernel; see pci/pci_kernel.h for that.
 */
#ifndef IOP_PCI_H
#define IOP_PCI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IOP_PCI_NONE UINT32_MAX

/* Device/port types of the PCI Express capability. */
enum iop_pci_type {
	IOP_PCI_ENDPOINT = 0,
	IOP_PCI_LEGACY_ENDPOINT = 1,
	IOP_PCI_ROOT_PORT = 4,
	IOP_PCI_UPSTREAM = 5,
	IOP_PCI_DOWNSTREAM = 6,
	IOP_PCI_TO_PCI = 7,		/* PCIe-to-PCI/PCI-X bridge */
	IOP_PCI_TO_PCIE = 8,		/* PCI/PCI-X-to-PCIe bridge */
	IOP_PCI_RC_ENDPOINT = 9,	/* integrated into the root complex */
	IOP_PCI_RC_EVENT = 10,		/* its event collector */
	IOP_PCI_CONVENTIONAL = 16,	/* no such capability */
};

#define IOP_PCI_CLASS_HOST 0x0600	/* a host bridge: no driver binds */

/* Bits of the ACS capability and control registers. */
#define IOP_ACS_SV	0x01u	/* source validation */
#define IOP_ACS_RR	0x04u	/* request redirect */
#define IOP_ACS_CR	0x08u	/* completion redirect */
#define IOP_ACS_UF	0x10u	/* upstream forwarding */
#define IOP_ACS_EC	0x20u	/* egress control */
/* Required for a group of its own. */
#define IOP_ACS_ISOLATED (IOP_ACS_SV | IOP_ACS_RR | IOP_ACS_CR | IOP_ACS_UF)

/* Offset of the control register in the ACS capability, and in that of some ports. */
#define IOP_ACS_CONTROL 6u
#define IOP_ACS_CONTROL_FAR 8u

struct iop_pci_function {
	uint32_t domain;
	uint16_t rid;		/* bus << 8 | device << 3 | function */
	uint16_t vendor, device;	/* 0xffff: a virtual function */
	uint16_t sub_vendor, sub_device;
	uint16_t class;		/* base and sub-class */
	uint16_t acs_cap, acs_ctrl;
	uint16_t acs_ctrl_far;	/* control register at the other offset */
	uint8_t type;		/* enum iop_pci_type */
	uint8_t secondary, subordinate;	/* bus numbers of a bridge; otherwise 0 */
	bool bridge;
	bool multifunction;
	bool acs;		/* it has the ACS capability */
	bool cut;		/* PCIe, but its extended space is not in the dump */
	uint32_t above;		/* bridge above it; IOP_PCI_NONE: on the root bus */
};

/* A dump: the functions of all domains, sorted by domain and requester ID. */
struct iop_pci {
	struct iop_pci_function *functions;
	uint32_t count;
};

static inline uint8_t iop_pci_bus(const struct iop_pci_function *f)
{
	return f->rid >> 8;
}

/* E(identifier, text for people) */
#define IOP_PCI_ERRORS(E) \
	E(OK, "no error") \
	E(SHORT, "less than the 64 bytes of a configuration header") \
	E(NO_CAPABILITIES, \
	  "no capabilities in it: only root can read more than 64 bytes") \
	E(HEADER, "a header type that is not 0, 1 or 2") \
	E(LOOP, "a capability list that does not end") \
	E(TWICE, "this function occurs twice")

enum iop_pci_error {
#define IOP_PCI_ERROR_ENUM(id, text) IOP_PCI_E_##id,
	IOP_PCI_ERRORS(IOP_PCI_ERROR_ENUM)
#undef IOP_PCI_ERROR_ENUM
	IOP_PCI_ERROR_COUNT
};

const char *iop_pci_error_text(enum iop_pci_error e);

/*
 * iop_pci_read - read the configuration space of a function into @f
 * @size: bytes in the dump: 64 to 4096; the caller sets f->domain and f->rid
 */
enum iop_pci_error iop_pci_read(struct iop_pci_function *f, const uint8_t *bytes,
				size_t size);

/*
 * iop_pci_arrange - sort the functions and find the bridge above each
 * @twice: set to the index of the second one if two are equal
 */
enum iop_pci_error iop_pci_arrange(struct iop_pci *p, uint32_t *twice);

/* iop_pci_at - index of the first function that is not less than (domain, rid). */
uint32_t iop_pci_at(const struct iop_pci *p, uint32_t domain, uint16_t rid);

#endif
