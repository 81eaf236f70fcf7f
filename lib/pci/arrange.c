// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Functions in the order in which Linux meets them, and what is above each. */
#include "pci/pci.h"

static uint64_t function_key(const struct iop_pci_function *f)
{
	return (uint64_t)f->domain << 16 | f->rid;
}

static void sift(struct iop_pci_function *f, uint32_t root, uint32_t count)
{
	struct iop_pci_function moved = f[root];

	for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && function_key(&f[child + 1]) > function_key(&f[child]))
			child++;
		if (function_key(&f[child]) <= function_key(&moved))
			break;
		f[root] = f[child];
	}
	f[root] = moved;
}

/* A heap sort: no memory, no recursion, no worst case. */
static void sort(struct iop_pci *p)
{
	struct iop_pci_function *f = p->functions, last;

	for (uint32_t n = p->count / 2; n--;)
		sift(f, n, p->count);
	for (uint32_t n = p->count; n-- > 1;) {
		last = f[n];
		f[n] = f[0];
		f[0] = last;
		sift(f, 0, n);
	}
}

uint32_t iop_pci_at(const struct iop_pci *p, uint32_t domain, uint16_t rid)
{
	uint64_t wanted = (uint64_t)domain << 16 | rid;
	uint32_t low = 0, high = p->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (function_key(&p->functions[middle]) < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The innermost bridge whose bus numbers take in @bus. A bus that is no
 * bridge's secondary one is a virtual function's: what leads to the physical
 * function leads there, too. A bridge to its own bus or up is none, so the
 * way up always ends.
 */
static void claim_buses(struct iop_pci *p, uint32_t bridge)
{
	const struct iop_pci_function *b = &p->functions[bridge];
	uint32_t n;

	if (b->secondary <= iop_pci_bus(b))
		return;
	n = iop_pci_at(p, b->domain, (uint16_t)(b->secondary << 8));
	for (; n < p->count && p->functions[n].domain == b->domain &&
	       iop_pci_bus(&p->functions[n]) <= b->subordinate; n++) {
		uint32_t *above = &p->functions[n].above;

		if (*above == IOP_PCI_NONE ||
		    p->functions[*above].secondary < b->secondary)
			*above = bridge;
	}
}

enum iop_pci_error iop_pci_arrange(struct iop_pci *p, uint32_t *twice)
{
	sort(p);
	for (uint32_t n = 0; n < p->count; n++) {
		p->functions[n].above = IOP_PCI_NONE;
		*twice = n;
		if (n && function_key(&p->functions[n]) == function_key(&p->functions[n - 1]))
			return IOP_PCI_E_TWICE;
	}
	for (uint32_t n = 0; n < p->count; n++)
		if (p->functions[n].bridge)
			claim_buses(p, n);
	return IOP_PCI_E_OK;
}
