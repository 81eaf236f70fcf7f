/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "srcpos/origin.h"

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr(",._+*#?@-", c));
}

/* Behind the comment or string that begins at @i; @i itself if none does. */
static size_t behind(const char *line, size_t len, size_t i)
{
	size_t end = i + 1;

	if (line[i] == '"') {
		while (end < len && line[end] != '"')
			end += line[end] == '\\' ? 2 : 1;
		return end + 1;
	}
	if (line[i] != '/' || end == len)
		return i;
	if (line[end] == '/')
		return len;
	if (line[end] != '*')
		return i;
	for (end++; end + 1 < len; end++)
		if (line[end] == '*' && line[end + 1] == '/')
			return end + 2;
	return len;
}

/* The column of @name as a word of its own from column @from on, or 0. */
static uint32_t column_from(const char *line, size_t len, size_t from,
			    const char *name)
{
	size_t n = strlen(name), i = 0;

	while (i + n <= len) {
		size_t next = behind(line, len, i);

		if (next != i) {
			i = next;
			continue;
		}
		if (i + 1 >= from && !memcmp(line + i, name, n) &&
		    (!i || !is_name(line[i - 1])) &&
		    (i + n == len || !is_name(line[i + n])))
			return (uint32_t)i + 1;
		i++;
	}
	return 0;
}

static bool is_identifier(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* The column of a macro's use, NAME(...) or NAME, or 0. */
static uint32_t macro_column(const char *line, size_t len)
{
	size_t i = 0, start;
	bool upper;

	while (i < len) {
		size_t next = behind(line, len, i);

		if (next != i || !is_identifier(line[i])) {
			i = next != i ? next : i + 1;
			continue;
		}
		upper = line[i] < '0' || line[i] > '9';
		for (start = i; i < len && is_identifier(line[i]); i++)
			upper &= line[i] < 'a' || line[i] > 'z';
		if ((i < len && line[i] == '(') || (upper && i - start > 2))
			return (uint32_t)start + 1;
	}
	return 0;
}

/* A node's spot begins at its brace; what stands before it is its name. */
static uint32_t node_column(const char *line, size_t len, uint32_t column,
			    const char *name)
{
	const char *brace = column <= len && line[column - 1] == '{' ?
			    line + column - 1 : memchr(line, '{', len);
	size_t at = brace ? (size_t)(brace - line) : 0;

	if (!brace || (*name && !memchr(line, '&', at) &&
		       !column_from(line, at, 0, name)))
		return macro_column(line, len);
	while (at && (line[at - 1] == ' ' || line[at - 1] == '\t'))
		at--;
	while (at && (is_name(line[at - 1]) || strchr("/&{}_:", line[at - 1])))
		at--;
	return line[at] != '{' ? (uint32_t)at + 1 : column;
}

/* A property may be written by a macro whose use spans lines. */
static uint32_t property_column(const struct origin *o,
				const struct place_spot *spot,
				const char *name)
{
	uint32_t line, column, macro = 0;
	const char *text;
	size_t len;

	for (line = spot->line; line <= spot->last; line++) {
		text = origin_line(o, line, &len);
		if (!text)
			break;
		column = line > spot->line ? 0 :
			 column_from(text, len, spot->column, name);
		if (!column)
			column = column_from(text, len, 0, name);
		if (column)
			return line == spot->line ? column : spot->column;
		if (!macro)
			macro = line == spot->line ? macro_column(text, len) :
						     spot->column;
	}
	return macro;
}

uint32_t origin_column(const struct origin *o, const struct place_spot *spot,
		       const struct place_name *what)
{
	const char *text;
	size_t len;

	if (!o->text)
		return spot->column;
	if (!what->node)
		return property_column(o, spot, what->text);
	text = origin_line(o, spot->line, &len);
	return text ? node_column(text, len, spot->column, what->text) : 0;
}
