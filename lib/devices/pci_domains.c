// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * PCI domain numbers: linux,pci-domain where a host has it; the others get
 * the lowest free ones, as pci_bus_find_domain_nr() gives them, in the order
 * of the tree, in which hosts usually probe.
 */
#include "devices/populate.h"
#include "devices/pci_functions.h"
#include "devices/requesters.h"

static bool list_hosts(const struct iop_plan *p, struct iop_functions *f,
		       struct iop_arena *a)
{
	struct iop_pci_host *h;

	f->hosts = iop_alloc(a, 0, sizeof(*f->hosts));
	for (uint32_t n = 0; f->hosts && n < p->tree->count; n++) {
		if (!iop_is_pci_host(p->tree, p->view, n))
			continue;
		h = iop_grow(a, f->hosts, f->n_hosts, sizeof(*f->hosts));
		if (!h)
			return false;
		h->node = n;
		if (!iop_pci_number(p->tree, p->view, n, &h->domain))
			h->domain = IOP_NONE;
		f->n_hosts++;
	}
	return f->hosts;
}

/* A dump of one domain and a tree of one host can only mean each other. */
static void pair_the_only(const struct iop_pci *bus, struct iop_functions *f)
{
	if (f->n_hosts == 1 && bus->count &&
	    bus->functions[0].domain == bus->functions[bus->count - 1].domain)
		f->hosts[0].domain = bus->functions[0].domain;
}

static bool number(struct iop_functions *f, struct iop_arena *a)
{
	bool *taken = iop_alloc(a, IOP_PCI_DOMAINS, sizeof(*taken));
	uint32_t next = 0;

	for (uint32_t n = 0; taken && n < f->n_hosts; n++)
		if (f->hosts[n].domain != IOP_NONE)
			taken[f->hosts[n].domain] = true;
	for (uint32_t n = 0; taken && n < f->n_hosts; n++) {
		if (f->hosts[n].domain != IOP_NONE)
			continue;
		while (next < IOP_PCI_DOMAINS && taken[next])
			next++;
		f->hosts[n].domain = next++;
	}
	return taken;
}

/* Kernels that allow two hosts in one domain distinguish them by bus numbers. */
static bool share_out(const struct iop_plan *p, struct iop_functions *f, struct iop_arena *a)
{
	uint32_t *owner = iop_alloc(a, IOP_PCI_DOMAINS, sizeof(*owner));

	for (uint32_t n = 0; owner && n < f->n_hosts; n++) {
		struct iop_pci_host *h = &f->hosts[n];
		uint32_t *first = &owner[h->domain & (IOP_PCI_DOMAINS - 1)];

		h->first = 0;
		h->last = 0xff;
		if (*first) {
			iop_host_buses(p->tree, f->hosts[*first - 1].node,
				       &f->hosts[*first - 1].first, &f->hosts[*first - 1].last);
			iop_host_buses(p->tree, h->node, &h->first, &h->last);
		}
		*first = n + 1;
	}
	return owner;
}

static uint32_t child_at(const struct iop_tree *t, uint32_t parent, uint32_t devfn)
{
	for (uint32_t c = parent + 1; parent != IOP_NO_NODE && c < t->nodes[parent].end;
	     c = t->nodes[c].end)
		if (iop_has(t, c, IOP_P_REG) &&
		    (iop_prop_u32(t, c, IOP_P_REG, 0) >> 8 & 0xff) == devfn)
			return c;
	return IOP_NO_NODE;
}

static bool holds(const struct iop_pci_host *h, const struct iop_pci_function *x)
{
	return h->domain == x->domain && iop_pci_bus(x) >= h->first &&
	       iop_pci_bus(x) <= h->last;
}

static const struct iop_pci_host *host_of(const struct iop_functions *f,
					  const struct iop_pci_function *x)
{
	for (uint32_t n = 0; n < f->n_hosts; n++)
		if (holds(&f->hosts[n], x))
			return &f->hosts[n];
	return NULL;
}

static bool has_host(const struct iop_functions *f, uint32_t domain)
{
	for (uint32_t n = 0; n < f->n_hosts; n++)
		if (f->hosts[n].domain == domain)
			return true;
	return false;
}

/* A bridge precedes the functions below it, so its node is already known. */
static void find_nodes(const struct iop_plan *p, struct iop_functions *f)
{
	const struct iop_pci *bus = f->kernel.bus;
	const struct iop_pci_host *host = NULL;

	for (uint32_t n = 0; n < bus->count; n++) {
		const struct iop_pci_function *x = &bus->functions[n];
		uint32_t above = x->above == IOP_PCI_NONE ? IOP_NO_NODE : f->nodes[x->above];

		if (!n || x->domain != x[-1].domain || (x->above == IOP_PCI_NONE &&
							host && !holds(host, x)))
			host = host_of(f, x);
		if (x->above == IOP_PCI_NONE && host)
			above = host->node;
		f->devices[n] = IOP_NONE;
		f->nodes[n] = child_at(p->tree, above, x->rid & 0xff);
	}
}

bool iop_functions_open(struct iop_plan *p, struct iop_arena *a)
{
	const struct iop_pci *bus = p->view->target.pci;
	struct iop_functions *f;

	if (!bus)
		return true;
	f = iop_alloc(a, 1, sizeof(*f));
	if (!f || !iop_pci_read_acs(&f->kernel, bus, p->view, p->defaults.bootargs, a) ||
	    !list_hosts(p, f, a) || !number(f, a))
		return false;
	pair_the_only(bus, f);
	if (!share_out(p, f, a))
		return false;
	f->nodes = iop_alloc(a, bus->count, sizeof(*f->nodes));
	f->devices = iop_alloc(a, bus->count, sizeof(*f->devices));
	if (!f->nodes || !f->devices)
		return false;
	find_nodes(p, f);
	p->pci = f;
	return true;
}

bool iop_unmatched_domain(const struct iop_functions *f, uint32_t *cursor,
			  uint32_t *domain)
{
	const struct iop_pci *bus = f->kernel.bus;

	while (*cursor < bus->count) {
		const struct iop_pci_function *x = &bus->functions[(*cursor)++];

		*domain = x->domain;
		if ((*cursor == 1 || x->domain != x[-1].domain) &&
		    !has_host(f, x->domain))
			return true;
	}
	return false;
}
