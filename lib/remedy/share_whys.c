// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/share.h"

static const struct { const char *slug, *text; } whys[] = {
#define WHY(id, slug, text) [IOP_SHARE_##id] = { slug, text },
	IOP_SHARE_WHYS(WHY)
#undef WHY
};

const char *iop_share_slug(enum iop_share_why why)
{
	return why < IOP_SHARE_WHY_COUNT ? whys[why].slug : "unknown";
}

const char *iop_share_text(enum iop_share_why why)
{
	return why < IOP_SHARE_WHY_COUNT ? whys[why].text : "";
}
