/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Device trees as text, planned with the built-in facts, and short questions
 * about the plan. One board at a time: every dts_plan() replaces the last.
 *
 * Paths name nodes; a question about a master that the plan lists several
 * times (a PCI host) means its first entry.
 */
#ifndef DTS_HELP_H
#define DTS_HELP_H

#include <check.h>
#include <stddef.h>
#include <stdint.h>

#include "facts/builtin.h"
#include "plan/plan.h"

/* The newest stable release of a series, and the four that are tested most. */
#define LINUX(major, minor) IOP_VERSION(major, minor, IOP_VERSION_PATCH_ANY)
#define RELEASES 4
extern const iop_version dts_releases[RELEASES];	/* 5.10 6.1 6.12 7.2 */

/* --- trees --- */

/* A root with an interrupt controller of one cell; @nodes go below the root.
 * "&label { ... };" after it changes what is there. */
#define DTS(nodes) DTS_WITH("", nodes)
#define DTS_WITH(props, nodes) \
	"/dts-v1/; / { " props " #address-cells = <1>; #size-cells = <1>;" \
	" interrupt-parent = <&gic>; gic: interrupt-controller {" \
	" interrupt-controller; #interrupt-cells = <1>; };" nodes " };"

#define NODE(name, compatible, more) \
	name " { compatible = \"" compatible "\"; " more " };"

/* What some drivers insist on, here without a supplier that could be missing. */
#define SUPPLIED "clocks = <0>; resets = <0>;"

/* An IOMMU node "iommu@<at>" that wants @cells cells. */
#define IOMMU(label, at, compatible, cells) \
	label ": " NODE("iommu@" at, compatible, \
			"reg = <0x" at " 0x1000>; #iommu-cells = <" cells ">;" SUPPLIED)

/* An SMMUv2 with eight context interrupts. */
#define SMMU(label, at) \
	label ": " NODE("iommu@" at, "arm,mmu-500", \
			"reg = <0x" at " 0x1000>; #iommu-cells = <1>;" \
			"#global-interrupts = <1>; interrupts = <0 1 2 3 4 5 6 7 8>;")

#define MASTER(name, iommus) NODE(name, "vendor,master", "iommus = <" iommus ">;")

struct dts_blob {
	const uint8_t *bytes;
	size_t size;
};

/* dts_compile - by dtc, which has to succeed; the last few texts are remembered. */
struct dts_blob dts_compile(const char *text);

/* --- plans --- */

extern struct iop_plan dts_plan_made;

/* dts_plan - the tree under one kernel, nothing known of its configuration. */
void dts_plan(iop_version version, const char *text);
void dts_plan_for(const struct iop_target *target, const char *text);

/* dts_plan_edited - what it becomes: the same kernel, planned again. */
struct iop_edits;
void dts_plan_edited(const struct iop_edits *e);
void dts_plan_edited_for(const struct iop_target *target, const struct iop_edits *e);

/* dts_tree - the tree alone, as dts_plan_made.tree; with a view for @version. */
void dts_tree(iop_version version, const char *text);

/* dts_node - the node's index; there has to be one. */
uint32_t dts_node(const char *path);

/* dts_is_master - does the plan list the node at all? */
bool dts_is_master(const char *path);

const struct iop_device *dts_device(const char *path);
const struct iop_iommu *dts_iommu(const char *path);
const struct iop_group *dts_group(const char *path);

/* --- assertions; they tell the version and what is there instead --- */

/* expect_group - exactly these masters, up to NULL, share one group. */
void expect_group(const char *path, ...);
#define expect_alone(path) expect_group(path, (const char *)NULL)
#define expect_together(...) expect_group(__VA_ARGS__, (const char *)NULL)

void expect_grouped(const char *path);
void expect_lost(const char *path, const char *slug);
void expect_domain(const char *path, const char *type);
/* expect_served - by this instance, in a group or not. */
void expect_served(const char *path, const char *iommu);

void expect_confidence(const char *path, enum iop_confidence confidence);

/* expect_streams - the master has @count of them, and the last is this one. */
void expect_streams(const char *path, uint32_t count, uint32_t id, uint32_t mask);

/* expect_active - or else not, for the reason @slug. */
void expect_active(const char *path);
void expect_state(const char *path, enum iop_state state, const char *slug);

/* expect_broken - the IOMMU fails to probe because of this master. */
void expect_broken(const char *path, const char *culprit, const char *slug);

/*
 * expect_range - what becomes of requester ID @rid of a host
 * @iommu: path, or NULL: untranslated, for the reason @slug
 */
void expect_range(const char *path, uint32_t rid, const char *iommu, uint32_t id);
void expect_no_range(const char *path, uint32_t rid, const char *slug);

#endif
