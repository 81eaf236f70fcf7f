// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/render_budget.h"
#include "plan/assignable.h"
#include "render/json/plan_json.h"
#include "config/assumed.h"
#include "model/lookup.h"
#include "plan/defaults.h"

static void tree(struct render *r)
{
	const struct iop_tree *t = r->p->tree;

	json_text(r->o, "model", iop_prop_string(t, 0, IOP_P_MODEL));
	json_list(r->o, "compatible", render_compatible(r, 0));
}

static void kernel(struct render *r)
{
	const struct iop_defaults *d = &r->p->defaults;
	const struct iop_view *v = r->p->view;

	line_clear(&r->text);
	render_version(&r->text, v->target.version);
	json_text(r->o, "kernel", line_text(&r->text));
	line_clear(&r->text);
	if (v->target.asked) {
		render_version(&r->text, v->target.asked);
		json_text(r->o, "kernel_asked", line_text(&r->text));
		line_clear(&r->text);
	}
	json_text(r->o, "grouping",
		  iop_words[iop_linux(v, IOP_K_GROUPED_AT, IOP_W_UNKNOWN)]);
	json_key(r->o, "defaults", false);
	out_char(r->o, '{');
	json_key(r->o, "type", true);
	out_json(r->o, iop_words[d->type]);
	json_text(r->o, "flush", iop_words[d->flush]);
	json_bool(r->o, "type_set", d->type_set);
	json_bool(r->o, "flush_set", d->flush_set);
	json_text(r->o, "arch", d->arch == IOP_ARCH_ARM ? "arm" : "arm64");
	json_text(r->o, "bootargs", d->bootargs);
	out_char(r->o, '}');
}

static void json_assumed(struct render *r)
{
	const struct assumed *a = r->in->assumed;

	json_key(r->o, "assumed", false);
	out_char(r->o, '{');
	json_key(r->o, "vendor", true);
	if (a && a->vendor)
		out_json(r->o, a->vendor);
	else
		out_str(r->o, "null");
	json_count(r->o, "page_size", iop_page_size(r->p));
	json_text(r->o, "config", a ? a->config : NULL);
	json_text(r->o, "kernel_from", a ? a->kernel_from : "option");
	out_char(r->o, '}');
}

static void group_key(struct render *r, uint32_t g)
{
	char key[14];

	iop_group_key_text(&r->p->groups[g], key);
	out_json(r->o, key);
}

static void budget(struct out *o, const char *key, uint32_t have,
		   uint32_t need)
{
	json_key(o, key, false);
	out_str(o, "{\"have\":");
	if (have == IOP_NONE)
		out_str(o, "null");
	else
		out_dec(o, have);
	json_count(o, "need", need);
}

static void budgets(struct render *r, const struct iop_iommu *i)
{
	const struct iop_fact *from = render_fact(r, i, IOP_K_CONTEXTS_FROM);
	bool known = from && i->contexts_have != IOP_NONE;

	budget(r->o, "contexts", i->contexts_have, i->contexts_need);
	json_text(r->o, "from", i->measured ? "log" :
					known ? iop_words[from->value] : "unknown");
	out_char(r->o, '}');
	budget(r->o, "streams", i->streams_have, i->streams_need);
	out_char(r->o, '}');
}

/* That it registers, as the state says. */
static enum iop_confidence sureness(const struct iop_iommu *i)
{
	if (i->unread || i->built_unknown || i->unsure)
		return IOP_UNSURE;
	return iop_is_late(i) ? IOP_IF_DRIVER_BINDS : IOP_CERTAIN;
}

static void iommu(struct render *r, uint32_t n)
{
	const struct iop_iommu *i = &r->p->iommus[n];
	const struct cross *x = &r->cross;

	out_str(r->o, n ? ",{" : "{");
	json_key(r->o, "path", true);
	out_json(r->o, render_path(r, i->node));
	json_text(r->o, "name", render_iommu_name(r, i));
	json_list(r->o, "compatible", render_compatible(r, i->node));
	json_text(r->o, "driver", i->driver ? i->driver->name : NULL);
	json_bool(r->o, "module", i->built_as_module);
	json_text(r->o, "state", render_state(i->state));
	json_text(r->o, "reason", i->state == IOP_STATE_ACTIVE ? NULL :
		  iop_reason_slug(i->why));
	json_text(r->o, "confidence", render_confidence(sureness(i)));
	json_text(r->o, "unclaimed", i->unclaimed == IOP_EFFECT_NONE ? NULL :
		  iop_effect_slug(i->unclaimed));
	json_count(r->o, "cells", i->cells);
	budgets(r, i);
	json_key(r->o, "groups", false);
	out_char(r->o, '[');
	for (uint32_t g = x->of_iommu[n]; g < x->of_iommu[n + 1]; g++) {
		if (g > x->of_iommu[n])
			out_char(r->o, ',');
		group_key(r, x->groups[g]);
	}
	out_char(r->o, ']');
	json_suppliers(r, i);
	json_because(r, NULL, NULL, i);
	out_char(r->o, '}');
}

