// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What deserves to be read first: lost masters, idle IOMMUs, empty budgets. */
#include "devices/devices.h"
#include "render/render_budget.h"
#include "render/text/plan_text.h"
#include "model/lookup.h"
#include "plan/defaults.h"

/* The first warning keeps its distance from what is above. */
void text_indent(struct render *r)
{
	out_str(r->o, r->warned ? "  " : "\n  ");
	r->warned = true;
}

void text_heading(struct render *r, enum style style, uint32_t n,
		  const char *one, const char *many)
{
	text_indent(r);
	line_clear(&r->text);
	line_dec(&r->text, n);
	line_str(&r->text, n == 1 ? one : many);
	style_text(r, style, line_text(&r->text), 0);
	line_clear(&r->text);
}

static bool broken(const struct iop_iommu *i, unsigned int why)
{
	return i->why == why && (i->state == IOP_STATE_NO_DRIVER ||
				 i->state == IOP_STATE_FAILS || i->state == IOP_STATE_DEFERRED);
}

/* Do masters that have no IOMMU for the same reason already name it? */
static bool is_named(const struct iop_plan *p, uint32_t iommu)
{
	uint32_t n = 0;

	for (uint32_t d = 0; d < p->n_devices && n < TEXT_CASES; d++) {
		const struct iop_device *v = &p->devices[d];

		if (v->group != IOP_NONE || v->why != p->iommus[iommu].why ||
		    text_lost_as(p, d) != LOST_MASTER)
			continue;
		if (v->iommu == iommu)
			return true;
		n++;
	}
	return false;
}

static bool has_heading(const struct iop_plan *p, unsigned int why)
{
	for (uint32_t i = 0; i < p->n_iommus; i++)
		if (broken(&p->iommus[i], why) &&
		    (p->iommus[i].culprit != IOP_NONE || !is_named(p, i)))
			return false;
	return true;
}

/* The IOMMUs that one reason idles; those a single master broke name it. */
static void broken_for(struct render *r, unsigned int why)
{
	const struct iop_iommu *first = NULL;
	uint32_t n = 0;

	for (uint32_t i = 0; i < r->p->n_iommus; i++) {
		if (!broken(&r->p->iommus[i], why))
			continue;
		n++;
		if (!first)
			first = &r->p->iommus[i];
	}
	if (!n || (why == IOP_R_NO_LINUX_DRIVER && text_unknown(r)) || has_heading(r->p, why))
		return;
	text_heading(r, BAD, n, " inactive IOMMU", " inactive IOMMUs");
	text_reason(r, (uint8_t)why, first);
	out_char(r->o, '\n');
	for (uint32_t i = 0; i < r->p->n_iommus; i++) {
		const struct iop_iommu *v = &r->p->iommus[i];

		if (!broken(v, why) || v->culprit == IOP_NONE)
			continue;
		out_str(r->o, "    ");
		style_name(r, PLAIN, render_path(r, v->node), 0);
		out_str(r->o, "  by ");
		style_name(r, PLAIN,
			   text_name(r, iop_device_of(r->p, v->culprit)), 0);
		text_reason(r, (uint8_t)v->culprit_why, v);
		out_char(r->o, '\n');
	}
}

static void over_budget(struct render *r, const struct iop_iommu *i,
			const char *what, uint32_t need, uint32_t have)
{
	if (have == IOP_NONE || need <= have)
		return;
	text_indent(r);
	style_text(r, BAD, "overcommitted", 0);
	out_str(r->o, "  ");
	style_name(r, PLAIN, render_path(r, i->node), 0);
	out_str(r->o, "  ");
	out_dec(r->o, need);
	out_char(r->o, ' ');
	out_str(r->o, what);
	out_str(r->o, " needed, at most ");
	out_dec(r->o, have);
	out_str(r->o, " available\n");
}

/* Devices that an IOMMU stops, or leaves to the boot loader, if they are wired
 * to it: none of them names it. */
