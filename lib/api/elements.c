// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* IOMMUs, groups, devices and streams, by their index. */
#include "api/api.h"

#include <string.h>

#include "model/names.h"
#include "model/lookup.h"

static const char *reason_text(enum iop_reason why)
{
	return why ? iop_reason_slug(why) : NULL;
}

static const char *effect(enum iop_effect e)
{
	return e == IOP_EFFECT_NONE ? NULL : iop_effect_slug(e);
}

/* Fields that the caller's release does not know are left out. */
static int hand_over(void *out, const void *in, size_t theirs, size_t ours)
{
	memcpy((char *)out + sizeof(size_t), (const char *)in + sizeof(size_t),
	       (theirs < ours ? theirs : ours) - sizeof(size_t));
	return 0;
}

uint32_t iommuplan_iommu_count(const struct iommuplan *p)
{
	return p->plan.n_iommus;
}

uint32_t iommuplan_group_count(const struct iommuplan *p)
{
	return p->plan.n_groups;
}

uint32_t iommuplan_device_count(const struct iommuplan *p)
{
	return p->plan.n_devices;
}

int iommuplan_iommu(const struct iommuplan *p, uint32_t n, struct iommuplan_iommu *out)
{
	const struct iop_iommu *i;
	struct iommuplan_iommu is;

	if (!IOP_API_FITS(out, reason))
		return -IOP_ERR_BADSIZE;
	if (n >= p->plan.n_iommus)
		return -IOP_ERR_NOTFOUND;
	i = &p->plan.iommus[n];
	is = (struct iommuplan_iommu){
		.node = i->node, .groups = i->groups,
		.contexts_have = i->contexts_have, .contexts_need = i->contexts_need,
		.driver = i->driver ? i->driver->name : NULL,
		.state = iop_state_text(i->state), .reason = reason_text(i->why),
		.unclaimed = effect(i->unclaimed),
	};
	return hand_over(out, &is, out->size, sizeof(is));
}

int iommuplan_group(const struct iommuplan *p, uint32_t n, struct iommuplan_group *out)
{
	const struct iop_group *g;
	struct iommuplan_group is;

	if (!IOP_API_FITS(out, key))
		return -IOP_ERR_BADSIZE;
	if (n >= p->plan.n_groups)
		return -IOP_ERR_NOTFOUND;
	g = &p->plan.groups[n];
	is = (struct iommuplan_group){
		.iommu = g->iommu, .first = g->first, .devices = g->count,
		.domain = iop_words[g->domain],
		.confidence = iop_confidence_text(g->confidence),
	};
	iop_group_key_text(g, is.key);
	return hand_over(out, &is, out->size, sizeof(is));
}

int iommuplan_device(const struct iommuplan *p, uint32_t n, struct iommuplan_device *out)
{
	const struct iop_device *d;
	struct iommuplan_device is;

	if (!IOP_API_FITS(out, exists))
		return -IOP_ERR_BADSIZE;
	if (n >= p->plan.n_devices)
		return -IOP_ERR_NOTFOUND;
	d = &p->plan.devices[n];
	is = (struct iommuplan_device){
		.node = d->node, .iommu = d->iommu, .group = d->group, .next = d->next,
		.streams = d->n_streams,
		.reason = d->group == IOP_NONE ? reason_text(d->why) : NULL,
		.confidence = iop_confidence_text(d->confidence),
		.behind = d->requesters, .exists = iop_is_master(d),
		.effect = effect(d->effect),
	};
	return hand_over(out, &is, out->size, sizeof(is));
}

static struct iommuplan_stream range_of(const struct iop_range *r)
{
	return (struct iommuplan_stream){
		.iommu = r->why ? IOMMUPLAN_NONE : r->iommu, .id = r->why ? 0 : r->id,
		.mask = r->mask, .first = r->first, .last = r->last,
		.reason = reason_text(r->why),
	};
}

int iommuplan_stream(const struct iommuplan *p, uint32_t device, uint32_t n,
		     struct iommuplan_stream *out)
{
	const struct iop_device *d;
	struct iommuplan_stream is;
	const struct iop_stream *s;

	if (!IOP_API_FITS(out, reason))
		return -IOP_ERR_BADSIZE;
	if (device >= p->plan.n_devices || n >= p->plan.devices[device].n_streams)
		return -IOP_ERR_NOTFOUND;
	d = &p->plan.devices[device];
	if (d->requesters) {
		is = range_of(iop_range_of(&p->plan, d, n));
	} else {
		s = iop_stream_of(&p->plan, d, n);
		is = (struct iommuplan_stream){
			.iommu = s->iommu, .id = s->id, .mask = s->mask,
			.first = IOMMUPLAN_NONE, .last = IOMMUPLAN_NONE,
		};
	}
	return hand_over(out, &is, out->size, sizeof(is));
}
