// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The rows that may or may not hold in a version that was not read. */
#include "facts/view.h"

struct walk {
	iop_version at;
	bool (*visit)(void *ctx, const struct iop_open *o);
	void *ctx;
};

static bool offer(const struct walk *w, struct iop_span when, const char *about,
		  const char *name, const char *compatible, const char *from)
{
	const struct iop_open o = { when, about, name ? name : "", NULL, compatible, from };

	return !iop_span_open(when, w->at) || w->visit(w->ctx, &o);
}

static bool offer_fact(const struct walk *w, const struct iop_fact *f)
{
	const struct iop_open o = { f->when, "key", "", f, f->compatible, f->from };

	return !iop_span_open(f->when, w->at) || w->visit(w->ctx, &o);
}

static bool strings(const struct walk *w, const struct iop_driver *d)
{
	bool more = offer(w, d->legacy_when, "kconfig", d->legacy_kconfig, NULL, d->name);

	for (uint16_t i = 0; i < d->n_compats && more; i++)
		more = offer(w, d->compats[i].when, "compatible", d->compats[i].name,
			     d->compats[i].name, d->compats[i].from);
	for (uint16_t i = 0; i < d->n_items && more; i++)
		more = offer(w, d->items[i].when, d->items[i].list, d->items[i].name, NULL,
			     d->items[i].from);
	for (uint16_t i = 0; i < d->n_params && more; i++)
		more = offer(w, d->params[i].when, "parameter", d->params[i].name, NULL,
			     d->params[i].from);
	return more;
}

static bool numbers(const struct walk *w, const struct iop_driver *d)
{
	bool more = true;

	for (uint16_t i = 0; i < d->n_facts && more; i++)
		more = offer_fact(w, &d->facts[i]);
	for (uint16_t i = 0; i < d->n_rows && more; i++)
		more = offer(w, d->rows[i].when, d->rows[i].table, d->rows[i].name,
			     d->rows[i].compatible, d->rows[i].from);
	return more;
}

bool iop_open_rows(const struct iop_driver *d, iop_version v,
		   bool (*visit)(void *ctx, const struct iop_open *o), void *ctx)
{
	struct walk w = { v, visit, ctx };

	return strings(&w, d) && numbers(&w, d);
}
