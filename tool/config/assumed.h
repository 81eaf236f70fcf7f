/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a plan was made for without an option that says so. */
#ifndef CONFIG_ASSUMED_H
#define CONFIG_ASSUMED_H

#include <stdbool.h>

struct assumed {
	const char *kernel_from;	/* "option", "container", "newest" */
	const char *vendor;		/* whose facts are over mainline's, or NULL */
	const char *config;		/* file, or "container"; NULL: none is known */
	/* What the container said that was used; NULL: nothing */
	const char *release;
	const char *cmdline;
	const char *behind;	/* its words that are appended to the tree's boot arguments */
	bool configured;		/* its kernel's configuration too */
};

#endif
