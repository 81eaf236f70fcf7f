/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "yaml/cursor.h"

static int digit(char c, unsigned int base)
{
	int value = -1;

	if (c >= '0' && c <= '9')
		value = c - '0';
	else if (c >= 'a' && c <= 'f')
		value = c - 'a' + 10;
	else if (c >= 'A' && c <= 'F')
		value = c - 'A' + 10;
	return value < (int)base ? value : -1;
}

int scalar_number(struct cursor *c, const struct scalar *s, uint64_t *out)
{
	const char *p = s->text;
	unsigned int base = 10;
	uint64_t value = 0;

	if (p[0] == '0' && p[1] == 'x') {
		base = 16;
		p += 2;
	}
	if (s->quoted || !*p || (base == 10 && p[0] == '0' && p[1]))
		return scalar_fail(c, s, "'%s' is not a number", s->text);
	for (; *p; p++) {
		int d = digit(*p, base);

		if (d < 0)
			return scalar_fail(c, s, "'%s' is not a number", s->text);
		if (value > (UINT64_MAX - (unsigned int)d) / base)
			return scalar_fail(c, s, "'%s' is too large", s->text);
		value = value * base + (unsigned int)d;
	}
	*out = value;
	return READ_OK;
}

int scalar_flag(struct cursor *c, const struct scalar *s, uint64_t *out)
{
	*out = !strcmp(s->text, "true");
	if (s->quoted || (!*out && strcmp(s->text, "false")))
		return scalar_fail(c, s, "'%s' is neither true nor false",
				   s->text);
	return READ_OK;
}

bool scalar_among(const char *words, const char *word)
{
	size_t len = strlen(word);

	while (*words) {
		size_t n = strcspn(words, " ");

		if (n == len && !memcmp(words, word, n))
			return true;
		words += n + strspn(words + n, " ");
	}
	return false;
}
