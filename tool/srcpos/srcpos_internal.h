/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef SRCPOS_INTERNAL_H
#define SRCPOS_INTERNAL_H

#include "srcpos/layer.h"
#include "srcpos/origin.h"
#include "srcpos/srcpos.h"

#define PLACE_PATH 4096		/* what is deeper has no place */

struct places {
	const struct iop_tree *t;
	const char *name;	/* of the tree, as shown */
	struct source_layer *layers;	/* the board's first, overlays in order */
	unsigned int n_layers;
	struct origins origins;
	char *kbuild;		/* a source found next to the tree, or NULL */
	bool quiet;
	uint32_t dropped;	/* findings whose source is that of a different tree */
	const char *dropped_file;
	char dropped_at[PLACE_PATH + 64];	/* the first of them */
};

/* A place: the spots belong to a layer. */
struct spots {
	const struct source_layer *layer;	/* NULL: nowhere */
	const struct place_entry *entry;
	bool differs;			/* the source has something else there */
};

/* spots_of - of a property (NULL: of the node itself) */
struct spots spots_of(const struct places *p, uint32_t node,
		      const char *property);

#endif
