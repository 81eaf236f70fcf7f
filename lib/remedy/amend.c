// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/amend.h"

#include <string.h>

static const struct { const char *slug, *text; } whys[] = {
#define WHY(id, slug, text) [IOP_AMEND_##id] = { slug, text },
	IOP_AMEND_WHYS(WHY)
#undef WHY
};

const char *iop_amend_slug(enum iop_amend_why why)
{
	return why < IOP_AMEND_WHY_COUNT ? whys[why].slug : "unknown";
}

const char *iop_amend_text(enum iop_amend_why why)
{
	return why < IOP_AMEND_WHY_COUNT ? whys[why].text : "";
}

bool iop_amend_off(const struct iop_plan *p, uint32_t iommu, struct iop_amend *out,
		   struct iop_edits *e, struct iop_arena *a)
{
	const struct iop_iommu *i = &p->iommus[iommu];
	struct iop_cells names = iop_prop(p->tree, i->node, IOP_P_COMPATIBLE);

	*out = (struct iop_amend){ .node = i->node };
	if (i->state == IOP_STATE_DISABLED) {
		out->why = IOP_AMEND_NOTHING;
		return true;
	}
	if (i->driver && iop_fact_value(p->view, i->driver, IOP_K_NOT_ONLY_IOMMU, names, 0)) {
		out->why = IOP_AMEND_NOT_ONLY_IOMMU;
		return true;
	}
	return iop_edits_set(e, a, i->node, "status", "disabled", sizeof("disabled"),
			     IOP_EDIT_OFF, i->node);
}

bool iop_amend_bootargs(const struct iop_plan *p, const char *text,
			struct iop_amend *out, struct iop_edits *e,
			struct iop_arena *a)
{
	enum iop_key key = p->defaults.arch == IOP_ARCH_ARM ? IOP_K_CMDLINE_SIZE_ARM :
							      IOP_K_CMDLINE_SIZE;
	uint32_t chosen = iop_by_path(p->tree, "/chosen");
	size_t size = strlen(text) + 1;

	*out = (struct iop_amend){ .node = chosen };
	if (size > iop_linux(p->view, key, 1024)) {
		out->why = IOP_AMEND_TOO_LONG;
		return true;
	}
	if (chosen == IOP_NO_NODE)
		chosen = iop_edits_add_node(e, a, 0, "chosen", IOP_EDIT_BOOTARGS,
					    IOP_NO_NODE);
	return chosen != IOP_NO_NODE &&
	       iop_edits_set(e, a, chosen, "bootargs", text, (uint32_t)size,
			     IOP_EDIT_BOOTARGS, IOP_NO_NODE);
}
