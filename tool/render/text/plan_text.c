// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/text/text_shared.h"
#include "config/assumed.h"
#include "model/lookup.h"

struct tally {
	uint32_t iommus[IOP_STATE_COUNT];
	uint32_t effects[IOP_EFFECT_COUNT];	/* of masters with a group */
	uint32_t masters, lost;
};

/* A host whose requester IDs end in several ways is one master all the same. */
static bool counted(const struct iop_plan *p, uint32_t d)
{
	return d && p->devices[d].requesters && p->devices[d - 1].requesters &&
	       p->devices[d - 1].node == p->devices[d].node &&
	       p->devices[d - 1].group == IOP_NONE;
}

static struct tally count(const struct iop_plan *p)
{
	struct tally t = {0};

	for (uint32_t i = 0; i < p->n_iommus; i++)
		t.iommus[p->iommus[i].state]++;
	for (uint32_t d = 0; d < p->n_devices; d++) {
		const struct iop_device *v = &p->devices[d];

		if (v->group != IOP_NONE)
			t.effects[v->effect]++;
		else if (text_lost_as(p, d) != LOST_MASTER || counted(p, d))
			continue;
		else
			t.lost++;
		t.masters++;
	}
	return t;
}

static void title(struct render *r)
{
	const char *model = iop_prop_string(r->p->tree, 0, IOP_P_MODEL);

	style_text(r, TITLE, r->in->file, 0);
	if (model) {
		out_str(r->o, "  ");
		out_term(r->o, model);
	}
	line_clear(&r->text);
	line_str(&r->text, "  Linux ");
	render_version(&r->text, r->p->view->target.version);
	if (r->in->assumed && r->in->assumed->vendor) {
		line_str(&r->text, " of ");
		line_str(&r->text, r->in->assumed->vendor);
	}
	style_text(r, TITLE, line_text(&r->text), 0);
	line_clear(&r->text);
	out_char(r->o, '\n');
}

/* What no option said, and the container did. */
static void carried(struct render *r)
{
	const struct assumed *a = r->in->assumed;

	const char *args = a ? (a->cmdline ? a->cmdline : a->behind) : NULL;

	if (!a || (!a->release && !args && !a->configured))
		return;
	out_str(r->o, "  From the image:");
	if (a->release) {
		out_str(r->o, " Linux ");
		out_term(r->o, a->release);
	}
	if (a->configured)
		out_str(r->o, a->release ? ", its configuration" : " a configuration");
	if (args) {
		out_str(r->o, a->release || a->configured ? ", " : " ");
		out_str(r->o, "boot arguments '");
		out_term(r->o, args);
		out_str(r->o, a->cmdline ? "'" : "' after those of the tree");
	}
	out_char(r->o, '\n');
}

static void defaults(struct render *r)
{
	const struct iop_defaults *d = &r->p->defaults;
	uint64_t at = iop_linux(r->p->view, IOP_K_GROUPED_AT, IOP_W_ADD);

	if (d->arch == IOP_ARCH_ARM) {
		out_str(r->o, "  arm, DMA goes through a dma_iommu_mapping, not the default domain");
	} else {
		out_str(r->o, "  arm64, default domain type ");
		out_str(r->o, iop_words[d->type]);
		if (d->type != IOP_W_IDENTITY) {
			out_str(r->o, ", ");
			out_str(r->o, iop_words[d->flush]);
		}
	}
	out_str(r->o, at == IOP_W_BIND ?
		"; groups are allocated when a driver binds\n" :
		"; groups are allocated when devices are added\n");
	if (d->arch != IOP_ARCH_ARM)
		text_because_default(r);
}

/* "4 active, " and so on; nothing for none. */
static void some(struct render *r, uint32_t n, const char *what, bool *more)
{
	if (!n)
		return;
	out_str(r->o, *more ? ", " : " ");
	out_dec(r->o, n);
	out_char(r->o, ' ');
	out_str(r->o, what);
	*more = true;
}

static void summary(struct render *r)
{
	struct tally t = count(r->p);
	bool more = false;

	out_str(r->o, "  ");
	out_count(r->o, r->p->n_iommus, "IOMMU", "IOMMUs");
	if (r->p->n_iommus)
		out_char(r->o, ':');
	for (uint8_t s = 0; s < IOP_STATE_COUNT; s++)
		some(r, t.iommus[s], render_state(s), &more);
	out_str(r->o, "; ");
	out_count(r->o, r->p->n_groups, "group", "groups");
	out_str(r->o, "; ");
	out_count(r->o, t.masters, "master", "masters");
	if (t.masters)
		out_char(r->o, ':');
	more = false;
	for (unsigned int e = 0; e < IOP_EFFECT_COUNT; e++)
		some(r, t.effects[e], iop_effect_words(e), &more);
	some(r, t.lost, "without IOMMU", &more);
	out_char(r->o, '\n');
}

void render_plan_text(struct out *o, const struct render_input *in)
{
	struct shared_reasons shared = { .n = 0 };
	struct render r;

	if (!render_open(&r, o, in))
		return;
	if (!in->top)
		out_char(o, '\n');
	title(&r);
	carried(&r);
	defaults(&r);
	summary(&r);
	shared_find(&r, &shared);
	r.shared = &shared;
	text_attention(&r);
	text_iommus(&r);
	text_changes(&r);
	text_policy(&r);
	text_cmdline(&r);
	shared_free(&shared);
	render_close(&r);
}
