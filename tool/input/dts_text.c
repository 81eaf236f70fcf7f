/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Sources, as they look before any program reads them. */
#include <string.h>

#include "input/dts.h"

#define HEAD 65536	/* how far into a text its first words may be */

bool source_named(const char *file)
{
	size_t n = strlen(file);

	return (n > 4 && !strcmp(file + n - 4, ".dts")) ||
	       (n > 5 && !strcmp(file + n - 5, ".dtso"));
}

bool source_is(const char *file, const struct block *text)
{
	static const char mark[] = "/dts-v1/";
	const char *at = (const char *)text->base, *end;

	if (source_named(file))
		return true;
	end = at + (text->used < HEAD ? text->used : HEAD);
	for (; at + sizeof(mark) - 1 <= end; at++)
		if (!memcmp(at, mark, sizeof(mark) - 1))
			return true;
	return false;
}

/* A line that only cpp understands: "#include", "#define", "#if..." */
static bool is_directive(const char *at, const char *end)
{
	static const char *const words[] = { "include", "define", "if" };
	unsigned int i;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (at == end || *at++ != '#')
		return false;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		/* "#interrupt-cells" and its like are property names. */
		if ((size_t)(end - at) > n && !memcmp(at, words[i], n) &&
		    strchr(" \t\"<nd", at[n]))
			return true;
	}
	return false;
}

bool source_needs_cpp(const struct block *text)
{
	const char *at = (const char *)text->base, *end = at + text->used;

	while (at < end) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));

		if (!eol)
			eol = end;
		if (is_directive(at, eol))
			return true;
		at = eol + 1;
	}
	return false;
}
