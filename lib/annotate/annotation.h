/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The property names of an annotation, and its node. */
#ifndef IOP_ANNOTATION_H
#define IOP_ANNOTATION_H

#include "annotate/annotate.h"
#include "fdt/write/tokens.h"

/*
 * Every property name of an annotation, in the order of the strings block. All
 * of them are in it, used or not, because the block must not depend on the plan.
 * Names of string lists end in -names, by which schema tools recognise them.
 */
#define IOP_PUT_NAMES(N) \
	N(COMPATIBLE, "compatible") \
	N(GENERATOR, "generator") \
	N(KERNEL, "kernel") \
	N(CMDLINE, "cmdline") \
	N(BOOTARGS, "merged-bootargs") \
	N(IOMMU_COUNT, "iommu-count") \
	N(GROUP_COUNT, "group-count") \
	N(DEVICE_COUNT, "device-count") \
	N(UNPROTECTED_COUNT, "unprotected-count") \
	N(PATH, "path") \
	N(STATE, "state") \
	N(DRIVER, "driver") \
	N(REASON, "reason") \
	N(CONTEXTS_HAVE, "contexts-have") \
	N(CONTEXTS_NEED, "contexts-need") \
	N(DOMAIN, "domain") \
	N(CONFIDENCE, "confidence") \
	N(IOMMU_NAMES, "iommu-names") \
	N(DEVICE_NAMES, "device-names") \
	N(UNPROTECTED_NAMES, "unprotected-names") \
	N(UNPROTECTED_REASONS, "unprotected-reason-names") \
	N(PROPERTY, "property") \
	N(BOOT_DOMAIN, "boot-domain") \
	/* in overlays only: keep it last */ \
	N(TARGET_PATH, "target-path")

enum iop_put_name {
#define IOP_PUT_ENUM(id, text) IOP_N_##id,
	IOP_PUT_NAMES(IOP_PUT_ENUM)
#undef IOP_PUT_ENUM
	IOP_N_COUNT
};

extern const char *const iop_put_names[IOP_N_COUNT];

/* iop_put_node - write the node of the annotation; @seen: a number for each IOMMU. */
void iop_put_node(struct iop_put *p, const struct iop_annotation *n,
		  uint32_t *seen);

/* iop_put_edits - write a node for each edit of the tree. */
void iop_put_edits(struct iop_put *p, const struct iop_annotation *n);

/* iop_boot_domain - the type that a group has until a run-time write, or NULL. */
const char *iop_boot_domain(const struct iop_annotation *n, uint32_t group);

#endif
