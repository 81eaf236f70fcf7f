// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* PCI hosts that have one linux,pci-domain: of_pci_bus_find_domain_nr(). */
#include "lint/lint.h"

#include "devices/populate.h"

/* By number: the first host that has it, and one. NULL: no host has any, or no room. */
static uint32_t *owners_open(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t *owner, most = 0, domain;

	if (!iop_linux(s->plan->view, IOP_K_DOMAIN_ONCE, 0))
		return NULL;
	for (uint32_t n = 0; n < t->count; n++)
		if (iop_pci_number(t, s->plan->view, n, &domain) && domain >= most)
			most = domain + 1;
	owner = iop_alloc(s->arena, most, sizeof(*owner));
	if (!owner)
		s->full = true;
	for (uint32_t n = 0; owner && most && n < t->count; n++)
		if (iop_pci_number(t, s->plan->view, n, &domain) && !owner[domain])
			owner[domain] = n + 1;
	return owner;
}

void iop_lint_host_domains(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t *owner = owners_open(s), domain;

	for (uint32_t n = 0; owner && n < t->count; n++)
		if (iop_pci_number(t, s->plan->view, n, &domain) && owner[domain] != n + 1)
			iop_say_node(iop_report(s, IOP_RULE_PCI_DOMAIN, n, "linux,pci-domain"),
				     owner[domain] - 1);
}
