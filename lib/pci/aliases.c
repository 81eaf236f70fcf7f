// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Requester IDs: what pci_for_each_dma_alias() walks. */
#include "pci/quirks.h"

#define BUS_OF(rid) ((rid) & 0xff00u)

/*
 * A row says which bits of the function's own number stay, which are set and
 * which take every value. What leads back to the function adds nothing.
 */
static void add_row(const struct iop_row *r, const struct iop_pci_function *f,
		    uint64_t bits[4])
{
	uint32_t own = f->rid & 0xff, free = (uint32_t)r->numbers[5];
	uint32_t fixed = ((own & (uint32_t)r->numbers[3]) | (uint32_t)r->numbers[4]) & ~free;

	for (uint32_t n = 0; n < 256; n++)
		if (n != own && (n & ~free) == fixed)
			bits[n >> 6] |= UINT64_C(1) << (n & 63);
}

bool iop_pci_alias_bits(const struct iop_view *v, const struct iop_pci_function *f,
			uint64_t bits[4])
{
	const struct iop_row *r;
	uint16_t at = 0;

	bits[0] = bits[1] = bits[2] = bits[3] = 0;
	while ((r = iop_pci_row(v, IOP_T_PCI_ALIAS, f, &at)))
		add_row(r, f, bits);
	return bits[0] || bits[1] || bits[2] || bits[3];
}

static bool uses_number(const struct iop_pci_kernel *k, uint32_t function, uint32_t number)
{
	const uint64_t *bits = k->traits[function].aliases;

	return bits && bits[number >> 6 & 3] >> (number & 63) & 1;
}

bool iop_pci_is_alias(const struct iop_pci_kernel *k, uint32_t a, uint32_t b)
{
	return uses_number(k, a, k->bus->functions[b].rid & 0xff) ||
	       uses_number(k, b, k->bus->functions[a].rid & 0xff);
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
	uint16_t rid;

	out[count++] = (struct iop_pci_alias){ f->rid, function };
	for (uint32_t n = 0; n < 256 && k->traits[function].aliases; n++)
		if (uses_number(k, function, n))
			out[count++] = (struct iop_pci_alias){
				(uint16_t)(BUS_OF(f->rid) | n), function };
	for (; bridge != IOP_PCI_NONE; bridge = k->bus->functions[bridge].above) {
		if (k->traits[bridge].bridge == IOP_PCI_BRIDGE_ROOT)
			break;
		if (renames(k, bridge, &rid))
			out[count++] = (struct iop_pci_alias){ rid, bridge };
	}
	return count;
}
