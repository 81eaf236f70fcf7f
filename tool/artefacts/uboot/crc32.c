/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/uboot/boot.h"

#define POLYNOMIAL 0xedb88320u	/* IEEE 802.3, reflected */

struct boot_sum boot_sum(const void *bytes, size_t n)
{
	struct boot_sum sum = { .size = n };
	const uint8_t *p = bytes;
	uint32_t crc = UINT32_MAX;

	while (n--) {
		crc ^= *p++;
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? POLYNOMIAL : 0);
	}
	sum.crc = ~crc;
	return sum;
}
