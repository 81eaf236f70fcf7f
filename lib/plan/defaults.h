/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory. */
#ifndef IOP_DEFAULTS_H
#define IOP_DEFAULTS_H

#include "groups/groups.h"
#include "plan/plan.h"

/* iop_defaults_read - the global default after iommu_subsys_init().
 * returns: false if the arena is full. */
bool iop_defaults_read(struct iop_defaults *d, const struct iop_tree *t,
		       const struct iop_view *v, struct iop_arena *a);

/* iop_skipped_read - set d->skipped from d->bootargs; false: the arena is full. */
bool iop_skipped_read(struct iop_defaults *d, const struct iop_view *v, struct iop_arena *a);

/* iop_guess_arch - IOP_ARCH_ARM if a CPU node is a 32-bit core. */
uint8_t iop_guess_arch(const struct iop_tree *t, const struct iop_view *v);

/* iop_domains_choose - set domain and domain_why of every group. */
void iop_domains_choose(struct iop_plan *p);

/* iop_may_refuse - may its IOMMU not support the group's identity domain? */
bool iop_may_refuse(const struct iop_plan *p, const struct iop_group *g);

/*
 * iop_registration_may_crash - can the kernel crash while the instance registers, if a
 * driver probes one of its masters then?
 */
bool iop_registration_may_crash(const struct iop_plan *p, const struct iop_iommu *i);

/* iop_translates - does the group need a context bank? */
bool iop_translates(const struct iop_group *g);

/* iop_translates_alone - would a group with only this device, which has an IOMMU? */
bool iop_translates_alone(const struct iop_plan *p, const struct iop_device *d);

/* iop_budget_open - allocate for the checks; false if the arena is full. */
bool iop_budget_open(const struct iop_plan *p, struct iop_grouping *g, struct iop_arena *a);

/*
 * iop_budget_check - compare the contexts and streams needed with those available
 * returns: true if there are too few for some master or IOMMU, and groups must be
 * made again without it.
 */
bool iop_budget_check(struct iop_plan *p, struct iop_grouping *g);

/* iop_serves_gpu - does the driver treat the instance as that of a GPU? */
bool iop_serves_gpu(const struct iop_plan *p, const struct iop_iommu *i);

/* iop_is_impl - is the instance on the driver's list impl? */
bool iop_is_impl(const struct iop_plan *p, const struct iop_iommu *i);

/* iop_unclaimed_set - set bare and unclaimed of every IOMMU, once groups have domains. */
void iop_unclaimed_set(struct iop_plan *p);

/* iop_ram_find - set ram_last of the plan. */
void iop_ram_find(struct iop_plan *p);

/* iop_effects_set - the same, and the effect of each master. */
void iop_effects_set(struct iop_plan *p);

/* iop_confidence_set - set the confidence of the groups and devices. */
void iop_confidence_set(struct iop_plan *p);

/* iop_same_window - does device @d of plan @p have the same window as @o, the same
 * device in @q? */
bool iop_same_window(const struct iop_plan *p, const struct iop_device *d,
		     const struct iop_plan *q, const struct iop_device *o);

/* iop_same_outcome - is the outcome for device @d of plan @p the same as for @o, the same
 * device in @q (NULL: it is not there)? */
bool iop_same_outcome(const struct iop_plan *p, const struct iop_device *d,
		      const struct iop_plan *q, const struct iop_device *o);

/* iop_same_device_of - the device of @q that corresponds to @d of @p; @run: 0 at first,
 * then kept by the caller, for devices in the order of the plan. */
const struct iop_device *iop_same_device_of(const struct iop_plan *p,
					    const struct iop_device *d,
					    const struct iop_plan *q, uint32_t *run);

/* iop_unread_keys - set open_keys of a plan; false if the arena is full. */
bool iop_unread_keys(struct iop_plan *p, struct iop_arena *a);

/*
 * iop_unread_causes - set open_keys of each device, by advancing one key at a time
 * returns: false if the arena is full; its memory is released.
 */
bool iop_unread_causes(struct iop_plan *p, struct iop_arena *a);

/*
 * iop_unread_mark - mark what depends on facts that are not known for this version
 * returns: false if the arena is full; its memory is released.
 */
bool iop_unread_mark(struct iop_plan *p, struct iop_arena *a);

#endif
