/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What reading trees and working through them has to know of a run. */
#ifndef INPUT_RUN_CONFIG_H
#define INPUT_RUN_CONFIG_H

#include <stdbool.h>

#include "text/status.h"

struct run_config {
	const char *command;		/* "plan" */
	char **files;			/* in the order given */
	unsigned int n_files;
	const bool *found;		/* of each: a directory brought it; or NULL */
	const char **overlays;
	unsigned int n_overlays;
	const char **sources;		/* what the tree and overlays were made of */
	unsigned int n_sources;
	unsigned int jobs;		/* at least 1 */
	bool labels;			/* sources keep theirs: set by commands */
	bool quiet;
	bool arch_given;		/* no need to guess it from the tree */
	bool in_place;			/* an output may be the tree it is made of */
	const char *writes[2];		/* files, or NULL */
	const char *reads[9];		/* besides trees, overlays, sources; or NULL */
};

#endif
