/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Reads what "dtc -T -T" prints:
 *
 *	label: node@0 { / * a.dts:3:9-7:3, b.dts:2:6-4:3 * /
 *		name = <0x01>; / * a.dts:4:3-4:15 * /
 *	};
 *
 * Only what tells names from values is looked at, so a later dtc may print
 * values as it likes.
 */
#include "srcpos/line_map.h"

#include <string.h>

#define DEPTH_MAX 64	/* deeper than Linux reads */

struct reader {
	struct place_map *m;
	const char *at, *end;
	size_t paths[DEPTH_MAX];	/* of the open nodes, in the pool */
	unsigned int depth;
	enum place_read error;
};

static bool fail(struct reader *r, enum place_read error)
{
	if (!r->error)
		r->error = error;
	r->at = r->end;
	return false;
}

static bool read_number(const char **at, const char *end, uint32_t *to)
{
	const char *s = *at;

	for (*to = 0; s < end && *s >= '0' && *s <= '9'; s++) {
		if (*to > 99999999)
			return false;
		*to = *to * 10 + (uint32_t)(*s - '0');
	}
	if (s == *at)
		return false;
	*at = s;
	return true;
}

/* ":3:9-7:3" at @at; behind it the comment ends or another spot follows. */
static const char *read_numbers(const char *at, const char *end,
				struct place_spot *spot)
{
	static const char marks[] = "::-:";
	uint32_t values[4];
	unsigned int i;

	for (i = 0; i < 4; i++)
		if (at == end || *at++ != marks[i] ||
		    !read_number(&at, end, &values[i]))
			return NULL;
	if (!values[0] || !values[1])
		return NULL;
	spot->line = values[0];
	spot->column = values[1];
	spot->last = values[2] > values[0] ? values[2] : values[0];
	return at == end || *at == ' ' || *at == ',' ? at : NULL;
}

/* The next spot of a comment, or NULL: "<no-file>" has no numbers. */
static const char *read_spot(const char *at, const char *end,
			     struct place_spot *spot)
{
	spot->file = at;
	for (; at < end; at++) {
		const char *behind = *at != ':' ? NULL :
				     read_numbers(at, end, spot);

		if (!behind)
			continue;
		spot->file_len = (size_t)(at - spot->file);
		return spot->file_len ? behind : NULL;
	}
	return NULL;
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' ||
				  *r->at == '\n' || *r->at == '\r'))
		r->at++;
}

/* The comment that begins at r->at, without its marks; r->at goes behind it. */
static bool take_comment(struct reader *r, const char **from, const char **to)
{
	const char *s = r->at + 2;

	if (r->end - r->at < 4 || r->at[0] != '/' || r->at[1] != '*')
		return false;
	for (; s + 1 < r->end; s++) {
		if (s[0] != '*' || s[1] != '/')
			continue;
		*from = r->at + 2;
		*to = s;
		r->at = s + 2;
		return true;
	}
	return fail(r, PLACE_READ_BAD);
}

static void read_spots(struct reader *r)
{
	const char *at, *end;

	while (r->at < r->end && *r->at == ' ')
		r->at++;
	if (!take_comment(r, &at, &end))
		return;
	while (at < end && (*at == ' ' || *at == ',')) {
		struct place_spot spot = { .line = 0 };

		while (at < end && (*at == ' ' || *at == ','))
			at++;
		at = read_spot(at, end, &spot);
		if (!at)
			return;
		if (!place_map_add_spot(r->m, &spot)) {
			fail(r, PLACE_READ_MEMORY);
			return;
		}
	}
}

/* To the semicolon that ends a value. */
static void skip_value(struct reader *r)
{
	bool quoted = false;

	for (; r->at < r->end; r->at++) {
		if (quoted && *r->at == '\\')
			r->at++;
		else if (*r->at == '"')
			quoted = !quoted;
		else if (!quoted && *r->at == ';')
			break;
	}
	if (r->at >= r->end)
		fail(r, PLACE_READ_BAD);
	else
		r->at++;
}

static bool open_node(struct reader *r, const char *name, size_t len)
{
	size_t above = r->depth ? r->paths[r->depth - 1] : SIZE_MAX, path;

	if (r->depth == DEPTH_MAX)
		return fail(r, PLACE_READ_BAD);
	path = place_map_add_path(r->m, above, name, len);
	if (path == SIZE_MAX || !place_map_add(r->m, path, NULL, 0))
		return fail(r, PLACE_READ_MEMORY);
	r->paths[r->depth++] = path;
	r->at++;
	read_spots(r);
	return true;
}

static bool close_node(struct reader *r)
{
	if (!r->depth)
		return fail(r, PLACE_READ_BAD);
	r->depth--;
	skip_value(r);
	return true;
}

/* "name = value;" or "name;" or "name {", r->at behind the name */
static bool read_named(struct reader *r, const char *name, size_t len)
{
	skip_blanks(r);
	if (r->at == r->end)
		return fail(r, PLACE_READ_BAD);
	if (*r->at == '{')
		return open_node(r, name, len);
	if (!r->depth || (*r->at != '=' && *r->at != ';'))
		return fail(r, PLACE_READ_BAD);
	skip_value(r);
	if (!place_map_add(r->m, r->paths[r->depth - 1], name, len))
		return fail(r, PLACE_READ_MEMORY);
	read_spots(r);
	return true;
}

/* Before the root: "/dts-v1/;", "/memreserve/ ...;" */
static bool read_above(struct reader *r)
{
	if (r->at + 1 < r->end && (r->at[1] == ' ' || r->at[1] == '{')) {
		r->at++;
		return read_named(r, "", 0);
	}
	skip_value(r);
	return !r->error;
}

static bool read_statement(struct reader *r)
{
	const char *name, *a, *b;

	skip_blanks(r);
	if (r->at == r->end)
		return false;
	if (take_comment(r, &a, &b))
		return true;
	if (*r->at == '}')
		return close_node(r);
	if (!r->depth && *r->at == '/')
		return read_above(r);
	name = r->at;
	while (r->at < r->end && !strchr(" \t\n\r=;{}:\"", *r->at))
		r->at++;
	if (r->at == name || r->at == r->end)
		return fail(r, PLACE_READ_BAD);
	if (*r->at == ':') {
		r->at++;
		return true;
	}
	return read_named(r, name, (size_t)(r->at - name));
}

enum place_read place_map_read(struct place_map *m, const char *text,
			       size_t size)
{
	struct reader r = { .m = m, .at = text, .end = text + size };

	memset(m, 0, sizeof(*m));
	while (read_statement(&r))
		;
	if (!r.error && (r.depth || !m->n_entries))
		r.error = PLACE_READ_BAD;
	if (!r.error)
		place_map_sort(m);
	return r.error;
}

bool place_map_is_annotated(const char *text, size_t size)
{
	const char *brace = memchr(text, '{', size);
	struct reader r = { .end = text + size };
	struct place_spot spot;
	const char *at, *end;

	if (!brace)
		return false;
	r.at = brace + 1;
	while (r.at < r.end && *r.at == ' ')
		r.at++;
	return take_comment(&r, &at, &end) && at < end &&
	       read_spot(at + 1, end, &spot);
}
