/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A host with an iommu-map, and how it maps each requester ID. */
#ifndef IOP_REQUESTERS_H
#define IOP_REQUESTERS_H

#include "bindings/map_index.h"
#include "devices/devices.h"

struct iop_host {
	uint32_t node;
	uint32_t first, last;	/* masked requester IDs that can occur */
	struct iop_map map;
	enum iop_bus bus;
	enum iop_exist exist;
};

/* iop_host_buses - read its bus-range; false: it has none that is valid. */
bool iop_host_buses(const struct iop_tree *t, uint32_t host, uint32_t *first, uint32_t *last);

/* iop_host_open - initialize @h for @node, which has an iommu-map. */
struct iop_host iop_host_open(const struct iop_plan *p, struct iop_map_index *x,
			      uint32_t node);

/*
 * iop_range_at - the range of requester IDs, beginning at the masked ID @id, that are
 * mapped alike: their IOMMU and stream IDs, or the reason why they have none
 */
void iop_range_at(const struct iop_plan *p, const struct iop_host *h, uint32_t id,
		  struct iop_range *r);

/* iop_range_following - the range after @r; false: @r is the last. */
bool iop_range_following(const struct iop_plan *p, const struct iop_host *h,
			 struct iop_range *r);

#endif
