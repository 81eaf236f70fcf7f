// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a log says of the kernel that printed it. */
#define _GNU_SOURCE
#include <string.h>

#include "explain/otherwise.h"

/* Up to one of @ends, or the end of the line. */
static char *behind(const char *log, size_t size, const char *text, const char *ends)
{
	const char *at = memmem(log, size, text, strlen(text)), *end;

	if (!at)
		return NULL;
	at += strlen(text);
	for (end = at; end < log + size && *end && !strchr(ends, *end); end++)
		;
	return strndup(at, (size_t)(end - at));
}

char *log_release(const char *log, size_t size)
{
	return behind(log, size, "Linux version ", " \r\n");
}

char *log_arguments(const char *log, size_t size)
{
	return behind(log, size, "Kernel command line: ", "\r\n");
}
