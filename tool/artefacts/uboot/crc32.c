/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/uboot/boot.h"

#include <zlib.h>

struct boot_sum boot_sum(const void *bytes, size_t n)
{
	struct boot_sum sum = { .size = n };

	sum.crc = (uint32_t)crc32_z(crc32_z(0, NULL, 0), bytes, n);
	return sum;
}
