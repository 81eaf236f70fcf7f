// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/attribute.h"

#include <stdlib.h>
#include <string.h>

#include "explain/attribute_claims.h"
#include "explain/bus_address.h"
#include "explain/line_words.h"
#include "explain/log_fields.h"
#include "explain/mc_clients.h"
#include "explain/requester.h"

const char *const log_cause_slugs[] = {
#define CAUSE_SLUG(id, slug, text, fix) slug,
	LOG_CAUSES(CAUSE_SLUG)
#undef CAUSE_SLUG
};

const char *const log_cause_texts[] = {
#define CAUSE_TEXT(id, slug, text, fix) text,
	LOG_CAUSES(CAUSE_TEXT)
#undef CAUSE_TEXT
};

const char *const log_cause_fixes[] = {
#define CAUSE_FIX(id, slug, text, fix) fix,
	LOG_CAUSES(CAUSE_FIX)
#undef CAUSE_FIX
};

static bool is_blank(char c)
{
	return !c || strchr(" \t|>\n;", c);
}

/* A log may hold any byte, and ends where it ends. The next word from @at on,
 * without a colon; its length. */
static size_t word(const char *line, size_t len, size_t *at, bool *colon)
{
	size_t end;

	while (*at < len && is_blank(line[*at]))
		++*at;
	for (end = *at; end < len && !is_blank(line[end]); end++)
		;
	*colon = end > *at && line[end - 1] == ':';
	return end - *at - *colon;
}

uint32_t attribute_device(const struct device_names *names,
			  const char *line, size_t len, bool *absent)
{
	uint32_t node, renamed = IOP_NO_NODE;
	size_t size;
	bool colon;

	*absent = false;
	for (size_t at = 0; at < len; at += size + colon) {
		size = word(line, len, &at, &colon);
		node = size ? device_names_find(names, line + at, size) : IOP_NO_NODE;
		if (node != IOP_NO_NODE) {
			*absent = false;
			return node;
		}
		if (size && renamed == IOP_NO_NODE)
			renamed = device_names_iommu(names, line + at, size);
		if (colon && requester_is_function(line + at, size))
			return IOP_NO_NODE;
		*absent |= colon && device_names_has_address(line + at, size);
		/* else it is said of another device, as "4000.x: supplier 8000.y not ready" */
		if (*absent && renamed == IOP_NO_NODE)
			return IOP_NO_NODE;
	}
	*absent &= renamed == IOP_NO_NODE;
	return renamed;
}

/* The driver whose name begins the line, where no device of it is known: the
 * stream is not that of another driver's IOMMU. */
static const struct iop_driver *driver_of(const struct iop_facts *facts, const char *line,
					  size_t len)
{
	for (uint16_t n = 0; n < facts->count; n++) {
		const char *name = facts->drivers[n].name;
		size_t size = strlen(name);

		for (size_t at = 0; at + size < len; at++)
			if (!memcmp(line + at, name, size) && line[at + size] == ' ' &&
			    (!at || strchr(" \t]>|", line[at - 1])))
				return &facts->drivers[n];
	}
	return NULL;
}

static void add_master(struct attributed *out, uint32_t node)
{
	uint32_t *m = vec_push(&out->masters, sizeof(*m));

	if (m)
		*m = node;
	else
		out->failed = true;
}

static void by_device(struct attributed *out, uint32_t node)
{
	static const enum log_cause causes[] = {
		[LOG_EVENT_SAME_STREAM] = LOG_CAUSE_SAME,
		[LOG_EVENT_DEFERRED] = LOG_CAUSE_WAITS,
		[LOG_EVENT_LOST] = LOG_CAUSE_NO_IOMMU,
		[LOG_EVENT_GROUP] = LOG_CAUSE_NONE,
		[LOG_EVENT_OUT_OF_RANGE] = LOG_CAUSE_NONE,
		[LOG_EVENT_PAGE_FAULT] = LOG_CAUSE_UNMAPPED,
		[LOG_EVENT_MAP] = LOG_CAUSE_MAP_READ,
	};

	out->cause = out->line.event == LOG_EVENT_LOST && out->line.setup ? LOG_CAUSE_SETUP :
		     causes[out->line.event];
	out->known = node != IOP_NO_NODE;
	if (out->known)
		add_master(out, node);
	else
		out->cause = out->line.who == LOG_NAMED && !out->line.named ?
			     LOG_CAUSE_NOT_TOLD : LOG_CAUSE_UNNAMED;
}

/* "soc:display-subsystem: Adding to iommu group 2", "3530000.xhci: ...": who prints it
 * has another name than any node, but maybe the address of one. */
static void by_name(struct attributor *a, struct attributed *out, const char *name, size_t len)
{
	uint32_t node = device_names_find(a->names, name, len);

	if (node == IOP_NO_NODE && out->line.event == LOG_EVENT_GROUP)
		node = device_names_typed(a->names, name, len);
	if (node == IOP_NO_NODE && requester_is_function(name, len)) {
		node = requester_only(a->hosts, name, len);
		out->function = name;
		out->function_len = len;
	} else if (node == IOP_NO_NODE) {
		node = device_names_other(a->names, name, len);
		if (node == IOP_NO_NODE)
			node = device_names_at(a->names, name, len);
		out->by_address = node != IOP_NO_NODE;
	}
	by_device(out, node);
	if (node == IOP_NO_NODE && device_names_has_address(name, len)) {
		out->known = true;
		out->cause = LOG_CAUSE_ABSENT;
	}
}

