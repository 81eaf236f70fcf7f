// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What answers for files of lib/ that a build is made without, as the list
 * "parts" has them: what those would say of a tree that has nothing for them.
 * No IOMMU comes to the rule of a driver whose facts are left out, as trees
 * with one are refused. The files themselves, where they are linked, go first.
 */
#include "annotate/annotation.h"
#include "devices/by_property.h"
#include "devices/masters.h"
#include "devices/pci_functions.h"
#include "groups/groups.h"
#include "groups/matches.h"
#include "plan/defaults.h"

/* Without a dump of the bus */
__weak bool iop_functions_open(struct iop_plan *p, struct iop_arena *a)
{
	(void)p;
	(void)a;
	return true;
}

__weak bool iop_functions_known(const struct iop_plan *p, uint32_t host)
{
	(void)p;
	(void)host;
	return false;
}

__weak bool iop_functions_add(struct iop_plan *p, struct iop_map_index *x,
			      struct iop_arena *a, uint32_t host)
{
	(void)p;
	(void)x;
	(void)a;
	(void)host;
	return true;
}

__weak void iop_function_fill(struct iop_plan *p, struct iop_map_index *x,
			      const struct iop_device *d)
{
	(void)p;
	(void)x;
	(void)d;
}

__weak enum iop_reason iop_group_by_bus(struct iop_grouping *g, uint32_t n)
{
	iop_group_new(g, n);
	return IOP_R_NONE;
}

/* Without facts about vendors' kernels */
__weak bool iop_named_group(struct iop_grouping *g, uint32_t n, enum iop_reason *why)
{
	(void)g;
	(void)n;
	(void)why;
	return false;
}

__weak uint64_t iop_type_named(const struct iop_plan *p, const struct iop_device *d)
{
	(void)p;
	(void)d;
	return IOP_W_NONE;
}

/* Without facts about arm-smmu */
__weak bool iop_legacy_open(struct iop_plan *p, struct iop_arena *a)
{
	(void)p;
	(void)a;
	return true;
}

__weak bool iop_legacy_add(struct iop_plan *p, struct iop_arena *a)
{
	(void)p;
	(void)a;
	return true;
}

__weak void iop_legacy_fill(struct iop_plan *p, struct iop_device *d)
{
	(void)p;
	(void)d;
}

__weak bool iop_matches_init(struct iop_grouping *g, struct iop_arena *a)
{
	(void)g;
	(void)a;
	return true;
}

__weak void iop_matches_clear(struct iop_grouping *g)
{
	(void)g;
}

__weak uint32_t iop_match_decisive(const struct iop_grouping *g, uint32_t iommu,
				   uint32_t id, uint32_t mask)
{
	(void)g;
	(void)iommu;
	(void)id;
	(void)mask;
	return IOP_NONE;
}

__weak bool iop_match_inside(const struct iop_match_entry *e, uint32_t id, uint32_t mask)
{
	(void)e;
	(void)id;
	(void)mask;
	return false;
}

__weak uint32_t iop_match_take(struct iop_grouping *g, uint32_t iommu, uint32_t device,
			       uint32_t id, uint32_t mask)
{
	(void)g;
	(void)iommu;
	(void)device;
	(void)id;
	(void)mask;
	return IOP_NONE;
}

__weak void iop_match_lost(struct iop_grouping *g, uint32_t n)
{
	(void)g;
	(void)n;
}

__weak enum iop_reason iop_rule_stream_match(struct iop_grouping *g, uint32_t n)
{
	return iop_rule_unknown(g, n);
}

/* Without facts about apple-dart, mtk_iommu, tegra-smmu */
__weak enum iop_reason iop_rule_sid_table(struct iop_grouping *g, uint32_t n)
{
	return iop_rule_unknown(g, n);
}

__weak enum iop_reason iop_rule_larb_region(struct iop_grouping *g, uint32_t n)
{
	return iop_rule_unknown(g, n);
}

__weak enum iop_reason iop_rule_swgroup(struct iop_grouping *g, uint32_t n)
{
	return iop_rule_unknown(g, n);
}

/* Without edits, which are made on the host */
__weak void iop_put_edits(struct iop_put *p, const struct iop_annotation *n)
{
	(void)p;
	(void)n;
}

__weak const char *iop_boot_domain(const struct iop_annotation *n, uint32_t group)
{
	(void)n;
	(void)group;
	return NULL;
}

/* Neither plan nor annotation, but lint, says what becomes of DMA. */
__weak void iop_effects_set(struct iop_plan *p)
{
	(void)p;
}

__weak bool iop_same_window(const struct iop_plan *p, const struct iop_device *d,
			    const struct iop_plan *q, const struct iop_device *o)
{
	(void)p;
	(void)d;
	(void)q;
	(void)o;
	return true;
}
