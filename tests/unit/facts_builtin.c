/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What is compiled in is schemas/, entry for entry, and makes sense. */
#include <check.h>
#include <string.h>

#include "facts/builtin.h"
#include "facts/load.h"

Suite *facts_builtin_suite(void);

static void same_text(const char *a, const char *b)
{
	ck_assert_int_eq(!a, !b);
	if (a)
		ck_assert_str_eq(a, b);
}

static void same_span(struct iop_span a, struct iop_span b)
{
	ck_assert_uint_eq(a.since, b.since);
	ck_assert_uint_eq(a.until, b.until);
}

static void same_facts(const struct iop_driver *a, const struct iop_driver *b)
{
	unsigned int i;

	ck_assert_uint_eq(a->n_facts, b->n_facts);
	for (i = 0; i < a->n_facts; i++) {
		ck_assert_uint_eq(a->facts[i].key, b->facts[i].key);
		ck_assert(a->facts[i].value == b->facts[i].value);
		same_span(a->facts[i].when, b->facts[i].when);
		same_text(a->facts[i].compatible, b->facts[i].compatible);
		same_text(a->facts[i].from, b->facts[i].from);
	}
}

static void same_names(const struct iop_driver *a, const struct iop_driver *b)
{
	unsigned int i;

	ck_assert_uint_eq(a->n_compats, b->n_compats);
	for (i = 0; i < a->n_compats; i++) {
		same_text(a->compats[i].name, b->compats[i].name);
		same_span(a->compats[i].when, b->compats[i].when);
		same_text(a->compats[i].from, b->compats[i].from);
	}
	ck_assert_uint_eq(a->n_items, b->n_items);
	for (i = 0; i < a->n_items; i++) {
		same_text(a->items[i].list, b->items[i].list);
		same_text(a->items[i].name, b->items[i].name);
		same_span(a->items[i].when, b->items[i].when);
	}
	ck_assert_uint_eq(a->n_params, b->n_params);
	for (i = 0; i < a->n_params; i++) {
		same_text(a->params[i].name, b->params[i].name);
		same_text(a->params[i].type, b->params[i].type);
		same_text(a->params[i].fallback, b->params[i].fallback);
		same_text(a->params[i].doc, b->params[i].doc);
		same_span(a->params[i].when, b->params[i].when);
	}
}

static void same_rows(const struct iop_driver *a, const struct iop_driver *b)
{
	unsigned int i;

	ck_assert_uint_eq(a->n_rows, b->n_rows);
	for (i = 0; i < a->n_rows; i++) {
		const struct iop_row *x = &a->rows[i], *y = &b->rows[i];

		same_text(x->table, y->table);
		same_text(x->compatible, y->compatible);
		same_text(x->name, y->name);
		same_span(x->when, y->when);
		ck_assert_uint_eq(x->count, y->count);
		if (x->count)
			ck_assert_mem_eq(x->numbers, y->numbers,
					 x->count * sizeof(*x->numbers));
	}
}

static void same_behaviours(const struct iop_driver *a, const struct iop_driver *b)
{
	ck_assert_uint_eq(a->n_behaviours, b->n_behaviours);
	for (unsigned int i = 0; i < a->n_behaviours; i++) {
		same_text(a->behaviours[i].rule, b->behaviours[i].rule);
		same_text(a->behaviours[i].compatible, b->behaviours[i].compatible);
		same_text(a->behaviours[i].first, b->behaviours[i].first);
		same_text(a->behaviours[i].last, b->behaviours[i].last);
		same_text(a->behaviours[i].from, b->behaviours[i].from);
	}
}

/* Runs where `make check` does: in the checkout. */
START_TEST(builtin_is_schemas)
{
	const struct iop_facts *b = &iop_builtin_facts;
	struct read_error err;
	struct facts_set set;
	unsigned int i;

	ck_assert_msg(!facts_load(&set, "schemas", &err), "%s:%u:%u: %s",
		      err.file, err.line, err.column, err.message);
	ck_assert_uint_eq(set.facts.count, b->count);
	ck_assert_uint_eq(set.facts.newest, b->newest);
	ck_assert_uint_eq(set.facts.oldest, b->oldest);
	ck_assert_uint_eq(set.facts.n_vendors, b->n_vendors);
	for (i = 0; i < b->count + b->n_vendors; i++) {
		const struct iop_driver *x = i < b->count ? &set.facts.drivers[i] :
					     &set.facts.vendors[i - b->count];
		const struct iop_driver *y = i < b->count ? &b->drivers[i] :
					     &b->vendors[i - b->count];

		same_text(x->vendor, y->vendor);
		same_text(x->name, y->name);
		same_text(x->title, y->title);
		same_text(x->kconfig, y->kconfig);
		same_text(x->legacy_kconfig, y->legacy_kconfig);
		same_span(x->legacy_when, y->legacy_when);
		ck_assert_uint_eq(x->arches, y->arches);
		same_facts(x, y);
		same_names(x, y);
		same_rows(x, y);
		same_behaviours(x, y);
	}
	facts_free(&set);
}
END_TEST