/* The line is the master's own, and no node has the name that it begins with. */
static void by_printer(struct attributor *a, struct attributed *out, const char *line, size_t len)
{
	uint32_t node = device_names_path(a->claims->plan->tree, line, len);
	size_t size, at;
	bool colon;

	if (node != IOP_NO_NODE) {
		by_device(out, node);
		return;
	}
	for (at = 0; at < len; at += size + colon) {
		size = word(line, len, &at, &colon);
		if (colon && (device_names_has_address(line + at, size) ||
			      requester_is_function(line + at, size)))
			break;
	}
	if (at < len)
		by_name(a, out, line + at, size);
	else
		by_device(out, IOP_NO_NODE);
	if (log_find(line, len, " device (null);"))
		out->cause = LOG_CAUSE_NOT_TOLD;
}

#define MC_ERR ": EMEM decode error on PDE or PTE entry"

/* NVIDIA's kernels up to 4.9: "mc-err: [mcerr] (20) csw_xusb_hostw: EMEM decode error on
 * PDE or PTE entry"; mainline: "viw: write @0x801000: Page fault (SMMU translation error [R-S])": a client of the
 * memory controller. */
static void by_client(struct attributor *a, struct attributed *out, const char *line, size_t len)
{
	const char *at = log_find(line, len, "@0x"), *end = NULL;	/* a line may begin with it */
	const char *vendor = log_find(line, len, MC_ERR);
	uint32_t swgroup;

	for (const char *c = line; at && (c = log_find(c, (size_t)(at - c), ": ")); )
		end = c - 2;
	if (vendor)
		end = vendor - strlen(MC_ERR);
	for (at = end; at && at > line && !is_blank(at[-1]); at--)
		;
	if (vendor && end - at > 4 && !memcmp(at, "cs", 2) && at[3] == '_')
		at += 4;
	if (vendor && out->iommu == IOP_NONE)
		out->iommu = mc_only(a->claims->plan, &out->device);
	out->cause = LOG_CAUSE_CLIENT;
	if (!end || out->iommu == IOP_NONE ||
	    !mc_client_swgroup(a->claims->plan, out->device, at, (size_t)(end - at), &swgroup))
		return;
	out->line.has_id = true;
	out->line.id = swgroup;
	attribute_claims(a->claims, swgroup, false, out);
}

/* An IOMMU whose supplier did not come fails with -110 afterwards. */
static bool gives_up(struct attributor *a, struct attributed *out, const char *line,
		     size_t len)
{
	if (out->iommu == IOP_NONE)
		return false;
	if (out->line.event == LOG_EVENT_LOST && log_find(line, len, "ignoring dependency")) {
		a->gave_up = out->device;
		attributed_free(out);	/* it is no master of its own */
		out->known = false;
		out->line.event = LOG_EVENT_PROBE;
		out->line.who = LOG_IOMMU;
		return true;
	}
	return out->line.event == LOG_EVENT_PROBE && a->gave_up == out->device &&
	       log_find(line, len, "error -110");
}

/* The IOMMU of which the node is a context, or IOP_NONE */
static uint32_t of_context(const struct iop_plan *p, uint32_t node)
{
	uint32_t parent = node == IOP_NO_NODE ? IOP_NO_NODE : p->tree->nodes[node].parent;

	return parent == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(p, parent);
}

/* A context child of qcom_iommu: its number is what masters name. */
static bool context_child(const struct iop_plan *p, struct attributed *out, const char *line,
			  size_t len)
{
	uint32_t iommu = of_context(p, out->device);
	const char *cb = NULL;

	if (out->line.has_id || iommu == IOP_NONE)
		return false;
	for (size_t n = 0; n + 4 < len && !cb; n++)
		if (!memcmp(line + n, " cb=", 4))
			cb = line + n + 4;
	if (!cb)
		return false;
	out->iommu = iommu;
	out->line.has_id = true;
	out->line.id = 0;
	for (; cb < line + len && *cb >= '0' && *cb <= '9'; cb++)
		out->line.id = out->line.id * 10 + (uint32_t)(*cb - '0');
	return true;
}

/* "ignoring dependency" is about any supplier that driver_deferred_probe_check_state() was
 * asked for: one without an IOMMU waited for another. */
static void waited_for(const struct iop_tree *t, struct attributed *out, const char *line,
		       size_t len)
{
	if (out->cause != LOG_CAUSE_NO_IOMMU || out->device == IOP_NO_NODE)
		return;
	if (!iop_has(t, out->device, IOP_P_IOMMUS) && !iop_has(t, out->device, IOP_P_IOMMU_MAP))
		out->cause = LOG_CAUSE_GAVE_UP;
	else if (iop_has(t, out->device, IOP_P_POWER_DOMAINS) &&
		 log_find(line, len, "ignoring dependency"))
		out->cause = LOG_CAUSE_EITHER;
}

