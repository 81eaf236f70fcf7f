// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/banner.h"

#include <string.h>

static const char start[] = "Linux version ";

static bool is_release(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr(".-+_~", c));
}

/* A release starts with a digit and ends with a blank. */
static bool take(const char *at, const char *end, char release[BANNER_SIZE])
{
	unsigned int n = 0;

	if (at == end || *at < '0' || *at > '9')
		return false;
	while (at + n < end && n < BANNER_SIZE - 1 && is_release(at[n])) {
		release[n] = at[n];
		n++;
	}
	release[n] = '\0';
	return at + n < end && at[n] == ' ';
}

bool banner_find(const void *image, size_t size, char release[BANNER_SIZE])
{
	const size_t n = sizeof(start) - 1;
	const char *at = image, *end = at + size;

	while ((size_t)(end - at) > n && (at = memchr(at, start[0], end - at - n))) {
		if (!memcmp(at, start, n) && take(at + n, end, release))
			return true;
		at++;
	}
	release[0] = '\0';
	return false;
}
