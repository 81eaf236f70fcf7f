// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "report/report_model.h"

static bool unmet(const struct report *r)
{
	for (uint32_t n = 0; n < r->n_verdicts; n++)
		if (!r->verdicts[n].met)
			return true;
	return false;
}

static bool as_bad(const struct report *r, enum fail_on threshold)
{
	enum iop_severity mildest = threshold == FAIL_ON_NOTE ? IOP_NOTE :
				    threshold == FAIL_ON_WARNING ? IOP_WARNING : IOP_ERROR;

	for (uint32_t n = 0; n < r->n_findings; n++)
		if (r->findings[n].severity <= (uint32_t)mildest)
			return true;
	for (uint32_t n = 0; n < r->n_changes; n++)
		if (diff_severity((enum diff_kind)r->changes[n].kind) <= threshold)
			return true;
	return false;
}

bool report_fails(const struct report *r, enum fail_on threshold)
{
	return unmet(r) || (threshold != FAIL_ON_UNSET && as_bad(r, threshold));
}