static void neighbours(struct render *r, uint32_t iommu)
{
	const struct iop_iommu *i = &r->p->iommus[iommu];
	const struct iop_neighbours *all = &r->near.all;
	uint32_t n = 0;

	if (i->unclaimed != IOP_EFFECT_BLOCKED && i->unclaimed != IOP_EFFECT_FIRMWARE)
		return;
	for (uint32_t k = 0; k < all->count; k++) {
		if (all->list[k].iommu != iommu)
			continue;
		if (!n++) {
			text_indent(r);
			style_text(r, NOTICE, "unclaimed streams", 0);
			out_str(r->o, " of ");
			style_name(r, PLAIN, render_path(r, i->node), 0);
			out_str(r->o, ": ");
			out_str(r->o, iop_effect_words(i->unclaimed));
			out_str(r->o, "; devices without iommus that may be wired to it:\n");
		}
		if (n > TEXT_CASES)
			continue;
		out_str(r->o, "    ");
		style_name(r, PLAIN, render_path(r, all->list[k].node), 0);
		out_char(r->o, '\n');
	}
	text_more(r, "    ", n > TEXT_CASES ? n - TEXT_CASES : 0);
}

static void iommus(struct render *r)
{
	bool any[IOP_REASON_COUNT] = {0};

	for (uint32_t n = 0; n < r->p->n_iommus; n++)
		any[r->p->iommus[n].why] = true;
	for (unsigned int why = 0; why < IOP_REASON_COUNT; why++)
		if (any[why])
			broken_for(r, why);
	for (uint32_t n = 0; n < r->p->n_iommus; n++) {
		const struct iop_iommu *i = &r->p->iommus[n];

		over_budget(r, i, "context banks", i->contexts_need,
			    i->contexts_have);
		over_budget(r, i, "stream-match entries", i->streams_need,
			    i->streams_have);
		neighbours(r, n);
	}
}

/* Their masters' groups are as planned if the kernel gets past it. */
static void races(struct render *r)
{
	uint32_t n = 0, shown = 0;

	for (uint32_t i = 0; i < r->p->n_iommus; i++)
		n += iop_registration_may_crash(r->p, &r->p->iommus[i]);
	if (!n)
		return;
	text_heading(r, WARNING, n, " IOMMU can crash this kernel while it registers, if a driver probes one of its masters at that moment",
		     " IOMMUs can crash this kernel while they register, if a driver probes one of their masters at that moment");
	out_char(r->o, '\n');
	for (uint32_t i = 0; i < r->p->n_iommus && shown < TEXT_CASES; i++) {
		if (!iop_registration_may_crash(r->p, &r->p->iommus[i]))
			continue;
		out_str(r->o, "    ");
		style_name(r, PLAIN, render_path(r, r->p->iommus[i].node), 0);
		out_char(r->o, '\n');
		shown++;
	}
	text_more(r, "    ", n - shown);
}

/* Masters that a heading tells something about. */
typedef bool (*concerns)(const struct iop_plan *p, const struct iop_device *d);

/* Came together through an ID, which is not what their driver is made for. */
static bool shares(const struct iop_plan *p, const struct iop_device *d)
{
	(void)p;
	return d->group != IOP_NONE && (d->join == IOP_JOIN_STREAM ||
					d->join == IOP_JOIN_SID);
}

static bool hangs(const struct iop_plan *p, const struct iop_device *d)
{
	return d->group != IOP_NONE && iop_group_of(p, d->group)->domain_why == IOP_DOMAIN_HANGS;
}

static bool untranslated(const struct iop_plan *p, const struct iop_device *d)
{
	return p->defaults.type != IOP_W_IDENTITY && d->group != IOP_NONE &&
	       !hangs(p, d) && d->effect != IOP_EFFECT_BLOCKED &&
	       !iop_is_translated(iop_group_of(p, d->group));
}

static bool is_identity(const struct iop_plan *p, const struct iop_device *d)
{
	return untranslated(p, d) && d->effect == IOP_EFFECT_IDENTITY;
}

static bool is_left(const struct iop_plan *p, const struct iop_device *d)
{
	return untranslated(p, d) && d->effect == IOP_EFFECT_FIRMWARE;
}

static bool is_open(const struct iop_plan *p, const struct iop_device *d)
{
	return untranslated(p, d) && d->effect == IOP_EFFECT_OPEN;
}

/* A group is no good to a master that no map is made for. */
static bool stopped(const struct iop_plan *p, const struct iop_device *d)
{
	(void)p;
	return d->group != IOP_NONE && d->effect == IOP_EFFECT_BLOCKED;
}

static bool cut_short(const struct iop_plan *p, const struct iop_device *d)
{
	(void)p;
	return d->group != IOP_NONE && d->partial;
}