static void group_lists(struct render *r, uint32_t n)
{
	const struct cross *x = &r->cross;
	const struct iop_group *g = &r->p->groups[n];

	json_key(r->o, "iommus", false);
	out_char(r->o, '[');
	for (uint32_t i = x->of_group[n]; i < x->of_group[n + 1]; i++) {
		if (i > x->of_group[n])
			out_char(r->o, ',');
		out_json(r->o, render_path(r, iop_iommu_of(r->p, x->iommus[i])->node));
	}
	out_char(r->o, ']');
	json_members(r, g);
}

static void answer(struct render *r, const char *key, bool first, uint8_t is)
{
	json_key(r->o, key, first);
	out_str(r->o, is == IOP_ANSWER_YES ? "true" : is == IOP_ANSWER_NO ? "false" : "null");
}

/* What VFIO asks before it gives the group away. */
static void vfio(struct render *r, const struct iop_group *g)
{
	struct iop_assignable a = iop_assignable_of(r->p, g);

	json_key(r->o, "vfio", false);
	out_char(r->o, '{');
	answer(r, "coherent", true, a.coherent);
	answer(r, "msi_isolated", false, a.isolated);
	json_bool(r->o, "direct", a.direct);
	out_char(r->o, '}');
}

static void group(struct render *r, uint32_t n)
{
	const struct iop_group *g = &r->p->groups[n];

	out_str(r->o, n ? ",{" : "{");
	json_key(r->o, "key", true);
	group_key(r, n);
	group_lists(r, n);
	json_text(r->o, "domain", iop_words[g->domain]);
	json_text(r->o, "confidence", render_confidence(g->confidence));
	json_bool(r->o, "translates", iop_is_translated(g));
	json_reserved(r, g);
	vfio(r, g);
	json_because(r, NULL, g, NULL);
	out_char(r->o, '}');
}

/* The masters with a group, or those without. */
static void devices(struct render *r, const char *key, bool grouped)
{
	bool first = true;

	json_key(r->o, key, false);
	out_char(r->o, '[');
	for (uint32_t d = 0; d < r->p->n_devices; d++) {
		if ((r->p->devices[d].group != IOP_NONE) != grouped)
			continue;
		if (!first)
			out_char(r->o, ',');
		json_device(r, &r->p->devices[d]);
		first = false;
	}
	out_char(r->o, ']');
}

static void neighbours(struct render *r)
{
	json_key(r->o, "neighbours", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; n < r->near.all.count; n++) {
		const struct iop_neighbour *near = &r->near.all.list[n];

		out_str(r->o, n ? ",{" : "{");
		json_key(r->o, "path", true);
		out_json(r->o, render_path(r, near->node));
		json_text(r->o, "name", render_is_named(r, near->node) ?
			  render_node_name(r, near->node) : NULL);
		json_key(r->o, "iommu", false);
		out_json(r->o, render_path(r, r->p->iommus[near->iommu].node));
		json_text(r->o, "effect", iop_effect_slug(near->effect));
		json_text(r->o, "known_by", near->by_soc ? "soc" : "kind");
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

static void bare_hosts(struct render *r)
{
	uint32_t cursor = 0, node;
	bool first = true;

	json_key(r->o, "hosts_without_map", false);
	out_char(r->o, '[');
	while ((node = render_bare_host(r, &cursor)) != IOP_NO_NODE) {
		if (!first)
			out_char(r->o, ',');
		out_json(r->o, render_path(r, node));
		first = false;
	}
	out_char(r->o, ']');
}

static void plan(struct render *r)
{
	json_key(r->o, "schema", true);
	out_json(r->o, "iommuplan-plan/1");
	json_text(r->o, "file", r->in->file);
	tree(r);
	kernel(r);
	json_assumed(r);
	json_key(r->o, "iommus", false);
	out_char(r->o, '[');
	for (uint32_t i = 0; i < r->p->n_iommus; i++)
		iommu(r, i);
	out_char(r->o, ']');
	json_key(r->o, "groups", false);
	out_char(r->o, '[');
	for (uint32_t g = 0; g < r->p->n_groups; g++)
		group(r, g);
	out_char(r->o, ']');
	devices(r, "devices", true);
	devices(r, "unprotected", false);
	neighbours(r);
	bare_hosts(r);
	json_cmdline(r);
	json_hardening(r);
	json_changes(r);
	json_policy(r);
	json_budgets(r);
}

void render_plan_json(struct out *o, const struct render_input *in)
{
	struct render r;

	if (!render_open(&r, o, in))
		return;
	out_char(o, '{');
	plan(&r);
	out_str(o, "}\n");
	render_close(&r);
}
