/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* From a version that was asked for to one that is known. */
#ifndef CONFIG_CHOOSE_VERSION_H
#define CONFIG_CHOOSE_VERSION_H

#include "config/kernel_option.h"

/* The kernel that was asked for, and by whom. */
struct kernel_ask {
	const char *file;		/* the container; NULL: an option */
	const char *text;		/* NULL: nobody asked */
	iop_version version, first;
	bool vendor;
};

/* kernel_choose_version - into k->view.target; as kernel_open() */
int kernel_choose_version(struct kernel *k, const struct kernel_ask *a, struct out *diag);

#endif
