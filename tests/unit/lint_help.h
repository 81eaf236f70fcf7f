/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Lint of a board as text: how many findings of one rule, a board a row. */
#ifndef LINT_HELP_H
#define LINT_HELP_H

#include "dts_help.h"
#include "lint/lint.h"

struct lint_row {
	const char *text;
	enum iop_rule_id rule;
	uint32_t count;			/* findings of the rule */
	iop_version version;		/* 0: 7.2 */
	const char *bootargs;		/* instead of the tree's, or NULL */
};

#define LINT_COUNT(rows) ((int)(sizeof(rows) / sizeof((rows)[0])))

extern struct iop_lint lint_made;

/* lint_board - plan the board, and run the rules for every consumer. */
void lint_board(const struct iop_target *target, const char *text);

/* lint_found - the first finding of the rule, or NULL; how many there are. */
const struct iop_finding *lint_found(enum iop_rule_id rule);
uint32_t lint_count(enum iop_rule_id rule);

/* lint_expect - the row's board has as many; the first, or NULL if that is none. */
const struct iop_finding *lint_expect(const struct lint_row *row, int number);

#endif
