/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_COMPATIBLE_SUM_H
#define IOP_COMPATIBLE_SUM_H

#include <stddef.h>
#include <stdint.h>

/* iop_compatible_sum - FNV-1a of a compatible string, in lower case; never 0. */
static inline uint32_t iop_compatible_sum(const char *s, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++) {
		int c = s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i];

		h = (h ^ (unsigned char)c) * 16777619u;
	}
	return h ? h : 1;
}

#endif
