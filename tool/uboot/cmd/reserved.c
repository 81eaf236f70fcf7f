// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Memory that lmb has reserved.
 */
#include <lmb.h>
#include <asm/global_data.h>

#include "reserved.h"

DECLARE_GLOBAL_DATA_PTR;

static bool __maybe_unused overlap(u64 at, u64 size, u64 base, u64 length)
{
	return at < base ? base - at < size : at - base < length;
}

#if !CONFIG_IS_ENABLED(LMB)
bool iommuplan_is_reserved(u64 at, u64 size)
{
	return false;
}
#elif defined(LMB_ALLOC_ANYWHERE)
/* Where a file was loaded is reserved too, but without flags: it may be written */
bool iommuplan_is_reserved(u64 at, u64 size)
{
	const struct lmb *lmb = lmb_get();
	const struct lmb_region *r = lmb->used_mem.data;

	for (uint i = 0; i < lmb->used_mem.count; i++)
		if (r[i].flags & (LMB_NOMAP | LMB_NOOVERWRITE) &&
		    overlap(at, size, r[i].base, r[i].size))
			return true;
	return false;
}
#else
/* Up to 2024.07 there is no global lmb */
bool iommuplan_is_reserved(u64 at, u64 size)
{
	struct lmb lmb;

	lmb_init_and_reserve(&lmb, gd->bd, (void *)gd->fdt_blob);
	for (ulong i = 0; i < lmb.reserved.cnt; i++)
		if (overlap(at, size, lmb.reserved.region[i].base,
			    lmb.reserved.region[i].size))
			return true;
	return false;
}
#endif
