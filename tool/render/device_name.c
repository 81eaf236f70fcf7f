// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Names of devices as dmesg and sysfs have them: of_device_make_bus_id(). */
#include <string.h>

#include "devices/populate.h"
#include "fdt/address.h"
#include "render/common.h"

static void hex(struct line *l, uint64_t n)
{
	static const char digits[] = "0123456789abcdef";
	int shift = 60;

	while (shift && !(n >> shift & 15))
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		line_mem(l, &digits[n >> shift & 15], 1);
}

/* The nearest node upwards that has an address begins it; else the topmost. */
static void name(struct line *l, const struct iop_tree *t, uint32_t node)
{
	const char *own = iop_node_name(t, node);
	uint64_t address;

	if (iop_device_address(t, node, &address)) {
		hex(l, address);
		line_str(l, ".");
		line_mem(l, own, strcspn(own, "@"));
		return;
	}
	if (t->nodes[node].parent) {
		name(l, t, t->nodes[node].parent);
		line_str(l, ":");
	}
	line_str(l, own);
}

bool render_is_named(const struct render *r, uint32_t node)
{
	struct iop_existence e = iop_existence(r->p, node);

	return node && e.exist != IOP_EXIST_NEVER &&
	       (e.bus == IOP_BUS_PLATFORM || e.bus == IOP_BUS_AMBA);
}

const char *render_node_name(struct render *r, uint32_t node)
{
	line_clear(&r->name);
	name(&r->name, r->p->tree, node);
	return line_text(&r->name);
}

const char *render_name(struct render *r, const struct iop_device *d)
{
	if (d->exist == IOP_EXIST_NEVER || iop_is_behind(d) || d->child != IOP_NONE ||
	    (d->bus != IOP_BUS_PLATFORM && d->bus != IOP_BUS_AMBA))
		return NULL;
	return render_node_name(r, d->node);
}

const char *render_iommu_name(struct render *r, const struct iop_iommu *i)
{
	const struct iop_tree *t = r->p->tree;

	if (i->exist == IOP_EXIST_NEVER || iop_is_pci(t, r->p->view, t->nodes[i->node].parent))
		return NULL;
	return render_node_name(r, i->node);
}
