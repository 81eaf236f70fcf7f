/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Rows as entries of the tables. What two rows say about the same thing must
 * not hold at the same time; the second is reported.
 */
#include <string.h>

#include "facts/section.h"
#include "facts/value.h"

static const char *const columns[IOP_TABLE_COUNT] = {
#define TABLE_COLUMNS(id, text, least, most, doc) [IOP_T_##id] = (doc),
	IOP_TABLES(TABLE_COLUMNS)
#undef TABLE_COLUMNS
};

#define ENTRIES_MAX 0xffff

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool meet(iop_version a_since, iop_version a_until, iop_version b_since,
		 iop_version b_until)
{
	return (!a_until || b_since < a_until) && (!b_until || a_since < b_until);
}

/* Open boundaries are passed all at once, late or early: both have to fit. */
static bool has_overlap(struct iop_span a, struct iop_span b)
{
	return meet(a.since, a.until, b.since, b.until) ||
	       meet(a.no ? a.no + 1 : a.since, a.yes ? a.yes + 1 : a.until,
		    b.no ? b.no + 1 : b.since, b.yes ? b.yes + 1 : b.until);
}

static int fail_overlap(struct cursor *c, const struct facts_row *row)
{
	return cursor_fail(c, row->line, row->column,
			   "overlaps an earlier row in time");
}

static void *push(struct cursor *c, struct vec *v, size_t elem)
{
	void *entry = v->count < ENTRIES_MAX ? vec_push(v, elem) : NULL;

	if (!entry)
		cursor_no_memory(c);
	return entry;
}

static int add_compat(struct cursor *c, struct draft *d, const struct facts_row *row)
{
	const struct iop_compat *old = d->compats.data;
	struct iop_compat *new;
	size_t i;

	for (i = 0; i < d->compats.count; i++)
		if (is_same(old[i].name, row->field[ROW_NAME].text) &&
		    has_overlap(old[i].when, row->when))
			return fail_overlap(c, row);
	new = push(c, &d->compats, sizeof(*new));
	if (!new)
		return READ_IO;
	new->name = row->field[ROW_NAME].text;
	new->when = row->when;
	new->from = row->field[ROW_FROM].text;
	return READ_OK;
}

static int add_fact(struct cursor *c, struct draft *d, const struct facts_row *row)
{
	const struct iop_fact *old = d->facts.data;
	struct iop_fact *new;
	uint64_t value;
	size_t i = d->facts.count;

	if (value_fact(c, &row->field[ROW_VALUE], (enum iop_key)d->group,
		       &value))
		return READ_BAD;
	while (i-- && old[i].key == d->group)
		if (is_same(old[i].compatible,
			    row->field[ROW_COMPATIBLE].text) &&
		    has_overlap(old[i].when, row->when))
			return fail_overlap(c, row);
	new = push(c, &d->facts, sizeof(*new));
	if (!new)
		return READ_IO;
	new->key = (uint16_t)d->group;
	new->value = value;
	new->when = row->when;
	new->compatible = row->field[ROW_COMPATIBLE].text;
	new->from = row->field[ROW_FROM].text;
	return READ_OK;
}

static int add_item(struct cursor *c, struct draft *d, const struct facts_row *row)
{
	const char *list = iop_list_infos[d->group].name;
	const struct iop_item *old = d->items.data;
	struct iop_item *new;
	size_t i = d->items.count;

	while (i-- && old[i].list == list)
		if (is_same(old[i].name, row->field[ROW_NAME].text) &&
		    has_overlap(old[i].when, row->when))
			return fail_overlap(c, row);
	new = push(c, &d->items, sizeof(*new));
	if (!new)
		return READ_IO;
	new->list = list;
	new->name = row->field[ROW_NAME].text;
	new->when = row->when;
	new->from = row->field[ROW_FROM].text;
	return READ_OK;
}

