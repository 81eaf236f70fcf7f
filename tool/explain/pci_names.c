// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/pci_names.h"

#include <string.h>

#include "devices/populate.h"
#include "pci/bus_dump.h"

static bool read_domain(const char *name, size_t len, uint32_t *domain)
{
	struct pci_space s;
	const char *at = name;

	/* The kernel always prints the domain. */
	if (len < sizeof("0000:00:00.0") - 1 || !pci_slot_read(&at, name + len, &s) ||
	    at != name + len)
		return false;
	*domain = s.domain;
	return true;
}

bool pci_names_is(const char *name, size_t len)
{
	uint32_t domain;

	return read_domain(name, len, &domain);
}

/* A host that the tree disables may be one that a boot loader enables. */
static bool is_host(const struct iop_plan *p, uint32_t n)
{
	return n && iop_is_pci(p->tree, p->view, n) &&
	       !iop_is_pci(p->tree, p->view, p->tree->nodes[n].parent);
}

uint32_t pci_names_host(const struct iop_plan *p, const char *name, size_t len)
{
	uint32_t domain, own, found = IOP_NO_NODE, hosts = 0, with = 0, only = IOP_NO_NODE;

	if (!read_domain(name, len, &domain))
		return IOP_NO_NODE;
	for (uint32_t n = 0; n < p->tree->count; n++) {
		if (!is_host(p, n))
			continue;
		hosts++;
		only = iop_has(p->tree, n, IOP_P_PCI_DOMAIN) ? IOP_NO_NODE : n;
		if (!iop_pci_number(p->tree, p->view, n, &own) || own != domain)
			continue;
		with++;
		found = n;
	}
	if (with)
		return with == 1 ? found : IOP_NO_NODE;
	return hosts == 1 && !domain ? only : IOP_NO_NODE;
}
