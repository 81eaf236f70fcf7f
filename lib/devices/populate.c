// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/populate.h"

#include <string.h>

#define PCI_ADDRESS_CELLS 3u

/* A different bus, by compatibles of Linux drivers: fsl-mc has 3 address cells too. */
static enum iop_bus listed_bus(const struct iop_tree *t, const struct iop_view *v,
			       uint32_t node)
{
	static const struct { enum iop_list list; enum iop_bus bus; } others[] = {
		{ IOP_L_FSL_MC_BUSES, IOP_BUS_FSL_MC },
		{ IOP_L_CDX_BUSES, IOP_BUS_CDX },
		{ IOP_L_HOST1X, IOP_BUS_HOST1X },
		{ IOP_L_MAP_DEVICES, IOP_BUS_ROWS },
	};
	struct iop_cells compatible = iop_prop(t, node, IOP_P_COMPATIBLE);

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (iop_any_listed(v, v->facts->drivers, others[i].list, compatible))
			return others[i].bus;
	return IOP_BUS_NONE;
}

/*
 * of_bus_pci_match() takes a node named pcie for one whatever its device_type,
 * and of_iommu_configure() the node of the host that a driver registered,
 * however it is named.
 */
static bool is_pci_untyped(const struct iop_tree *t, const struct iop_view *v, uint32_t node)
{
	const char *name = iop_node_name(t, node);

	if (!iop_has(t, node, IOP_P_ADDRESS_CELLS) ||
	    iop_prop_u32(t, node, IOP_P_ADDRESS_CELLS, 0) != PCI_ADDRESS_CELLS)
		return false;
	if (!strncmp(name, "pcie", 4) && (!name[4] || name[4] == '@'))
		return true;
	return iop_has(t, node, IOP_P_IOMMU_MAP) && listed_bus(t, v, node) == IOP_BUS_NONE;
}

bool iop_is_pci(const struct iop_tree *t, const struct iop_view *v, uint32_t node)
{
	const char *type;

	if (!iop_has(t, node, IOP_P_DEVICE_TYPE))
		return is_pci_untyped(t, v, node);
	type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);
	return type && (!strcmp(type, "pci") || !strcmp(type, "pciex"));
}

bool iop_is_bare_host(const struct iop_tree *t, const struct iop_view *v, uint32_t node)
{
	const uint64_t any = 1ull << IOP_P_DEVICE_TYPE | 1ull << IOP_P_ADDRESS_CELLS;

	return node && t->nodes[node].available && (t->nodes[node].has & any) &&
	       !iop_has(t, node, IOP_P_IOMMU_MAP) && iop_is_pci(t, v, node) &&
	       !iop_is_pci(t, v, t->nodes[node].parent);
}

bool iop_is_pci_host(const struct iop_tree *t, const struct iop_view *v, uint32_t node)
{
	return node && t->nodes[node].available && iop_is_pci(t, v, node) &&
	       !iop_is_pci(t, v, t->nodes[node].parent);
}

bool iop_pci_number(const struct iop_tree *t, const struct iop_view *v, uint32_t node,
		    uint32_t *domain)
{
	if (!iop_is_pci_host(t, v, node) || !iop_has(t, node, IOP_P_PCI_DOMAIN))
		return false;
	*domain = iop_prop_u32(t, node, IOP_P_PCI_DOMAIN, 0) & (IOP_PCI_DOMAINS - 1);
	return true;
}

enum iop_bus iop_host_bus(const struct iop_tree *t, const struct iop_view *v,
			  uint32_t node)
{
	return iop_is_pci(t, v, node) ? IOP_BUS_PCI : listed_bus(t, v, node);
}

static bool linux_lists(const struct iop_tree *t, const struct iop_view *v,
			uint32_t node, enum iop_list list)
{
	return iop_any_listed(v, v->facts->drivers, list,
			      iop_prop(t, node, IOP_P_COMPATIBLE));
}

/* of_platform_bus_create() never descends through an amba device. */
static bool is_amba(const struct iop_tree *t, const struct iop_view *v, uint32_t node)
{
	return linux_lists(t, v, node, IOP_L_AMBA_DEVICES);
}

enum { ABOVE_ASKED = 1, ABOVE_BUS = 2, ABOVE_AMBA = 4 };

/* A node is asked for each of its children: its compatibles are read once. */
static uint8_t above(const struct iop_plan *p, uint32_t node)
{
	uint8_t *known = &p->populated->above[node];

	if (!*known)
		*known = (uint8_t)(ABOVE_ASKED |
			(linux_lists(p->tree, p->view, node, IOP_L_POPULATE_BUSES) ?
			 ABOVE_BUS : 0) |
			(is_amba(p->tree, p->view, node) ? ABOVE_AMBA : 0));
	return *known;
}

static bool at_top(const struct iop_tree *t, uint32_t node, const char *name)
{
	return t->nodes[node].depth == 1 && !strcmp(iop_node_name(t, node), name);
}

