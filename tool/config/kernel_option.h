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
#include "cli/kernel_version.h"
#include "cli/options.h"

struct kernel {
	const struct iop_facts *facts;	/* compiled in, or those of the last set */
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
 * returns: an exit status; anything but EXIT_OK has been told on @diag.
 */
int kernel_open(struct kernel *k, const struct options *o, struct out *diag);
void kernel_close(struct kernel *k);

/*
 * kernel_adopt - for a tree: where the options say nothing, what the container
 * that it is in says
 * @boot: of the tree, or NULL
 * @name: of the tree, for messages
 * @changed: was the view built anew, and k->arena emptied for it?
 *
 * returns: as kernel_open().
 */
int kernel_adopt(struct kernel *k, const struct boot_facts *boot, const char *name,
		 bool *changed, struct out *diag);

/* kernel_version_text - "6.12", "6.1.50"; @buf holds 16 bytes. */
void kernel_version_text(iop_version v, char *buf);

#endif
