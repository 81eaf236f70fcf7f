// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * pci_device_group(): up from the function to the point where its requests can be
 * distinguished, on to the point below which no peer-to-peer request bypasses the
 * IOMMU, and there to aliases and to functions of the same device.
 */
#include "pci/pci_kernel.h"

/* Functions on one bus that have been asked, by device and function number. */
struct seen {
	uint64_t bits[4];
};

struct asking {
	const struct iop_pci_kernel *k;
	const struct iop_pci_groups *groups;
	struct seen seen;
	uint32_t peer;
};

static const struct iop_pci_function *function_at(const struct asking *q, uint32_t n)
{
	return &q->k->bus->functions[n];
}

static bool same_bus(const struct asking *q, uint32_t a, uint32_t b)
{
	const struct iop_pci_function *x = function_at(q, a), *y = function_at(q, b);

	return x->domain == y->domain && iop_pci_bus(x) == iop_pci_bus(y);
}

static uint32_t first_on_bus(const struct asking *q, uint32_t n)
{
	const struct iop_pci_function *f = function_at(q, n);

	return iop_pci_at(q->k->bus, f->domain, f->rid & 0xff00);
}

static bool has_group(struct asking *q, uint32_t n)
{
	if (!q->groups->has(q->groups->ctx, n))
		return false;
	q->peer = n;
	return true;
}

static bool visited(struct seen *s, uint32_t devfn)
{
	uint64_t bit = UINT64_C(1) << (devfn & 63), *word = &s->bits[devfn >> 6 & 3];
	bool before = *word & bit;

	*word |= bit;
	return before;
}

static bool find_by_function(struct asking *q, uint32_t n);

/* get_pci_alias_group(); each function is asked once, so this ends. */
static bool find_by_alias(struct asking *q, uint32_t n)
{
	if (visited(&q->seen, function_at(q, n)->rid & 0xff))
		return false;
	if (has_group(q, n))
		return true;
	for (uint32_t m = first_on_bus(q, n); m < q->k->bus->count && same_bus(q, n, m); m++)
		if (m != n && iop_pci_is_alias(q->k, n, m) &&
		    (find_by_alias(q, m) || find_by_function(q, m)))
			return true;
	return false;
}

/* get_pci_function_alias_group() */
static bool find_by_function(struct asking *q, uint32_t n)
{
	const struct iop_pci_function *f = function_at(q, n);
	uint32_t m = iop_pci_at(q->k->bus, f->domain, f->rid & 0xfff8);

	if (!f->multifunction || q->k->traits[n].isolated)
		return false;
	for (; m < q->k->bus->count && function_at(q, m)->domain == f->domain &&
	       function_at(q, m)->rid >> 3 == f->rid >> 3; m++)
		if (m != n && !q->k->traits[m].isolated && find_by_alias(q, m))
			return true;
	return false;
}

/* pci_acs_path_enabled() from @bridge to the root bus */
static bool path_is_isolated(const struct iop_pci_kernel *k, uint32_t bridge)
{
	for (; bridge != IOP_PCI_NONE; bridge = k->bus->functions[bridge].above)
		if (!k->traits[bridge].isolated)
			return false;
	return true;
}

enum iop_pci_how iop_pci_group(const struct iop_pci_kernel *k, uint32_t function,
			       const struct iop_pci_groups *groups, uint32_t *peer)
{
	struct asking q = { .k = k, .groups = groups };
	struct iop_pci_alias aliases[IOP_PCI_ALIASES];
	uint32_t count = iop_pci_aliases(k, function, aliases), at = function;
	enum iop_pci_how how = IOP_PCI_ALONE;

	for (uint32_t n = 0; n < count && !how; n++) {
		at = aliases[n].carrier;
		if (has_group(&q, at))
			how = IOP_PCI_BY_ALIAS;
	}
	for (uint32_t up = k->bus->functions[at].above; !how && up != IOP_PCI_NONE;
	     up = k->bus->functions[up].above) {
		if (path_is_isolated(k, up))
			break;
		at = up;
		if (has_group(&q, at))
			how = IOP_PCI_BY_PATH;
	}
	if (!how && find_by_alias(&q, at))
		how = IOP_PCI_BY_ALIAS;
	if (!how && find_by_function(&q, at))
		how = IOP_PCI_BY_FUNCTION;
	*peer = q.peer;
	return how;
}

bool iop_pci_is_sure(const struct iop_pci_kernel *k, uint32_t function)
{
	for (uint32_t n = function; n != IOP_PCI_NONE; n = k->bus->functions[n].above)
		if (k->traits[n].unsure)
			return false;
	return true;
}
