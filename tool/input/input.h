/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * From a FILE argument to trees in memory: DTB, source, FIT image, container,
 * standard input; overlays applied.
 */
#ifndef INPUT_INPUT_H
#define INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "input/block.h"
#include "input/run_config.h"
#include "text/out.h"
#include "fdt/tree.h"

/* Trees and FIT images of boards are far smaller; a larger file is an error. */
#define INPUT_MAX ((size_t)256 << 20)
#define INPUT_LEVELS 3		/* containers in containers */
#define PIPE_MAX ((size_t)64 << 20)	/* of what may have no end at all */

struct boot_facts;

/* One tree, valid until the callback that gets it returns. */
struct input_tree {
	const char *name;	/* as shown: FILE, or FILE:/images/fdt-1 */
	const char *file;	/* the file it came from; "-" for standard input */
	const char *image;	/* node name in a FIT image ("fdt-1"), place in another
				 * container ("dtb[0]"), or NULL */
	const void *blob;	/* 8-byte aligned, not checked beyond its magic */
	size_t size;		/* bytes there, at least the header's totalsize
				 * unless the file is cut short */
	const struct boot_facts *boot;	/* what is around it says of the boot, or NULL */
	bool first;		/* none of the run was valid before this one */
};

/* An overlay, read and checked once for all files. */
struct input_overlay {
	const char *file;
	void *blob;		/* NULL: parameters of the tree, or bootargs */
	size_t size;
	const char *params;	/* of config.txt; NULL: no Raspberry Pi's loader applies it */
	const char *bootargs;	/* to be appended to the tree's then, or NULL */
};

/* What reading keeps between files: memory, and the overlays. */
struct input {
	struct iop_arena *arena;	/* scratch; its contents are dropped */
	struct block file;		/* as read */
	struct block made;		/* compiled */
	struct block image;		/* of a FIT image, unpacked */
	struct block merged;		/* with overlays */
	struct block aligned;		/* parts of containers */
	struct block unpacked[INPUT_LEVELS];
	bool quiet;			/* no remarks */
	bool arch_given;		/* by an option */
	bool found;			/* the file is from a directory, not named */
	size_t passed;			/* of such files: trees, and images without any, passed over */
	bool labels;			/* sources keep theirs, without overlays too */
	const struct source_tools *tools;
	struct input_overlay *overlays;
	unsigned int n_overlays;
};

/*
 * input_begin - read and check the overlays; @arena outlives the input
 *
 * returns: an exit status; any error has been reported on @diag.
 */
int input_begin(struct input *in, const struct run_config *o,
		struct iop_arena *arena, struct out *diag);
void input_end(struct input *in);

typedef int (*input_fn)(void *ctx, const struct input_tree *tree);

/*
 * input_each - every tree of @file through @fn, overlays applied, arena empty
 *
 * returns: the highest exit status; its own errors have been reported on @diag.
 */
int input_each(struct input *in, const char *file, input_fn fn, void *ctx,
	       struct out *diag);

/*
 * input_tree_error - report that @t is not a valid tree, with byte offset and node
 * returns: the exit status that means: EXIT_TREE, or EXIT_IO for no memory.
 */
int input_tree_error(struct out *diag, const char *name,
		     const struct iop_tree *t, int e,
		     const struct iop_place *where);

/*
 * input_diag - "iommuplan: FILE: " on @diag; the caller adds the message
 * input_diag_end - and this the newline
 */
void input_diag(struct out *diag, const char *file);
void input_diag_end(struct out *diag);

/* input_diag_at - the same with a place in the file; @line 0: none is known */
void input_diag_at(struct out *diag, const char *file, unsigned int line,
		   unsigned int column);

/* input_index - index the tree; an exit status, what is wrong has been said. */
int input_index(struct iop_tree *t, const struct input_tree *tree,
		struct iop_arena *a, struct out *diag);

#endif
