// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdio.h>
#include <string.h>

#include "verify/tar.h"

#define BLOCK 512
#define NAME_LEN 100

static void pad(struct out *o, size_t size)
{
	static const char none[BLOCK];

	out_mem(o, none, (BLOCK - size % BLOCK) % BLOCK);
}

/* No time, no owner: the same system gives the same bytes. */
static void header(struct out *o, const char *path, char type, const char *link, size_t size)
{
	unsigned char h[BLOCK] = { 0 };
	unsigned int sum = 0;

	memcpy(h, path, strnlen(path, NAME_LEN));
	memcpy(h + 100, type == '5' ? "0000755" : "0000644", 8);
	memcpy(h + 108, "0000000", 8);
	memcpy(h + 116, "0000000", 8);
	snprintf((char *)h + 124, 12, "%011o", (unsigned int)size);
	memcpy(h + 136, "00000000000", 12);
	memset(h + 148, ' ', 8);
	h[156] = (unsigned char)type;
	if (link)
		memcpy(h + 157, link, strnlen(link, NAME_LEN));
	memcpy(h + 257, "ustar", 6);
	memcpy(h + 263, "00", 2);
	for (size_t k = 0; k < BLOCK; k++)
		sum += h[k];
	snprintf((char *)h + 148, 7, "%06o", sum);
	h[155] = ' ';
	out_mem(o, (const char *)h, BLOCK);
}

/* What does not fit into a header stands before it, as GNU tar writes it. */
static void long_name(struct out *o, char type, const char *text)
{
	size_t len = strlen(text);

	if (len <= NAME_LEN)
		return;
	header(o, "././@LongLink", type, NULL, len + 1);
	out_mem(o, text, len + 1);
	pad(o, len + 1);
}

void tar_put_file(struct out *o, const char *path, const void *data, size_t size)
{
	long_name(o, 'L', path);
	header(o, path, '0', NULL, size);
	out_mem(o, data, size);
	pad(o, size);
}

void tar_put_link(struct out *o, const char *path, const char *target)
{
	long_name(o, 'L', path);
	long_name(o, 'K', target);
	header(o, path, '2', target, 0);
}

void tar_put_directory(struct out *o, const char *path)
{
	header(o, path, '5', NULL, 0);
}

void tar_put_end(struct out *o)
{
	static const char none[2 * BLOCK];

	out_mem(o, none, sizeof(none));
}
