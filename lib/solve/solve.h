/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * From the requirements of a policy to the changes that meet them, the least intrusive
 * first: nothing, the kernel command line, run-time writes of group types, edits of
 * the tree. A result is checked by a new plan, of the edited tree and with the chosen
 * command line, which is compared with the requirements.
 *
 * Of the alternatives that meet the most requirements, the one with the fewest run-time
 * writes is chosen, then one that does not change the command line, then the first
 * of: the kernel's own default, the policy's, strict, lazy, identity. Edits are made
 * only for requirements that nothing else can meet (shared, off).
 */
#ifndef IOP_SOLVE_H
#define IOP_SOLVE_H

#include "remedy/amend.h"
#include "fdt/edit/edit.h"
#include "remedy/share.h"
#include "plan/plan.h"
#include "policy/policy.h"

/* K(identifier, slug): a kind of requirement */
#define IOP_REQS(K) \
	K(DEFAULT, "default") \
	K(STRATEGY, "strategy") \
	K(CONTEXTS, "reserve-contexts") \
	K(RESERVED, "reserved-streams") \
	K(DOMAIN, "domain") \
	K(TRANSLATED, "translated") \
	K(ISOLATED, "isolated")

enum iop_req_kind {
#define IOP_REQ_ENUM(id, slug) IOP_REQ_##id,
	IOP_REQS(IOP_REQ_ENUM)
#undef IOP_REQ_ENUM
	IOP_REQ_COUNT
};

/* B(identifier, slug, text for people): why a requirement is not met */
#define IOP_OBSTACLES(B) \
	B(NONE, "none", "") \
	B(CMDLINE, "cmdline-not-allowed", "the kernel command line would have to change, but allow does not list cmdline") \
	B(RUNTIME, "runtime-not-allowed", "the type of a single group can only be changed at run time, but allow does not list runtime") \
	B(TREE, "tree-not-allowed", "the tree would have to change, but allow does not list tree") \
	B(KERNEL, "kernel-cannot-write-type", "this kernel can set the type only for all groups at once") \
	B(SEVERAL, "group-of-several", "this kernel can change the type only of groups with a single device") \
	B(FORCED, "driver-insists", "the IOMMU driver requires a different domain type for this master") \
	B(UNTRUSTED, "untrusted", "devices below an external-facing port are untrusted, and always strict") \
	B(ARM32, "arm32", "on 32-bit ARM, neither a kernel parameter nor a write to sysfs changes the type") \
	B(NO_DEFAULT, "no-default-domain", "the group has no default domain that could be changed") \
	B(NO_IDENTITY, "driver-without-identity", "the driver has no identity domain on this kernel") \
	B(ALL_OR_NONE, "lazy-for-all-or-none", "this kernel defers IOTLB invalidation for all groups or for none") \
	B(MEMBERS, "group-disagrees", "another master of its group requires a different type") \
	B(NO_GROUP, "no-group", "the master has no group") \
	B(SHARES, "shares-group", "other devices are in its group") \
	B(ACS, "depends-on-acs", "which PCI devices share a group depends on the hardware's ACS") \
	B(EFFECT, "effect-unknown", "it has a paging domain, but it is not known whether its DMA is translated") \
	B(AT_BOOT, "untranslated-at-boot", "it is not translated until the run-time write") \
	B(BANKS, "too-few-contexts", "more context banks would be needed than the IOMMU has") \
	B(BANKS_UNTOLD, "contexts-untold", "the tree does not show how many context banks the IOMMU has") \
	B(FOLD, "cannot-share", "its masters cannot be put into one group") \
	B(NOT_ONE, "not-one-group", "its masters are not in one group after the edits") \
	B(RESERVED, "names-reserved-stream", "it uses a stream ID that is reserved for firmware") \
	B(INACTIVE, "iommu-inactive", "the IOMMU is not active on this kernel")

enum iop_obstacle {
#define IOP_OBSTACLE_ENUM(id, slug, text) IOP_OBSTACLE_##id,
	IOP_OBSTACLES(IOP_OBSTACLE_ENUM)
#undef IOP_OBSTACLE_ENUM
	IOP_OBSTACLE_COUNT
};

/* Never NULL. */
const char *iop_req_slug(enum iop_req_kind kind);
const char *iop_obstacle_slug(enum iop_obstacle b);
const char *iop_obstacle_text(enum iop_obstacle b);

enum iop_verdict {
	IOP_MET,
	IOP_UNTOLD,	/* the tree does not determine it; does not make the policy fail */
	IOP_UNMET,
};

