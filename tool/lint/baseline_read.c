// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The file is JSON, which the YAML reader understands. */
#include <string.h>

#include "lint/baseline.h"
#include "yaml/cursor.h"

static int read_count(struct cursor *c, const struct scalar *s, uint32_t *to)
{
	uint64_t n = 0;
	int rc = scalar_number(c, s, &n);

	if (!rc && (!n || n > UINT32_MAX))
		rc = scalar_fail(c, s, "a count must be at least 1");
	*to = (uint32_t)n;
	return rc;
}

static int read_field(struct cursor *c, const struct scalar *key,
		      struct baseline_entry *e)
{
	struct scalar s = { 0 };
	int rc = cursor_value(c, &s);

	if (rc)
		return rc;
	if (!strcmp(key->text, "rule"))
		e->rule = s.text;
	else if (!strcmp(key->text, "board"))
		e->board = s.text;
	else if (!strcmp(key->text, "node"))
		e->node = s.text;
	else if (!strcmp(key->text, "property"))
		e->property = s.quoted ? s.text : NULL;
	else if (!strcmp(key->text, "count"))
		return read_count(c, &s, &e->count);
	else
		return scalar_fail(c, key, "'%.40s' is not a key of a finding", key->text);
	return READ_OK;
}

static int read_entry(struct cursor *c, struct baseline *b)
{
	struct baseline_entry *e = vec_push(&b->entries, sizeof(*e));
	struct scalar key = { 0 };
	yaml_mark_t at = c->event.start_mark;
	int rc;

	if (!e)
		return cursor_no_memory(c);
	rc = cursor_expect(c, YAML_MAPPING_START_EVENT, "a finding");
	while (!rc && !(rc = cursor_key(c, &key)) && key.text)
		rc = read_field(c, &key, e);
	if (!rc && (!e->rule || !e->board || !e->node || !e->count))
		rc = cursor_fail(c, (unsigned int)at.line + 1, (unsigned int)at.column + 1,
				 "a finding needs rule, board, node, property and count");
	return rc;
}

static int read_entries(struct cursor *c, struct baseline *b)
{
	bool more;
	int rc = cursor_next(c);

	if (!rc)
		rc = cursor_expect(c, YAML_SEQUENCE_START_EVENT, "a list of findings");
	while (!rc && !(rc = cursor_item(c, &more)) && more)
		rc = read_entry(c, b);
	return rc;
}

static int read_top(struct cursor *c, struct baseline *b)
{
	struct scalar key = { 0 }, s = { 0 };
	bool known = false, listed = false;
	int rc = READ_OK;

	while (!rc && !(rc = cursor_key(c, &key)) && key.text) {
		if (!strcmp(key.text, "schema")) {
			rc = cursor_value(c, &s);
			known = !rc && !strcmp(s.text, "iommuplan-baseline/1");
		} else if (!strcmp(key.text, "findings") && !listed) {
			listed = true;
			rc = read_entries(c, b);
		} else {
			rc = scalar_fail(c, &key, "'%.40s' is not a key of a baseline",
					 key.text);
		}
	}
	if (!rc && (!known || !listed))
		rc = cursor_fail(c, 1, 1, "no baseline: \"schema\": "
				 "\"iommuplan-baseline/1\" and \"findings\" are");
	return rc;
}

int baseline_read(struct baseline *b, const char *text, size_t size,
		  struct read_error *err)
{
	struct cursor c = { .store = &b->store, .err = err, .any_text = true };
	int rc = cursor_open(&c, text, size);

	for (int i = 0; !rc && i < 3; i++)
		rc = cursor_next(&c);
	if (!rc)
		rc = cursor_expect(&c, YAML_MAPPING_START_EVENT, "a baseline");
	if (!rc)
		rc = read_top(&c, b);
	for (int i = 0; !rc && i < 2; i++)
		rc = cursor_next(&c);
	if (!rc)
		rc = cursor_expect(&c, YAML_STREAM_END_EVENT, "nothing after the baseline");
	cursor_close(&c);
	return rc;
}
