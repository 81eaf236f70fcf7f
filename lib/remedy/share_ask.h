/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory: the state of one iop_share_edits(). */
#ifndef IOP_SHARE_ASK_H
#define IOP_SHARE_ASK_H

#include "remedy/share.h"
#include "devices/devices.h"

#define IOP_HOST_ASKED	1u	/* all devices behind it share */
#define IOP_HOST_MEMBER	2u	/* some device behind it does */
#define IOP_HOST_OTHER	4u	/* some device behind it does not */
#define IOP_HOST_WHOLE	8u	/* all IDs of its map are counted */

struct iop_share_work {
	const struct iop_share_ask *ask;
	const struct iop_plan *plan;
	const struct iop_iommu *iommu;
	struct iop_share *out;
	bool *member;			/* by device */
	uint8_t *hosts;			/* by node: IOP_HOST_* */
	struct iop_idset *wanted, *foreign;
	bool pci;			/* a member is behind a host */
	bool placeholder;		/* a boot loader adds stream IDs, which are not known */
	uint32_t cells;			/* #iommu-cells now */
	uint32_t mask_before;		/* stream-match-mask set for an earlier set */
	struct iop_edits *edits;
	struct iop_share_room *room;
	struct iop_arena *arena;
};

/* iop_share_of - does the device have stream IDs at the instance? */
static inline bool iop_share_of(const struct iop_share_work *w,
				const struct iop_device *d)
{
	return d->iommu == w->ask->iommu && d->n_streams;
}

/* Walk the devices of the instance, in order; IOP_NONE at the end. */
static inline uint32_t iop_share_first(const struct iop_share_work *w)
{
	return w->room->first[w->ask->iommu];
}

/* iop_share_host - node of the host of a device, or IOP_NONE. */
uint32_t iop_share_host(const struct iop_share_work *w, const struct iop_device *d);

/* iop_share_ids - set w->wanted and w->foreign, and *why if an ID is reserved.
 * returns: 0 or -IOP_ERR_NOSPACE. */
int iop_share_ids(struct iop_share_work *w, enum iop_share_why *why);

/* iop_share_ids_of - add the IDs of one device. */
void iop_share_ids_of(const struct iop_share_work *w, const struct iop_device *d,
		      struct iop_idset *set);

/* iop_share_choose - make the edits, or set the reason; false if the arena is full. */
bool iop_share_choose(struct iop_share_work *w);

/* iop_share_harmless - does @mask for every specifier group only members? Also false if
 * the arena is full. */
bool iop_share_harmless(const struct iop_share_work *w, uint32_t mask);

/*
 * iop_share_lists - make every member list all entries; with @widen, all specifiers of
 * the instance get two cells
 * returns: false if the arena is full.
 */
bool iop_share_lists(struct iop_share_work *w, bool widen);

/* iop_share_maps_fit - can iommu-map be written for two cells? */
bool iop_share_maps_fit(struct iop_share_work *w);

/* iop_share_maps - write it; false if the arena is full. */
bool iop_share_maps(struct iop_share_work *w);

#endif
