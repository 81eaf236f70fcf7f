/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* References to labels in an overlay, as its properties change. */
#ifndef INPUT_PARAM_FIXUPS_H
#define INPUT_PARAM_FIXUPS_H

#include <stdint.h>

#define PARAM_ALL UINT32_MAX

/* A property of the overlay, and where in it a reference is. */
struct param_place {
	int node;
	const char *prop;
	uint32_t offset;	/* or PARAM_ALL */
};

/* param_fixups_drop - what is at the place is none; 0 or libfdt's error */
int param_fixups_drop(void *overlay, const struct param_place *p);

/*
 * param_fixups_copy - it is the reference that is at @offset of @param in __overrides__
 * returns: 0 or libfdt's error.
 */
int param_fixups_copy(void *overlay, const struct param_place *p, const char *param,
		      uint32_t offset);

/* param_fixups_rename - "__dormant__" becomes "__overlay__" in paths, or the reverse */
void param_fixups_rename(void *overlay, const char *fragment, const char *from, const char *to);

#endif
