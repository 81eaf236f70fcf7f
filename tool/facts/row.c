/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "facts/row.h"
#include "yaml/store.h"
#include "facts/value.h"

#define NUMBERS_MAX 64

const char *const row_fields[ROW_FIELD_COUNT] = {
#define ROW_FIELD_TEXT(id, text) [ROW_##id] = text,
	ROW_FIELDS(ROW_FIELD_TEXT)
#undef ROW_FIELD_TEXT
};

static int read_numbers(struct cursor *c, struct row *row)
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

static int read_field(struct cursor *c, const struct scalar *key,
		      unsigned int may, struct row *row)
{
	unsigned int i;

	for (i = 0; i < ROW_FIELD_COUNT; i++)
		if (!strcmp(row_fields[i], key->text))
			break;
	if (i == ROW_FIELD_COUNT || !(may & 1u << i))
		return scalar_fail(c, key, "unknown key '%s'", key->text);
	if (row->field[i].text)
		return scalar_fail(c, key, "'%s' is said twice", key->text);
	if (i != ROW_NUMBERS)
		return cursor_value(c, &row->field[i]);
	row->field[i] = *key;
	return read_numbers(c, row);
}

static int read_span(struct cursor *c, struct row *row)
{
	const struct scalar *until = &row->field[ROW_UNTIL];
	int rc = value_version(c, &row->field[ROW_SINCE], 0, &row->when.since);

	if (!rc && until->text)
		rc = value_version(c, until, 0, &row->when.until);
	if (!rc && until->text && row->when.since >= row->when.until)
		rc = scalar_fail(c, until, "until has to be later than since");
	return rc;
}

static int check_all_there(struct cursor *c, unsigned int must,
			   const struct row *row)
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
	     struct row *out)
{
	struct scalar key;
	int rc = cursor_expect(c, YAML_MAPPING_START_EVENT, "a mapping");

	memset(out, 0, sizeof(*out));
	out->line = (unsigned int)c->event.start_mark.line + 1;
	out->column = (unsigned int)c->event.start_mark.column + 1;
	while (!rc && !(rc = cursor_key(c, &key)) && key.text)
		rc = read_field(c, &key, may | must | ROW_COMMON, out);
	must |= ROW_BIT(SINCE) | ROW_BIT(FROM);
	if (!rc)
		rc = check_all_there(c, must, out);
	return rc ? rc : read_span(c, out);
}
