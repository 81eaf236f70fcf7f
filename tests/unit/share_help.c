// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "share_help.h"

#include <stdarg.h>
#include <string.h>

static _Alignas(8) uint8_t memory[8 << 20];
static struct iop_arena arena;
struct iop_edits share_edits;
struct iop_share_ask share_ask;
struct iop_share share;
static bool members[64], isolated[64];

void share_start(iop_version version, const char *text)
{
	dts_plan(version, text);
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&share_edits, dts_plan_made.tree);
	memset(members, 0, sizeof(members));
	memset(isolated, 0, sizeof(isolated));
	share_ask = (struct iop_share_ask){ .plan = &dts_plan_made,
				      .mask_bits = IOP_SHARE_MASK_BITS };
}

static void mark(bool *set, const char *path)
{
	uint32_t node = dts_node(path);

	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		if (dts_plan_made.devices[n].node == node)
			set[n] = true;
}

void share_try(const char *first, ...)
{
	va_list args;

	memset(members, 0, sizeof(members));
	share_ask.members = first ? members : NULL;
	va_start(args, first);
	for (const char *path = first; path; path = va_arg(args, const char *))
		mark(members, path);
	va_end(args);
	share_again();
}

void share_again(void)
{
	ck_assert(iop_share_edits(&share_ask, &share, &share_edits, &arena));
}

void expect_shared(enum iop_share_by by, uint32_t entries)
{
	ck_assert_msg(!share.why, "refused: %s", iop_share_slug(share.why));
	ck_assert_int_eq(share.by, by);
	ck_assert_uint_eq(share.fold.n, entries);
	dts_plan_edited(&share_edits);
}

void expect_refused(const char *slug, const char *subject)
{
	ck_assert_str_eq(iop_share_slug(share.why), slug);
	ck_assert_uint_eq(share_edits.n, 0);
	if (subject)
		ck_assert_uint_eq(dts_plan_made.devices[share.subject].node, dts_node(subject));
}

void share_isolate(const char *path)
{
	mark(isolated, path);
	share_ask.isolated = isolated;
}
