/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdio.h>
#include <string.h>

#include "policy/fields.h"
#include "text/did_you_mean.h"

/* Enough for every list of words and keys there is. */
#define WORDS_MAX 128

static void join(char *all, const char *word)
{
	size_t at = strlen(all);

	snprintf(all + at, WORDS_MAX - at, at ? ", %s" : "%s", word);
}

static int unknown_key(struct reader *r, const struct policy_field *f,
		       const char *what, const struct scalar *key)
{
	char all[WORDS_MAX] = "", hint[NEAREST_HINT];
	struct nearest near;

	nearest_begin(&near, key->text);
	for (; f->name; f++) {
		join(all, f->name);
		nearest_offer(&near, f->name);
	}
	return scalar_fail(&r->c, key, "unknown key '%.40s' in %s: expected one of %s%s",
			   key->text, what, all, nearest_hint(&near, hint));
}

static int read_field(struct reader *r, const struct policy_field *fields,
		      const char *what, const struct scalar *key, void *into,
		      unsigned int *seen)
{
	unsigned int i;

	for (i = 0; fields[i].name; i++)
		if (!strcmp(fields[i].name, key->text))
			break;
	if (!fields[i].name)
		return unknown_key(r, fields, what, key);
	if (*seen >> i & 1)
		return scalar_fail(&r->c, key, "'%s' is given twice", key->text);
	*seen |= 1u << i;
	return fields[i].read(r, key, into);
}

static int check_missing(struct reader *r, const struct policy_field *fields,
			 const char *what, unsigned int seen,
			 const struct iop_at *at)
{
	for (unsigned int i = 0; fields[i].name; i++)
		if (fields[i].must && !(seen >> i & 1))
			return cursor_fail(&r->c, at->line, at->column,
					   "'%s' is missing in %s",
					   fields[i].name, what);
	return READ_OK;
}

int fields_read(struct reader *r, const struct policy_field *fields, const char *what,
		void *into, unsigned int *seen, struct iop_at *at)
{
	unsigned int had = 0;
	char expected[64];
	struct scalar key;
	int rc;

	snprintf(expected, sizeof(expected), "a mapping: %s", what);
	rc = cursor_expect(&r->c, YAML_MAPPING_START_EVENT, expected);
	if (rc)
		return rc;
	at->line = (uint32_t)r->c.event.start_mark.line + 1;
	at->column = (uint32_t)r->c.event.start_mark.column + 1;
	while (!(rc = cursor_key(&r->c, &key)) && key.text) {
		rc = read_field(r, fields, what, &key, into, &had);
		if (rc)
			return rc;
	}
	if (seen)
		*seen = had;
	return rc ? rc : check_missing(r, fields, what, had, at);
}

int fields_list(struct reader *r, const char *what,
		int (*item)(struct reader *r, void *into), void *into)
{
	bool more;
	int rc = cursor_next(&r->c);

	if (!rc)
		rc = cursor_expect(&r->c, YAML_SEQUENCE_START_EVENT, what);
	while (!rc && !(rc = cursor_item(&r->c, &more)) && more)
		rc = item(r, into);
	return rc;
}

int word_find(struct reader *r, const char *name, const struct scalar *s,
	      const char *const *words, unsigned int count, uint8_t *out)
{
	char all[WORDS_MAX] = "";
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (!strcmp(words[i], "unsaid"))
			continue;
		if (!strcmp(words[i], s->text)) {
			*out = (uint8_t)i;
			return READ_OK;
		}
		join(all, words[i]);
	}
	return scalar_fail(&r->c, s, "%s cannot be '%.40s': expected one of %s", name,
			   s->text, all);
}

int word_read(struct reader *r, const char *name, const char *const *words,
	      unsigned int count, uint8_t *out)
{
	struct scalar s = { 0 };
	int rc = cursor_value(&r->c, &s);

	return rc ? rc : word_find(r, name, &s, words, count, out);
}
