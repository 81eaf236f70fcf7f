/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The options of this kernel that decide how far DMA is confined: what each is,
 * where it comes from, and its effect on this board.
 */
#ifndef RENDER_HARDENING_H
#define RENDER_HARDENING_H

#include "render/common.h"

enum hardening_from { HARDENING_CODE, HARDENING_CONFIG, HARDENING_CMDLINE };

struct hardening {
	const char *option;	/* as it is spelled on the command line */
	const char *is;		/* "on", "off", or its value; NULL: not given */
	size_t is_len;		/* of @is, which may be part of a longer text */
	enum hardening_from from;
	const char *works_out;	/* a phrase, valid during the call */
};

/* hardening_from_text - a slug. */
const char *hardening_from_text(enum hardening_from from);

/* hardening_each - those that this kernel has, the defaults first. Uses r->text. */
void hardening_each(struct render *r, void (*each)(void *ctx, const struct hardening *h),
		    void *ctx);

#endif
