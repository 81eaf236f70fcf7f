// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/start_schema.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct iop_iommu *unknown(const struct iop_plan *p, const char *compatible)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].why == IOP_R_NO_LINUX_DRIVER &&
		    iop_list_has(p->iommus[n].names, compatible))
			return &p->iommus[n];
	return NULL;
}

/* A fact file takes these alone, in a string of YAML. */
static bool is_plain(const char *compatible)
{
	for (const char *s = compatible; *s; s++)
		if (!isalnum((unsigned char)*s) && !strchr(",-._+", *s))
			return false;
	return *compatible;
}

static void driver_name(struct out *o, const char *compatible)
{
	for (; *compatible; compatible++)
		out_char(o, isalnum((unsigned char)*compatible) ?
			 (char)tolower((unsigned char)*compatible) : '-');
}

static void row(struct out *o, const char *key, const char *value, const char *since)
{
	out_fmt(o, "  %s:\n    - {value: %s, since: \"%s\", from: not-read}\n", key, value, since);
}

bool start_schema(struct out *o, const struct iop_plan *p, const char *compatible)
{
	const struct iop_iommu *i = unknown(p, compatible);
	iop_version v = p->view->target.version;
	char since[16];

	if (!i || !is_plain(compatible))
		return false;
	snprintf(since, sizeof(since), "%u.%u", v >> 24, v >> 16 & 0xff);
	out_str(o, "# A driver for --schema-dir: put this into a directory as NAME.yaml. None of\n"
		   "# it was read from a source yet; schemas/README.md lists all keys. from: is the\n"
		   "# function of the driver that decides the value.\ndriver: ");
	driver_name(o, compatible);
	out_fmt(o, "\ntitle: \"%s\"\narch: [arm, arm64]\ncompatibles:\n"
		   "  - {name: \"%s\", since: \"%s\", from: of_match}\nfacts:\n",
		compatible, compatible, since);
	out_str(o, "  # of_xlate: bits of the first cell that are an ID; 0: it has none\n");
	row(o, "id-bits", i->cells == 0 ? "0" : "32", since);
	out_str(o, "  # of a master that names several: first, last, reject or all\n");
	row(o, "several-instances", "all", since);
	out_str(o, "  # device_group: device, instance, stream-match, ..., or a property:\n"
		   "  # group-by-property\n");
	row(o, "group-rule", "unknown", since);
	out_str(o, "  # domain_alloc: which types\n");
	row(o, "dma", "true", since);
	row(o, "identity", "false", since);
	out_str(o, "  # what it does with DMA that no group's domain takes\n");
	row(o, "unclaimed", "unknown", since);
	row(o, "failed-registration", "unknown", since);
	row(o, "initcall", "device-init", since);
	out_fmt(o, "  bus-platform:\n    - {value: true, since: \"%s\", from: not-read}\n", since);
	return true;
}
