// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/requester.h"

#include <stdlib.h>
#include <string.h>

#include "devices/populate.h"
#include "pci/bus_dump.h"

static const struct pci_host *host_at(const struct pci_hosts *h, size_t n)
{
	return (const struct pci_host *)h->list.data + n;
}

static int compare(const void *a, const void *b)
{
	const struct pci_host *x = a, *y = b;

	if (x->domain != y->domain)
		return x->domain < y->domain ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

static bool is_disabled_host(const struct iop_plan *p, uint32_t node)
{
	return !p->tree->nodes[node].available && iop_is_pci(p->tree, p->view, node) &&
	       !iop_is_pci(p->tree, p->view, p->tree->nodes[node].parent);
}

bool pci_hosts_read(struct pci_hosts *h, const struct iop_plan *p)
{
	struct pci_host *all;

	*h = (struct pci_hosts){ .first = IOP_NO_NODE };
	for (uint32_t n = 1; n < p->tree->count; n++) {
		struct pci_host host = { IOP_NONE, n, 0 }, *e;

		if (!iop_is_pci_host(p->tree, p->view, n)) {
			h->others |= is_disabled_host(p, n);
			continue;
		}
		h->with += iop_pci_number(p->tree, p->view, n, &host.domain);
		h->first = h->first == IOP_NO_NODE ? n : h->first;
		e = vec_push(&h->list, sizeof(*e));
		if (!e)
			return false;
		*e = host;
	}
	if (!h->list.count)
		return true;
	all = h->list.data;
	qsort(all, h->list.count, sizeof(*all), compare);
	for (size_t n = 1; n < h->with; n++)
		all[n].below = all[n - 1].below + (all[n].domain != all[n - 1].domain);
	return true;
}

void pci_hosts_free(struct pci_hosts *h)
{
	free(h->list.data);
	*h = (struct pci_hosts){ .first = IOP_NO_NODE };
}

/* The first of those with a domain whose domain is not below this one. */
static size_t lower_bound(const struct pci_hosts *h, uint32_t domain)
{
	size_t low = 0, high = h->with;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (host_at(h, middle)->domain < domain)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* of_pci_bus_find_domain_nr() passes over those that some host of the tree has. */
static bool is_free(const struct pci_hosts *h, uint32_t domain)
{
	size_t n = lower_bound(h, domain);
	uint32_t taken = n ? host_at(h, n - 1)->below + 1 : 0;

	if (domain >= IOP_PCI_DOMAINS || (n < h->with && host_at(h, n)->domain == domain))
		return false;
	return domain - taken < h->list.count - h->with;
}

bool requester_read(const struct pci_hosts *h, const char *name, size_t len,
		    struct requester *out)
{
	const char *at = name, *colon = memchr(name, ':', len);
	struct pci_space s;

	if (!pci_slot_read(&at, name + len, &s) || at != name + len)
		return false;
	out->rid = s.rid;
	out->domain = memchr(colon + 1, ':', (size_t)(at - colon - 1)) ? s.domain : IOP_NONE;
	out->free = out->domain == IOP_NONE || is_free(h, out->domain);
	return true;
}

bool requester_is_function(const char *name, size_t len)
{
	struct requester r;

	return requester_read(&(struct pci_hosts){ .with = 0 }, name, len, &r) &&
	       r.domain != IOP_NONE;
}

bool requester_host(const struct iop_plan *p, const struct requester *r, uint32_t node)
{
	uint32_t number;

	if (!iop_is_pci_host(p->tree, p->view, node))
		return false;
	if (r->domain != IOP_NONE && iop_pci_number(p->tree, p->view, node, &number))
		return number == r->domain;
	return r->free;
}

size_t requester_hosts(const struct pci_hosts *h, const struct requester *r, uint32_t *first)
{
	size_t from = r->domain == IOP_NONE ? 0 : r->free ? h->with : lower_bound(h, r->domain);
	size_t to = r->domain == IOP_NONE || r->free ? h->list.count :
		    lower_bound(h, r->domain + 1);

	*first = r->domain == IOP_NONE ? h->first : from < to ? host_at(h, from)->node : IOP_NO_NODE;
	return to - from;
}

uint32_t requester_only(const struct pci_hosts *h, const char *name, size_t len)
{
	struct requester r;
	uint32_t first;

	if (!requester_read(h, name, len, &r) || requester_hosts(h, &r, &first) != 1 ||
	    (r.free && h->others))
		return IOP_NO_NODE;
	return first;
}
