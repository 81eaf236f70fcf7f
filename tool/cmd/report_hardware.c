// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What other pages need of a board's hardware: counts, and each part of it. */
#include "cmd/report_page.h"

#include "model/lookup.h"
#include "plan/assignable.h"
#include "render/assign_verdict.h"
#include "render/picture/picture.h"
#include "render/text/plan_text.h"

static void begin(struct out *o, enum report_record kind)
{
	out_char(o, (char)kind);
	out_char(o, 0);
}

/* What can do DMA and has no iommus. */
static void each_other(struct render *r, void (*fn)(void *ctx, struct render *r, const char *kind,
						    uint32_t node, uint32_t iommu, uint8_t effect),
		       void *ctx)
{
	uint32_t cursor = 0, node;

	while (r->p->n_iommus && (node = render_bare_host(r, &cursor)) != IOP_NO_NODE)
		fn(ctx, r, "PCI host", node, IOP_NONE, IOP_EFFECT_OPEN);
	for (uint32_t n = 0; n < r->near.all.count; n++) {
		const struct iop_neighbour *near = &r->near.all.list[n];

		fn(ctx, r, "neighbour", near->node, near->iommu, near->effect);
	}
}

static void count_other(void *ctx, struct render *r, const char *kind, uint32_t node,
			uint32_t iommu, uint8_t effect)
{
	(void)r;
	(void)kind;
	(void)node;
	(void)iommu;
	((uint32_t *)ctx)[effect]++;
}

/* What needs attention, by why it does. */
static void causes(struct out *o, const struct render *r, const struct picture *c)
{
	uint32_t many[REPORT_CAUSES] = { [REPORT_CAUSE_IOMMU] = c->broken };

	for (uint32_t n = 0; n < c->n_rows; n++) {
		uint32_t device = c->rows[n].device;

		if (c->rows[n].trouble)
			many[device == IOP_NONE ? REPORT_CAUSE_HOST :
			     r->p->devices[device].group == IOP_NONE ? REPORT_CAUSE_GROUP :
			     REPORT_CAUSE_BLOCKED]++;
	}
	for (unsigned int n = 0; n < REPORT_CAUSES; n++)
		report_count(o, many[n]);
}

static void counts(struct out *o, struct render *r)
{
	uint32_t effects[IOP_EFFECT_COUNT] = {0}, masters = 0;
	struct picture c;

	for (uint32_t n = 0; n < r->p->n_devices; n++)
		if (r->p->devices[n].group != IOP_NONE || text_lost_as(r->p, n) == LOST_MASTER) {
			effects[r->p->devices[n].effect]++;
			masters++;
		}
	each_other(r, count_other, effects);
	report_count(o, r->p->n_iommus);
	report_count(o, r->p->n_groups);
	report_count(o, masters);
	if (picture_open(&c, r)) {
		causes(o, r, &c);
		picture_close(&c);
	}
	for (unsigned int e = 0; e < IOP_EFFECT_COUNT; e++)
		report_count(o, effects[e]);
}

void report_board_record(struct board_run *b, const struct render_input *in)
{
	const char *model = iop_prop_string(in->plan->tree, 0, IOP_P_MODEL);
	struct render r;

	if (!render_open(&r, b->out, in))
		return;
	begin(b->out, RECORD_BOARD);
	report_field(b->out, line_text(&b->name));
	report_field(b->out, b->page);
	report_field(b->out, model ? model : "");
	report_vendor_name(b->out, b->files->name, report_soc_of(in->plan));
	out_char(b->out, 0);
	report_field(b->out, report_soc_of(in->plan));
	for (unsigned int n = 0; n < b->g->n; n++)
		out_char(b->out, b->files->file[n] ? '1' : '0');
	out_char(b->out, 0);
	counts(b->out, &r);
	render_close(&r);
}

/* Names have their tabs escaped: these are between the columns. */
static void part(struct board_run *b, const char *kind, const char *node)
{
	begin(b->out, RECORD_PART);
	out_str(b->out, kind);
	out_char(b->out, '\t');
	out_term(b->out, node);
	out_char(b->out, '\t');
}

static void end_part(struct board_run *b, const char *is, const char *assigned)
{
	out_char(b->out, '\t');
	out_str(b->out, is);
	out_char(b->out, '\t');
	report_field(b->out, assigned);
}

static void master_part(struct board_run *b, struct render *r, const struct iop_device *d)
{
	part(b, "master", text_name(r, d));
	line_clear(&r->text);
	picture_streams(r, d, 40, &r->text);
	if (d->iommu != IOP_NONE) {
		line_str(&r->text, *line_text(&r->text) ? " at " : "");
		line_str(&r->text, render_path(r, iop_iommu_of(r->p, d->iommu)->node));
	}
	out_term(b->out, line_text(&r->text));
	end_part(b, iop_effect_words(d->effect), assign_text(assign_of(r->p, d->group)));
}

static void other_part(void *ctx, struct render *r, const char *kind, uint32_t node,
		       uint32_t iommu, uint8_t effect)
{
	struct board_run *b = ctx;

	part(b, kind, render_path(r, node));
	out_str(b->out, iommu == IOP_NONE ? "no iommu-map" : "perhaps at ");
	if (iommu != IOP_NONE)
		out_term(b->out, render_path(r, iop_iommu_of(r->p, iommu)->node));
	end_part(b, iop_effect_words(effect), assign_text(ASSIGN_NO));
}

void report_part_records(struct board_run *b, const struct render_input *in)
{
	struct render r;

	if (!render_open(&r, b->out, in))
		return;
	for (uint32_t n = 0; n < r.p->n_iommus; n++) {
		const struct iop_iommu *i = &r.p->iommus[n];

		part(b, REPORT_IOMMU, render_path(&r, i->node));
		out_str(b->out, render_driver(i));
		end_part(b, render_state(i->state), "-");
	}
	for (uint32_t n = 0; n < r.p->n_devices; n++)
		if (r.p->devices[n].group != IOP_NONE || text_lost_as(r.p, n) == LOST_MASTER)
			master_part(b, &r, &r.p->devices[n]);
	each_other(&r, other_part, b);
	render_close(&r);
}

