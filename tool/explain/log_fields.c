// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _GNU_SOURCE		/* memmem() */
#include "explain/log_fields.h"

#include <string.h>

const char *log_find(const char *line, size_t len, const char *text)
{
	size_t n = strlen(text);
	const char *at = memmem(line, len, text, n);

	return at ? at + n : NULL;
}

static unsigned int digit(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned int)(c - 'a') + 10 : 99;
}

bool log_number(const char *at, const char *end, unsigned int base, uint64_t *out)
{
	bool any = false;

	if (base == 16 && end - at > 2 && at[0] == '0' && (at[1] | 0x20) == 'x')
		at += 2;
	for (*out = 0; at < end && digit(*at) < base; at++, any = true) {
		if (*out >> 60)
			return false;
		*out = *out * base + digit(*at);
	}
	return any;
}
