/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A finding as text alone: what formats write of it, whether its tree is at hand
 * or only what another run wrote. */
#ifndef FORMAT_SHOWN_H
#define FORMAT_SHOWN_H

#include "lint/format/findings.h"

struct lint_shown {
	const char *tree, *board;	/* its file, and lint/identity.h's name */
	const char *source;		/* NULL: no line is known */
	unsigned int line, column;
	uint8_t rule, severity;
	const char *node, *property;	/* property: or NULL */
	const char *subject;		/* both: "/soc/usb@0:iommus" */
	const char *bare;		/* the sentence */
	const char *message;		/* with what nobody read behind it */
	const char *kernel;
	bool unread;
	uint64_t identity;		/* identity_of() */
	uint32_t same;			/* how many with that were before it at its node */
	const char *const *others;	/* related nodes */
	uint32_t n_others;
	bool baseline;			/* as in struct lint_input */
	uint8_t suppression;			/* enum suppression */
	const char *reason;		/* why, not terminated */
	size_t reason_len;
};

/* shown_each - every finding of a tree through @one; @suppressed: suppressed ones too */
void shown_each(struct out *o, const struct lint_input *in, bool suppressed, shown_fn *one);

/* shown_parts - every finding of parts, which parts_sort() has put in order;
 * false: memory. */
bool shown_parts(struct out *o, const struct parts *p, shown_fn *one);

/* shown_file - where it is: the source, else the tree */
const char *shown_file(const struct lint_shown *s);

#endif
