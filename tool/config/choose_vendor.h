/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Whose kernel it is: --vendor, its version's name, or an IOMMU of the tree. */
#ifndef CONFIG_CHOOSE_VENDOR_H
#define CONFIG_CHOOSE_VENDOR_H

#include "base/arena.h"
#include "facts/facts.h"
#include "input/input.h"

/* The value of --vendor for facts that no vendor's override. */
#define VENDOR_MAINLINE "mainline"

/* vendor_check - is it a vendor, or mainline? An exit status; an error is reported. */
int vendor_check(const struct iop_facts *f, const char *name, struct out *diag);

/* vendor_of_tree - whose kernels alone bind an IOMMU of the tree, or NULL
 * @sign: the compatible that it is recognised by
 * @a: scratch, as it was afterwards */
const char *vendor_of_tree(const struct iop_facts *f, const struct input_tree *tree,
			   struct iop_arena *a, const char **sign);

/* vendor_remark - print that its facts are used, and why; @file NULL: --kernel */
void vendor_remark(const char *file, const char *release, const char *vendor,
		   const char *sign, struct out *diag);

#endif
