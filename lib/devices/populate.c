// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/populate.h"

#include <string.h>

bool iop_is_pci(const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);

	return type && (!strcmp(type, "pci") || !strcmp(type, "pciex"));
}

enum iop_bus iop_host_bus(const struct iop_tree *t, const struct iop_view *v,
			  uint32_t node)
{
	static const struct { const char *list; enum iop_bus bus; } others[] = {
		{ "fsl-mc-buses", IOP_BUS_FSL_MC },
		{ "cdx-buses", IOP_BUS_CDX },
		{ "host1x", IOP_BUS_HOST1X },
	};
	struct iop_cells compatible = iop_prop(t, node, IOP_P_COMPATIBLE);

	if (iop_is_pci(t, node))
		return IOP_BUS_PCI;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (iop_any_listed(v, v->facts->drivers, others[i].list, compatible))
			return others[i].bus;
	return IOP_BUS_NONE;
}

static bool linux_lists(const struct iop_tree *t, const struct iop_view *v,
			uint32_t node, const char *list)
{
	return iop_any_listed(v, v->facts->drivers, list,
			      iop_prop(t, node, IOP_P_COMPATIBLE));
}

/* of_platform_bus_create() never descends through an amba device. */
static bool is_amba(const struct iop_tree *t, uint32_t node)
{
	return iop_compatible(t, node, "arm,primecell");
}

static bool at_top(const struct iop_tree *t, uint32_t node, const char *name)
{
	return t->nodes[node].depth == 1 && !strcmp(iop_node_name(t, node), name);
}

/* of_get_compatible_child(): the first one counts, enabled or not. */
static bool is_first_chosen(const struct iop_tree *t, const struct iop_view *v,
			    uint32_t node)
{
	uint32_t n = t->nodes[node].parent + 1;

	if (!linux_lists(t, v, node, "chosen-devices"))
		return false;
	while (n < node && (t->nodes[n].depth != t->nodes[node].depth ||
			    !linux_lists(t, v, n, "chosen-devices")))
		n++;
	return n == node;
}

/* A child of a node that is no device itself. */
static enum iop_exist below_no_device(const struct iop_tree *t,
				      const struct iop_view *v, uint32_t node,
				      uint32_t parent)
{
	if (at_top(t, parent, "reserved-memory") &&
	    linux_lists(t, v, node, "reserved-memory-devices"))
		return IOP_EXIST_ALWAYS;
	if (at_top(t, parent, "chosen") && is_first_chosen(t, v, node))
		return IOP_EXIST_ALWAYS;
	return IOP_EXIST_NEVER;
}

/* Linux' own walk wants a compatible; a driver can make a device without one,
 * as those of video-firmware and wifi-firmware nodes do. */
static enum iop_exist made_by_hand(const struct iop_tree *t, const struct iop_view *v,
				   enum iop_exist parent_exist, uint32_t parent)
{
	if (!parent || parent_exist == IOP_EXIST_NEVER ||
	    !iop_has(t, parent, IOP_P_COMPATIBLE) ||
	    linux_lists(t, v, parent, "populate-buses"))
		return IOP_EXIST_NEVER;
	return IOP_EXIST_BY_DRIVER;
}

/* From the parent's existence to the child's. */
static enum iop_exist step_down(const struct iop_tree *t, const struct iop_view *v,
				enum iop_exist parent_exist, uint32_t parent,
				uint32_t node)
{
	if (linux_lists(t, v, node, "populate-skip"))
		return IOP_EXIST_NEVER;
	if (!iop_has(t, node, IOP_P_COMPATIBLE))
		return made_by_hand(t, v, parent_exist, parent);
	if (!parent || at_top(t, parent, "firmware"))
		return IOP_EXIST_ALWAYS;
	if (!iop_has(t, parent, IOP_P_COMPATIBLE) && t->nodes[parent].depth == 1)
		return below_no_device(t, v, node, parent);
	if (parent_exist == IOP_EXIST_ALWAYS && !is_amba(t, parent) &&
	    linux_lists(t, v, parent, "populate-buses"))
		return IOP_EXIST_ALWAYS;
	return parent_exist == IOP_EXIST_NEVER ? IOP_EXIST_NEVER : IOP_EXIST_BY_DRIVER;
}

/*
 * A node without compatible between a device and its children (a "ports" or
 * "channels" holder) stops Linux' own walk, but not the device's driver.
 */
static enum iop_exist climb(const struct iop_tree *t, const struct iop_view *v,
			    uint32_t node)
{
	uint32_t chain[IOP_DEPTH_MAX + 1], depth = 0;
	enum iop_exist exist = IOP_EXIST_ALWAYS;

	for (uint32_t n = node; n; n = t->nodes[n].parent)
		chain[depth++] = n;
	while (depth--) {
		uint32_t parent = t->nodes[chain[depth]].parent;
		bool holder = !iop_has(t, chain[depth], IOP_P_COMPATIBLE);

		if (holder && depth && parent && exist != IOP_EXIST_NEVER)
			exist = linux_lists(t, v, parent, "populate-buses") ?
				IOP_EXIST_NEVER : IOP_EXIST_BY_DRIVER;
		else if (!(holder && depth))
			exist = step_down(t, v, exist, parent, chain[depth]);
		else if (parent)
			exist = IOP_EXIST_NEVER;
	}
	return exist;
}

struct iop_existence iop_existence(const struct iop_tree *t,
				   const struct iop_view *v, uint32_t node)
{
	struct iop_existence e = { IOP_EXIST_NEVER, IOP_BUS_NONE };

	if (!node || !t->nodes[node].available)
		return e;
	e.exist = climb(t, v, node);
	if (iop_is_pci(t, t->nodes[node].parent))
		return (struct iop_existence){ IOP_EXIST_BY_DRIVER, IOP_BUS_PCI };
	if (e.exist != IOP_EXIST_NEVER)
		e.bus = is_amba(t, node) ? IOP_BUS_AMBA : IOP_BUS_PLATFORM;
	return e;
}
