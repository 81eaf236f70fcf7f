// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/share.h"

#include "remedy/share_ask.h"
#include "devices/traits.h"
#include "model/lookup.h"

/* An IOMMU that one master too many keeps from probing is what sharing is for. */
static bool usable(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_ACTIVE ||
	       (i->state == IOP_STATE_FAILS && i->why == IOP_R_MASTER_BREAKS);
}

static bool matches_streams(const struct iop_share_work *w)
{
	uint64_t word = iop_fact_of(w->plan, w->iommu, IOP_K_GROUP_RULE, IOP_W_NONE);

	if (w->plan->defaults.arch == IOP_ARCH_ARM)
		word = iop_fact_of(w->plan, w->iommu, IOP_K_GROUP_RULE_ARM, word);
	return word == IOP_W_STREAM_MATCH;
}

static enum iop_share_why refuse(struct iop_share_work *w, enum iop_share_why why,
				 uint32_t subject)
{
	w->out->subject = subject;
	return why;
}

/* Functions the tree names belong to their host's requesters. */
static bool asked_for(const struct iop_share_work *w, uint32_t n)
{
	const struct iop_device *d = &w->plan->devices[n];
	uint32_t host = iop_share_host(w, d);

	if (w->ask->members && w->ask->members[n])
		return true;
	return iop_share_of(w, d) &&
	       (!w->ask->members || (host != IOP_NONE && w->hosts[host] & IOP_HOST_ASKED));
}

static void note_hosts(struct iop_share_work *w)
{
	for (uint32_t n = iop_share_first(w); w->ask->members && n != IOP_NONE;
	     n = w->room->next[n])
		if (w->ask->members[n] && w->plan->devices[n].requesters)
			w->hosts[w->plan->devices[n].node] = IOP_HOST_ASKED;
}

/* A host of whose requesters all are lost has no stream ID here either. */
static bool has_stream(const struct iop_share_work *w, const struct iop_device *d)
{
	bool any = !d->requesters;

	for (uint32_t n = 0; !any && n < d->n_streams; n++)
		any = !iop_range_of(w->plan, d, n)->why;
	return any && iop_share_of(w, d);
}

static enum iop_share_why check_member(struct iop_share_work *w, uint32_t n)
{
	const struct iop_device *d = &w->plan->devices[n];

	if (!has_stream(w, d))
		return refuse(w, IOP_SHARE_STREAMLESS, n);
	if (d->legacy)
		return refuse(w, IOP_SHARE_LEGACY, n);
	for (uint32_t s = 0; !d->requesters && s < d->n_streams; s++)
		if (iop_stream_of(w->plan, d, s)->iommu != w->ask->iommu)
			return refuse(w, IOP_SHARE_INSTANCES, n);
	return IOP_SHARE_OK;
}

static enum iop_share_why gather_members(struct iop_share_work *w)
{
	enum iop_share_why why;
	uint32_t host;

	for (uint32_t n = iop_share_first(w); n != IOP_NONE; n = w->room->next[n]) {
		if (!asked_for(w, n))
			continue;
		why = check_member(w, n);
		if (why)
			return why;
		w->member[n] = true;
		host = iop_share_host(w, &w->plan->devices[n]);
		if (host != IOP_NONE)
			w->hosts[host] |= IOP_HOST_MEMBER;
		w->pci |= host != IOP_NONE;
		w->out->members[w->out->n_members++] = n;
	}
	return w->out->n_members ? IOP_SHARE_OK : refuse(w, IOP_SHARE_STREAMLESS, IOP_NONE);
}

static enum iop_share_why check_isolated(struct iop_share_work *w)
{
	for (uint32_t n = 0; w->ask->isolated && n < w->out->n_members; n++)
		if (w->ask->isolated[w->out->members[n]] && w->out->n_members > 1)
			return refuse(w, IOP_SHARE_ISOLATED, w->out->members[n]);
	return IOP_SHARE_OK;
}

static bool insists(const struct iop_group *g)
{
	return g->domain_why == IOP_DOMAIN_FORCED || g->domain_why == IOP_DOMAIN_CLIENT ||
	       g->domain_why == IOP_DOMAIN_PCI_CLIENT || g->domain_why == IOP_DOMAIN_PROPERTY ||
	       g->domain_why == IOP_DOMAIN_UNTRUSTED;
}

/* A type that the driver requires for one master would apply to all. */
static enum iop_share_why check_types(struct iop_share_work *w)
{
	const struct iop_plan *p = w->plan;
	uint32_t forced = IOP_NONE, type = IOP_W_NONE;
	bool differ = false;

	for (uint32_t n = 0; n < w->out->n_members; n++) {
		uint32_t device = w->out->members[n], group = p->devices[device].group;

		if (group == IOP_NONE)
			continue;
		if (insists(&p->groups[group]))
			forced = device;
		differ |= type != IOP_W_NONE && type != p->groups[group].domain;
		type = p->groups[group].domain;
	}
	return differ && forced != IOP_NONE ? refuse(w, IOP_SHARE_FORCED, forced) :
					      IOP_SHARE_OK;
}

