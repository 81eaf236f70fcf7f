/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Reasons that several masters have: written once, and referred to by number. */
#ifndef TEXT_SHARED_H
#define TEXT_SHARED_H

#include "render/text/plan_text.h"

#define SHARED_LEAST	3u	/* masters; for fewer the sentence itself is shorter */
#define SHARED_MOST	64u	/* sentences that are counted; others are written in full */

struct shared_reason {
	char *sentence;
	uint64_t hash;
	uint32_t count;
	uint32_t number;	/* 0: not shared */
};

struct shared_reasons {
	struct shared_reason list[SHARED_MOST];
	uint32_t n;
	uint32_t pending[8], n_pending;	/* numbers that are to be written */
};

/*
 * shared_find - count the reasons of all masters and write the shared ones
 *
 * Without in->because nothing is done. Memory that runs out becomes the
 * sink's error.
 */
void shared_find(struct render *r, struct shared_reasons *s);
void shared_free(struct shared_reasons *s);

/* shared_number - the number of @sentence, or 0 */
uint32_t shared_number(const struct shared_reasons *s, const char *sentence);

#endif
