/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* How bad the user finds each rule: -W, on top of the table. */
#ifndef LINT_SEVERITY_H
#define LINT_SEVERITY_H

#include <stdbool.h>
#include <stdint.h>

#include "lint/lint.h"
#include "cli/options.h"
#include "text/did_you_mean.h"

struct grade {
	bool off[IOP_RULE_COUNT];
	bool set[IOP_RULE_COUNT];	/* severity below holds for all findings */
	uint8_t severity[IOP_RULE_COUNT];
};

/*
 * grade_read - all -W options, in order: RULE (a warning at least), no-RULE,
 * SEVERITY=RULE; "all" for every rule
 *
 * returns: NULL, or the argument that makes no sense.
 */
const char *grade_read(struct grade *g, const struct options *o);

/* grade_word - one of them; false: it makes no sense */
bool grade_word(struct grade *g, const char *text);

enum iop_severity grade_of(const struct grade *g, const struct iop_finding *f);

/* rule_named - enum iop_rule_id, or IOP_RULE_COUNT. */
unsigned int severity_rule(const char *slug);

/* rule_hint - "; did you mean" and the rule that is nearest to @slug, or nothing */
const char *rule_hint(const char *slug, char hint[NEAREST_HINT]);

#endif