static bool is_same_row(const struct iop_row *old, const struct facts_row *row)
{
	return is_same(old->compatible, row->field[ROW_COMPATIBLE].text) &&
	       is_same(old->name, row->field[ROW_NAME].text) &&
	       old->count == row->count &&
	       (!row->count || !memcmp(old->numbers, row->numbers,
				       row->count * sizeof(*row->numbers)));
}

static int add_row(struct cursor *c, struct draft *d, const struct facts_row *row)
{
	const struct iop_table_info *table = &iop_table_infos[d->group];
	const struct iop_row *old = d->rows.data;
	struct iop_row *new;
	size_t i = d->rows.count;

	if (row->count < table->least || row->count > table->most)
		return cursor_fail(c, row->line, row->column,
				   "%s has these numbers: %s", table->name,
				   columns[d->group]);
	while (i-- && old[i].table == table->name)
		if (is_same_row(&old[i], row) &&
		    has_overlap(old[i].when, row->when))
			return fail_overlap(c, row);
	new = push(c, &d->rows, sizeof(*new));
	if (!new)
		return READ_IO;
	new->table = table->name;
	new->compatible = row->field[ROW_COMPATIBLE].text;
	new->name = row->field[ROW_NAME].text;
	new->numbers = row->numbers;
	new->count = row->count;
	new->when = row->when;
	new->from = row->field[ROW_FROM].text;
	return READ_OK;
}

static int check_type(struct cursor *c, const struct scalar *type)
{
	if (is_same(type->text, "bool") || is_same(type->text, "setup-bool") ||
	    is_same(type->text, "int") || is_same(type->text, "uint") ||
	    is_same(type->text, "string"))
		return READ_OK;
	return scalar_fail(c, type, "unknown type '%s'", type->text);
}

static int add_param(struct cursor *c, struct draft *d, const struct facts_row *row)
{
	const struct iop_param *old = d->params.data;
	struct iop_param *new;
	size_t i;

	if (check_type(c, &row->field[ROW_TYPE]))
		return READ_BAD;
	for (i = 0; i < d->params.count; i++)
		if (is_same(old[i].name, row->field[ROW_NAME].text) &&
		    has_overlap(old[i].when, row->when))
			return fail_overlap(c, row);
	new = push(c, &d->params, sizeof(*new));
	if (!new)
		return READ_IO;
	new->name = row->field[ROW_NAME].text;
	new->type = row->field[ROW_TYPE].text;
	new->fallback = row->field[ROW_DEFAULT].text;
	new->doc = row->field[ROW_DOC].text;
	new->when = row->when;
	new->from = row->field[ROW_FROM].text;
	return READ_OK;
}

static int add_behaviour(struct cursor *c, struct draft *d, const struct facts_row *row)
{
	struct iop_behaviour *new = push(c, &d->behaviours, sizeof(*new));

	if (!new)
		return READ_IO;
	new->rule = row->field[ROW_RULE].text;
	new->compatible = row->field[ROW_COMPATIBLE].text;
	new->first = row->field[ROW_FIRST].text;
	new->last = row->field[ROW_LAST].text;
	new->from = row->field[ROW_FROM].text;
	return READ_OK;
}

const struct facts_section facts_sections[] = {
	{ "compatibles", 0, ROW_BIT(NAME), NULL, add_compat },
	{ "facts", ROW_BIT(COMPATIBLE), ROW_BIT(VALUE), value_key, add_fact },
	{ "lists", 0, ROW_BIT(NAME), value_list, add_item },
	{ "tables", ROW_BIT(COMPATIBLE) | ROW_BIT(NAME) | ROW_BIT(NUMBERS), 0,
	  value_table, add_row },
	{ "params", 0, ROW_BIT(NAME) | ROW_BIT(TYPE) | ROW_BIT(DEFAULT) |
	  ROW_BIT(DOC), NULL, add_param },
	{ "behaviours", ROW_BIT(COMPATIBLE), ROW_BIT(RULE) | ROW_BIT(FIRST) |
	  ROW_BIT(LAST), NULL, add_behaviour },
	{ NULL, 0, 0, NULL, NULL },
};