static void one_concern(struct render *r, concerns is,
			const struct iop_device *d)
{
	out_str(r->o, "    ");
	style_name(r, PLAIN, text_name(r, d), 0);
	if (is == shares && d->peer != IOP_NONE) {
		out_str(r->o, "  with ");
		style_name(r, PLAIN, text_name(r, iop_device_of(r->p, d->peer)), 0);
	}
	out_char(r->o, '\n');
}

static void about(struct render *r, concerns is, const char *one,
		  const char *many)
{
	uint32_t n = 0, shown = 0;

	for (uint32_t d = 0; d < r->p->n_devices; d++)
		n += is(r->p, &r->p->devices[d]);
	if (!n)
		return;
	text_heading(r, WARNING, n, one, many);
	out_char(r->o, '\n');
	for (uint32_t d = 0; d < r->p->n_devices && shown < TEXT_CASES; d++) {
		if (!is(r->p, &r->p->devices[d]))
			continue;
		one_concern(r, is, &r->p->devices[d]);
		shown++;
	}
	text_more(r, "    ", n - shown);
}

static void bare_hosts(struct render *r)
{
	uint32_t n = 0, shown = 0, cursor = 0, node;

	while (render_bare_host(r, &cursor) != IOP_NO_NODE)
		n++;
	if (!n || iop_active_iommu(r->p, false) == IOP_NONE)
		return;
	text_heading(r, WARNING, n, " PCI host", " PCI hosts");
	out_str(r->o, " without iommu-map: devices behind ");
	out_str(r->o, n == 1 ? "it never have a group\n" : "them never have a group\n");
	cursor = 0;
	while (shown < TEXT_CASES &&
	       (node = render_bare_host(r, &cursor)) != IOP_NO_NODE) {
		out_str(r->o, "    ");
		style_name(r, PLAIN, render_path(r, node), 0);
		out_char(r->o, '\n');
		shown++;
	}
	text_more(r, "    ", n - shown);
}

/* Nodes that older vendor kernels read from the IOMMU's side. */
static bool unread(struct render *r)
{
	uint32_t n = 0, shown = 0, node = 0;

	while ((node = iop_unread_iommu(r->p, node)) != IOP_NO_NODE) {
		n++;
		node++;
	}
	if (!n)
		return false;
	text_heading(r, WARNING, n, " IOMMU has no #iommu-cells", " IOMMUs have no #iommu-cells");
	out_str(r->o, n == 1 ?
		": the kernel cannot parse entries that refer to it, and what it translates is not known\n" :
		": the kernel cannot parse entries that refer to them, and what they translate is not known\n");
	for (node = 0; shown < TEXT_CASES; shown++, node++) {
		node = iop_unread_iommu(r->p, node);
		if (node == IOP_NO_NODE)
			break;
		out_str(r->o, "    ");
		style_name(r, PLAIN, render_path(r, node), 0);
		out_char(r->o, '\n');
	}
	text_more(r, "    ", n - shown);
	return true;
}

void text_attention(struct render *r)
{
	if (!unread(r) && !r->p->n_iommus) {
		text_indent(r);
		style_text(r, WARNING, "no IOMMU in this tree: no device's DMA is translated", 0);
		out_char(r->o, '\n');
	}
	about(r, hangs, " master gets an identity domain on which this kernel hangs at boot",
	      " masters get an identity domain on which this kernel hangs at boot");
	races(r);
	text_lost(r, LOST_MASTER);
	about(r, stopped, " master has a group, and its DMA is blocked",
	      " masters have a group, and their DMA is blocked");
	text_unsure(r);
	iommus(r);
	text_budgets(r);
	bare_hosts(r);
	text_lost(r, LOST_GAP);
	about(r, cut_short, " master has iommus entries that the kernel ignores",
	      " masters have iommus entries that the kernel ignores");
	about(r, shares, " master has the stream ID of another and shares its group",
	      " masters have the stream IDs of others and share their groups");
	about(r, is_identity, " master has an identity default domain: its DMA is not translated unless its driver attaches another domain",
	      " masters have an identity default domain: their DMA is not translated unless their driver attaches another domain");
	about(r, is_open, " master has an IOMMU, but its DMA is not translated",
	      " masters have an IOMMU, but their DMA is not translated");
	about(r, is_left, " master has a group, but its DMA is handled as the boot loader configured the IOMMU",
	      " masters have a group, but their DMA is handled as the boot loader configured the IOMMU");
	text_lost(r, LOST_NOTHING);
}
