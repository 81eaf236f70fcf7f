/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The streams of a plan by IOMMU, ID and mask, with their entries in the tree. */
#ifndef IOP_LINT_STREAM_ENTRIES_H
#define IOP_LINT_STREAM_ENTRIES_H

#include "lint/lint.h"

/* One (ID, mask) of one IOMMU, with its entries in the order of the tree. */
struct named {
	uint32_t iommu;
	uint32_t first, last;	/* streams */
	uint32_t others;	/* number of masters besides that of the first entry */
	uint32_t hashed;	/* the next in its bucket, or IOP_NONE */
	uint32_t next;		/* the next of its IOMMU, or IOP_NONE */
	uint32_t masked;	/* the next with a mask, or IOP_NONE */
};

struct of_iommu {
	uint32_t first, last;	/* struct named, or IOP_NONE */
	uint32_t masked, last_masked;
};

struct pairs {
	struct iop_lint *s;
	uint32_t *owner;	/* by stream: its device */
	uint32_t *same;		/* by stream: an equal entry before it in the list, or IOP_NONE */
	uint32_t *next;		/* by stream: the next of its (ID, mask), or IOP_NONE */
	struct named *named;
	uint32_t n_named;
	uint32_t *buckets, n_buckets;	/* a power of two */
	struct of_iommu *of;	/* by IOMMU */
	uint32_t meetings;
};

/* iop_stream_entries - set all fields but @s; false: the arena is full */
bool iop_stream_entries(struct pairs *p);

#endif
