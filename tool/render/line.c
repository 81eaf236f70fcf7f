// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/line.h"

const char *line_text(const struct line *l)
{
	return l->text ? l->text : "";
}

void line_clear(struct line *l)
{
	l->len = 0;
	if (l->text)
		*l->text = 0;
}

void line_cut(struct line *l, size_t len)
{
	if (len >= l->len)
		return;
	l->len = len;
	l->text[len] = 0;
}

void line_free(struct line *l)
{
	free(l->text);
	*l = (struct line){0};
}

/* Makes room for @n more bytes and the terminator. */
static bool line_grow(struct line *l, size_t n)
{
	size_t room = l->room ? l->room : 256;
	char *text;

	if (l->text && n < l->room - l->len)
		return true;
	while (room - l->len <= n && room <= SIZE_MAX / 2)
		room *= 2;
	text = room - l->len > n ? realloc(l->text, room) : NULL;
	if (!text) {
		l->failed = true;
		return false;
	}
	l->text = text;
	l->room = room;
	return true;
}

void line_mem(struct line *l, const char *s, size_t n)
{
	if (!line_grow(l, n))
		return;
	/* cppcheck-suppress uninitvar ; snprintf() is called before, for @n */
	memcpy(l->text + l->len, s, n);
	l->len += n;
	l->text[l->len] = 0;
}

void line_str(struct line *l, const char *s)
{
	line_mem(l, s, strlen(s));
}

void line_dec(struct line *l, uint64_t n)
{
	char buf[24];

	line_mem(l, buf, (size_t)snprintf(buf, sizeof(buf), "%" PRIu64, n));
}

void line_hex(struct line *l, uint64_t n)
{
	char buf[24];

	line_mem(l, buf, (size_t)snprintf(buf, sizeof(buf), "0x%" PRIx64, n));
}

void line_path(struct line *l, const struct iop_tree *t, uint32_t node)
{
	size_t len;

	if (!line_grow(l, 128))
		return;
	len = iop_node_path(t, node, l->text + l->len, l->room - l->len);
	if (len >= l->room - l->len) {
		l->text[l->len] = 0;
		if (!line_grow(l, len))
			return;
		iop_node_path(t, node, l->text + l->len, l->room - l->len);
	}
	l->len += len;
}

void line_rid(struct line *l, uint32_t rid)
{
	char buf[24];

	line_mem(l, buf, (size_t)snprintf(buf, sizeof(buf),
					  "%02" PRIx32 ":%02x.%x", rid >> 8,
					  (unsigned int)(rid >> 3 & 31),
					  (unsigned int)(rid & 7)));
}
