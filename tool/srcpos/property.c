/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/property.h"

#include <libfdt.h>
#include <string.h>

/* Offsets were seen when the tree was indexed. */
static uint32_t cell(const struct iop_tree *t, uint32_t at)
{
	return fdt32_ld((const fdt32_t *)(const void *)(t->blob + at));
}

bool property_next(const struct iop_tree *t, struct source_property *p)
{
	uint32_t at = p->tag;

	while (cell(t, at) == FDT_NOP)
		at += 4;
	if (cell(t, at) != FDT_PROP)
		return false;
	p->size = cell(t, at + 4);
	p->name = (const char *)t->blob + t->strings + cell(t, at + 8);
	p->value = t->blob + at + 12;
	p->tag = at + 12 + ((p->size + 3) & ~(uint32_t)3);
	return true;
}

bool property_first(const struct iop_tree *t, uint32_t node,
		    struct source_property *p)
{
	p->tag = t->nodes[node].props;
	return property_next(t, p);
}

bool property_named(const struct iop_tree *t, uint32_t node, const char *name,
		    struct source_property *p)
{
	bool more = property_first(t, node, p);

	while (more && strcmp(p->name, name))
		more = property_next(t, p);
	return more;
}
