/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "text/out.h"

#include <string.h>

#include "text/utf8.h"

/* Bytes that stand for themselves everywhere: the run most names consist of. */
static bool is_plain(uint8_t c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static size_t plain_run(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && is_plain((uint8_t)s[i]))
		i++;
	return i;
}

static void hex_digits(struct out *o, uint32_t value, int digits)
{
	while (digits--)
		out_char(o, "0123456789abcdef"[value >> (4 * digits) & 15]);
}

static void json_unit(struct out *o, uint32_t unit)
{
	out_str(o, "\\u");
	hex_digits(o, unit, 4);
}

static void json_escape(struct out *o, uint32_t c)
{
	static const char from[] = "\"\\\n\t\r\b\f", to[] = "\"\\ntrbf";
	const char *at = c && c < 0x80 ? strchr(from, (int)c) : NULL;

	if (at) {
		out_char(o, '\\');
		out_char(o, to[at - from]);
	} else if (c < 0x10000) {
		json_unit(o, c);
	} else {
		json_unit(o, 0xd7c0 + (c >> 10));
		json_unit(o, 0xdc00 + (c & 0x3ff));
	}
}

/* One character that is not plain; returns the bytes it took. */
static size_t json_special(struct out *o, const char *s, size_t n)
{
	uint32_t c;
	unsigned int len = utf8_next(s, n, &c);

	if (!len) {
		out_str(o, "\\\\x");
		hex_digits(o, (uint8_t)*s, 2);
		return 1;
	}
	if (c == '"' || c == '\\' || utf8_hidden(c))
		json_escape(o, c);
	else
		out_mem(o, s, len);
	return len;
}

void out_shell(struct out *o, const char *s)
{
	out_char(o, '\'');
	for (; *s; s++) {
		if (*s == '\'')
			out_str(o, "'\\''");
		else
			out_char(o, *s);
	}
	out_char(o, '\'');
}

static void json_body(struct out *o, const char *s, size_t n)
{
	while (n) {
		size_t run = plain_run(s, n);

		out_mem(o, s, run);
		s += run;
		n -= run;
		if (n) {
			run = json_special(o, s, n);
			s += run;
			n -= run;
		}
	}
}

void out_json_mem(struct out *o, const char *s, size_t n)
{
	out_char(o, '"');
	json_body(o, s, n);
	out_char(o, '"');
}

void out_json_part(struct out *o, const char *s)
{
	json_body(o, s, strlen(s));
}

void out_json(struct out *o, const char *s)
{
	out_json_mem(o, s, strlen(s));
}

/* Length of the character at @s; *raw: it may be shown. */
static unsigned int term_next(const char *s, size_t n, bool *raw)
{
	uint32_t c;
	unsigned int len = utf8_next(s, n, &c);

	*raw = len && c != '\\' && !utf8_hidden(c);
	return len ? len : 1;
}

void out_term_mem(struct out *o, const char *s, size_t n)
{
	while (n) {
		size_t len = plain_run(s, n);
		bool raw = true;

		if (!len)
			len = term_next(s, n, &raw);
		n -= len;
		if (raw) {
			out_mem(o, s, len);
			s += len;
		}
		for (; !raw && len; len--) {
			out_str(o, "\\x");
			hex_digits(o, (uint8_t)*s++, 2);
		}
	}
}

void out_term(struct out *o, const char *s)
{
	out_term_mem(o, s, strlen(s));
}

int out_term_width(const char *s)
{
	size_t n = strlen(s);
	int width = 0;

	while (n) {
		size_t len = plain_run(s, n);
		bool raw = true;

		if (len) {
			width += (int)len;
		} else {
			len = term_next(s, n, &raw);
			width += raw ? 1 : 4 * (int)len;
		}
		s += len;
		n -= len;
	}
	return width;
}
