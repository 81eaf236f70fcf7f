/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * From masters and streams to groups: each IOMMU driver's rule, chosen by its
 * group-rule fact, applied in the order in which Linux meets the devices.
 */
#ifndef IOP_GROUPS_H
#define IOP_GROUPS_H

#include "groups/slots.h"
#include "devices/devices.h"

/* Who draws on one lot of context banks: an instance alone, or all with a root. */
struct iop_pool {
	uint32_t first;		/* the IOMMU whose entry counts for this one */
	uint32_t need, used;	/* translated groups; those that found a bank */
	uint32_t most;		/* banks, where there are too few, or IOP_NONE */
	uint32_t breaker;	/* device whose group finds none, or IOP_NONE */
	uint32_t banks;		/* likewise @most, once groups were refused */
};

struct iop_grouping {
	struct iop_plan *plan;
	struct iop_slots slots;
	uint32_t *numbers;		/* old index to new, while renumbering */
	uint32_t *order;		/* devices, as Linux comes to them: order.c */
	struct iop_pool *pools;		/* by IOMMU: plan/contexts.c */
	uint32_t *measured;		/* IOMMU of each row that was measured; IOP_NONE */
	const bool *translates;		/* by device: does its group take a bank? NULL:
					 * not asked, all find one for now */
	struct iop_matches *matches;	/* stream-match entries: stream_match.c */
	uint32_t *takers;		/* by driver and bus: the IOMMU at which the search
					 * for a driver that claimed it goes on: bus_taken.c */
};

/* iop_bus_is_taken - has another driver claimed the device's bus, on kernels
 * where the first to do so serves it alone? */
bool iop_bus_is_taken(struct iop_grouping *g, const struct iop_device *d);
bool iop_takers_init(struct iop_grouping *g, struct iop_arena *a);
void iop_takers_clear(struct iop_grouping *g);

/*
 * iop_groups_make - group all masters; false when the arena is full
 *
 * A master's error may cost its whole IOMMU (kernels that group at
 * registration): then that IOMMU's state is fails-to-probe afterwards and all
 * its masters are without a group.
 */
bool iop_groups_make(struct iop_grouping *g, struct iop_arena *a);

/* iop_groups_again - the same after an IOMMU's state or a device's why has
 * changed; uses the memory of iop_groups_make(). */
void iop_groups_again(struct iop_grouping *g);

/* iop_iommu_break - @device's error makes this IOMMU fail to probe. */
void iop_iommu_break(struct iop_plan *p, uint32_t iommu, uint32_t device,
		     enum iop_reason why);

/* iop_breaks_iommu - does an error of this device at registration do that? */
bool iop_breaks_iommu(const struct iop_plan *p, const struct iop_device *d);

/* --- between the files of this room: a rule puts device @n into a group,
 * or returns why it gets none --- */
typedef enum iop_reason iop_rule(struct iop_grouping *g, uint32_t n);

iop_rule iop_rule_device, iop_rule_instance, iop_rule_stream_match,
	 iop_rule_unknown, iop_rule_swgroup, iop_rule_larb_region, iop_rule_sid_table,
	 iop_rule_host;

/* iop_id_at - the device's n-th ID; of a host's devices, the first of a range. */
static inline uint32_t iop_id_at(const struct iop_plan *p,
				 const struct iop_device *d, uint32_t n)
{
	return d->requesters ? p->ranges[d->streams + n].id :
			       p->streams[d->streams + n].id;
}

/* iop_group_new - a group of its own for device @n; returns its index. */
uint32_t iop_group_new(struct iop_grouping *g, uint32_t n);

/* iop_group_by_bus - the group device @n's bus gives it: for PCI functions that
 * a dump names perhaps another one's, for any other device a new one. Why not,
 * where that group's domain is not for this device's IOMMU. */
enum iop_reason iop_group_by_bus(struct iop_grouping *g, uint32_t n);

/* iop_group_join - the group of a slot, made with device @n if it has none. */
void iop_group_join(struct iop_grouping *g, uint32_t n, struct iop_slot *slot,
		    enum iop_join how);

/* iop_group_share - join by (scope, key), which device @n takes if it is free. */
enum iop_reason iop_group_share(struct iop_grouping *g, uint32_t n, uint32_t scope,
				uint32_t key, enum iop_join how);

/*
 * iop_named_group - put device @n into the group that a property of it names
 *
 * returns: false where it names none and the driver's group-rule decides; else
 * *why is IOP_R_NONE, or why it gets no group.
 */
bool iop_named_group(struct iop_grouping *g, uint32_t n, enum iop_reason *why);

/*
 * iop_match_lost - the trace of a device that was grouped, found no context
 * bank and was released: entries it shared now point to a group that is gone,
 * and who comes to them later fails likewise
 */
void iop_match_lost(struct iop_grouping *g, uint32_t n);

/* iop_group_refused - is device @n's new group one too many for its IOMMU? */
bool iop_group_refused(struct iop_grouping *g, uint32_t n);

/* iop_added_by - the IOMMU whose registration adds a device: of those that it
 * names the one that comes last, which also pays for its errors. */
uint32_t iop_added_by(const struct iop_plan *p, const struct iop_device *d);

/* iop_order_init - sort the devices into g->order. */
bool iop_order_init(struct iop_grouping *g, struct iop_arena *a);

/* iop_matches_init - room for the stream-match entries of all devices. */
bool iop_matches_init(struct iop_grouping *g, struct iop_arena *a);
void iop_matches_clear(struct iop_grouping *g);

/* iop_rows_for - next row of @table for a node, from *at on; NULL at the end. */
const struct iop_row *iop_row_next(const struct iop_plan *p,
				   const struct iop_iommu *i, const char *table,
				   uint16_t *at);

#endif