/* iommu_dma_init_domain() once took a domain's lowest address from its first
 * master, and refused others. */
static enum iop_share_why check_windows(struct iop_share_work *w)
{
	const struct iop_plan *p = w->plan;
	struct iop_dma first, other;

	if (!iop_linux(p->view, IOP_K_DOMAIN_BASE, 0))
		return IOP_SHARE_OK;
	iop_dma_of(p->tree, p->view, iop_device_of(p, w->out->members[0]), &first);
	for (uint32_t n = 1; n < w->out->n_members; n++) {
		iop_dma_of(p->tree, p->view, iop_device_of(p, w->out->members[n]), &other);
		if ((first.limited ? first.base : 0) != (other.limited ? other.base : 0))
			return refuse(w, IOP_SHARE_WINDOW, w->out->members[n]);
	}
	return IOP_SHARE_OK;
}

/* Which master outside has an ID of the members? */
static enum iop_share_why blame(struct iop_share_work *w, uint32_t id)
{
	size_t used = iop_arena_mark(w->arena);
	struct iop_idset *set;

	for (uint32_t n = iop_share_first(w); n != IOP_NONE; n = w->room->next[n]) {
		if (w->member[n] || !iop_share_of(w, &w->plan->devices[n]))
			continue;
		set = iop_alloc(w->arena, 1, sizeof(*set));
		if (!set)
			break;
		iop_share_ids_of(w, &w->plan->devices[n], set);
		iop_arena_release(w->arena, used);
		if (iop_idset_has(set, id, 0))
			return refuse(w, IOP_SHARE_SAME_STREAM, n);
	}
	return refuse(w, IOP_SHARE_SAME_STREAM, IOP_NONE);
}

static int fold(struct iop_share_work *w, uint32_t mask_bits, enum iop_share_why *why)
{
	struct iop_fold_ask ask = { w->wanted, w->foreign, mask_bits };
	int status = iop_fold(&ask, &w->out->fold, w->arena);

	if (status == IOP_FOLD_CLASH)
		*why = blame(w, w->out->fold.conflict);
	return status < 0 ? status : 0;
}

/* As many as there will be: what is done for it stays. */
static bool make_room(struct iop_share_work *w)
{
	uint32_t count = 0;

	note_hosts(w);
	for (uint32_t n = iop_share_first(w); n != IOP_NONE; n = w->room->next[n])
		count += asked_for(w, n);
	w->out->members = iop_alloc(w->arena, count, sizeof(uint32_t));
	return w->out->members != NULL;
}

static bool start(struct iop_share_work *w)
{
	w->member = iop_alloc(&w->room->scratch, w->plan->n_devices, sizeof(*w->member));
	w->hosts = iop_alloc(&w->room->scratch, w->plan->tree->count, sizeof(*w->hosts));
	w->wanted = iop_alloc(&w->room->scratch, 1, sizeof(*w->wanted));
	w->foreign = iop_alloc(&w->room->scratch, 1, sizeof(*w->foreign));
	w->mask_before = iop_edits_u32(w->edits, w->iommu->node, IOP_P_STREAM_MATCH_MASK, 0) &
			 ~iop_prop_u32(w->plan->tree, w->iommu->node,
				       IOP_P_STREAM_MATCH_MASK, 0);
	w->cells = iop_edits_u32(w->edits, w->iommu->node, IOP_P_IOMMU_CELLS, 0);
	return w->member && w->hosts && w->wanted && w->foreign;
}

static enum iop_share_why check_shared(struct iop_share_work *w)
{
	enum iop_share_why why;

	if (!matches_streams(w))
		return IOP_SHARE_DRIVER;
	if (!usable(w->iommu))
		return IOP_SHARE_INACTIVE;
	if (w->iommu->legacy)
		return IOP_SHARE_LEGACY;
	why = gather_members(w);
	if (!why)
		why = check_isolated(w);
	if (!why)
		why = check_types(w);
	return why ? why : check_windows(w);
}

static bool edits(struct iop_share_work *w)
{
	enum iop_share_why why;

	if (!start(w) || !make_room(w))
		return false;
	w->out->why = (uint8_t)check_shared(w);
	if (w->out->why)
		return true;
	if (iop_share_ids(w, &why) || (!why && fold(w, w->ask->mask_bits, &why)))
		return false;
	w->out->why = (uint8_t)why;
	return why || iop_share_choose(w);
}

bool iop_share_edits(const struct iop_share_ask *ask, struct iop_share *out,
		     struct iop_edits *e, struct iop_arena *a)
{
	struct iop_share_work w = {
		.ask = ask, .plan = ask->plan, .out = out, .edits = e, .arena = a,
		.room = ask->room,
		.iommu = iop_iommu_of(ask->plan, ask->iommu),
	};
	struct iop_share_room own;
	size_t used;
	bool done;

	*out = (struct iop_share){ .subject = IOP_NONE };
	if (!w.room) {
		if (!iop_share_room_make(&own, ask->plan, a))
			return false;
		w.room = &own;
	}
	used = iop_arena_mark(&w.room->scratch);
	done = edits(&w);
	iop_arena_release(&w.room->scratch, used);
	return done;
}
