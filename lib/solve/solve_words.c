/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "solve/solve.h"

const char *iop_wish_slug(enum iop_wish_kind kind)
{
	static const char *const slugs[] = {
#define SLUG(id, slug) [IOP_WISH_##id] = slug,
		IOP_WISHES(SLUG)
#undef SLUG
	};

	return slugs[kind];
}

const char *iop_barrier_slug(enum iop_barrier b)
{
	static const char *const slugs[] = {
#define SLUG(id, slug, text) [IOP_BARRIER_##id] = slug,
		IOP_BARRIERS(SLUG)
#undef SLUG
	};

	return slugs[b];
}

const char *iop_barrier_text(enum iop_barrier b)
{
	static const char *const texts[] = {
#define TEXT(id, slug, text) [IOP_BARRIER_##id] = text,
		IOP_BARRIERS(TEXT)
#undef TEXT
	};

	return texts[b];
}
