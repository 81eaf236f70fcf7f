/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* PCI functions by their names, and which host of the tree they are behind. */
#ifndef EXPLAIN_REQUESTER_H
#define EXPLAIN_REQUESTER_H

#include "model/model.h"
#include "yaml/store.h"

struct pci_host {
	uint32_t domain;	/* of linux,pci-domain; IOP_NONE: it has none */
	uint32_t node;
	uint32_t below;		/* how many lower domains are taken */
};

/* The enabled PCI hosts of a tree. */
struct pci_hosts {
	struct vec list;	/* struct pci_host: by domain, then node; those without one last */
	size_t with;		/* how many have one */
	uint32_t first;		/* node, or IOP_NO_NODE */
	bool others;		/* there are disabled ones, which a boot loader may enable */
};

/* pci_hosts_read - false: out of memory. To be freed either way. */
bool pci_hosts_read(struct pci_hosts *h, const struct iop_plan *p);
void pci_hosts_free(struct pci_hosts *h);

struct requester {
	uint32_t rid;
	uint32_t domain;	/* or IOP_NONE: the name has none */
	bool free;		/* hosts without linux,pci-domain can have it */
};

/* requester_read - "01:00.0", "0001:01:00.0"; false: it is neither */
bool requester_read(const struct pci_hosts *h, const char *name, size_t len,
		    struct requester *out);

/* requester_is_function - does it name a PCI function as the kernel does, with its domain? */
bool requester_is_function(const char *name, size_t len);

/*
 * requester_host - may it be behind this node? A host has the domain of its
 * linux,pci-domain; the others get the lowest free ones in the order in which they
 * probe, so a tree fixes that of one only where it is the only such host.
 */
bool requester_host(const struct iop_plan *p, const struct requester *r, uint32_t node);

/* requester_hosts - how many hosts it may be behind, and the first of them */
size_t requester_hosts(const struct pci_hosts *h, const struct requester *r, uint32_t *first);

/* requester_only - the only host that it can be behind, whatever a boot loader enables, or
 * IOP_NO_NODE */
uint32_t requester_only(const struct pci_hosts *h, const char *name, size_t len);

#endif
