// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/bus_address.h"

#include <stdlib.h>
#include <string.h>

#include "explain/id_runs.h"
#include "explain/log_fields.h"
#include "fdt/address.h"
#include "fdt/long.h"

#define PCI_CELLS 3u
#define ENTRIES_MOST 64u	/* of one reg or ranges */
#define LOOKS_MOST 64u		/* few nodes of a tree have one address */

bool bus_address_of(const char *line, size_t len, uint64_t *address)
{
	static const char *const words[] = {
		"iova=", " iova: ", " iova ", "Page fault at ", "Page fault for ", " at iova ",
		" occurred at ",
	};

	for (size_t n = 0; n < sizeof(words) / sizeof(words[0]); n++) {
		const char *at = log_find(line, len, words[n]);

		if (at && line + len - at > 2 && at[0] == '0' && at[1] == 'x' &&
		    log_number(at, line + len, 16, address))
			return true;
	}
	return false;
}

/* What the CPU cannot reach is left out. */
static bool add(struct vec *list, const struct iop_tree *t, uint32_t bus,
		struct iop_span_row r, uint32_t node)
{
	struct id_run *run;

	if (!r.size || !iop_translate(t, bus, IOP_P_RANGES, &r.parent))
		return true;
	run = vec_push(list, sizeof(*run));
	if (!run)
		return false;
	*run = (struct id_run){ .from = r.parent, .node = node, .all = true };
	run->to = r.size - 1 > UINT64_MAX - r.parent ? UINT64_MAX : r.parent + (r.size - 1);
	return true;
}

static bool add_reg(struct bus_addresses *b, const struct iop_tree *t, uint32_t node)
{
	uint32_t bus = t->nodes[node].parent;
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);
	struct iop_bus_cells c = iop_bus_cells(t, bus);
	struct iop_span_row r = { 0 };

	for (uint32_t n = 0; n < ENTRIES_MOST && c.size && iop_number_next(&reg, c.child, &r.parent) &&
	     iop_number_next(&reg, c.size, &r.size); n++)
		if (!add(&b->regs, t, bus, r, node))
			return false;
	return true;
}

static bool add_windows(struct bus_addresses *b, const struct iop_tree *t, uint32_t node)
{
	struct iop_cells rows = iop_prop(t, node, IOP_P_RANGES);
	struct iop_bus_cells c = iop_bus_cells(t, node);
	struct iop_span_row r;

	if (c.child != PCI_CELLS)
		return true;
	for (uint32_t n = 0; n < ENTRIES_MOST && iop_span_row_next(&rows, c, &r); n++)
		if (!add(&b->windows, t, t->nodes[node].parent, r, node))
			return false;
	return true;
}

/* RAM is no device, and what is reserved in it neither. */
static bool is_memory(const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);

	return (type && !strcmp(type, "memory")) ||
	       !strcmp(iop_node_name(t, t->nodes[node].parent), "reserved-memory");
}

bool bus_addresses_read(struct bus_addresses *b, const struct iop_tree *t)
{
	*b = (struct bus_addresses){ .regs = { NULL } };
	for (uint32_t n = 1; n < t->count; n++)
		if (t->nodes[n].available &&
		    ((iop_has(t, n, IOP_P_RANGES) && !add_windows(b, t, n)) ||
		     (iop_has(t, n, IOP_P_REG) && !is_memory(t, n) && !add_reg(b, t, n))))
			return false;
	id_runs_sort(&b->regs);
	id_runs_sort(&b->windows);
	return true;
}

void bus_addresses_free(struct bus_addresses *b)
{
	free(b->regs.data);
	free(b->windows.data);
	*b = (struct bus_addresses){ .regs = { NULL } };
}

struct owner {
	uint32_t node;
	unsigned int looks;
};

static bool see(void *ctx, const struct id_run *run)
{
	struct owner *o = ctx;

	if (run->node < o->node)
		o->node = run->node;
	return ++o->looks < LOOKS_MOST;
}

static uint32_t first_of(const struct vec *list, uint64_t address)
{
	struct owner o = { IOP_NO_NODE, 0 };

	id_runs_at(list, address, see, &o);
	return o.node;
}

uint32_t bus_address_owner(const struct bus_addresses *b, uint64_t address, bool *window)
{
	uint32_t reg = first_of(&b->regs, address), host = first_of(&b->windows, address);

	*window = host < reg;
	return *window ? host : reg;
}
