// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/edit/edit.h"

static const struct { const char *slug, *text; } whys[] = {
#define WHY(id, slug, text) \
	[IOP_EDIT_##id] = { slug, text },
	IOP_EDIT_WHYS(WHY)
#undef WHY
};

const char *iop_edit_why_slug(enum iop_edit_why why)
{
	return why < IOP_EDIT_WHY_COUNT ? whys[why].slug : "other";
}

const char *iop_edit_why_text(enum iop_edit_why why)
{
	return why < IOP_EDIT_WHY_COUNT ? whys[why].text : "";
}
