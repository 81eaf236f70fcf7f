/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Formats that make a document of each tree: one to the output, or several
 * into the directory of -o. */
#ifndef CMD_DOCUMENTS_H
#define CMD_DOCUMENTS_H

#include "cli/options.h"
#include "cmd/tree_stem.h"
#include "input/overwrite.h"
#include "render/render.h"

struct documents {
	const char *suffix;		/* ".svg"; NULL: the format makes none */
	const char *directory;		/* of -o, or NULL: one document to the output */
	unsigned int written;
	struct tree_stems stems;
	struct overwrite_inputs inputs;
};

/* A tree's plan and what draws it. */
struct document {
	void (*render)(struct out *o, const struct render_input *in);
	const struct render_input *in;
	const struct input_tree *tree;
	struct iop_arena *arena;
	struct out *out, *diag;		/* of the run */
};

/*
 * documents_open - settle where they go; @o gets the files that its directories
 * have. documents_close() in any case.
 *
 * returns: an exit status, reported on @diag.
 */
int documents_open(struct documents *d, const char *suffix, struct options *o,
		   struct out *diag);
void documents_close(struct documents *d);

/* documents_add - an exit status; an error is reported. */
int documents_add(struct documents *d, const struct document *c);

#endif
