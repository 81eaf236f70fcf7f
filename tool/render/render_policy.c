/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "render/render_policy.h"
#include "model/lookup.h"

#include <string.h>

void policy_req(struct line *l, const struct iop_req *w)
{
	line_str(l, iop_req_slug(w->kind));
	switch (w->kind) {
	case IOP_REQ_DEFAULT:
	case IOP_REQ_DOMAIN:
		line_str(l, " ");
		line_str(l, iop_type_words[w->value]);
		break;
	case IOP_REQ_STRATEGY:
		line_str(l, " ");
		line_str(l, iop_strategy_words[w->value]);
		break;
	case IOP_REQ_CONTEXTS:
		line_str(l, " ");
		line_dec(l, w->number);
		break;
	case IOP_REQ_RESERVED:
		if (w->verdict == IOP_UNMET) {
			line_str(l, " ");
			line_hex(l, w->number);
		}
		break;
	default:
		break;
	}
}

/* One or more terminated strings of characters that need no escape? */
static bool is_text(const uint8_t *v, uint32_t size)
{
	if (!size || v[size - 1] || !*v)
		return false;
	for (uint32_t n = 0; n < size; n++)
		if (v[n] ? v[n] < ' ' || v[n] > '~' || v[n] == '"' || v[n] == '\\' :
			   n + 1 < size && !v[n + 1])
			return false;
	return true;
}

static void put_text(struct line *l, const uint8_t *v, uint32_t size)
{
	for (uint32_t n = 0; n < size; n += (uint32_t)strlen((const char *)v + n) + 1) {
		line_str(l, n ? ", \"" : "\"");
		line_str(l, (const char *)v + n);
		line_str(l, "\"");
	}
}

static void put_cells(struct line *l, struct iop_cells c)
{
	const char *before = "<";
	uint32_t cell;

	while (iop_cell_next(&c, &cell)) {
		line_str(l, before);
		line_hex(l, cell);
		before = " ";
	}
	line_str(l, ">");
}

void policy_value(struct line *l, const struct iop_edit *e)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *v = e->value;

	if (is_text(v, e->size)) {
		put_text(l, v, e->size);
	} else if (e->size && e->size % 4 == 0) {
		put_cells(l, (struct iop_cells){ v, e->size });
	} else {
		line_str(l, "[");
		for (uint32_t n = 0; n < e->size; n++) {
			line_mem(l, &digits[v[n] >> 4], 1);
			line_mem(l, &digits[v[n] & 15], 1);
		}
		line_str(l, "]");
	}
}

bool policy_subject(struct render *r, const struct iop_req *w, struct line *l)
{
	bool iommu = w->kind == IOP_REQ_STRATEGY &&
		     w->value != IOP_STRATEGY_IDENTITY;

	if (w->subject == IOP_NONE)
		return false;
	if (iommu || w->kind == IOP_REQ_CONTEXTS ||
	    w->obstacle == IOP_OBSTACLE_INACTIVE)
		line_path(l, r->p->tree, iop_iommu_of(r->p, w->subject)->node);
	else
		line_str(l, render_subject(r, iop_device_of(r->p, w->subject)));
	return true;
}

uint32_t policy_write_req(const struct iop_solution *s, const struct iop_write *w)
{
	uint32_t d = iop_group_of(&s->plan, w->group)->first;

	while (d != IOP_NONE && s->outcomes[d].wanted == IOP_TYPE_UNSAID)
		d = s->plan.devices[d].next;
	return d == IOP_NONE ? IOP_NONE : s->outcomes[d].type_req;
}

const struct iop_share *policy_refused(const struct iop_solution *s, uint32_t req)
{
	for (uint32_t n = 0; n < s->n_sharings; n++)
		if (s->sharings[n].req == req &&
		    s->sharings[n].share.why != IOP_SHARE_OK)
			return &s->sharings[n].share;
	return NULL;
}

void policy_mechanisms(struct line *l, uint8_t allow)
{
	const char *before = "";

	for (unsigned int n = 0; n < IOP_MECHANISM_COUNT; n++)
		if (allow >> n & 1) {
			line_str(l, before);
			line_str(l, iop_mechanism_words[n]);
			before = ", ";
		}
}

void policy_since(struct line *l, iop_version since)
{
	render_version(l, since & 0xffff ? since : since | IOP_VERSION_PATCH_ANY);
}

void policy_remedy(struct line *l, const struct iop_remedy *m)
{
	if (m->allow) {
		line_str(l, "allow ");
		policy_mechanisms(l, m->allow);
		line_str(l, " as well");
	}
	if (m->since) {
		line_str(l, m->allow ? ", on Linux " : "Linux ");
		policy_since(l, m->since);
		line_str(l, " or newer");
	}
}
