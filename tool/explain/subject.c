// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/subject.h"

#include <stdlib.h>
#include <string.h>

#include "explain/requester.h"

#define KEY_LEAST 5	/* characters of a group's key */

bool subject_open(struct subject_of *s, const struct iop_plan *p, const char *file,
		  struct out *o)
{
	memset(s, 0, sizeof(*s));
	s->o = o;
	s->in = (struct render_input){ .file = file, .plan = p };
	return render_open(&s->r, o, &s->in) && claims_read(&s->claims, p) &&
	       device_names_read(&s->names, &s->r) && pci_hosts_read(&s->hosts, p) &&
	       bus_addresses_read(&s->addresses, p->tree);
}

struct attributor subject_attributor(struct subject_of *s)
{
	return (struct attributor){ .claims = &s->claims, .names = &s->names,
				    .hosts = &s->hosts, .addresses = &s->addresses };
}

void subject_close(struct subject_of *s)
{
	claims_free(&s->claims);
	device_names_free(&s->names);
	pci_hosts_free(&s->hosts);
	bus_addresses_free(&s->addresses);
	render_close(&s->r);
}

static void say(void *ctx, const char *sentence)
{
	struct subject_of *s = ctx;

	out_str(s->o, "    ");
	out_term(s->o, sentence);
	out_char(s->o, '\n');
}

static void iommu(struct subject_of *s, const struct iop_iommu *i)
{
	struct because b = { &s->r, say, s };

	out_str(s->o, "  IOMMU ");
	out_term(s->o, render_path(&s->r, i->node));
	out_str(s->o, ": ");
	out_str(s->o, render_driver(i));
	out_str(s->o, ", ");
	out_str(s->o, render_state(i->state));
	out_char(s->o, '\n');
	because_iommu(&b, i);
}

/* As the tree has it, also where the plan has no stream of it. */
static void streams(struct subject_of *s, uint32_t node)
{
	for (size_t n = 0; n < s->claims.list.count; n++) {
		const struct claim *k = claim_at(&s->claims, n);

		if (k->node != node)
			continue;
		out_str(s->o, k->no_id ? "  all streams" : "  stream ");
		if (!k->no_id)
			out_hex(s->o, k->id);
		if (k->length > 1) {
			out_char(s->o, '-');
			out_hex(s->o, k->id + k->length - 1);
		}
		if (k->mask) {
			out_str(s->o, ", ignored bits ");
			out_hex(s->o, k->mask);
		}
		out_str(s->o, " of ");
		out_term(s->o, render_path(&s->r, iop_iommu_of(s->r.p, k->iommu)->node));
		if (k->map) {
			out_str(s->o, ", requesters from ");
			out_hex(s->o, k->base);
		}
		out_char(s->o, '\n');
	}
}

/* @of: the member whose group it is; NULL: the group is explained, with all members */
static void group_of(struct subject_of *s, const struct iop_group *g,
		     const struct iop_device *of)
{
	struct because b = { &s->r, say, s };
	char key[14];

	iop_group_key_text(g, key);
	out_fmt(s->o, "  group %s: %s, %s, ", key, iop_words[g->domain],
		render_confidence(g->confidence));
	out_count(s->o, g->count, "member\n", "members\n");
	if (of)
		because_device(&b, of);
	else
		because_members(&b, g);
	because_group(&b, g);
	for (uint32_t d = of ? IOP_NONE : g->first; d != IOP_NONE; d = iop_device_of(s->r.p, d)->next) {
		out_str(s->o, "    member ");
		out_term(s->o, render_subject(&s->r, iop_device_of(s->r.p, d)));
		out_char(s->o, '\n');
	}
}

