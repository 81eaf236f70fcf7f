/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The streams that settings and a policy reserve, as one tree has them. */
#ifndef LINT_KEPT_RULES_H
#define LINT_KEPT_RULES_H

#include "lint/lint.h"
#include "policy/policy.h"

/* The rules of one file; those without reserved-streams say nothing here. */
struct kept_rules {
	const char *file;
	const struct iop_policy *policy;
};

/*
 * kept_resolve - which nodes they mean; a rule that means none is passed over
 * @out: @count of them, in @a
 *
 * returns: false if the arena is full.
 */
bool kept_resolve(const struct kept_rules *rules, unsigned int n, const struct iop_tree *t,
		  const struct iop_kept_streams **out, uint32_t *count,
		  struct iop_arena *a);

#endif
