/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* PCI functions by their names, and which host of the tree they are behind. */
#ifndef EXPLAIN_REQUESTER_H
#define EXPLAIN_REQUESTER_H

#include "model/model.h"

struct requester {
	uint32_t rid;
	uint32_t domain;	/* or IOP_NONE: the name has none */
	bool free;		/* hosts without linux,pci-domain can have it */
};

/* requester_read - "01:00.0", "0001:01:00.0"; false: it is neither */
bool requester_read(const struct iop_plan *p, const char *name, size_t len,
		    struct requester *out);

/*
 * requester_host - may it be behind this node? A host has the domain of its
 * linux,pci-domain; the others get the lowest free ones in the order in which they
 * probe, so a tree fixes that of one only where it is the only such host.
 */
bool requester_host(const struct iop_plan *p, const struct requester *r, uint32_t node);

/* requester_hosts - how many hosts it may be behind, and the first of them */
uint32_t requester_hosts(const struct iop_plan *p, const struct requester *r, uint32_t *first);

#endif
