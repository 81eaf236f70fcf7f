/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdlib.h>
#include <string.h>

#include "compare/node_pairs.h"
#include "fdt/address.h"

/* iop_device_name() gives "ee100000.mmc": the address is what leads it. */
static bool cpu_address(const struct iop_tree *t, uint32_t node, uint64_t *out)
{
	char name[128], *end;

	if (!iop_device_name(t, node, name, sizeof(name)))
		return false;
	*out = strtoull(name, &end, 16);
	return end > name && *end == '.';
}

bool compare_place_of(const struct iop_tree *t, uint32_t node,
		      struct compare_place *out)
{
	const char *at = strchr(iop_node_name(t, node), '@');

	*out = (struct compare_place){ .unit = "", .node = node };
	if (!iop_has(t, node, IOP_P_COMPATIBLE))
		return false;
	out->compatible = iop_prop_string(t, node, IOP_P_COMPATIBLE);
	if (!out->compatible)
		return false;
	if (cpu_address(t, node, &out->address))
		return true;
	out->unit = at ? at + 1 : "";
	return *out->unit;
}

bool compare_bus(const struct compare_pair *q, uint32_t node, uint32_t bus[2])
{
	const struct iop_tree *old = q->plan[0]->tree, *new = q->plan[1]->tree;
	uint32_t was = compare_number(q, 1, node), is = node;

	while (was && is && !strcmp(iop_node_name(old, was), iop_node_name(new, is))) {
		was = old->nodes[was].parent;
		is = new->nodes[is].parent;
	}
	bus[0] = was;
	bus[1] = is;
	return is != node;
}

int compare_place_order(const void *a, const void *b)
{
	const struct compare_place *x = a, *y = b;
	int order;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	order = strcmp(x->unit, y->unit);
	return order ? order : strcmp(x->compatible, y->compatible);
}
