// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "base/cells.h"
#include "facts/compatible_sum.h"
#include "fdt/fdt.h"
#include "uboot/job.h"
#include "uboot/packed.h"

static bool is_left_out(const char *compatible)
{
	uint32_t sum;

	if (!packed_left_out[0])
		return false;
	sum = iop_compatible_sum(compatible, strlen(compatible));
	for (unsigned int i = 0; packed_left_out[i]; i++)
		if (packed_left_out[i] == sum)
			return true;
	return false;
}

static bool refuse(struct job *j, const char *compatible)
{
	job_words(j);
	words_str(&j->w, "this build has no facts about ");
	words_tree(&j->w, compatible);
	j->error = words_end(&j->w);
	return job_fail(j, GLUE_USAGE, j->error ? j->error :
			"this build has no facts about these IOMMUs");
}

/* To leave them out must not turn into a plan in which they have no driver. */
bool job_has_facts(struct job *j)
{
	const char *s;

	for (uint32_t n = 0; n < j->tree.count; n++) {
		struct iop_cells list = iop_prop(&j->tree, n, IOP_P_COMPATIBLE);

		while ((s = iop_list_next(&list)))
			if (is_left_out(s))
				return refuse(j, s);
	}
	return true;
}
