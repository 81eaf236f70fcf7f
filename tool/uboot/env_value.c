// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/env_value.h"

#include <string.h>

void words_char(struct iop_text *w, char c)
{
	if (c != '\'')
		iop_text_char(w, c);
}

void words_str(struct iop_text *w, const char *s)
{
	while (*s)
		words_char(w, *s++);
}

static void escape(struct iop_text *w, unsigned char c)
{
	words_char(w, '%');
	if (c < 16)
		words_char(w, '0');
	iop_text_hex(w, c);
}

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr(",._+-@/#*:", c));
}

static bool is_inert(char c)
{
	return c >= ' ' && c <= '~' && !strchr("'\"\\$;&|`%", c);
}

void words_text(struct iop_text *w, const char *s)
{
	for (; *s; s++)
		if (is_inert(*s))
			words_char(w, *s);
		else
			escape(w, (unsigned char)*s);
}

void words_tree(struct iop_text *w, const char *s)
{
	for (; *s; s++)
		if (is_plain(*s))
			words_char(w, *s);
		else
			escape(w, (unsigned char)*s);
}

/* From the root down; no node of an index is deeper than IOP_DEPTH_MAX. */
void words_path(struct iop_text *w, const struct iop_tree *t, uint32_t node)
{
	uint32_t way[IOP_DEPTH_MAX + 1];
	unsigned int n = 0;

	for (; node; node = t->nodes[node].parent)
		way[n++] = node;
	if (!n)
		words_char(w, '/');
	while (n) {
		words_char(w, '/');
		words_tree(w, iop_node_name(t, way[--n]));
	}
}

const char *words_end(struct iop_text *w)
{
	size_t used = w->len;

	w->len = 0;
	if (used >= w->size)
		return NULL;
	w->buf[used] = '\0';
	return w->buf;
}
