// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/assign_verdict.h"

#include "model/lookup.h"

enum assign_verdict assign_verdict(const struct iop_assignable *a)
{
	if (a->direct || a->coherent == IOP_ANSWER_NO)
		return ASSIGN_NO;
	if (a->coherent == IOP_ANSWER_UNSURE || a->isolated == IOP_ANSWER_UNSURE)
		return ASSIGN_UNKNOWN;
	return a->isolated == IOP_ANSWER_NO ? ASSIGN_UNSAFE : ASSIGN_YES;
}

enum assign_verdict assign_of(const struct iop_plan *p, uint32_t group)
{
	struct iop_assignable a;

	if (group == IOP_NONE)
		return ASSIGN_NO;
	a = iop_assignable_of(p, iop_group_of(p, group));
	return assign_verdict(&a);
}

const char *assign_text(enum assign_verdict v)
{
	static const char *const words[ASSIGN_VERDICTS] = {
		[ASSIGN_YES] = "yes",
		[ASSIGN_UNSAFE] = "with allow_unsafe_interrupts",
		[ASSIGN_UNKNOWN] = "unknown",
		[ASSIGN_NO] = "no",
	};

	return words[v];
}
