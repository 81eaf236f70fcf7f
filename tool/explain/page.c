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

/* `name` is a name without its marks. */
static void prose(struct out *o, const char *line, size_t len)
{
	for (size_t n = 0; n < len; n++)
		if (line[n] != '`')
			out_char(o, line[n]);
	out_char(o, '\n');
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
	size_t len;

	for (; *page; page += len + (page[len] == '\n')) {
		len = strcspn(page, "\n");
		if (!strncmp(page, "```", 3))
			in_code = !in_code;
		else if (in_code)
			code(o, page, len);
		else if (*page == '#')
			heading(o, page, len);
		else if (strncmp(page, "<!--", 4))
			prose(o, page, len);
	}
}
