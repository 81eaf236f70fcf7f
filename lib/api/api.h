/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The definition of the public header's opaque struct iommuplan. */
#ifndef IOP_API_H
#define IOP_API_H

#include "lint/lint.h"
#include "plan/plan.h"

struct iommuplan {
	struct iop_arena arena;		/* what is left of the caller's block */
	struct iop_tree tree;
	struct iop_view view;
	struct iop_plan plan;
	struct iop_lint lint;
	const struct iop_finding **found;	/* by index; NULL: walk the list */
};

/* @last: the last field that the struct had in the first release. */
#define IOP_API_FITS(out, last) \
	((out)->size >= offsetof(__typeof__(*(out)), last) + sizeof((out)->last))

#endif
