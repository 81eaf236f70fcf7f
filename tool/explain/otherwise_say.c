// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a kernel did otherwise, as text and JSON. */
#include <errno.h>

#include "explain/otherwise.h"
#include "render/json/plan_json.h"
#include "verify/report_it.h"

static const struct otherwise_line *line_at(const struct otherwise *w, size_t n)
{
	return (const struct otherwise_line *)w->list.data + n;
}

static const char *type_of(const struct subject_of *s, const struct otherwise_line *o)
{
	const struct iop_device *d = iop_device_of(s->r.p, o->device);

	return iop_words[iop_group_of(s->r.p, d->group)->domain];
}

static void planned(struct line *l, struct subject_of *s, const struct otherwise_line *o)
{
	const struct iop_plan *p = s->r.p;

	switch (o->kind) {
	case OTHERWISE_GROUP:
		line_str(l, "no group (");
		line_str(l, iop_reason_slug(iop_device_of(p, o->device)->why));
		line_str(l, ")");
		break;
	case OTHERWISE_APART:
	case OTHERWISE_TOGETHER:
		line_str(l, o->kind == OTHERWISE_APART ? "in" : "not in");
		line_str(l, " the group of ");
		line_str(l, render_path(&s->r, o->with));
		break;
	case OTHERWISE_NO_GROUP:
	case OTHERWISE_NO_DMA:
		line_str(l, "a group, ");
		line_str(l, type_of(s, o));
		break;
	case OTHERWISE_PROBE:
	case OTHERWISE_ALIVE:
		line_str(l, render_state(iop_iommu_of(p, o->iommu)->state));
		break;
	case OTHERWISE_DEFAULT:
		line_str(l, iop_words[p->defaults.type]);
		break;
	}
}

static void say_found(struct line *l, struct subject_of *s, const struct otherwise_line *o)
{
	bool dma = s->r.p->defaults.type != IOP_W_IDENTITY;

	switch (o->kind) {
	case OTHERWISE_GROUP:
	case OTHERWISE_APART:
	case OTHERWISE_TOGETHER:
		line_str(l, "group ");
		line_dec(l, o->number);
		break;
	case OTHERWISE_NO_GROUP:
		line_str(l, "no group");
		break;
	case OTHERWISE_NO_DMA:
		line_str(l, "DMA that is not translated");
		break;
	case OTHERWISE_PROBE:
		line_str(l, "a failed probe");
		break;
	case OTHERWISE_ALIVE:
		line_str(l, "a driver that probes it");
		break;
	case OTHERWISE_DEFAULT:
		line_str(l, iop_words[dma ? IOP_W_IDENTITY : IOP_W_DMA]);
		break;
	}
}

static void text_line(struct subject_of *s, const struct otherwise_line *o, const char *log,
		      const char *plan, const char *is)
{
	out_term(s->o, log);
	out_fmt(s->o, ":%u: ", o->line);
	out_term(s->o, o->node == IOP_NO_NODE ? "default domain" : render_path(&s->r, o->node));
	out_str(s->o, ": planned ");
	out_term(s->o, plan);
	out_str(s->o, ", found ");
	out_term(s->o, is);
	out_char(s->o, '\n');
}

static void json_line(struct subject_of *s, const struct otherwise_line *o, const char *plan,
		      const char *is)
{
	out_str(s->o, "{\"line\":");
	out_dec(s->o, o->line);
	json_text(s->o, "event", log_event_slugs[LOG_EVENT_OTHERWISE]);
	json_text(s->o, "iommu", o->iommu == IOP_NONE ? NULL : render_path(&s->r, o->node));
	json_text(s->o, "id", NULL);
	json_key(s->o, "masters", false);
	out_str(s->o, o->device == IOP_NONE ? "null" : "[");
	if (o->device != IOP_NONE) {
		out_json(s->o, render_path(&s->r, o->node));
		out_char(s->o, ']');
	}
	json_text(s->o, "nearest", NULL);
	json_text(s->o, "cause", log_cause_slugs[LOG_CAUSE_PREDICTION]);
	report_it_json(s->o, "fix", NULL);
	json_text(s->o, "planned", plan);
	json_text(s->o, "found", is);
	out_str(s->o, "}\n");
}

void otherwise_say(const struct otherwise *w, struct subject_of *s, const char *log, bool json)
{
	struct line plan = { .text = NULL }, is = { .text = NULL };

	/* A part of it would be worse than none: the output fails. */
	if (w->failed && !s->o->error)
		s->o->error = ENOMEM;
	if (w->list.count && !json)
		out_str(s->o, "the kernel did not behave as predicted:\n");
	for (size_t n = 0; n < w->list.count; n++) {
		line_clear(&plan);
		line_clear(&is);
		planned(&plan, s, line_at(w, n));
		say_found(&is, s, line_at(w, n));
		if (json)
			json_line(s, line_at(w, n), line_text(&plan), line_text(&is));
		else
			text_line(s, line_at(w, n), log, line_text(&plan), line_text(&is));
	}
	if (w->list.count && !json) {
		report_it(s->o, NULL);
		out_str(s->o, "\n\n");
	}
	line_free(&plan);
	line_free(&is);
}
