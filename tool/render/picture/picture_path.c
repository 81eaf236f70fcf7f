// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A path in a column that is too narrow for it. */
#include <string.h>

#include "render/picture/picture.h"

#define PIECES 64	/* of deeper paths the end */
#define LEFT_OUT "\xe2\x80\xa6"

/* Of "/soc/dma@1" the length of "/soc"; a name without slashes is one piece. */
static size_t piece(const char *s)
{
	return *s ? 1 + strcspn(s + 1, "/") : 0;
}

static bool has_address(const char *s, size_t n)
{
	return memchr(s, '@', n);
}

/* The last piece but one without a unit address that is not yet @left out. */
static unsigned int next_out(const char *s, uint64_t left)
{
	unsigned int found = PIECES;
	size_t n;

	for (unsigned int i = 0; s[n = piece(s)] && i < PIECES; i++, s += n)
		if (!has_address(s, n) && !(left >> i & 1))
			found = i;
	return found;
}

/* The same with one: the first, as the end says more. */
static unsigned int first_in(uint64_t left)
{
	unsigned int i = 0;

	while (i < PIECES && left >> i & 1)
		i++;
	return i;
}

static void write_path(struct line *l, const char *s, uint64_t left)
{
	bool gap = false;
	size_t n;

	line_clear(l);
	for (unsigned int i = 0; *s; i++, s += n) {
		n = piece(s);
		if (i >= PIECES || !(left >> i & 1))
			line_mem(l, s, n);
		else if (!gap)
			line_str(l, i ? "/" LEFT_OUT : LEFT_OUT);
		gap = i < PIECES && left >> i & 1;
	}
}

static unsigned int pieces(const char *s)
{
	unsigned int n = 0;

	for (; *s; s += piece(s))
		n++;
	return n;
}

/* Not even the last piece fits: as much of its end as does. */
static void write_end(struct line *l, const char *s, int width)
{
	while (*s && ((*s & 0xc0) == 0x80 || out_term_width(s) >= width))
		s++;
	line_clear(l);
	line_str(l, LEFT_OUT);
	line_str(l, s);
}

const char *picture_path(struct render *r, const char *path, int width)
{
	unsigned int count = pieces(path), next;
	uint64_t left = 0;

	if (out_term_width(path) <= width)
		return path;
	for (;;) {
		next = next_out(path, left);
		if (next == PIECES)
			next = first_in(left);
		if (next + 1 >= count || next >= PIECES)
			break;
		left |= (uint64_t)1 << next;
		write_path(&r->text, path, left);
		if (out_term_width(line_text(&r->text)) <= width)
			return line_text(&r->text);
	}
	write_end(&r->text, path, width);
	return line_text(&r->text);
}
