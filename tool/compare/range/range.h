/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a range of kernel versions changes for one tree: the plan at every
 * version where a fact begins or ends, each compared with the one before.
 *
 * A report outlives the plans it compares: it holds nodes and enum values of
 * the model, all in the arena of the tree.
 */
#ifndef RANGE_RANGE_H
#define RANGE_RANGE_H

#include "compare/compare.h"
#include "model/model.h"
#include "plan/plan.h"

/* Most group-mates that are named; a group can have 100,000 members. */
#define RANGE_MATES 8

/* A master, or an IOMMU, as one of two kernels sees it. */
struct range_side {
	bool present;		/* in the plan at all */
	bool grouped;		/* a master with a group; else @why holds */
	uint8_t why;		/* enum iop_reason; of an IOMMU: when not active */
	uint8_t state;		/* enum iop_state, of an IOMMU */
	uint8_t domain;		/* enum iop_word, of its group */
	uint8_t effect;		/* enum iop_effect; of an IOMMU, of unclaimed streams */
	uint8_t confidence;	/* enum iop_confidence, of its group */
	uint64_t key;		/* the group's, as in struct iop_group */
	uint32_t members;	/* of the group, itself included */
	uint32_t mates;		/* index into range_report.mates of the first */
	uint32_t n_mates;	/* named: the others, at most RANGE_MATES */
};

struct range_change {
	uint32_t node;
	uint32_t child;		/* as in struct iop_device; IOP_NONE for IOMMUs */
	bool is_iommu;
	bool requesters;	/* the devices behind this host, not the host */
	uint8_t what;		/* enum compare_what bits */
	struct range_side before, after;
};

/* A fact that begins or ends at a version, of a driver this tree needs. */
struct range_cause {
	const struct iop_driver *driver;
	const char *about;	/* "key", "compatible", or a list's or table's name */
	const char *name;	/* the key, compatible or name; never NULL */
	const char *from;	/* the kernel function it was read from */
	bool begins;		/* else it ends */
};

struct range_step {
	iop_version at;		/* first version that behaves so */
	const struct range_change *changes;
	uint32_t n_changes;
	const struct range_cause *causes;
	uint32_t n_causes;
};

struct range_report {
	iop_version first, last;
	const struct range_step *steps;	/* only versions that change the plan */
	uint32_t n_steps;
	const uint32_t *mates;		/* nodes, for struct range_side */
};

/*
 * The views of one range, built once and shared by all trees: at its first
 * version, at each boundary, and at its last version.
 */
struct range_views {
	struct iop_view *views;
	uint64_t *drivers;	/* bit: drivers with a fact that begins or ends
				 * there, by index modulo 64 */
	uint32_t count;
};

/*
 * range_views_build - of @target's version back to @first
 * returns: false if the arena is full.
 */
bool range_views_build(struct range_views *r, const struct iop_facts *facts,
		       const struct iop_target *target, iop_version first,
		       struct iop_arena *a);

/* range_drivers_needed - bits, as in range_views, of the kernel itself and of
 * every driver that any version binds to a node of the tree. */
uint64_t range_drivers_needed(const struct iop_plan *p);

/*
 * range_plan - plan @t under every view, and report the differences
 * @plan: gets the plan under the newest view
 *
 * returns: 0 or -IOP_ERR_NOSPACE.
 */
int range_plan(struct iop_plan *plan, struct range_report *report,
	       const struct range_views *r, const struct iop_tree *t,
	       struct iop_arena *a);

#endif
