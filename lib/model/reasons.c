// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/reasons.h"

static const struct { const char *slug, *text; } rows[] = {
#define ROW(id, slug, text) [IOP_R_##id] = { slug, text },
	IOP_REASONS(ROW)
#undef ROW
};

const char *iop_reason_slug(enum iop_reason r)
{
	return (unsigned int)r < IOP_REASON_COUNT ? rows[r].slug : "unknown";
}

const char *iop_reason_text(enum iop_reason r)
{
	return (unsigned int)r < IOP_REASON_COUNT ? rows[r].text : "unknown";
}
