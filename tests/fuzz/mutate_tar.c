// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* An archive whose headers keep their sums, so that what is in them is read. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define BLOCK 512u

static void sum_up(uint8_t *h)
{
	unsigned int sum = 8 * ' ';
	char text[8];

	for (size_t k = 0; k < BLOCK; k++)
		sum += k >= 148 && k < 156 ? 0 : h[k];
	snprintf(text, sizeof(text), "%06o", sum & 0777777);
	memcpy(h + 148, text, 7);
	h[155] = ' ';
}

static size_t octal(const uint8_t *at)
{
	size_t n = 0;

	for (unsigned int k = 0; k < 11 && at[k] >= '0' && at[k] <= '7'; k++)
		n = n * 8 + at[k] - '0';
	return n;
}

size_t fuzz_mutate_tar(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	size_t made = LLVMFuzzerMutate(data, size, max), at = 0;

	if (seed % 16 == 0)
		return made;
	while (made - at >= BLOCK && data[at]) {
		size_t length = octal(data + at + 124);

		sum_up(data + at);
		at += BLOCK;
		if (length > made - at)
			break;
		length = (length + BLOCK - 1) / BLOCK * BLOCK;
		at += length < made - at ? length : made - at;
	}
	return made;
}
