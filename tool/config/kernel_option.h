/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The kernel that is predicted, as the options describe it: facts, version,
 * configuration, and the view of them that all trees share.
 */
#ifndef CONFIG_KERNEL_OPTION_H
#define CONFIG_KERNEL_OPTION_H

#include "config/assumed.h"
#include "config/config.h"
#include "facts/load.h"
#include "facts/view.h"
#include "input/block.h"
#include "input/boot_facts.h"
#include "input/input.h"
#include "cli/kernel_version.h"
#include "cli/options.h"

struct kernel_choice {
	const struct iop_facts *facts;	/* @base, or @vendor_facts */
	const struct iop_facts *base;	/* compiled in, or those of the last set */
	struct iop_facts vendor_facts;	/* a vendor's over them, in @arena */
	const char *vendor;		/* whose, or NULL */
	const char *by_tree;		/* whose an IOMMU of the tree says it is, or NULL */
	bool reported;			/* which has been reported */
	struct facts_set *sets;		/* of each --schema-dir, over the one before */
	unsigned int n_sets;
	const struct options *o;
	struct config config;
	struct kernel_version version;	/* of --kernel */
	struct kernel_image image;	/* of --kernel, where that is a file */
	struct assumed assumed;
	unsigned int boot;		/* id of the facts it is set up for; 0: the options' */
	char *cmdline;			/* of those */
	char release[KERNEL_RELEASE_SIZE];
	struct iop_view view;		/* of the version, or a range's end */
	struct iop_arena arena;		/* room for more views */
	struct block memory;
};

/*
 * kernel_open - from the options; to be closed in any case
 *
 * returns: an exit status; any error has been reported on @diag.
 */
int kernel_open(struct kernel_choice *k, const struct options *o, struct out *diag);
void kernel_close(struct kernel_choice *k);

/*
 * kernel_adopt - for a tree: where the options say nothing, what the container
 * that it is in says, and an IOMMU that only one vendor's kernels bind
 * @a: scratch
 * @changed: was the view built anew, and k->arena emptied for it?
 *
 * returns: as kernel_open().
 */
int kernel_adopt(struct kernel_choice *k, const struct input_tree *tree, struct iop_arena *a,
		 bool *changed, struct out *diag);

/* kernel_version_text - "6.12", "6.1.50"; @buf holds 16 bytes. */
void kernel_version_text(iop_version v, char *buf);

#endif
