/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What can be asked about a tree: a device, a group, a stream, a line of a log. */
#ifndef EXPLAIN_SUBJECT_H
#define EXPLAIN_SUBJECT_H

#include "explain/attribute.h"
#include "explain/bus_address.h"
#include "explain/requester.h"
#include "render/because/because.h"

struct subject_of {
	struct render_input in;
	struct render r;
	struct claims claims;
	struct device_names names;
	struct pci_hosts hosts;
	struct bus_addresses addresses;
	struct out *o;
};

/* subject_open - false: out of memory. To be closed either way. */
bool subject_open(struct subject_of *s, const struct iop_plan *p, const char *file,
		  struct out *o);
void subject_close(struct subject_of *s);

/* subject_attributor - for the lines of one log, from the first on */
struct attributor subject_attributor(struct subject_of *s);

/*
 * subject_explain - a node's path, alias, label or device name; a group's key; a
 * stream ID, "0x809" or "/iommu@2b500000:0x809"; a requester ID, "01:00.0"
 *
 * returns: false, and nothing written, where nothing is called so.
 */
bool subject_explain(struct subject_of *s, const char *what);

/* subject_line - line @number of the log */
void subject_line(struct subject_of *s, const struct attributed *found, uint32_t number,
		  const char *log, bool json);

/* --- internal to this directory --- */

/* subject_stream - print which masters have the stream */
void subject_stream(struct subject_of *s, const struct attributed *found);

#endif
