/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "text/utf8.h"

/* Continuation bytes that a lead byte announces; 0 for none or not a lead. */
static unsigned int tail_length(uint8_t lead)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return 1;
	if (lead >= 0xe0 && lead <= 0xef)
		return 2;
	if (lead >= 0xf0 && lead <= 0xf4)
		return 3;
	return 0;
}

unsigned int utf8_next(const char *s, size_t n, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	uint8_t lead = (uint8_t)s[0];
	unsigned int tail = tail_length(lead), i;
	uint32_t c = lead;

	if (lead >= 0x80) {
		if (!tail || tail >= n)
			return 0;
		c = lead & (0x3fu >> tail);
	}
	for (i = 1; i <= tail; i++) {
		if (((uint8_t)s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | ((uint8_t)s[i] & 0x3f);
	}
	if (c < least[tail] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*out = c;
	return tail + 1;
}

bool utf8_hidden(uint32_t c)
{
	static const struct { uint32_t first, last; } spans[] = {
		{ 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad },
		{ 0x061c, 0x061c }, { 0x180e, 0x180e }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
		{ 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
	};
	unsigned int i;

	for (i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
		if (c >= spans[i].first && c <= spans[i].last)
			return true;
	return false;
}
