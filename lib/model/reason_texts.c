// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Apart from the slugs: boot loaders have no room for sentences. */
#include "model/reasons.h"

static const char *const texts[] = {
#define TEXT(id, slug, text, means, by) \
	[IOP_R_##id] = (text),
	IOP_REASONS(TEXT)
#undef TEXT
};

const char *iop_reason_text(enum iop_reason r)
{
	return (unsigned int)r < IOP_REASON_COUNT ? texts[r] : "unknown";
}
