/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "input/param_target.h"

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* Two digits, or -1 */
static int hex_byte(const char *at)
{
	int high = hex(*at), low = high < 0 ? -1 : hex(at[1]);

	return low < 0 ? -1 : high << 4 | low;
}

static int octal(const char **at)
{
	int value = 0;

	for (int n = 0; n < 3 && **at >= '0' && **at <= '7'; n++)
		value = value << 3 | (*(*at)++ - '0');
	return value > 255 ? -1 : value;
}

/* The byte that follows a backslash means, or -1 */
static int escaped(const char **at)
{
	static const char letters[] = "abfnrtv\\'\"", bytes[] = "\a\b\f\n\r\t\v\\'\"";
	const char *known;
	int value;

	if (**at >= '0' && **at <= '7')
		return octal(at);
	if (**at == 'x') {
		value = hex_byte(*at + 1);
		*at += value < 0 ? 0 : 3;
		return value;
	}
	known = **at ? strchr(letters, **at) : NULL;
	if (!known)
		return -1;
	++*at;
	return (unsigned char)bytes[known - letters];
}

bool param_unescape(const char *text, char to[PARAM_TEXT], int *size)
{
	int n = 0;

	while (*text) {
		int c = (unsigned char)*text++;

		if (c == '\\')
			c = escaped(&text);
		if (c < 0)
			return false;
		to[n++] = (char)c;
	}
	to[n++] = 0;
	*size = n;
	return true;
}

bool param_bytes(const char *text, uint8_t to[PARAM_TEXT], int *size)
{
	int n = 0;

	while (*text) {
		int value;

		if (strchr(": \t", *text)) {
			text++;
			continue;
		}
		value = hex_byte(text);
		if (value < 0)
			return false;
		to[n++] = (uint8_t)value;
		text += 2;
	}
	*size = n;
	return true;
}
