// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/function.h"

#include <string.h>

#include "model/names.h"

/* "arm_smmu_device_group, iommu_group_get" names both. */
static bool names(const char *from, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = from; (at = strstr(at, name)); at += len)
		if ((at == from || strchr(" ,;(", at[-1])) && (!at[len] || strchr(" ,;()", at[len])))
			return true;
	return false;
}

static void version(struct out *o, const char *before, iop_version v)
{
	char text[16];

	iop_version_text(v & 0xffff ? v : v | IOP_VERSION_PATCH_ANY, text);
	out_str(o, before);
	out_str(o, text);
}

static void span(struct out *o, struct iop_span s)
{
	if (iop_span_gap(s))
		version(o, "  not read after Linux ", s.no);
	else
		version(o, "  since Linux ", s.since);
	if (s.until)
		version(o, ", until ", s.until);
}

static void value(struct out *o, const struct iop_fact *f)
{
	switch (iop_key_infos[f->key].kind) {
	case IOP_KIND_FLAG:
		out_str(o, f->value ? "true" : "false");
		break;
	case IOP_KIND_NUM:
		out_dec(o, f->value);
		break;
	default:
		out_str(o, f->value < IOP_W_COUNT ? iop_words[f->value] : "?");
	}
}

struct telling {
	struct out *o;
	const char *name;
	bool any;
};

static void head(struct telling *t, const struct iop_driver *d)
{
	if (!t->any) {
		out_str(t->o, "kernel function: ");
		out_term(t->o, t->name);
		out_str(t->o, "\n");
	}
	t->any = true;
	out_str(t->o, "    ");
	out_str(t->o, d->name);
	out_str(t->o, ": ");
}

static void facts_of(struct telling *t, const struct iop_driver *d)
{
	for (uint16_t n = 0; n < d->n_facts; n++) {
		const struct iop_fact *f = &d->facts[n];

		if (!names(f->from, t->name))
			continue;
		head(t, d);
		out_str(t->o, iop_key_infos[f->key].name);
		out_str(t->o, " ");
		value(t->o, f);
		if (f->compatible) {
			out_str(t->o, " for ");
			out_str(t->o, f->compatible);
		}
		span(t->o, f->when);
		out_char(t->o, '\n');
	}
}

static void lists_of(struct telling *t, const struct iop_driver *d)
{
	for (uint16_t n = 0; n < d->n_compats; n++)
		if (names(d->compats[n].from, t->name)) {
			head(t, d);
			out_str(t->o, "compatible ");
			out_str(t->o, d->compats[n].name);
			span(t->o, d->compats[n].when);
			out_char(t->o, '\n');
		}
	for (uint16_t n = 0; n < d->n_items; n++)
		if (names(d->items[n].from, t->name)) {
			head(t, d);
			out_str(t->o, d->items[n].list);
			out_char(t->o, ' ');
			out_str(t->o, d->items[n].name);
			span(t->o, d->items[n].when);
			out_char(t->o, '\n');
		}
	for (uint16_t n = 0; n < d->n_params; n++)
		if (names(d->params[n].from, t->name)) {
			head(t, d);
			out_str(t->o, "parameter ");
			out_str(t->o, d->params[n].name);
			span(t->o, d->params[n].when);
			out_char(t->o, '\n');
		}
}

bool function_explain(struct out *o, const struct iop_facts *facts, const char *name,
		      struct nearest *near)
{
	struct telling t = { o, name, false };

	for (uint16_t d = 0; d < facts->count; d++) {
		facts_of(&t, &facts->drivers[d]);
		lists_of(&t, &facts->drivers[d]);
		for (uint16_t n = 0; near && n < facts->drivers[d].n_facts; n++)
			nearest_offer(near, facts->drivers[d].facts[n].from);
	}
	return t.any;
}
