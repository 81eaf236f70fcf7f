/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "solve/solve.h"

const char *iop_req_slug(enum iop_req_kind kind)
{
	static const char *const slugs[] = {
#define SLUG(id, slug) [IOP_REQ_##id] = (slug),
		IOP_REQS(SLUG)
#undef SLUG
	};

	return slugs[kind];
}

const char *iop_obstacle_slug(enum iop_obstacle b)
{
	static const char *const slugs[] = {
#define SLUG(id, slug, text) [IOP_OBSTACLE_##id] = (slug),
		IOP_OBSTACLES(SLUG)
#undef SLUG
	};

	return slugs[b];
}

const char *iop_obstacle_text(enum iop_obstacle b)
{
	static const char *const texts[] = {
#define TEXT(id, slug, text) [IOP_OBSTACLE_##id] = (text),
		IOP_OBSTACLES(TEXT)
#undef TEXT
	};

	return texts[b];
}
