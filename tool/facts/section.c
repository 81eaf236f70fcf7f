/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "facts/section.h"
#include "facts/value.h"

_Static_assert(IOP_KEY_COUNT <= 256 && IOP_LIST_COUNT <= 256 &&
	       IOP_TABLE_COUNT <= 256, "draft.seen has a bit for each");

/* One statement may hold more than once: a stable back-port. */
static int add_spans(struct cursor *c, struct draft *d, const struct facts_section *s,
		     struct facts_row *row)
{
	unsigned int i;
	int rc = READ_OK;

	for (i = 0; i < row->n_spans && !rc; i++) {
		row->when = row->spans[i];
		rc = s->add(c, d, row);
	}
	return rc;
}

static int read_rows(struct cursor *c, struct draft *d,
		     const struct facts_section *s)
{
	struct facts_row row;
	bool more;
	int rc = cursor_next(c);

	if (!rc)
		rc = cursor_expect(c, YAML_SEQUENCE_START_EVENT,
				   "a list of rows");
	while (!rc && !(rc = cursor_item(c, &more)) && more) {
		rc = row_read(c, s->may, s->must, &row);
		if (!rc)
			rc = add_spans(c, d, s, &row);
	}
	return rc;
}

static int read_group(struct cursor *c, struct draft *d,
		      const struct facts_section *s, const struct scalar *key)
{
	uint64_t bit;
	int rc = s->group(c, key, &d->group);

	if (rc)
		return rc;
	bit = (uint64_t)1 << d->group % 64;
	if (d->seen[d->group / 64] & bit)
		return scalar_fail(c, key, "'%s' is given twice", key->text);
	d->seen[d->group / 64] |= bit;
	return read_rows(c, d, s);
}

int section_read(struct cursor *c, struct draft *d, const struct facts_section *s)
{
	struct scalar key;
	int rc;

	if (!s->group)
		return read_rows(c, d, s);
	memset(d->seen, 0, sizeof(d->seen));
	rc = cursor_next(c);
	if (!rc)
		rc = cursor_expect(c, YAML_MAPPING_START_EVENT, "a mapping");
	while (!rc && !(rc = cursor_key(c, &key)) && key.text)
		rc = read_group(c, d, s, &key);
	return rc;
}
