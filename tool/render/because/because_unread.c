// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "model/lookup.h"
#include "render/because/because.h"

struct telling {
	struct because *b;
	const struct iop_driver *whose;
	const struct iop_device *d;
	bool all;			/* whatever they change */
	unsigned int reported;
};

/* A compatible that no node of the tree lists decides nothing here; @name may end in a star. */
static bool is_in_tree(const struct iop_tree *t, const char *name)
{
	for (uint32_t node = 0; node < t->count; node++) {
		struct iop_cells list = iop_prop(t, node, IOP_P_COMPATIBLE);
		const char *own;

		while ((own = iop_list_next(&list)))
			if (iop_name_fits(name, own))
				return true;
	}
	return false;
}

static bool ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && !strcmp(s + n - m, end);
}

/* Of fw_devlink's properties those that an IOMMU waits for. */
static bool is_awaited(const struct iop_plan *p, const char *property)
{
	for (uint32_t n = 0; n < p->n_suppliers; n++)
		if (!strcmp(p->suppliers[n].property, property))
			return true;
	return false;
}

/* What is on a list decides where something of the tree is; what hosts, boot
 * arguments and releases are compared with decides nothing in a plan. */
static bool is_met(const struct because *b, const struct iop_open *o)
{
	const char *list = o->about;

	if (!strcmp(list, "parameter") || ends_in(list, "-params") || ends_in(list, "-releases") ||
	    !strcmp(list, iop_list_infos[IOP_L_ISOLATED_MSI].name))
		return false;
	if (!strcmp(list, iop_list_infos[IOP_L_LINKED].name))
		return is_awaited(b->r->p, o->name);
	return !strchr(o->name, ',') || is_in_tree(b->r->p->tree, o->name);
}

/* Does this key change what becomes of the device? Only where no key does, rows
 * for single compatibles and items of lists do. */
static bool bears_on(const struct telling *t, const struct iop_open *o)
{
	const struct iop_plan *p = t->b->r->p;
	uint64_t keys = t->d->open_keys;

	if (!o->fact || o->compatible)
		return !keys || t->all;
	for (uint32_t bit = 0; bit < p->n_open_keys; bit++)
		if (&p->view->facts->drivers[p->open_keys[bit].driver] == t->whose &&
		    p->open_keys[bit].key == o->fact->key)
			return (keys >> bit & 1) || t->all;
	return t->all;
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

	if ((o->compatible && !is_in_tree(t->b->r->p->tree, o->compatible)) ||
	    !is_met(t->b, o) || is_for_hosts(o) || !bears_on(t, o))
		return true;
	because_add(t->b, "the source of this version is not known: ");
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
	t->reported++;
	return true;
}

static void of_driver(struct telling *t, const struct iop_driver *d)
{
	t->whose = d;
	iop_open_rows(d, t->b->r->p->view->target.version, tell, t);
}

static void of_vendor(struct because *b, const struct iop_view *v)
{
	because_add(b, "a vendor's kernel: Linux ");
	render_version(&b->r->text, v->target.version);
	because_add(b, " and ");
	render_version(&b->r->text, v->target.backports);
	because_add(b, " differ here, and it is not known what was backported");
	because_say_it(b, NULL);
}

void because_unread(struct because *b, const struct iop_device *d)
{
	const struct iop_iommu *i = d->iommu == IOP_NONE ? NULL : iop_iommu_of(b->r->p, d->iommu);
	const struct iop_view *v = b->r->p->view;
	struct telling t = { .b = b, .d = d };

	if (v->target.backports)
		return of_vendor(b, v);
	if (i && i->unsure)
		return because_suppliers(b, i);
	for (int round = 0; round < 2 && !t.reported; round++) {
		t.all = round;
		if (i)
			of_driver(&t, i->driver);
		if (!t.reported || d->open_keys)
			of_driver(&t, &v->facts->drivers[0]);
	}
}
