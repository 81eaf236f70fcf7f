// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Maps that are written by the buses behind a host's ports, in order: a port
 * that is disabled takes no bus where the host's driver leaves it alone, and
 * those after it get the numbers that the map has for others.
 */
#include "devices/populate.h"
#include "lint/entries_seen.h"

#define PORTS_MOST 32u	/* device numbers of a bus */

struct port {
	uint32_t node;		/* IOP_NO_NODE: none */
	bool enabled;
};

/* Bridges that are function 0, by device number. */
static uint32_t read_ports(const struct iop_plan *p, uint32_t host, struct port *ports)
{
	const struct iop_tree *t = p->tree;
	uint32_t count = 0, first;

	for (uint32_t n = 0; n < PORTS_MOST; n++)
		ports[n] = (struct port){ .node = IOP_NO_NODE };
	for (uint32_t n = host + 1; n < t->nodes[host].end; n = t->nodes[n].end) {
		struct iop_cells reg = iop_prop(t, n, IOP_P_REG);
		uint32_t device;

		if (!iop_is_pci(t, p->view, n) || !iop_cell_next(&reg, &first) || first >> 16 ||
		    first & 0x7ff)
			continue;
		device = first >> 11 & 0x1f;
		count += ports[device].node == IOP_NO_NODE;
		ports[device] = (struct port){ n, t->nodes[n].available };
	}
	return count;
}

/* The one row for requesters of a bus, where it has no others; NULL: none. */
static const struct iop_map_row *row_of(const struct host_map *h, uint32_t bus)
{
	const struct iop_map_row *found = NULL;

	for (uint32_t n = 0; n < h->n_rows; n++) {
		const struct iop_map_row *r = &h->rows[n];

		if (!r->length || r->base >> 8 > bus ||
		    (r->base + (r->length - 1)) >> 8 < bus)
			continue;
		if (found || r->base >> 8 != bus || (r->base + (r->length - 1)) >> 8 != bus)
			return NULL;
		found = r;
	}
	return found;
}

/* Has each port, enabled or not, a bus of its own in the map? */
static bool is_by_port(const struct host_map *h, uint32_t first, uint32_t ports)
{
	for (uint32_t n = 1; n <= ports; n++)
		if (!row_of(h, first + n))
			return false;
	return !row_of(h, first + ports + 1);
}

static bool is_same(const struct iop_map_row *a, const struct iop_map_row *b)
{
	struct iop_cells x = a->out, y = b->out;
	uint32_t i = 0, j = 0;

	iop_cell_next(&x, &i);
	iop_cell_next(&y, &j);
	return a->target == b->target && i == j;
}

static void report_bus(struct iop_lint *s, const struct host_map *h, uint32_t disabled,
		       uint32_t port, const struct iop_map_row *got, uint32_t bus)
{
	bool hidden = iop_any_listed(s->plan->view, &s->plan->view->facts->drivers[0],
				     IOP_L_HIDDEN_PORTS,
				     iop_prop(s->plan->tree, h->node, IOP_P_COMPATIBLE));
	struct iop_finding *f = iop_report(s, IOP_RULE_MAP_SHIFTED, h->node, "iommu-map");

	f->related = port;
	iop_say_node(f, disabled);
	iop_say_node(f, port);
	iop_say_dec(f, bus);
	if (got->target == IOP_NO_NODE)
		iop_say(f, "another IOMMU");
	else
		iop_say_node(f, got->target);
	iop_say(f, hidden ? "" : ", unless the disabled port still appears as a bridge");
	if (!hidden)
		f->severity = IOP_NOTE;
}

void iop_lint_map_buses(struct iop_lint *s, const struct host_map *h)
{
	struct port ports[PORTS_MOST];
	uint32_t first = h->has_buses ? h->first_bus : 0, number = 0, bus = first;
	uint32_t count = read_ports(s->plan, h->node, ports), gone = IOP_NO_NODE;

	if (h->bus != IOP_BUS_PCI || count < 2 || !is_by_port(h, first, count))
		return;
	for (uint32_t n = 0; n < PORTS_MOST; n++) {
		if (ports[n].node == IOP_NO_NODE)
			continue;
		number++;
		if (!ports[n].enabled) {
			gone = gone == IOP_NO_NODE ? ports[n].node : gone;
			continue;
		}
		bus++;
		if (gone == IOP_NO_NODE ||
		    is_same(row_of(h, bus), row_of(h, first + number)))
			continue;
		report_bus(s, h, gone, ports[n].node, row_of(h, bus), bus);
		return;
	}
}
