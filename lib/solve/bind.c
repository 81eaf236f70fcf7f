/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which requirement decides what, in one plan. */
#include <string.h>

#include "policy/select.h"
#include "solve/solve_work.h"

static uint32_t *nothing(struct iop_arena *a, uint32_t n)
{
	uint32_t *all = iop_alloc_raw(a, n, sizeof(*all));

	for (uint32_t i = 0; all && i < n; i++)
		all[i] = IOP_NONE;
	return all;
}

static bool make_room(const struct iop_work *k, struct iop_bound *b,
		      const struct iop_plan *p)
{
	b->hits = iop_alloc_raw(k->arena, p->tree->count, 1);
	b->first = nothing(k->arena, p->tree->count);
	b->next = nothing(k->arena, p->n_devices);
	b->type = nothing(k->arena, p->n_devices);
	b->translated = nothing(k->arena, p->n_devices);
	b->isolated = nothing(k->arena, p->n_devices);
	b->strategy = nothing(k->arena, p->n_iommus);
	b->contexts = nothing(k->arena, p->n_iommus);
	b->sets_of = iop_alloc(k->arena, p->n_iommus, sizeof(*b->sets_of));
	if (!b->first || !b->next)
		return false;
	for (uint32_t d = p->n_devices; d--;) {
		b->next[d] = b->first[p->devices[d].node];
		b->first[p->devices[d].node] = d;
	}
	return b->hits && b->type && b->translated && b->isolated && b->strategy &&
	       b->contexts && b->sets_of;
}

static uint32_t to_node(const struct iop_bound *b, uint32_t *decides, uint32_t node,
			uint32_t req)
{
	uint32_t found = 0;

	for (uint32_t d = b->first[node]; d != IOP_NONE; d = b->next[d], found++)
		decides[d] = req;
	return found;
}

/* The devices that @s means: of its nodes, where they are known, as there may be a
 * thousand rules; b->hits is only filled in where that finds none. */
static bool to_devices(const struct iop_work *k, struct iop_bound *b, const struct iop_plan *p,
		       const struct iop_selector *s, uint32_t req, uint32_t *found)
{
	enum iop_req_kind kind = (enum iop_req_kind)k->reqs[req].kind;
	uint32_t *decides = kind == IOP_REQ_DOMAIN ? b->type :
			    kind == IOP_REQ_TRANSLATED ? b->translated : b->isolated;
	const struct iop_selection *own = iop_selections_kept(&k->selections, p->tree, s);

	for (uint32_t n = 0; own && n < own->n; n++)
		*found += to_node(b, decides, own->nodes[n], req);
	if (*found)
		return true;
	if (!iop_selections_get(&k->selections, p->tree, s, b->hits, k->arena))
		return false;
	for (uint32_t n = 0; !own && n < p->tree->count; n++)
		if (b->hits[n])
			*found += to_node(b, decides, n, req);
	return true;
}

static bool has_list(const struct iop_work *k, uint32_t req)
{
	return k->in->policy->iommus[k->reqs[req].rule].n_share != 0;
}

/*
 * Several lists of masters that share are several groups. A strategy for the
 * whole of an IOMMU ends those before it, and a list ends such a strategy.
 */
static bool set_strategy(const struct iop_work *k, struct iop_bound *b,
			 uint32_t iommu, uint32_t req)
{
	bool list = has_list(k, req);
	struct iop_set *s;

	for (s = b->sets_of[iommu]; s; s = s->before)
		if (s->req != IOP_NONE && !(list && has_list(k, s->req)))
			s->req = IOP_NONE;
	b->strategy[iommu] = req;
	if (k->reqs[req].value != IOP_STRATEGY_SHARED)
		return true;
	s = iop_alloc(k->arena, 1, sizeof(*s));
	if (!s)
		return false;
	*s = (struct iop_set){ b->sets, b->sets_of[iommu], iommu, req };
	b->sets = b->sets_of[iommu] = s;
	return true;
}

static bool keep_streams(const struct iop_work *k, struct iop_bound *b, uint32_t iommu,
			 uint32_t req)
{
	struct iop_keeping *new = iop_alloc(k->arena, 1, sizeof(*new));

	if (!new)
		return false;
	*new = (struct iop_keeping){ b->keepings, iommu, req };
	b->keepings = new;
	return true;
}

static bool to_iommu(const struct iop_work *k, struct iop_bound *b, uint32_t iommu,
		     uint32_t req)
{
	switch (k->reqs[req].kind) {
	case IOP_REQ_CONTEXTS:
		b->contexts[iommu] = req;
		return true;
	case IOP_REQ_RESERVED:
		return keep_streams(k, b, iommu, req);
	default:
		return set_strategy(k, b, iommu, req);
	}
}

