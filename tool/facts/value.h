/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Scalars as values; each fails at the scalar's own place. */
#ifndef FACTS_VALUE_H
#define FACTS_VALUE_H

#include "base/version.h"
#include "facts/words.h"
#include "yaml/cursor.h"

/* value_version - "6.1.50", quoted; @patch as in iop_version_parse() */
int value_version(struct cursor *c, const struct scalar *s, uint32_t patch,
		  iop_version *out);

/* value_fact - what a fact of kind @key may say: word, number, true/false */
int value_fact(struct cursor *c, const struct scalar *s, enum iop_key key,
	       uint64_t *out);

/* value_key, value_list, value_table - names out of facts/words.h */
int value_key(struct cursor *c, const struct scalar *s, unsigned int *out);
int value_list(struct cursor *c, const struct scalar *s, unsigned int *out);
int value_table(struct cursor *c, const struct scalar *s, unsigned int *out);

#endif
