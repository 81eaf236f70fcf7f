/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One source of a tree: the board's own, or an overlay's. What it says where,
 * and the tree it makes, to compare with the one that is there.
 */
#ifndef PLACE_LAYER_H
#define PLACE_LAYER_H

#include "input/input.h"
#include "srcpos/line_map.h"

#define LAYER_FRAGMENTS 64	/* more are not mapped */

/* A fragment of an overlay: nodes below @from end up below @to. */
struct fragment {
	char from[64];		/* "/fragment@0/__overlay__" */
	char *to;		/* "" for the root */
};

struct source_layer {
	const char *file;	/* the source */
	struct block source, annotated, blob, memory;
	struct place_map map;
	struct iop_tree tree;	/* what the source compiles to */
	bool overlay;
	const struct source_tools *tools;
	struct fragment *fragments;
	unsigned int n_fragments;
};

/*
 * layer_open - read and compile @file
 * @t: the tree that is there, which an overlay's labels refer to
 * @symbols: it keeps its labels
 *
 * returns: an exit status; any error has been reported. To be closed
 * either way.
 */
int layer_open(struct source_layer *l, const char *file, const struct iop_tree *t,
	       bool symbols, const struct source_tools *tools, struct out *diag);
void layer_close(struct source_layer *l);

/*
 * layer_path - where @path of the whole tree stands in the layer's own
 * @n: 0, then the fragments one after the other
 * @to: at least @size bytes; false: it is not there, or does not fit
 */
bool layer_path(const struct source_layer *l, const char *path, unsigned int n,
		char *to, size_t size);

/*
 * layer_agrees - has @property of @node in @t the bytes the layer's has?
 * @path: the node's in the layer
 *
 * Numbers of phandles are dtc's to choose: they agree when they lead to the
 * same node. What is nowhere agrees, too.
 */
bool layer_agrees(const struct source_layer *l, const char *path,
		  const struct iop_tree *t, uint32_t node,
		  const char *property);

#endif
