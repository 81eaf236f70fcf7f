/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "facts/row.h"
#include "facts/span.h"
#include "yaml/store.h"

#define NUMBERS_MAX 64

const char *const row_fields[ROW_FIELD_COUNT] = {
#define ROW_FIELD_TEXT(id, text) [ROW_##id] = (text),
	ROW_FIELDS(ROW_FIELD_TEXT)
#undef ROW_FIELD_TEXT
};

static int read_numbers(struct cursor *c, struct facts_row *row)
{
	uint64_t numbers[NUMBERS_MAX];
	struct scalar s;
	bool more;
	int rc = cursor_next(c);

	if (!rc)
		rc = cursor_expect(c, YAML_SEQUENCE_START_EVENT,
				   "a list of numbers");
	while (!rc && !(rc = cursor_item(c, &more)) && more) {
		rc = cursor_scalar(c, &s);
		if (!rc && row->count == NUMBERS_MAX)
			rc = scalar_fail(c, &s, "more than %d numbers",
					 NUMBERS_MAX);
		if (!rc)
			rc = scalar_number(c, &s, &numbers[row->count++]);
	}
	if (rc || !row->count)
		return rc;
	row->numbers = store_alloc(c->store, row->count * sizeof(*numbers));
	if (!row->numbers)
		return cursor_no_memory(c);
	memcpy(row->numbers, numbers, row->count * sizeof(*numbers));
	return READ_OK;
}

static void place_at_value(struct cursor *c, struct scalar *s)
{
	if (c->event.type != YAML_SCALAR_EVENT)
		return;
	s->line = (unsigned int)c->event.start_mark.line + 1;
	s->column = (unsigned int)c->event.start_mark.column + 1;
}

static int read_boundary(struct cursor *c, struct facts_row *row, enum span_end end)
{
	struct iop_span *s = &row->spans[0];
	int rc = end == SPAN_SINCE ? span_boundary(c, &s->no, &s->since, end) :
				     span_boundary(c, &s->yes, &s->until, end);

	place_at_value(c, &row->field[end == SPAN_SINCE ? ROW_SINCE : ROW_UNTIL]);
	return rc;
}

/* Fields that are no plain values leave their place behind. */
static int read_special(struct cursor *c, unsigned int field, const struct scalar *key,
			struct facts_row *row)
{
	row->field[field] = *key;
	switch (field) {
	case ROW_NUMBERS:
		return read_numbers(c, row);
	case ROW_SINCE:
		return read_boundary(c, row, SPAN_SINCE);
	case ROW_UNTIL:
		return read_boundary(c, row, SPAN_UNTIL);
	default:
		return span_list(c, row->spans, &row->n_spans);
	}
}

static int read_field(struct cursor *c, const struct scalar *key,
		      unsigned int may, struct facts_row *row)
{
	static const unsigned int special = ROW_BIT(NUMBERS) | ROW_BIT(SINCE) |
					    ROW_BIT(UNTIL) | ROW_BIT(WHEN);
	unsigned int i;

	for (i = 0; i < ROW_FIELD_COUNT; i++)
		if (!strcmp(row_fields[i], key->text))
			break;
	if (i == ROW_FIELD_COUNT || !(may & 1u << i))
		return scalar_fail(c, key, "unknown key '%s'", key->text);
	if (row->field[i].text)
		return scalar_fail(c, key, "'%s' is given twice", key->text);
	if (special & 1u << i)
		return read_special(c, i, key, row);
	return cursor_value(c, &row->field[i]);
}

static int check_spans(struct cursor *c, struct facts_row *row)
{
	const struct scalar *when = &row->field[ROW_WHEN], *at = when;
	unsigned int i;

	if (when->text && (row->field[ROW_SINCE].text || row->field[ROW_UNTIL].text))
		return scalar_fail(c, when, "since and until cannot be combined with when");
	if (!when->text)
		row->n_spans = 1;
	if (!row->n_spans)
		return scalar_fail(c, when, "contains no span");
	if (!when->text)
		at = &row->field[row->field[ROW_UNTIL].text ? ROW_UNTIL : ROW_SINCE];
	for (i = 0; i < row->n_spans; i++)
		if (span_check(c, at, &row->spans[i]))
			return READ_BAD;
	return READ_OK;
}

static int check_all_there(struct cursor *c, unsigned int must,
			   const struct facts_row *row)
{
	unsigned int i;

	for (i = 0; i < ROW_FIELD_COUNT; i++) {
		const char *text = row->field[i].text;

		if (must & 1u << i && !text)
			return cursor_fail(c, row->line, row->column,
					   "missing '%s'", row_fields[i]);
		if (text && !*text && i != ROW_DEFAULT)
			return scalar_fail(c, &row->field[i], "'%s' is empty",
					   row_fields[i]);
	}
	return READ_OK;
}

int row_read(struct cursor *c, unsigned int may, unsigned int must,
	     struct facts_row *out)
{
	struct scalar key;
	bool linux_own = !(must & ROW_BIT(FIRST));
	int rc = cursor_expect(c, YAML_MAPPING_START_EVENT, "a mapping");

	may |= must | (linux_own ? ROW_COMMON : ROW_BIT(FROM));
	memset(out, 0, sizeof(*out));
	out->line = (unsigned int)c->event.start_mark.line + 1;
	out->column = (unsigned int)c->event.start_mark.column + 1;
	while (!rc && !(rc = cursor_key(c, &key)) && key.text)
		rc = read_field(c, &key, may, out);
	must |= ROW_BIT(FROM);
	if (linux_own && !out->field[ROW_WHEN].text)
		must |= ROW_BIT(SINCE);
	if (!rc)
		rc = check_all_there(c, must, out);
	return rc ? rc : check_spans(c, out);
}
