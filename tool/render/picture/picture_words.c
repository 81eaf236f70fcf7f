// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/lookup.h"
#include "render/picture/picture.h"
#include "render/text/plan_text.h"

const char *picture_name(struct render *r, const struct picture_row *row, int width)
{
	const char *name;

	if (row->device == IOP_NONE) {
		render_path(r, row->node);
		if (row->trouble)
			line_str(&r->name, "/*");
		name = line_text(&r->name);
	} else {
		name = text_name(r, iop_device_of(r->p, row->device));
	}
	return width ? picture_path(r, name, width) : name;
}

static void one_stream(struct line *l, const struct iop_stream *s, uint32_t n)
{
	line_hex(l, s->id);
	if (n > 1) {
		line_str(l, "-");
		line_hex(l, s->id + n - 1);
	}
	if (s->mask) {
		line_str(l, "/");
		line_hex(l, s->mask);
	}
}

static uint32_t run(const struct iop_stream *s, uint32_t n)
{
	uint32_t i = 1;

	while (!s->mask && i < n && !s[i].mask && s[i].iommu == s->iommu &&
	       s[i].id == s->id + i)
		i++;
	return i;
}

static void requester(const struct iop_device *d, uint32_t id, struct line *l)
{
	if (d->bus == IOP_BUS_PCI)
		line_rid(l, id);
	else
		line_hex(l, id);
}

static void one_range(const struct iop_device *d, const struct iop_range *v, struct line *l)
{
	struct iop_rids s = iop_range_rids(d->bus, v);

	requester(d, s.first, l);
	if (s.last != s.first) {
		line_str(l, "-");
		requester(d, s.last, l);
	}
	if (v->why)
		return;
	line_str(l, " = ");
	line_hex(l, v->id);
	if (iop_range_last_id(v) != v->id) {
		line_str(l, "-");
		line_hex(l, iop_range_last_id(v));
	}
	if (v->mask) {
		line_str(l, "/");
		line_hex(l, v->mask);
	}
}

/* The next stream or run of them; returns how many it was. */
static uint32_t next(struct render *r, const struct iop_device *d, uint32_t n, struct line *l)
{
	uint32_t many = 1;

	if (d->requesters) {
		one_range(d, iop_range_of(r->p, d, n), l);
	} else {
		many = run(iop_stream_of(r->p, d, n), d->n_streams - n);
		one_stream(l, iop_stream_of(r->p, d, n), many);
	}
	return many;
}

/* Does anything that tells one stream from another stand in its specifier? */
static bool has_ids(const struct render *r, const struct iop_device *d)
{
	return d->requesters || d->iommu == IOP_NONE ||
	       render_has_ids(r, iop_iommu_of(r->p, d->iommu));
}

void picture_streams(struct render *r, const struct iop_device *d, size_t width,
		     struct line *l)
{
	size_t begun = l->len;

	for (uint32_t n = 0; has_ids(r, d) && n < d->n_streams;) {
		size_t before = l->len;
		uint32_t left = d->n_streams - n;

		if (n)
			line_str(l, " ");
		n += next(r, d, n, l);
		if (l->failed || before == begun ||
		    l->len - begun <= width - (n < d->n_streams ? 5 : 0))
			continue;
		line_cut(l, before);
		line_str(l, " +");
		line_dec(l, left);
		return;
	}
}

const char *picture_effect_words(uint8_t effect)
{
	static const char *const words[] = {
		[IOP_EFFECT_NONE] = "no device",
		[IOP_EFFECT_TRANSLATED] = "translated",
		[IOP_EFFECT_IDENTITY] = "identity-mapped",
		[IOP_EFFECT_BLOCKED] = "blocked",
		[IOP_EFFECT_FOREIGN] = "in another's domain",
		[IOP_EFFECT_OPEN] = "not translated",
		[IOP_EFFECT_FIRMWARE] = "left by boot loader",
		[IOP_EFFECT_UNKNOWN] = "unknown",
	};

	return words[effect];
}

void picture_count(struct line *l, uint32_t n, const char *word)
{
	line_dec(l, n);
	line_str(l, " ");
	line_str(l, word);
	if (n != 1)
		line_str(l, "s");
}
