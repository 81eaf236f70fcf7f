/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Memory a caller named, which must not lie on other memory in use. */
#ifndef UBOOT_REGIONS_H
#define UBOOT_REGIONS_H

#include <stdbool.h>
#include <stdint.h>

struct memory_region {
	uint64_t at, size;
};

/* regions_apart - do all lie in the address space, and none on another? */
bool regions_apart(const struct memory_region *r, unsigned int n);

#endif
