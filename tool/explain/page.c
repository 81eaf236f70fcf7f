// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/page.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static void heading(struct out *o, const char *line, size_t len)
{
	size_t level = strspn(line, "# ");

	for (size_t n = level; n < len; n++)
		out_char(o, level > 2 ? (char)toupper((unsigned char)line[n]) : line[n]);
	out_char(o, '\n');
}

#define WIDTH 79u

/* Without its marks, `name` is shorter: the words of a paragraph are filled anew. */
static void word(struct out *o, const char *at, size_t len, size_t *column)
{
	size_t width = 0;

	for (size_t n = 0; n < len; n++)
		width += at[n] != '`' && ((unsigned char)at[n] & 0xc0) != 0x80;
	if (*column)
		out_char(o, *column + 1 + width > WIDTH ? '\n' : ' ');
	*column = *column && *column + 1 + width <= WIDTH ? *column + 1 + width : width;
	for (size_t n = 0; n < len; n++)
		if (at[n] != '`')
			out_char(o, at[n]);
}

static void end_line(struct out *o, size_t *column)
{
	if (*column)
		out_char(o, '\n');
	*column = 0;
}

static void prose(struct out *o, const char *line, size_t len, size_t *column)
{
	/* an entry of a list, a row of a table, and what continues an entry */
	if (!len || strchr("-*| ", *line) || isdigit((unsigned char)*line))
		end_line(o, column);
	if (!len || *line == '|' || *line == ' ') {
		for (size_t n = 0; n < len; n++)
			if (line[n] != '`')
				out_char(o, line[n]);
		out_char(o, '\n');
		return;
	}
	for (size_t n = 0, end; n < len; n = end + 1) {
		bool in_code = false;

		for (end = n; end < len && (line[end] != ' ' || in_code); end++)
			in_code ^= line[end] == '`';
		if (end > n)
			word(o, line + n, end - n, column);
	}
}

static void code(struct out *o, const char *line, size_t len)
{
	if (len)
		out_str(o, "    ");
	out_mem(o, line, len);
	out_char(o, '\n');
}

void page_write(struct out *o, const char *page)
{
	bool in_code = false;
	size_t len, column = 0;

	for (; *page; page += len + (page[len] == '\n')) {
		len = strcspn(page, "\n");
		if (!strncmp(page, "```", 3) || *page == '#')
			end_line(o, &column);
		if (!strncmp(page, "```", 3))
			in_code = !in_code;
		else if (in_code)
			code(o, page, len);
		else if (*page == '#')
			heading(o, page, len);
		else if (strncmp(page, "<!--", 4))
			prose(o, page, len, &column);
	}
	end_line(o, &column);
}
