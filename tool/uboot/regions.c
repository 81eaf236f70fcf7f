// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/regions.h"

static bool apart(const struct memory_region *a, const struct memory_region *b)
{
	return a->at <= b->at ? b->at - a->at >= a->size :
				a->at - b->at >= b->size;
}

bool regions_apart(const struct memory_region *r, unsigned int n)
{
	for (unsigned int i = 0; i < n; i++) {
		if (r[i].size > UINT64_MAX - r[i].at)
			return false;
		for (unsigned int k = 0; k < i; k++)
			if (!apart(&r[i], &r[k]))
				return false;
	}
	return true;
}
