// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Requester IDs: what pci_for_each_dma_alias() walks. */
#include "pci/quirks.h"

#define BUS_OF(rid) ((rid) & 0xff00u)

/*
 * The device and function numbers a quirk adds. A row says which bits of the
 * function's own stay and which are set; one that leads back to it adds none.
 */
static bool next_quirk(const struct iop_pci_kernel *k, const struct iop_pci_function *f,
		       uint16_t *at, uint8_t *devfn)
{
	const struct iop_row *r;

	while ((r = iop_pci_row(k->view, IOP_T_PCI_ALIAS, f->vendor, f->device, at))) {
		if (r->count > 5 && (r->numbers[5] != f->sub_vendor ||
				     r->numbers[6] != f->sub_device))
			continue;
		*devfn = (uint8_t)((f->rid & r->numbers[3]) | r->numbers[4]);
		if (*devfn != (f->rid & 0xff))
			return true;
	}
	return false;
}

static bool uses_id(const struct iop_pci_kernel *k, uint32_t a, uint32_t b)
{
	const struct iop_pci_function *f = &k->bus->functions[a];
	uint16_t at = 0;
	uint8_t devfn;

	if (!k->traits[a].has_alias)
		return false;
	while (next_quirk(k, f, &at, &devfn))
		if (devfn == (k->bus->functions[b].rid & 0xff))
			return true;
	return false;
}

bool iop_pci_is_alias(const struct iop_pci_kernel *k, uint32_t a, uint32_t b)
{
	return uses_id(k, a, b) || uses_id(k, b, a);
}

/* The ID that requests from below @bridge leave it with; false: their own. */
static bool renames(const struct iop_pci_kernel *k, uint32_t bridge, uint16_t *rid)
{
	const struct iop_pci_function *b = &k->bus->functions[bridge];
	uint8_t kind = k->traits[bridge].bridge;

	*rid = b->rid;
	switch (b->type) {
	case IOP_PCI_TO_PCI:
		*rid = (uint16_t)(b->secondary << 8);
		return kind != IOP_PCI_BRIDGE_THROUGH;
	case IOP_PCI_CONVENTIONAL:
		if (kind == IOP_PCI_BRIDGE_SECONDARY)
			*rid = (uint16_t)(b->secondary << 8);
		return true;
	case IOP_PCI_TO_PCIE:
		return true;
	default:
		return false;
	}
}

uint32_t iop_pci_aliases(const struct iop_pci_kernel *k, uint32_t function,
			 struct iop_pci_alias out[IOP_PCI_ALIASES])
{
	const struct iop_pci_function *f = &k->bus->functions[function];
	uint32_t count = 0, bridge = f->above;
	uint16_t at = 0, rid;
	uint8_t devfn;

	out[count++] = (struct iop_pci_alias){ f->rid, function };
	while (count < IOP_PCI_ALIASES - 256 && next_quirk(k, f, &at, &devfn))
		out[count++] = (struct iop_pci_alias){
			(uint16_t)(BUS_OF(f->rid) | devfn), function };
	for (; bridge != IOP_PCI_NONE; bridge = k->bus->functions[bridge].above) {
		if (k->traits[bridge].bridge == IOP_PCI_BRIDGE_ROOT)
			break;
		if (renames(k, bridge, &rid))
			out[count++] = (struct iop_pci_alias){ rid, bridge };
	}
	return count;
}