static void device(struct subject_of *s, const struct iop_device *d)
{
	const char *name = render_name(&s->r, d);
	struct because b = { &s->r, say, s };

	bool rest = d->requesters && d->why == IOP_R_MAP_UNMATCHED && d->group == IOP_NONE;

	out_str(s->o, d->requesters ? "devices behind " : "device ");
	if (name)
		out_term(s->o, name);
	out_str(s->o, name ? ", " : "");
	out_term(s->o, render_subject(&s->r, d));
	out_str(s->o, rest ? ", with any other requester ID\n" : "\n");
	if (!rest)
		streams(s, d->node);
	if (d->iommu != IOP_NONE)
		iommu(s, iop_iommu_of(s->r.p, d->iommu));
	if (d->group != IOP_NONE) {
		group_of(s, iop_group_of(s->r.p, d->group), d);
	} else {
		out_str(s->o, "  no group\n");
		because_device(&b, d);
	}
	out_str(s->o, "  DMA\n");
	because_effect(&b, d);
	because_traits(&b, d);
}

/* It names no IOMMU, and the plan lists it as one that may be behind one. */
static bool neighbour(struct subject_of *s, uint32_t at)
{
	const struct iop_neighbours *all = &s->r.near.all;
	bool any = false;

	for (uint32_t n = 0; n < all->count; n++) {
		const struct iop_neighbour *near = &all->list[n];

		if (near->node != at)
			continue;
		out_str(s->o, any ? "" : ": names no IOMMU, but may be wired to one\n");
		any = true;
		out_str(s->o, near->by_soc ?
			"  on another board of this SoC such a device is a master of " :
			"  it does DMA and is on the bus of ");
		out_term(s->o, render_path(&s->r, iop_iommu_of(s->r.p, near->iommu)->node));
		out_str(s->o, "; DMA, if it is wired to it: ");
		out_str(s->o, iop_effect_words(iop_iommu_of(s->r.p, near->iommu)->unclaimed));
		out_char(s->o, '\n');
	}
	return any;
}

static bool node(struct subject_of *s, uint32_t at)
{
	const struct iop_plan *p = s->r.p;
	uint32_t i = iop_iommu_at(p, at);
	bool any = false;

	for (uint32_t d = 0; d < p->n_devices; d++)
		if (p->devices[d].node == at) {
			device(s, &p->devices[d]);
			any = true;
		}
	if (i != IOP_NONE) {
		iommu(s, iop_iommu_of(p, i));
		for (uint32_t g = 0; g < p->n_groups; g++)
			if (p->groups[g].iommu == i)
				group_of(s, &p->groups[g], NULL);
		return true;
	}
	if (any)
		return true;
	out_term(s->o, render_path(&s->r, at));
	if (neighbour(s, at))
		return true;
	out_str(s->o, p->tree->nodes[at].available ? ": not a master of an IOMMU\n" :
		": disabled, by its own status or that of a node above it\n");
	streams(s, at);
	return true;
}

/* By its key, or the start of it that a terminal shows. */
static bool group(struct subject_of *s, const char *what)
{
	size_t len = strlen(what);
	bool any = false;
	char key[14];

	for (uint32_t g = 0; len >= KEY_LEAST && g < s->r.p->n_groups; g++) {
		iop_group_key_text(&s->r.p->groups[g], key);
		if (strncmp(key, what, len))
			continue;
		group_of(s, &s->r.p->groups[g], NULL);
		any = true;
	}
	return any;
}

/* The path that /aliases or /__symbols__ gives a word. */
static uint32_t named(const struct iop_tree *t, const char *list, const char *what)
{
	uint32_t at = iop_by_path(t, list);
	struct iop_prop_walk w = { 0 };

	while (at != IOP_NO_NODE && iop_prop_next(t, at, &w))
		if (!strcmp(w.name, what)) {
			const char *path = iop_list_next(&w.value);

			return path ? iop_by_path(t, path) : IOP_NO_NODE;
		}
	return IOP_NO_NODE;
}

