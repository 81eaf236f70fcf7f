// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/text.h"

static const char digits[] = "0123456789abcdef";

void iop_text_char(struct iop_text *t, char c)
{
	if (t->len < t->size)
		t->buf[t->len] = c;
	t->len++;
}

void iop_text_mem(struct iop_text *t, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		iop_text_char(t, s[i]);
}

void iop_text_str(struct iop_text *t, const char *s)
{
	while (*s)
		iop_text_char(t, *s++);
}

static void number(struct iop_text *t, uint64_t value, unsigned int base)
{
	char text[20];
	unsigned int n = 0;

	do
		text[n++] = digits[value % base];
	while (value /= base);
	while (n)
		iop_text_char(t, text[--n]);
}

void iop_text_dec(struct iop_text *t, uint64_t n)
{
	number(t, n, 10);
}

void iop_text_hex(struct iop_text *t, uint64_t n)
{
	number(t, n, 16);
}

static void byte(struct iop_text *t, uint32_t value)
{
	iop_text_char(t, digits[value >> 4 & 15]);
	iop_text_char(t, digits[value & 15]);
}

void iop_text_rid(struct iop_text *t, uint32_t rid)
{
	byte(t, rid >> 8);
	iop_text_char(t, ':');
	byte(t, rid >> 3 & 31);
	iop_text_char(t, '.');
	iop_text_char(t, digits[rid & 7]);
}

size_t iop_text_end(struct iop_text *t)
{
	if (t->size)
		t->buf[t->len < t->size ? t->len : t->size - 1] = '\0';
	return t->len;
}
