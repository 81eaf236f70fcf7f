// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint_help.h"

struct iop_lint lint_made;

void lint_board(const struct iop_target *target, const char *text)
{
	static _Alignas(8) uint8_t memory[1 << 20];
	static struct iop_arena arena;

	dts_plan_for(target, text);
	iop_arena_init(&arena, memory, sizeof(memory));
	lint_made = (struct iop_lint){ .consumers = UINT32_MAX };
	ck_assert_int_eq(iop_lint_run(&lint_made, &dts_plan_made, &arena), 0);
}

const struct iop_finding *lint_found(enum iop_rule_id rule)
{
	const struct iop_finding *f = lint_made.first;

	while (f && f->rule != rule)
		f = f->next;
	return f;
}

uint32_t lint_count(enum iop_rule_id rule)
{
	uint32_t count = 0;

	for (const struct iop_finding *f = lint_made.first; f; f = f->next)
		count += f->rule == rule;
	return count;
}

const struct iop_finding *lint_expect(const struct lint_row *row, int number)
{
	struct iop_target target = {
		.version = row->version ? row->version : LINUX(7, 2),
		.bootargs = row->bootargs,
	};

	lint_board(&target, row->text);
	ck_assert_msg(lint_count(row->rule) == row->count, "row %d: %u findings %s, not %u",
		      number, lint_count(row->rule), iop_rules[row->rule].slug, row->count);
	return lint_found(row->rule);
}
