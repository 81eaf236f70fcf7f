/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What reading trees and working through them has to know of a run. */
#ifndef INPUT_RUN_CONFIG_H
#define INPUT_RUN_CONFIG_H

#include <stdbool.h>

#include "text/status.h"

/* Words of an option that may be given again and again, in order. */
struct name_list {
	const char **names;
	unsigned int n;
};

/* How sources are compiled. */
struct source_tools {
	struct name_list includes;	/* directories, for cpp and dtc */
	struct name_list defines;	/* NAME or NAME=VALUE, for cpp */
	const char *dtc;		/* used instead of the dtc in PATH, or NULL */
};

#define RUN_UPDATED 4		/* of writes: it is read, too */

struct run_config {
	const char *command;		/* "plan" */
	char **files;			/* in the order given */
	unsigned int n_files;
	const bool *found;		/* of each: a directory brought it; or NULL */
	struct name_list overlays;
	struct name_list sources;	/* what the tree and overlays were made of */
	struct source_tools tools;
	unsigned int jobs;		/* at least 1 */
	bool labels;			/* sources keep theirs: set by commands */
	bool quiet;
	bool arch_given;		/* no need to guess it from the tree */
	bool in_place;			/* an output may be the tree it is made of */
	const char *writes[RUN_UPDATED + 1];	/* files, or NULL */
	const char *reads[17];		/* besides trees, overlays, sources; or NULL */
	struct name_list schema_dirs;	/* their *.yaml are read too */
};

#endif
