/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "text/out.h"
#include "text/utf8.h"

static const char harmless[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	"/@,._+-*:=() ";

/* A span must not begin or end with a blank: Markdown would take it away. */
static bool fits_quotes(const char *s)
{
	size_t n = strlen(s);

	return n && !s[strspn(s, harmless)] && *s != ' ' && s[n - 1] != ' ';
}

static void entity(struct out *o, uint32_t c)
{
	out_str(o, "&#");
	out_dec(o, c);
	out_char(o, ';');
}

static bool is_word(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '/' || c >= 0x80;
}

static void hidden(struct out *o, const char *s, unsigned int len)
{
	while (len--) {
		uint8_t c = (uint8_t)*s++;

		out_str(o, "&#92;x");
		out_char(o, "0123456789abcdef"[c >> 4]);
		out_char(o, "0123456789abcdef"[c & 15]);
	}
}

static void quoted(struct out *o, const char *s)
{
	size_t n = strlen(s);

	while (n) {
		uint32_t c;
		unsigned int len = utf8_next(s, n, &c);

		if (!len || c == '\\' || utf8_hidden(c))
			hidden(o, s, len = len ? len : 1);
		else if (is_word(c))
			out_mem(o, s, len);
		else
			entity(o, c);
		s += len;
		n -= len;
	}
}

void out_markdown(struct out *o, const char *s)
{
	bool plain = fits_quotes(s);

	out_str(o, plain ? "`" : "<code>");
	if (plain)
		out_str(o, s);
	else
		quoted(o, s);
	out_str(o, plain ? "`" : "</code>");
}
