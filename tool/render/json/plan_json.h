/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Pieces of a JSON plan, shared by json*.c. */
#ifndef JSON_PLAN_JSON_H
#define JSON_PLAN_JSON_H

#include "render/because/because.h"

/* "key": in front of a value; the first of an object without a comma. */
void json_key(struct out *o, const char *key, bool first);

/* A key with a value. */
void json_text(struct out *o, const char *key, const char *value);
void json_count(struct out *o, const char *key, uint32_t n);	/* IOP_NONE: null */
void json_hex(struct out *o, const char *key, uint64_t n);
void json_bool(struct out *o, const char *key, bool value);

/* A NUL-separated string list as an array. */
void json_list(struct out *o, const char *key, struct iop_cells list);

/* "because": sentences of one of the three kinds; NULL for the others. */
void json_because(struct render *r, const struct iop_device *d,
		  const struct iop_group *g, const struct iop_iommu *i);

/* "suppliers": what an IOMMU waits for. */
void json_suppliers(struct render *r, const struct iop_iommu *i);

/* "effect_because": why its DMA ends as it does. */
void json_effect_because(struct render *r, const struct iop_device *d);

/* An entry of "devices", or of "unprotected" where it has no group. */
void json_device(struct render *r, const struct iop_device *d);

/* "streams" and "requesters" of a master. */
void json_streams(struct render *r, const struct iop_device *d);

/* "iova", and what the tree says of a master that never changes its group. */
void json_traits(struct render *r, const struct iop_device *d,
		 const struct iop_dma *dma);

/* "reserved": what /sys/kernel/iommu_groups/N/reserved_regions would list. */
void json_reserved(struct render *r, const struct iop_group *g);

/* "cmdline": the fragment this plan needs, as build would write it. */
void json_cmdline(struct render *r);

/* "hardening": the kernel's options that decide how far DMA is confined. */
void json_hardening(struct render *r);

/* "policy": only where there is one. */
void json_policy(struct render *r);

/* "changes": of a range of kernels, or null. */
void json_changes(struct render *r);

/* "devices": the paths of a group's masters. */
void json_members(struct render *r, const struct iop_group *g);

#endif
