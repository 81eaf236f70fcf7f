/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room. */
#ifndef IOP_DEFAULTS_H
#define IOP_DEFAULTS_H

#include "groups/groups.h"
#include "plan/plan.h"

/* iop_defaults_read - the global default as iommu_subsys_init() ends with it.
 * returns: false when the arena is full. */
bool iop_defaults_read(struct iop_defaults *d, const struct iop_tree *t,
		       const struct iop_view *v, struct iop_arena *a);

/* iop_guess_arch - IOP_ARCH_ARM where a cpu node is a 32-bit core. */
uint8_t iop_guess_arch(const struct iop_tree *t, const struct iop_view *v);

/* iop_domains_choose - domain and domain_why of every group. */
void iop_domains_choose(struct iop_plan *p);

/* iop_translates - does the group take a context bank? */
bool iop_translates(const struct iop_group *g);

/* iop_translates_alone - would a group of this device, which has an IOMMU? */
bool iop_translates_alone(const struct iop_plan *p, const struct iop_device *d);

/* iop_budget_open - memory for the checks; false when the arena is full. */
bool iop_budget_open(const struct iop_plan *p, struct iop_grouping *g, struct iop_arena *a);

/*
 * iop_budget_check - contexts and streams, need against what the tree allows
 * returns: true when some master or IOMMU lost out and groups must be made
 * again without it.
 */
bool iop_budget_check(struct iop_plan *p, struct iop_grouping *g);

/* iop_serves_gpu - an instance that the driver treats as a GPU's own. */
bool iop_serves_gpu(const struct iop_plan *p, const struct iop_iommu *i);

/* iop_is_impl - an instance that the driver's list impl means. */
bool iop_is_impl(const struct iop_plan *p, const struct iop_iommu *i);

/* iop_unclaimed_set - bare and unclaimed of every IOMMU, once groups have domains. */
void iop_unclaimed_set(struct iop_plan *p);

/* iop_ram_find - ram_last of the plan. */
void iop_ram_find(struct iop_plan *p);

/* iop_effects_set - the same, and what becomes of each master's DMA. */
void iop_effects_set(struct iop_plan *p);

/* iop_confidence_set - how sure the groups are. */
void iop_confidence_set(struct iop_plan *p);

/* iop_same_window - is device @d of plan @p given the addresses that it, @o, is
 * given in @q? */
bool iop_same_window(const struct iop_plan *p, const struct iop_device *d,
		     const struct iop_plan *q, const struct iop_device *o);

/* iop_same_outcome - is what becomes of device @d of plan @p the same in @q, where it
 * is @o (or NULL: not there)? */
bool iop_same_outcome(const struct iop_plan *p, const struct iop_device *d,
		      const struct iop_plan *q, const struct iop_device *o);

/* iop_same_device_of - the device of @q that @d of @p is; @run: 0 at first, then
 * what it was, for devices in the order of the plan. */
const struct iop_device *iop_same_device_of(const struct iop_plan *p,
					    const struct iop_device *d,
					    const struct iop_plan *q, uint32_t *run);

/* iop_unread_keys - open_keys of a plan; false when the arena is full. */
bool iop_unread_keys(struct iop_plan *p, struct iop_arena *a);

/*
 * iop_unread_causes - those of each device: each key is passed alone
 * returns: false when the arena is full; what it used is given back.
 */
bool iop_unread_causes(struct iop_plan *p, struct iop_arena *a);

/*
 * iop_unread_mark - mark what facts decide that are not known of this version
 * returns: false when the arena is full; what it used is given back.
 */
bool iop_unread_mark(struct iop_plan *p, struct iop_arena *a);

#endif
