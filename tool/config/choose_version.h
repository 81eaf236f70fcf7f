/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* From the version that was given to one that is known. */
#ifndef CONFIG_CHOOSE_VERSION_H
#define CONFIG_CHOOSE_VERSION_H

#include "config/kernel_option.h"

/* The kernel that was given, and where it is from. */
struct kernel_ask {
	const char *file;		/* the container; NULL: an option */
	const char *text;		/* NULL: not given */
	iop_version version, first;
	bool vendor;
};

/* kernel_choose_version - into k->view.target; as kernel_open() */
int kernel_choose_version(struct kernel_choice *k, const struct kernel_ask *a, struct out *diag);

#endif
