// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/env_value.h"

static const char digits[] = "0123456789abcdef";

void words_char(struct words *w, char c)
{
	if (c == '\'')
		return;
	if (w->used < w->size)
		w->buf[w->used] = c;
	w->used++;
}

void words_str(struct words *w, const char *s)
{
	while (*s)
		words_char(w, *s++);
}

static void number(struct words *w, uint64_t value, unsigned int base)
{
	char text[20];
	unsigned int n = 0;

	do
		text[n++] = digits[value % base];
	while (value /= base);
	while (n)
		words_char(w, text[--n]);
}

void words_dec(struct words *w, uint64_t value)
{
	number(w, value, 10);
}

void words_hex(struct words *w, uint64_t value)
{
	number(w, value, 16);
}

static void byte(struct words *w, uint32_t value)
{
	words_char(w, digits[value >> 4 & 15]);
	words_char(w, digits[value & 15]);
}

void words_rid(struct words *w, uint32_t rid)
{
	byte(w, rid >> 8);
	words_char(w, ':');
	byte(w, rid >> 3 & 31);
	words_char(w, '.');
	words_char(w, digits[rid & 7]);
}

static bool is_plain(char c)
{
	static const char others[] = ",._+-@/#*:";

	for (unsigned int i = 0; others[i]; i++)
		if (others[i] == c)
			return true;
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static void tree_char(struct words *w, char c)
{
	if (is_plain(c)) {
		words_char(w, c);
		return;
	}
	words_char(w, '%');
	byte(w, (unsigned char)c);
}

void words_tree(struct words *w, const char *s)
{
	while (*s)
		tree_char(w, *s++);
}

/* From the root down; no node of an index is deeper than IOP_DEPTH_MAX. */
void words_path(struct words *w, const struct iop_tree *t, uint32_t node)
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

const char *words_end(struct words *w)
{
	size_t used = w->used;

	w->used = 0;
	if (used >= w->size)
		return NULL;
	w->buf[used] = '\0';
	return w->buf;
}
