// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* IOMMUs that no driver of mainline knows, those of a kind once. */
#include <string.h>

#include "model/lookup.h"
#include "render/text/plan_text.h"

static bool is_unknown(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_NO_DRIVER && i->why == IOP_R_NO_LINUX_DRIVER;
}

static const char *kind_of(const struct iop_iommu *i)
{
	struct iop_cells names = i->names;

	return iop_list_next(&names);
}

bool text_names_unknown(const struct iop_iommu *i)
{
	return is_unknown(i) && kind_of(i);
}

static bool same_kind(const struct iop_iommu *a, const struct iop_iommu *b)
{
	const char *x = kind_of(a), *y = kind_of(b);

	return is_unknown(b) && x && y && !strcmp(x, y);
}

#define KINDS_MOST 16u	/* that are distinguished; real trees have one or two */

static bool is_first(const struct iop_plan *p, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		if (same_kind(&p->iommus[n], &p->iommus[k]))
			return false;
	return true;
}

static uint32_t masters_of(const struct iop_plan *p, const struct iop_iommu *kind)
{
	uint32_t n = 0;

	for (uint32_t d = 0; d < p->n_devices; d++)
		n += p->devices[d].iommu != IOP_NONE && iop_is_master(&p->devices[d]) &&
		     same_kind(kind, iop_iommu_of(p, p->devices[d].iommu));
	return n;
}

static void one(struct render *r, const struct iop_iommu *kind)
{
	uint32_t n = 0, masters = masters_of(r->p, kind);

	for (uint32_t k = 0; k < r->p->n_iommus; k++)
		n += same_kind(kind, &r->p->iommus[k]);
	text_heading(r, BAD, n, " inactive IOMMU: ", " inactive IOMMUs: ");
	style_name(r, PLAIN, kind_of(kind), 0);
	out_str(r->o, ", which ");
	out_count(r->o, masters, "master refers to, has", "masters refer to, has");
	out_str(r->o, " no driver in mainline ");
	line_clear(&r->text);
	render_version(&r->text, r->p->view->target.version);
	out_str(r->o, line_text(&r->text));
	line_clear(&r->text);
	out_str(r->o, "; a driver of a vendor kernel can be described:\n    iommuplan explain -b FILE ");
	style_name(r, PLAIN, kind_of(kind), 0);
	out_char(r->o, '\n');
}

bool text_unknown(struct render *r)
{
	uint32_t kinds = 0;

	for (uint32_t n = 0; n < r->p->n_iommus && kinds < KINDS_MOST; n++) {
		if (!text_names_unknown(&r->p->iommus[n]) || !is_first(r->p, n))
			continue;
		one(r, &r->p->iommus[n]);
		kinds++;
	}
	return kinds;
}
