// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "render/because/because.h"

struct telling {
	struct because *b;
	unsigned int told;
};

/* A compatible that no node of the tree lists decides nothing here. */
static bool concerns(const struct because *b, const char *compatible)
{
	const struct iop_plan *p = b->r->p;

	for (uint32_t i = 0; compatible && i < p->n_iommus; i++)
		if (iop_compatible(p->tree, p->iommus[i].node, compatible))
			return true;
	return !compatible;
}

/* Nor does a client of the list that no master is. */
static bool is_met(const struct because *b, const struct iop_open *o)
{
	const struct iop_plan *p = b->r->p;

	if (strcmp(o->about, iop_list_infos[IOP_L_IDENTITY_CLIENTS].name))
		return true;
	for (uint32_t i = 0; i < p->n_devices; i++)
		if (iop_compatible(p->tree, p->devices[i].node, o->name))
			return true;
	return false;
}

static void about(struct because *b, const struct iop_open *o)
{
	const char *name = o->fact ? iop_key_infos[o->fact->key].name : o->name;

	because_add(b, o->about);
	if (*name) {
		because_add(b, " ");
		because_add(b, name);
	}
	if (o->compatible && strcmp(o->compatible, o->name)) {
		because_add(b, " of ");
		because_add(b, o->compatible);
	}
}

/* A key that no plan has is no reason to doubt one. */
static bool is_for_hosts(const struct iop_open *o)
{
	return o->fact && IOP_KEY_IS_FOR_HOSTS(o->fact->key);
}

static bool tell(void *ctx, const struct iop_open *o)
{
	struct telling *t = ctx;
	struct line *line = &t->b->r->text;
	bool begins = t->b->r->p->view->target.version < o->when.since;

	if (!concerns(t->b, o->compatible) || !is_met(t->b, o) ||
	    !strcmp(o->about, "parameter") || is_for_hosts(o))
		return true;
	because_add(t->b, "the source of this version was not read: ");
	about(t->b, o);
	because_add(t->b, begins ? ", not in Linux " : ", in Linux ");
	render_version(line, begins ? o->when.no : o->when.yes);
	if (iop_span_gap(o->when)) {
		because_add(t->b, ", which was the last of its series that was read");
	} else {
		because_add(t->b, begins ? ", in " : ", not in ");
		render_version(line, begins ? o->when.since : o->when.until);
	}
	because_say_it(t->b, o->from);
	t->told++;
	return true;
}

void because_unread(struct because *b, const struct iop_driver *d)
{
	const struct iop_view *v = b->r->p->view;
	struct telling t = { b, 0 };

	if (v->target.backports) {
		because_add(b, "a vendor's kernel: Linux ");
		render_version(&b->r->text, v->target.version);
		because_add(b, " and ");
		render_version(&b->r->text, v->target.backports);
		because_add(b, " differ here, and what was ported back is not known");
		because_say_it(b, NULL);
		return;
	}
	if (d)
		iop_open_rows(d, v->target.version, tell, &t);
	if (!t.told)
		iop_open_rows(&v->facts->drivers[0], v->target.version, tell, &t);
}