static int overlap(struct iop_span a, struct iop_span b)
{
	return (!a.until || b.since < a.until) &&
	       (!b.until || a.since < b.until);
}

static const struct iop_driver *taker(unsigned int from,
				      const struct iop_compat *c)
{
	const struct iop_facts *f = &iop_builtin_facts;
	unsigned int i, k;

	for (i = from; i < f->count; i++)
		for (k = 0; k < f->drivers[i].n_compats; k++) {
			const struct iop_compat *o = &f->drivers[i].compats[k];

			if (!strcmp(o->name, c->name) &&
			    overlap(o->when, c->when))
				return &f->drivers[i];
		}
	return NULL;
}

START_TEST(one_driver_for_a_compatible)
{
	const struct iop_facts *f = &iop_builtin_facts;
	unsigned int i, k;

	ck_assert_str_eq(f->drivers[0].name, "linux");
	ck_assert_uint_gt(f->count, 1);
	for (i = 0; i < f->count; i++)
		for (k = 0; k < f->drivers[i].n_compats; k++) {
			const struct iop_compat *c = &f->drivers[i].compats[k];
			const struct iop_driver *other = taker(i + 1, c);

			ck_assert_msg(!other, "%s: %s and %s", c->name,
				      f->drivers[i].name,
				      other ? other->name : "");
		}
}
END_TEST

static int says(const struct iop_driver *d, enum iop_key key, iop_version v)
{
	unsigned int i;

	for (i = 0; i < d->n_facts; i++)
		if (d->facts[i].key == key && !d->facts[i].compatible &&
		    iop_span_has(d->facts[i].when, v, false))
			return 1;
	return 0;
}

/* What no prediction can do without has no hole between versions. */
START_TEST(no_hole_in_time)
{
	static const enum iop_key kernel[] = {
		IOP_K_GROUPED_AT, IOP_K_DRIVER_SCOPE, IOP_K_MAP_CELLS,
		IOP_K_REGISTER_ERROR, IOP_K_DEFAULT_TYPE, IOP_K_DEFAULT_FLUSH,
		IOP_K_ARM32_TYPE, IOP_K_OPINION_MEMBER, IOP_K_NO_BANK_EFFECT,
		IOP_K_UNTRUSTED, IOP_K_TYPE_WRITE, IOP_K_IDENTITY_FALLBACK,
	};
	const struct iop_facts *f = &iop_builtin_facts;
	unsigned int i, k, major, minor;

	for (major = 4; major <= 7; major++)
		for (minor = 0; minor <= 20; minor++) {
			iop_version v = IOP_VERSION(major, minor, 0);

			if (v < f->oldest || v > f->newest)
				continue;
			for (k = 0; k < sizeof(kernel) / sizeof(*kernel); k++)
				ck_assert_msg(says(&f->drivers[0], kernel[k], v),
					      "%s in %u.%u",
					      iop_key_infos[kernel[k]].name,
					      major, minor);
			for (i = 1; i < f->count; i++)
				if (f->drivers[i].n_compats &&
				    iop_span_has(f->drivers[i].compats[0].when, v, false))
					ck_assert_msg(says(&f->drivers[i],
							   IOP_K_GROUP_RULE, v),
						      "%s in %u.%u",
						      f->drivers[i].name,
						      major, minor);
		}
}
END_TEST

Suite *facts_builtin_suite(void)
{
	Suite *s = suite_create("facts_builtin");
	TCase *t = tcase_create("schemas");

	tcase_set_timeout(t, 60);	/* all files are read: sanitizers take their time */
	tcase_add_test(t, builtin_is_schemas);
	tcase_add_test(t, one_driver_for_a_compatible);
	tcase_add_test(t, no_hole_in_time);
	suite_add_tcase(s, t);
	return s;
}