/* of_get_compatible_child(): the first one counts, enabled or not. */
static bool is_first_chosen(const struct iop_plan *p, uint32_t node)
{
	const struct iop_tree *t = p->tree;
	uint32_t parent = t->nodes[node].parent, n = parent + 1;
	struct iop_populated *m = p->populated;

	if (!linux_lists(t, p->view, node, IOP_L_CHOSEN_DEVICES))
		return false;
	if (m->chosen != parent) {
		while (n < node && (t->nodes[n].depth != t->nodes[node].depth ||
				    !linux_lists(t, p->view, n, IOP_L_CHOSEN_DEVICES)))
			n++;
		m->chosen = parent;
		m->first = n;
	}
	return m->first == node;
}

/* A child of a node that is no device itself. */
static enum iop_exist below_no_device(const struct iop_plan *p, uint32_t node,
				      uint32_t parent)
{
	const struct iop_tree *t = p->tree;

	if (at_top(t, parent, "reserved-memory") &&
	    linux_lists(t, p->view, node, IOP_L_RESERVED_MEMORY))
		return IOP_EXIST_ALWAYS;
	if (at_top(t, parent, "chosen") && is_first_chosen(p, node))
		return IOP_EXIST_ALWAYS;
	return IOP_EXIST_NEVER;
}

/* Linux' own walk requires a compatible; a driver can create a device without one,
 * as those of video-firmware and wifi-firmware nodes do. */
static enum iop_exist made_by_hand(const struct iop_plan *p, enum iop_exist parent_exist,
				   uint32_t parent)
{
	if (!parent || parent_exist == IOP_EXIST_NEVER ||
	    !iop_has(p->tree, parent, IOP_P_COMPATIBLE) || above(p, parent) & ABOVE_BUS)
		return IOP_EXIST_NEVER;
	return IOP_EXIST_BY_DRIVER;
}

/* From the parent's existence to the child's. */
static enum iop_exist step_down(const struct iop_plan *p, enum iop_exist parent_exist,
				uint32_t node)
{
	const struct iop_tree *t = p->tree;
	uint32_t parent = t->nodes[node].parent;

	if (linux_lists(t, p->view, node, IOP_L_POPULATE_SKIP))
		return IOP_EXIST_NEVER;
	if (!iop_has(t, node, IOP_P_COMPATIBLE))
		return made_by_hand(p, parent_exist, parent);
	if (!parent || at_top(t, parent, "firmware"))
		return IOP_EXIST_ALWAYS;
	if (!iop_has(t, parent, IOP_P_COMPATIBLE) && t->nodes[parent].depth == 1)
		return below_no_device(p, node, parent);
	if (parent_exist == IOP_EXIST_ALWAYS &&
	    (above(p, parent) & (ABOVE_AMBA | ABOVE_BUS)) == ABOVE_BUS)
		return IOP_EXIST_ALWAYS;
	return parent_exist == IOP_EXIST_NEVER ? IOP_EXIST_NEVER : IOP_EXIST_BY_DRIVER;
}

/*
 * What a node means for those below it. One without compatible between a device
 * and its children (a "ports" or "channels" holder) stops Linux' own walk, but
 * not the device's driver.
 */
static enum iop_exist step_through(const struct iop_plan *p, enum iop_exist exist,
				   uint32_t node)
{
	uint32_t parent = p->tree->nodes[node].parent;

	if (iop_has(p->tree, node, IOP_P_COMPATIBLE))
		return step_down(p, exist, node);
	if (!parent)
		return exist;
	if (exist == IOP_EXIST_NEVER || above(p, parent) & ABOVE_BUS)
		return IOP_EXIST_NEVER;
	return IOP_EXIST_BY_DRIVER;
}

/* From the root down, each node once: many masters have the same ancestors. */
static enum iop_exist within(const struct iop_plan *p, uint32_t node)
{
	uint8_t *known = p->populated->within;
	uint32_t chain[IOP_DEPTH_MAX + 1], depth = 0;
	enum iop_exist exist = IOP_EXIST_ALWAYS;

	for (; node && !known[node]; node = p->tree->nodes[node].parent)
		chain[depth++] = node;
	if (node)
		exist = known[node] - 1;
	while (depth--) {
		exist = step_through(p, exist, chain[depth]);
		known[chain[depth]] = (uint8_t)(exist + 1);
	}
	return exist;
}

struct iop_existence iop_existence(const struct iop_plan *p, uint32_t node)
{
	struct iop_existence e = { IOP_EXIST_NEVER, IOP_BUS_NONE };
	const struct iop_tree *t = p->tree;

	if (!node || !t->nodes[node].available)
		return e;
	if (iop_is_pci(t, p->view, t->nodes[node].parent))
		return (struct iop_existence){ IOP_EXIST_BY_DRIVER, IOP_BUS_PCI };
	e.exist = step_down(p, within(p, t->nodes[node].parent), node);
	if (e.exist != IOP_EXIST_NEVER)
		e.bus = is_amba(t, p->view, node) ? IOP_BUS_AMBA : IOP_BUS_PLATFORM;
	return e;
}

bool iop_existence_open(struct iop_plan *p, struct iop_arena *a)
{
	p->populated = iop_alloc(a, 1, sizeof(*p->populated));
	if (!p->populated)
		return false;
	p->populated->chosen = IOP_NONE;
	p->populated->within = iop_alloc(a, p->tree->count, 1);
	p->populated->above = iop_alloc(a, p->tree->count, 1);
	return p->populated->within && p->populated->above;
}