static bool to_iommus(const struct iop_work *k, struct iop_bound *b,
		      const struct iop_plan *p, uint32_t req, uint32_t *found)
{
	for (uint32_t i = 0; i < p->n_iommus; i++) {
		if (!b->hits[p->iommus[i].node])
			continue;
		++*found;
		if (!to_iommu(k, b, i, req))
			return false;
	}
	return true;
}

/* A selector that finds nothing is a mistake, unless it says it may. */
static bool found_none(const struct iop_work *k, const struct iop_selector *s,
		       const uint8_t *hits, uint32_t nodes, const char *what)
{
	if (s->optional || !k->error)
		return false;
	*k->error = (struct iop_solve_error){
		.selector = s, .what = what, .found_others = memchr(hits, 1, nodes) };
	return true;
}

/* The masters that a rule lists have to be there too. */
static bool lists_find(const struct iop_work *k, struct iop_bound *b,
		       const struct iop_plan *p, const struct iop_iommu_rule *r)
{
	for (uint16_t s = 0; s < r->n_share; s++) {
		uint32_t d = 0;

		if (!iop_selections_get(&k->selections, p->tree, &r->share[s], b->hits, k->arena))
			return true;	/* the caller's next one fails likewise */
		while (d < p->n_devices && !b->hits[p->devices[d].node])
			d++;
		if (d == p->n_devices &&
		    found_none(k, &r->share[s], b->hits, p->tree->count, "master"))
			return false;
	}
	return true;
}

static const struct iop_selector *selector_of(const struct iop_work *k,
					      const struct iop_req *w, bool *iommus)
{
	const struct iop_policy *p = k->in->policy;

	*iommus = w->kind == IOP_REQ_STRATEGY || w->kind == IOP_REQ_CONTEXTS ||
		  w->kind == IOP_REQ_RESERVED;
	return *iommus ? &p->iommus[w->rule].match : &p->devices[w->rule].match;
}

static int bind_req(const struct iop_work *k, struct iop_bound *b,
		    const struct iop_plan *p, uint32_t req)
{
	bool iommus;
	const struct iop_selector *s = selector_of(k, &k->reqs[req], &iommus);
	uint32_t found = 0;

	if (iommus && k->reqs[req].kind == IOP_REQ_STRATEGY &&
	    !lists_find(k, b, p, &k->in->policy->iommus[k->reqs[req].rule]))
		return IOP_SOLVE_NO_MATCH;
	if (s->optional && iop_selections_none(&k->selections, p->tree, s))
		return 0;
	if (!iommus && !to_devices(k, b, p, s, req, &found))
		return -IOP_ERR_NOSPACE;
	if (iommus && (!iop_selections_get(&k->selections, p->tree, s, b->hits, k->arena) ||
		       !to_iommus(k, b, p, req, &found)))
		return -IOP_ERR_NOSPACE;
	if (!found && found_none(k, s, b->hits, p->tree->count,
				 iommus ? "IOMMU" : "master"))
		return IOP_SOLVE_NO_MATCH;
	return 0;
}

/* Types that no rule for devices gives: that of their IOMMU's strategy, and
 * the default for masters that this kernel can group. */
static void fall_back(const struct iop_work *k, struct iop_bound *b,
		      const struct iop_plan *p)
{
	uint32_t fallback = k->n_reqs && k->reqs[0].kind == IOP_REQ_DEFAULT ?
			    0 : IOP_NONE;

	for (uint32_t d = 0; d < p->n_devices; d++) {
		uint32_t i = p->devices[d].iommu;
		uint32_t w = i == IOP_NONE ? IOP_NONE : b->strategy[i];

		if (b->type[d] != IOP_NONE)
			continue;
		if (w != IOP_NONE && k->reqs[w].value == IOP_STRATEGY_IDENTITY)
			b->type[d] = w;
		else if (iop_can_group(p, &p->devices[d]))
			b->type[d] = fallback;
	}
}

int iop_bind(const struct iop_work *k, struct iop_bound *b,
	     const struct iop_plan *p)
{
	int status = 0;

	b->sets = NULL;
	b->keepings = NULL;
	if (!make_room(k, b, p))
		return -IOP_ERR_NOSPACE;
	for (uint32_t w = 0; w < k->n_reqs && !status; w++)
		if (k->reqs[w].kind != IOP_REQ_DEFAULT)
			status = bind_req(k, b, p, w);
	if (!status)
		fall_back(k, b, p);
	return status;
}
