/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * From masters and streams to groups: each IOMMU driver's rule, chosen by its
 * group-rule fact, applied in the order in which Linux meets the devices.
 */
#ifndef IOP_GROUPS_H
#define IOP_GROUPS_H

#include "groups/slots.h"
#include "devices/devices.h"

/* A pool of context banks: that of one instance, or of all instances of a root. */
struct iop_pool {
	uint32_t first;		/* the IOMMU whose pool this one uses */
	uint32_t need, used;	/* translated groups; those that got a bank */
	uint32_t most;		/* number of banks, if there are too few, or IOP_NONE */
	uint32_t breaker;	/* device whose group gets none, or IOP_NONE */
	uint32_t banks;		/* @most, once groups were refused */
};

struct iop_grouping {
	struct iop_plan *plan;
	struct iop_slots slots;
	uint32_t *numbers;		/* old index to new, while renumbering */
	uint32_t *order;		/* devices in the order in which Linux adds them: order.c */
	struct iop_pool *pools;		/* by IOMMU: plan/contexts.c */
	uint32_t *measured;		/* by row of target.measured: its IOMMU, or IOP_NONE */
	const bool *translates;		/* by device: does its group need a bank? NULL:
					 * not known yet, all get one for now */
	struct iop_matches *matches;	/* stream-match entries: stream_match.c */
	uint32_t *takers;		/* by driver and bus: the IOMMU at which the search for
					 * a driver that claimed the bus continues: bus_taken.c */
};

/* iop_bus_is_taken - has a different driver claimed the device's bus, on kernels where
 * only the first driver that does so can use it? */
bool iop_bus_is_taken(struct iop_grouping *g, const struct iop_device *d);
bool iop_takers_init(struct iop_grouping *g, struct iop_arena *a);
void iop_takers_clear(struct iop_grouping *g);

/*
 * iop_groups_make - group all masters; false if the arena is full
 *
 * On kernels that group at registration, an error of a master can make its IOMMU
 * fail: the state of the IOMMU is then fails-to-probe, and none of its masters has
 * a group.
 */
bool iop_groups_make(struct iop_grouping *g, struct iop_arena *a);

/* iop_groups_again - the same after the state of an IOMMU or the why of a device has
 * changed; uses the memory of iop_groups_make(). */
void iop_groups_again(struct iop_grouping *g);

/* iop_iommu_break - @device's error makes this IOMMU fail to probe. */
void iop_iommu_break(struct iop_plan *p, uint32_t iommu, uint32_t device,
		     enum iop_reason why);

/* iop_breaks_iommu - does an error of this device at registration do that? */
bool iop_breaks_iommu(const struct iop_plan *p, const struct iop_device *d);

/* --- internal to this directory: a rule puts device @n into a group, or returns the
 * reason why it gets none --- */
typedef enum iop_reason iop_rule(struct iop_grouping *g, uint32_t n);

iop_rule iop_rule_device, iop_rule_instance, iop_rule_stream_match,
	 iop_rule_unknown, iop_rule_swgroup, iop_rule_larb_region, iop_rule_sid_table,
	 iop_rule_host;

/* iop_id_at - the n-th ID of the device; for devices behind a host, the first of a range. */
static inline uint32_t iop_id_at(const struct iop_plan *p,
				 const struct iop_device *d, uint32_t n)
{
	return d->requesters ? p->ranges[d->streams + n].id :
			       p->streams[d->streams + n].id;
}

/* iop_group_new - make a new group for device @n; returns its index. */
uint32_t iop_group_new(struct iop_grouping *g, uint32_t n);

/* iop_group_by_bus - add device @n to the group that its bus determines: for a PCI function
 * in a dump possibly that of another function, for any other device a new one. Returns the
 * reason if the domain of that group is not for this device's IOMMU. */
enum iop_reason iop_group_by_bus(struct iop_grouping *g, uint32_t n);

/* iop_group_join - add device @n to the group of a slot, which is made if it has none. */
void iop_group_join(struct iop_grouping *g, uint32_t n, struct iop_slot *slot,
		    enum iop_join how);

/* iop_group_share - the same by (scope, key), which device @n takes if it is free. */
enum iop_reason iop_group_share(struct iop_grouping *g, uint32_t n, uint32_t scope,
				uint32_t key, enum iop_join how);

/*
 * iop_named_group - add device @n to the group that one of its properties determines
 *
 * returns: false if no property does, so that the driver's group-rule decides; else
 * true, with *why IOP_R_NONE or the reason why it gets no group.
 */
bool iop_named_group(struct iop_grouping *g, uint32_t n, enum iop_reason *why);

/*
 * iop_match_lost - record that a device was grouped, got no context bank and was
 * released: entries that it shared now refer to a group that no longer exists, and
 * devices that use them later fail as well
 */
void iop_match_lost(struct iop_grouping *g, uint32_t n);

/* iop_group_refused - is there no context bank for the new group of device @n? */
bool iop_group_refused(struct iop_grouping *g, uint32_t n);

/* iop_added_by - the IOMMU whose registration adds a device: the last to register of
 * those that it refers to, which also fails with its errors. */
uint32_t iop_added_by(const struct iop_plan *p, const struct iop_device *d);

/* iop_order_init - sort the devices into g->order. */
bool iop_order_init(struct iop_grouping *g, struct iop_arena *a);

/* iop_matches_init - allocate the stream-match entries of all devices. */
bool iop_matches_init(struct iop_grouping *g, struct iop_arena *a);
void iop_matches_clear(struct iop_grouping *g);

/* iop_rows_for - the next row of @table for a node, from *at on; NULL at the end. */
const struct iop_row *iop_row_next(const struct iop_plan *p,
				   const struct iop_iommu *i, const char *table,
				   uint16_t *at);

#endif