struct iop_req {
	uint8_t kind;		/* enum iop_req_kind */
	uint8_t value;		/* enum iop_type or iop_strategy, by kind */
	uint8_t verdict;	/* enum iop_verdict, of the solution */
	uint8_t obstacle;	/* enum iop_obstacle, for the first subject that fails */
	uint16_t rule;		/* index of the policy's rule of that kind */
	uint32_t number;	/* CONTEXTS: banks; RESERVED, not met: the ID used */
	uint32_t subject;	/* that subject: a device or, for the strategy and
				 * banks of an IOMMU, an IOMMU; or IOP_NONE */
	struct iop_at at;
};

/* The domain type required for a master, and its result. Requirements are indices, or
 * IOP_NONE. */
struct iop_outcome {
	uint8_t wanted;		/* enum iop_type; UNSAID: no requirement */
	uint8_t boot;		/* the type at boot; UNSAID: no group, or no domain of
				 * these types */
	uint8_t reached;	/* after the run-time writes */
	uint8_t verdict;	/* enum iop_verdict: the worst of its requirements */
	uint8_t obstacle;
	uint32_t type_req, translated_req, isolated_req;
};

/* A run-time write to a group's type file, before its drivers bind. */
struct iop_write {
	uint32_t group;		/* index in the solution's plan */
	uint8_t type;		/* enum iop_word: DMA, DMA_FQ, IDENTITY */
	uint8_t from;		/* the type until then */
	bool live;		/* it may also be written while drivers are bound */
};

/* The result for one "strategy: shared". */
struct iop_sharing {
	uint32_t req;
	uint32_t iommu;		/* index */
	struct iop_share share;	/* by, members, entries; or the reason why not */
};

/* What would make it possible to satisfy the policy. */
struct iop_remedy {
	uint8_t allow;		/* additional mechanisms to allow, IOP_ALLOW() bits */
	iop_version since;	/* with this kernel or a newer one; 0: with the present one */
};

#define IOP_REMEDIES_MAX 3

struct iop_solution {
	const struct iop_policy *policy;
	struct iop_plan before;		/* the plan without changes */
	struct iop_plan plan;		/* the plan with all changes, after the writes */
	struct iop_tree tree;		/* the edited tree, that of @plan */
	struct iop_edits edits;		/* edits of the original tree */
	struct iop_req *reqs;	/* default, then rules in file order */
	uint32_t n_reqs;
	struct iop_outcome *outcomes;	/* by device of @plan */
	struct iop_write *writes;	/* in the order of groups */
	uint32_t n_writes;
	struct iop_sharing *sharings;
	uint32_t n_sharings;
	uint8_t base;			/* type that the command line sets, enum iop_type;
					 * KERNEL: it is not changed */
	bool met;
	uint32_t *conflict;		/* smallest set of requirements that cannot be met
					 * together, where !met */
	uint32_t n_conflict;
	struct iop_remedy remedies[IOP_REMEDIES_MAX];
	uint32_t n_remedies;
};

struct iop_solve_in {
	const struct iop_tree *tree;
	const struct iop_view *view;
	const struct iop_policy *policy;
	const struct iop_view *newer;	/* newer kernels, to look for alternatives */
	uint32_t n_newer;
};

/* A selector that selects nothing in this tree, though it should. */
struct iop_solve_error {
	const struct iop_selector *selector;
	const char *what;	/* what it should select: "IOMMU", "master" */
	bool found_others;	/* it selects nodes, but none of that kind */
	struct iop_amend amend;	/* IOP_SOLVE_AMEND: the reason why @what is not possible */
};

/* Positive return values of iop_solve(); struct iop_solve_error has the details. */
enum {
	IOP_SOLVE_NO_MATCH = 1,	/* a selector selects nothing in this tree */
	IOP_SOLVE_AMEND,	/* a requested edit is not possible */
};

/*
 * iop_solve - find the changes that satisfy a policy
 * @a: everything in @out is allocated from it
 *
 * The tree and the facts must outlive the solution.
 *
 * returns: 0, whether the policy is satisfied or not; one of the two values above;
 * -IOP_ERR_NOSPACE; -IOP_ERR_BADHEADER if the memory reservation block of the tree is
 * not terminated.
 */
int iop_solve(const struct iop_solve_in *in,
	      struct iop_solution *out,
	      struct iop_solve_error *error,
	      struct iop_arena *a);

/*
 * iop_reserves - the context banks to be kept free, by IOMMU of the plan, and the
 * devices that must be isolated, as arguments for iop_budgets_find()
 * returns: false if the arena is full.
 */
bool iop_reserves(const struct iop_policy *policy, const struct iop_plan *p,
		  uint32_t **reserve, bool **isolated, struct iop_arena *a);

/* iop_type_of - the type of a group's domain; UNSAID for other types. */
uint8_t iop_type_of(const struct iop_plan *p, const struct iop_group *g);


#endif
