// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "facts/span.h"

#include <string.h>

#include "facts/row.h"
#include "facts/value.h"

/* {no: "6.6", yes: "6.8"}: of a series that was read, all releases are meant.
 * {no: "6.13.0"}: no kernel that has it was read; span_check() ends the gap. */
static int read_pair(struct cursor *c, iop_version *read, iop_version *at, enum span_end end)
{
	static const char *const names[2][2] = { { "no", "yes" }, { "yes", "no" } };
	struct scalar key, value;
	iop_version got[2] = { 0, 0 };
	int rc;

	while (!(rc = cursor_key(c, &key)) && key.text) {
		unsigned int newer = !strcmp(key.text, names[end][1]);

		if (!newer && strcmp(key.text, names[end][0]))
			return scalar_fail(c, &key, "unknown key '%s'", key.text);
		rc = cursor_value(c, &value);
		if (!rc)
			rc = value_version(c, &value, newer ? 0 : IOP_VERSION_PATCH_ANY,
					   &got[newer]);
		if (rc)
			return rc;
	}
	*read = got[0];
	*at = got[1];
	if (!rc && (!got[0] || (!got[1] && end == SPAN_UNTIL)))
		return cursor_fail(c, (unsigned int)c->event.start_mark.line + 1,
				   (unsigned int)c->event.start_mark.column + 1,
				   end == SPAN_UNTIL ?
				   "a boundary between two versions needs both 'yes' and 'no'" :
				   "a boundary between two versions needs 'no', and 'yes' if that version was checked");
	return rc;
}

int span_boundary(struct cursor *c, iop_version *read, iop_version *at, enum span_end end)
{
	struct scalar s;
	int rc = cursor_next(c);

	*read = 0;
	if (rc)
		return rc;
	if (c->event.type == YAML_MAPPING_START_EVENT)
		return read_pair(c, read, at, end);
	rc = cursor_scalar(c, &s);
	return rc ? rc : value_version(c, &s, 0, at);
}

/* One word of ">=5.10.262 <5.11". */
static int read_word(struct cursor *c, const struct scalar *s, const char *word, size_t len,
		     struct iop_span *out)
{
	size_t lead = len > 2 && !memcmp(word, ">=", 2) ? 2 : len > 1 && *word == '<' ? 1 : 0;
	iop_version *to = lead == 2 ? &out->since : &out->until;

	if (!lead || *to || iop_version_parse(word + lead, 0, to) != len - lead)
		return scalar_fail(c, s, "'%s' is not a span such as '>=5.10.262 <5.11'",
				   s->text);
	return READ_OK;
}

static int read_words(struct cursor *c, struct iop_span *out)
{
	struct scalar s;
	const char *at;
	int rc = cursor_scalar(c, &s);

	for (at = s.text; !rc && *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");

		rc = read_word(c, &s, at, len, out);
		at += len;
	}
	if (!rc && !out->since)
		rc = scalar_fail(c, &s, "a span must begin with '>='");
	return rc;
}

/* {since: {no: "5.4.6", yes: "5.4.188"}, until: "5.5"} */
static int read_mapping(struct cursor *c, struct iop_span *out)
{
	struct scalar key;
	int rc;

	while (!(rc = cursor_key(c, &key)) && key.text) {
		bool since = !strcmp(key.text, "since");

		if (!since && strcmp(key.text, "until"))
			return scalar_fail(c, &key, "unknown key '%s'", key.text);
		rc = since ? span_boundary(c, &out->no, &out->since, SPAN_SINCE) :
			     span_boundary(c, &out->yes, &out->until, SPAN_UNTIL);
		if (rc)
			return rc;
	}
	if (!rc && !out->since && !out->no)
		return cursor_fail(c, (unsigned int)c->event.start_mark.line + 1,
				   (unsigned int)c->event.start_mark.column + 1,
				   "a span needs a since");
	return rc;
}

static int read_one(struct cursor *c, struct iop_span *out)
{
	return c->event.type == YAML_MAPPING_START_EVENT ? read_mapping(c, out) :
							   read_words(c, out);
}

int span_list(struct cursor *c, struct iop_span *spans, unsigned int *count)
{
	bool more;
	int rc = cursor_next(c);

	if (!rc)
		rc = cursor_expect(c, YAML_SEQUENCE_START_EVENT, "a list of spans");
	while (!rc && !(rc = cursor_item(c, &more)) && more) {
		if (*count == ROW_SPANS)
			return cursor_fail(c, (unsigned int)c->event.start_mark.line + 1,
					   (unsigned int)c->event.start_mark.column + 1,
					   "more than %d spans", ROW_SPANS);
		rc = read_one(c, &spans[(*count)++]);
	}
	return rc;
}

/* Unknown from behind @no to @until, and nowhere known to hold. */
static int close_gap(struct cursor *c, const struct scalar *at, struct iop_span *s)
{
	if (!s->until || s->yes)
		return scalar_fail(c, at, "a since without a yes needs an until that is a single version");
	s->since = s->until;
	return s->no < s->until ? READ_OK :
		scalar_fail(c, at, "the older of two versions must come first");
}

int span_check(struct cursor *c, const struct scalar *at, struct iop_span *s)
{
	if (s->no && !s->since)
		return close_gap(c, at, s);
	if ((s->no && s->no >= s->since) || (s->yes && s->yes >= s->until))
		return scalar_fail(c, at, "the older of two versions must come first");
	if (s->until && s->since >= (s->yes ? s->yes : s->until))
		return scalar_fail(c, at, "until must be later than since");
	return READ_OK;
}
