// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/text/plan_text.h"
#include "model/lookup.h"

static enum style state_style(uint8_t state)
{
	if (state == IOP_STATE_ACTIVE)
		return GOOD;
	return state == IOP_STATE_DISABLED ? FAINT : BAD;
}

static void number(struct render *r, uint32_t n)
{
	if (n == IOP_NONE)
		out_char(r->o, '?');
	else
		out_dec(r->o, n);
}

/* "context banks: 2 needed, at most 8": the tree gives an upper bound, or nothing. */
static void budget(struct render *r, const char *what, uint32_t need,
		   uint32_t have, bool more)
{
	out_str(r->o, "  ");
	out_str(r->o, what);
	out_str(r->o, ": ");
	number(r, need);
	out_str(r->o, more ? " or more (PCI) needed, " : " needed, ");
	if (have == IOP_NONE) {
		out_str(r->o, "number unknown");
		return;
	}
	out_str(r->o, "at most ");
	out_dec(r->o, have);
}

static void describe(struct render *r, const struct iop_iommu *i, int width)
{
	style_name(r, TITLE, render_path(r, i->node), width);
	out_str(r->o, "  ");
	out_str(r->o, render_driver(i));
	if (i->compat) {
		out_str(r->o, " (");
		out_term(r->o, i->compat->name);
		out_char(r->o, ')');
	}
	out_str(r->o, "  ");
	style_text(r, state_style(i->state), render_state(i->state), 0);
}

/* Is there a host behind it whose functions may each need a context bank? */
static bool open_ended(const struct render *r, uint32_t iommu)
{
	const struct cross *x = &r->cross;

	for (uint32_t n = x->of_iommu[iommu]; n < x->of_iommu[iommu + 1]; n++)
		if (iop_group_of(r->p, x->groups[n])->confidence == IOP_IF_ACS)
			return true;
	return false;
}

/* What it has a limited number of, as far as its driver cares. */
static void budgets(struct render *r, const struct iop_iommu *i)
{
	const struct iop_fact *model = render_fact(r, i, IOP_K_MODEL);
	bool smmu = model && model->value != IOP_W_NONE;

	if (i->contexts_have != IOP_NONE || smmu)
		budget(r, smmu ? "context banks" : "contexts", i->contexts_need,
		       i->contexts_have, open_ended(r, (uint32_t)(i - r->p->iommus)));
	if (i->streams_need && i->streams_have != IOP_NONE)
		budget(r, smmu ? "stream-match entries" : "stream IDs", i->streams_need,
		       i->streams_have, false);
}

/* A heading and one row: these follow each other without a blank line. */
static bool brief(const struct render *r, uint32_t iommu)
{
	const struct cross *x = &r->cross;
	uint32_t n = x->of_iommu[iommu];

	return !r->in->because && x->of_iommu[iommu + 1] == n + 1 &&
	       iop_group_of(r->p, x->groups[n])->count == 1;
}

/* Groups it serves that stand in the block of another IOMMU. */
static void elsewhere(struct render *r, uint32_t iommu)
{
	const struct cross *x = &r->cross;

	for (uint32_t n = x->of_iommu[iommu]; n < x->of_iommu[iommu + 1]; n++) {
		const struct iop_group *g = iop_group_of(r->p, x->groups[n]);
		char key[14];

		if (g->iommu == iommu)
			continue;
		text_key(r, g, key);
		out_str(r->o, "  ");
		style_text(r, FAINT, key, text_key_width(r));
		out_str(r->o, "listed under ");
		style_name(r, PLAIN, render_path(r,
						 iop_iommu_of(r->p, g->iommu)->node), 0);
		out_char(r->o, '\n');
	}
}

static void iommu_block(struct render *r, uint32_t iommu, int width)
{
	const struct iop_iommu *i = &r->p->iommus[iommu];
	const struct cross *x = &r->cross;
	uint32_t shown = 0, own = 0;

	describe(r, i, 0);
	budgets(r, i);
	out_char(r->o, '\n');
	text_because(r, NULL, NULL, i);
	for (uint32_t n = x->of_iommu[iommu]; n < x->of_iommu[iommu + 1]; n++) {
		if (iop_group_of(r->p, x->groups[n])->iommu != iommu)
			continue;
		own++;
		if (shown == TEXT_GROUPS)
			continue;
		text_group(r, x->groups[n], width);
		shown++;
	}
	text_more(r, "  ", own - shown);
	elsewhere(r, iommu);
}

/* The widest name among masters with a group. */
static int name_column(struct render *r)
{
	int widest = 0;

	for (uint32_t d = 0; d < r->p->n_devices; d++) {
		int w;

		if (r->p->devices[d].group == IOP_NONE)
			continue;
		w = style_name_width(text_name(r, &r->p->devices[d]));
		if (w > widest)
			widest = w;
	}
	return widest + 1;
}

static bool idle(const struct render *r, uint32_t iommu)
{
	return r->cross.of_iommu[iommu] == r->cross.of_iommu[iommu + 1];
}

static void idle_iommus(struct render *r)
{
	int width = 0;

	for (uint32_t i = 0; i < r->p->n_iommus; i++) {
		int w = style_name_width(render_path(r, r->p->iommus[i].node));

		if (idle(r, i) && w > width)
			width = w;
	}
	if (width)
		out_str(r->o, "\nIOMMUs without groups\n");
	for (uint32_t i = 0; i < r->p->n_iommus; i++) {
		if (!idle(r, i))
			continue;
		out_str(r->o, "  ");
		describe(r, &r->p->iommus[i], width);
		if (r->p->iommus[i].state > IOP_STATE_DISABLED) {
			out_str(r->o, "  ");
			out_str(r->o, iop_reason_slug(r->p->iommus[i].why));
		}
		out_char(r->o, '\n');
	}
}

/* Is a mask shown, after a slash? */
static bool any_mask(const struct iop_plan *p)
{
	for (uint32_t d = 0; d < p->n_devices; d++)
		for (uint32_t n = 0; n < p->devices[d].n_streams; n++)
			if (p->devices[d].requesters ?
			    iop_range_of(p, &p->devices[d], n)->mask :
			    iop_stream_of(p, &p->devices[d], n)->mask)
				return true;
	return false;
}

/* What the columns of all blocks are. */
static void columns(struct render *r, int width)
{
	if (!r->p->n_groups)
		return;
	out_str(r->o, "\n  ");
	style_text(r, FAINT, "group", text_key_width(r));
	style_text(r, FAINT, "domain", TEXT_DOMAIN);
	style_text(r, FAINT, "master", width);
	style_text(r, FAINT, any_mask(r->p) ? " IDs/mask" : " IDs", 0);
	out_char(r->o, '\n');
}

void text_iommus(struct render *r)
{
	int width = name_column(r);
	bool first = true, gap = false;

	columns(r, width);
	for (uint32_t i = 0; i < r->p->n_iommus; i++) {
		if (idle(r, i))
			continue;
		if (!first && (gap || !brief(r, i)))
			out_char(r->o, '\n');
		gap = !brief(r, i);
		first = false;
		iommu_block(r, i, width);
	}
	idle_iommus(r);
}
