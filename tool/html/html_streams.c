// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "html/html.h"
#include "model/lookup.h"
#include "render/text/plan_text.h"
#include "text/xml.h"

static void iommu(struct render *r, uint32_t i)
{
	html_code(r->o, i == IOP_NONE ? "" : render_path(r, iop_iommu_of(r->p, i)->node));
}

static void ids(struct out *o, uint32_t first, uint32_t last, uint32_t mask)
{
	out_str(o, "<td><code>");
	out_hex(o, first);
	if (last != first) {
		out_char(o, '-');
		out_hex(o, last);
	}
	out_str(o, "</code></td>");
	if (mask)
		html_number(o, mask);
	else
		html_cell(o, "");
}

/* IDs that follow one another at one IOMMU are one row. */
static uint32_t run(const struct iop_stream *s, uint32_t n)
{
	uint32_t i = 1;

	while (!s->mask && i < n && !s[i].mask && s[i].iommu == s->iommu && s[i].id == s->id + i)
		i++;
	return i;
}

static void streams(struct render *r, const struct iop_device *d)
{
	for (uint32_t n = 0; n < d->n_streams;) {
		const struct iop_stream *s = iop_stream_of(r->p, d, n);
		uint32_t many = run(s, d->n_streams - n);

		html_row(r->o);
		html_head_cell(r->o, text_name(r, d));
		iommu(r, s->iommu);
		ids(r->o, s->id, s->id + many - 1, s->mask);
		html_cell(r->o, "");
		html_cell(r->o, "");
		n += many;
	}
}

static void ranges(struct render *r, const struct iop_device *d)
{
	for (uint32_t n = 0; n < d->n_streams; n++) {
		const struct iop_range *v = iop_range_of(r->p, d, n);

		html_row(r->o);
		html_head_cell(r->o, text_name(r, d));
		iommu(r, v->iommu);
		if (v->why)
			out_str(r->o, "<td></td><td></td>");
		else
			ids(r->o, v->id, iop_range_last_id(v), v->mask);
		out_str(r->o, "<td><code>");
		text_span(r, d, v);
		out_str(r->o, "</code></td>");
		html_cell(r->o, v->why ? iop_reason_text(v->why) : "");
	}
}

void html_streams(struct render *r)
{
	static const char *const heads[] = {
		"Master", "IOMMU", "Stream IDs", "Ignored bits", "Requester IDs", "Without IOMMU: why",
		NULL
	};

	html_section(r->o, "streams", "Streams");
	html_table(r->o, "Which stream IDs a master's DMA carries", heads);
	for (uint32_t n = 0; n < r->p->n_devices; n++) {
		const struct iop_device *d = &r->p->devices[n];

		if (d->requesters)
			ranges(r, d);
		else
			streams(r, d);
	}
	html_table_end(r->o);
	html_section_end(r->o);
}
