/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Checks as text, JSON, KTAP and JUnit. */
#ifndef VERIFY_RESULTS_H
#define VERIFY_RESULTS_H

#include "text/out.h"
#include "verify/checks.h"

typedef void results_fn(struct out *o, const struct checks *c, const struct system *s);

/* results_text: what differs, what could not be read, and the sum
 * results_json: one object a line for each difference
 * results_ktap, results_junit: every check is a test */
results_fn results_text, results_json, results_ktap, results_junit;

/* results_named - "text", ...; NULL: there is no such format */
results_fn *results_named(const char *format);

/* results_differ - how many do */
size_t results_differ(const struct checks *c);

/* results_otherwise - did the kernel do otherwise than planned, so that the plan may
 * be wrong? Not where tree, boot arguments or modules tell why. */
bool results_otherwise(const struct verify_check *k);

/* results_any_otherwise - does any of them say so? */
bool results_any_otherwise(const struct checks *c);

static inline const struct verify_check *results_at(const struct checks *c, size_t n)
{
	return (const struct verify_check *)c->list.data + n;
}

#endif
