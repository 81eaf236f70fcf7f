/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What VFIO checks before a group can be assigned to a virtual machine. */
#ifndef IOP_ASSIGNABLE_H
#define IOP_ASSIGNABLE_H

#include "model/model.h"

enum iop_answer { IOP_ANSWER_NO, IOP_ANSWER_YES, IOP_ANSWER_UNSURE };

struct iop_assignable {
	uint8_t coherent;	/* enum iop_answer: does each member's IOMMU keep caches
				 * coherent, or does this kernel not ask? */
	uint8_t isolated;	/* are all their MSIs isolated? If not, the user has to
				 * allow unsafe interrupts */
	uint32_t incoherent;	/* a member whose IOMMU does not, or IOP_NONE */
	uint32_t shared_msi;	/* a member whose MSIs are not, or IOP_NONE */
	bool direct;		/* a member needs a 1:1 mapping, which this kernel
				 * refuses */
};

/* iop_assignable_of - for a group that is translated; not meaningful for others. */
struct iop_assignable iop_assignable_of(const struct iop_plan *p, const struct iop_group *g);

#endif
