// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/requester.h"

#include <string.h>

#include "devices/populate.h"
#include "explain/log_fields.h"

#define NAME_MOST 16	/* "00001234:01:00.0": %04x, and more digits where a domain has them */

/* A hexadecimal number of at most @digits, and what follows it. */
static bool part(const char **at, const char *end, size_t digits, char after, uint32_t *out)
{
	size_t n = 0;

	*out = 0;
	for (; *at + n < end && n < digits; n++) {
		char c = (*at)[n];
		uint32_t value = c >= '0' && c <= '9' ? (uint32_t)(c - '0') :
				 c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) :
				 c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : 16;

		if (value > 15)
			break;
		*out = *out << 4 | value;
	}
	*at += n;
	if (!n || (after && (*at == end || **at != after)))
		return false;
	*at += after != 0;
	return true;
}

/* of_pci_bus_find_domain_nr() passes over those that some host of the tree has. */
static bool is_free(const struct iop_plan *p, uint32_t domain)
{
	uint8_t taken[IOP_PCI_DOMAINS / 8] = { 0 };
	uint32_t number, without = 0, below = 0;

	if (domain >= IOP_PCI_DOMAINS)
		return false;
	for (uint32_t n = 0; n < p->tree->count; n++) {
		if (iop_pci_number(p->tree, p->view, n, &number))
			taken[number / 8] |= (uint8_t)(1u << number % 8);
		else
			without += iop_is_pci_host(p->tree, p->view, n);
	}
	for (number = 0; number < domain; number++)
		below += !(taken[number / 8] >> number % 8 & 1);
	return !(taken[domain / 8] >> domain % 8 & 1) && below < without;
}

bool requester_read(const struct iop_plan *p, const char *name, size_t len,
		    struct requester *out)
{
	const char *at = name, *end = name + len;
	const char *colon = memchr(name, ':', len);
	uint32_t bus, device, function;

	out->domain = IOP_NONE;
	if (colon && memchr(colon + 1, ':', (size_t)(end - colon - 1)) &&
	    (len > NAME_MOST || !part(&at, end, 8, ':', &out->domain)))
		return false;
	if (!part(&at, end, 2, ':', &bus) || !part(&at, end, 2, '.', &device) ||
	    !part(&at, end, 1, 0, &function) || at != end || device > 31 || function > 7)
		return false;
	out->rid = bus << 8 | device << 3 | function;
	out->free = out->domain == IOP_NONE || is_free(p, out->domain);
	return true;
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

uint32_t requester_hosts(const struct iop_plan *p, const struct requester *r, uint32_t *first)
{
	uint32_t count = 0;

	*first = IOP_NO_NODE;
	for (uint32_t n = 0; n < p->tree->count; n++)
		if (requester_host(p, r, n) && !count++)
			*first = n;
	return count;
}
