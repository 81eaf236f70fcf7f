/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The reasons behind a plan as sentences, made from the model's codes. Where a
 * fact decided, the kernel function it was read from is in brackets.
 */
#ifndef RENDER_BECAUSE_H
#define RENDER_BECAUSE_H

#include "render/common.h"

/* Takes one unescaped sentence without a full stop; @r->name is free to use. */
typedef void (*because_say)(void *ctx, const char *sentence);

struct because {
	struct render *r;
	because_say say;
	void *ctx;
};

/* Why the master is in its group, or has none. */
void because_device(struct because *b, const struct iop_device *d);

/* What becomes of its DMA, and why; nothing where there is no device. */
void because_effect(struct because *b, const struct iop_device *d);

/* What the tree says of it that never changes its group: devices/traits.h. */
void because_traits(struct because *b, const struct iop_device *d);

/* How the group began, and what brought its second member. */
void because_members(struct because *b, const struct iop_group *g);

/* Which facts, of its IOMMU's driver or the kernel itself, decide what becomes of it
 * and are not known of this version, and between which two they changed. */
void because_unread(struct because *b, const struct iop_device *d);

/* Why a group's default domain is what it is. */
void because_group(struct because *b, const struct iop_group *g);

/* The kernel's default if no driver requires a type, and what determined it. */
void because_default(struct because *b);

/* Why the IOMMU is not active, and what it lacks if it is. */
void because_iommu(struct because *b, const struct iop_iommu *i);

/* What the IOMMU waits for and decides its state, or leaves it in doubt. */
void because_suppliers(struct because *b, const struct iop_iommu *i);

/* The kernel function of a reason, by the fact that decided; or NULL. */
const char *because_source(const struct because *b, uint8_t why,
			   const struct iop_iommu *i);

/* The function that one of the kernel's own facts was read from, or NULL. */
const char *because_linux(const struct because *b, enum iop_key key);

/* Parts of sentences, for because*.c only. */
void because_path(struct because *b, uint32_t node);
void because_subject(struct because *b, const struct iop_device *d);
void because_add(struct because *b, const char *words);
void because_say_it(struct because *b, const char *from);

#endif