static uint32_t node_called(const struct subject_of *s, const char *what)
{
	const struct iop_tree *t = s->r.p->tree;
	uint32_t at = *what == '/' ? iop_by_path(t, what) : IOP_NO_NODE;

	if (at == IOP_NO_NODE)
		at = device_names_find(&s->names, what, strlen(what));
	if (at == IOP_NO_NODE)
		at = named(t, "/aliases", what);
	return at == IOP_NO_NODE ? named(t, "/__symbols__", what) : at;
}

static bool stream_id(struct subject_of *s, const char *what)
{
	const char *colon = strrchr(what, ':'), *number = colon ? colon + 1 : what;
	char path[1024] = "", *end;
	uint32_t iommu = IOP_NONE;
	unsigned long id = strtoul(number, &end, 0);
	struct attributed found;

	if (*number < '0' || *number > '9' || *end || id > UINT32_MAX)
		return false;
	if (colon) {
		uint32_t at;

		strncat(path, what, (size_t)(colon - what) < sizeof(path) - 1 ?
			(size_t)(colon - what) : sizeof(path) - 1);
		at = node_called(s, path);
		iommu = at == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(s->r.p, at);
		if (iommu == IOP_NONE)
			return false;
	}
	attribute_stream(&s->claims, iommu, (uint32_t)id, &found);
	subject_stream(s, &found);
	attributed_free(&found);
	return true;
}

static void requester_at(struct subject_of *s, const char *what, const struct claim *k, uint32_t at)
{
	out_term(s->o, what);
	out_str(s->o, " behind ");
	out_term(s->o, render_path(&s->r, k->node));
	out_str(s->o, ": stream ");
	out_hex(s->o, k->id + at);
	out_str(s->o, " of ");
	out_term(s->o, render_path(&s->r, iop_iommu_of(s->r.p, k->iommu)->node));
	out_str(s->o, k->off ? ", but the host is disabled\n" : "\n");
}

/* Where no host has it: which that is, or that the tree does not show it. */
static void requester_missing(struct subject_of *s, const char *what,
			      const struct requester *r)
{
	uint32_t first;
	size_t hosts = requester_hosts(&s->hosts, r, &first);

	out_term(s->o, what);
	if (r->domain != IOP_NONE && !hosts) {
		out_str(s->o, ": no enabled PCI host of this tree can have this domain\n");
	} else if (hosts == 1) {
		out_str(s->o, " behind ");
		out_term(s->o, render_path(&s->r, first));
		out_str(s->o, iop_has(s->r.p->tree, first, IOP_P_IOMMU_MAP) ?
			": no entry of its iommu-map matches\n" : ": it has no iommu-map\n");
	} else {
		out_str(s->o, ": no iommu-map entry in this tree matches it\n");
	}
}

/* What each host's map makes of the requester ID: its first entry that fits. */
static bool requester(struct subject_of *s, const char *what)
{
	uint32_t last = IOP_NO_NODE, first;
	struct requester r;

	if (!requester_read(&s->hosts, what, strlen(what), &r))
		return false;
	for (size_t n = 0; n < s->claims.list.count; n++) {
		const struct claim *k = claim_at(&s->claims, n);
		uint32_t at = (r.rid & k->rid_mask) - k->base;

		if (!k->map || at >= k->length || k->node == last ||
		    (k->off ? r.domain != IOP_NONE : !requester_host(s->r.p, &r, k->node)))
			continue;
		last = k->node;
		requester_at(s, what, k, at);
	}
	if (last == IOP_NO_NODE)
		requester_missing(s, what, &r);
	else if (r.domain != IOP_NONE && requester_hosts(&s->hosts, &r, &first) > 1)
		out_str(s->o, "    the tree does not fix the domain of its PCI hosts: it is behind one of those without linux,pci-domain\n");
	return true;
}

bool subject_explain(struct subject_of *s, const char *what)
{
	uint32_t at = node_called(s, what);

	if (at != IOP_NO_NODE)
		return node(s, at);
	return group(s, what) || requester(s, what) || stream_id(s, what);
}
