/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The place of each finding, and which of them are suppressed. */
#ifndef LINT_SUPPRESS_H
#define LINT_SUPPRESS_H

#include "lint/baseline.h"
#include "lint/collect.h"
#include "lint/earlier.h"
#include "lint/settings.h"

struct settling {
	const struct options *o;
	const struct settings *settings;
	struct baseline *baseline;
	struct lint_earlier *earlier;	/* or NULL */
};

/*
 * suppress_settle - fill in places and silences of all findings of @tree
 * @board: its name, see lint/identity.h
 * @places: what the findings' places live in; to be closed after use
 *
 * returns: an exit status; any error has been reported.
 */
int suppress_settle(const struct settling *s, struct gathered *all,
		    const struct input_tree *tree, const char *board,
		    struct places **places, struct out *diag);

#endif
