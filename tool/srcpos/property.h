/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Properties the library has no name for. */
#ifndef PLACE_PROPERTY_H
#define PLACE_PROPERTY_H

#include "fdt/tree.h"

struct source_property {
	const char *name;
	const uint8_t *value;
	uint32_t size;
	uint32_t tag;		/* blob offset of the one after it */
};

/* property_first, property_next - of an indexed tree; false: there is none. */
bool property_first(const struct iop_tree *t, uint32_t node,
		    struct source_property *p);
bool property_next(const struct iop_tree *t, struct source_property *p);

/* property_named - the first called @name */
bool property_named(const struct iop_tree *t, uint32_t node, const char *name,
		    struct source_property *p);

#endif