/* The cause of what an IOMMU says of itself. */
static enum log_cause of_iommu(const struct iop_plan *p, const struct attributed *out)
{
	switch (out->line.event) {
	case LOG_EVENT_PROBE:
		return LOG_CAUSE_NO_PROBE;
	case LOG_EVENT_DEFERRED:
		return LOG_CAUSE_WAITS;
	case LOG_EVENT_STUCK:
		return LOG_CAUSE_STUCK;
	case LOG_EVENT_BUDGET:
		return out->iommu != IOP_NONE &&
		       iop_iommu_of(p, out->iommu)->state == IOP_STATE_DISABLED ?
		       LOG_CAUSE_OTHER_TREE : LOG_CAUSE_NONE;
	default:
		return LOG_CAUSE_NONE;
	}
}

static void dispatch(struct attributor *a, struct attributed *out, const char *line, size_t len)
{
	switch (out->line.who) {
	case LOG_STREAM:
		attribute_claims(a->claims, out->line.id, false, out);
		break;
	case LOG_ALL:
		attribute_claims(a->claims, 0, true, out);
		break;
	case LOG_MASTER:
		if (out->device != IOP_NO_NODE)
			by_device(out, out->device);
		else
			by_printer(a, out, line, len);
		waited_for(a->claims->plan->tree, out, line, len);
		break;
	case LOG_NAMED:
		if (out->line.named)
			by_name(a, out, out->line.named, out->line.named_len);
		else
			by_device(out, IOP_NO_NODE);
		break;
	case LOG_IOMMU:
		out->cause = of_iommu(a->claims->plan, out);
		break;
	case LOG_NOBODY:
		if (attribute_only(a->claims, out))
			break;
		out->cause = out->line.event == LOG_EVENT_TABLES ? LOG_CAUSE_TABLES :
			     out->line.event == LOG_EVENT_BEYOND ? LOG_CAUSE_BEYOND :
			     out->line.event == LOG_EVENT_ABORT ? LOG_CAUSE_FIRMWARE_KEEPS :
			     LOG_CAUSE_NOT_TOLD;
		if (out->line.event == LOG_EVENT_TRANSLATION)
			by_client(a, out, line, len);
		break;
	}
	if (gives_up(a, out, line, len))
		out->cause = LOG_CAUSE_GAVE_UP;
}

/* An IOMMU that waits for a supplier says so, and comes later. */
static bool is_deferral(const char *line, size_t len)
{
	return log_find(line, len, "-517") || log_find(line, len, "EPROBE_DEFER");
}

bool attribute_line(struct attributor *a, const char *line, size_t len, struct attributed *out)
{
	const struct iop_plan *p = a->claims->plan;

	*out = (struct attributed){ .device = IOP_NO_NODE, .iommu = IOP_NONE,
				    .supplier = IOP_NO_NODE, .owner = IOP_NO_NODE };
	if (!log_line_read(&a->state, line, len, &out->line))
		return false;
	out->device = out->line.who == LOG_IOMMU && out->line.named ?
		      device_names_find(a->names, out->line.named, out->line.named_len) :
		      attribute_device(a->names, line, len, &out->absent);
	if (out->device != IOP_NO_NODE)
		out->iommu = iop_iommu_at(p, out->device);
	/* "probe with driver x failed" is any device's. */
	if (out->line.event == LOG_EVENT_PROBE && out->iommu == IOP_NONE)
		return false;
	if (out->line.event == LOG_EVENT_PROBE && is_deferral(line, len))
		out->line.event = LOG_EVENT_DEFERRED;
	if (out->iommu == IOP_NONE)
		out->driver = driver_of(p->view->facts, line, len);
	if (context_child(p, out, line, len))
		out->line.who = LOG_STREAM;
	else if (out->iommu == IOP_NONE && out->line.who == LOG_IOMMU)
		out->iommu = of_context(p, out->device);
	/* Of an IOMMU that the tree does not have, no master is another's. */
	if (out->absent && out->line.who != LOG_NOBODY && out->line.who != LOG_MASTER) {
		out->known = true;
		out->cause = LOG_CAUSE_ABSENT;
		return true;
	}
	/* What only the IOMMU tells is nothing without it. */
	if (out->line.who == LOG_ALL && out->iommu == IOP_NONE)
		out->line.who = LOG_NOBODY;
	dispatch(a, out, line, len);
	if (out->iommu == IOP_NONE && !out->masters.count && line_is_acpi(line, len))
		out->cause = LOG_CAUSE_ACPI;
	if (out->line.event == LOG_EVENT_DEFERRED)
		out->supplier = line_supplier(a->names, p->tree, line, len);
	if (out->cause == LOG_CAUSE_UNMAPPED && bus_address_of(line, len, &out->address))
		out->owner = bus_address_owner(a->addresses, out->address, &out->window);
	return true;
}

void attributed_free(struct attributed *out)
{
	free(out->masters.data);
	out->masters = (struct vec){ .data = NULL };
}
