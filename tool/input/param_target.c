/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/param_target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const yes[] = { "y", "yes", "on", "true", NULL };
static const char *const no[] = { "n", "no", "off", "false", NULL };
static const char sizes[] = ".;:#";	/* 1, 2, 4 and 8 bytes */

static uint32_t cell_at(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

static bool copy(char to[PARAM_TEXT], const char *from, size_t n)
{
	if (n >= PARAM_TEXT)
		return false;
	memmove(to, from, n);
	to[n] = 0;
	return true;
}

static const char *text_at(struct param_targets *d)
{
	const char *text = (const char *)d->at;
	const uint8_t *nul = d->at < d->end ? memchr(d->at, 0, (size_t)(d->end - d->at)) : NULL;

	if (!nul)
		return NULL;
	d->at = nul + 1;
	return text;
}

static bool copy_cell(const struct param_targets *d, const uint8_t *at, struct param_target *t)
{
	if (d->end - at < 4)
		return false;
	t->from = (uint32_t)(at - d->start);
	snprintf(t->value, sizeof(t->value), "%d", (int)cell_at(at));
	return true;
}

/* "property:4", "property?" and so on, without what follows = or { */
static bool read_kind(struct param_target *t, const char *how, bool typed)
{
	const char *size = typed ? strchr(sizes, *how) : NULL;
	long offset;

	t->kind = !typed ? PARAM_STRING : *how == '?' ? PARAM_PRESENT : *how == '!' ? PARAM_ABSENT :
		  *how == '[' ? PARAM_BYTES : PARAM_NUMBER;
	if (t->kind != PARAM_NUMBER)
		return true;
	if (!size)
		return false;
	offset = strtol(how + 1, NULL, 10);
	t->offset = (uint32_t)offset;
	t->size = 1u << (size - sizes);
	return offset >= 0 && offset < 4096;
}

/* "property:4=", with the value behind, or in a cell or string of its own */
static bool read_literal(struct param_targets *d, const char *text, struct param_target *t)
{
	if (*text || t->kind == PARAM_BYTES)
		return copy(t->value, text, strlen(text));
	if (t->kind == PARAM_STRING) {
		text = d->at == d->end ? "" : text_at(d);
		return text && copy(t->value, text, strlen(text));
	}
	if (!copy_cell(d, d->at, t))
		return false;
	d->at += 4;
	return true;
}

static size_t span(const uint8_t *at, const uint8_t *end, const char *stops)
{
	size_t n = 0;

	while (at + n < end && at[n] && !strchr(stops, at[n]))
		n++;
	return n;
}

/* What a value of the table becomes: a cell, 'text' or text; NULL: malformed */
static const uint8_t *read_entry(const struct param_targets *d, const uint8_t *at,
				 struct param_target *t)
{
	bool quoted = at < d->end && *at == '\'';
	size_t n;

	if (at + 1 < d->end && !*at)
		return !t || copy_cell(d, at + 1, t) ? at + 5 : NULL;
	at += quoted;
	n = span(at, d->end, quoted ? "'" : ",}");
	if (at + n >= d->end || (quoted && at[n] != '\'') ||
	    (t && !copy(t->value, (const char *)at, n)))
		return NULL;
	if (t)
		t->from = PARAM_NOT_COPIED;
	at += n + quoted;
	return at < d->end && *at == ',' ? at + 1 : at;
}

/* "{a=1,b,=3}": a becomes 1, b stays, anything else becomes 3. */
static bool read_table(struct param_targets *d, const uint8_t *at, struct param_target *t)
{
	bool found = false, other = false;

	while (at && at < d->end && *at && *at != '}') {
		size_t n = span(at, d->end, "=,}");
		bool fits = n ? !found && strlen(t->value) == n && !memcmp(at, t->value, n) :
				!found && !other;

		found |= fits && n;
		other |= fits && !n;
		at += n;
		if (at < d->end && *at == '=')
			at = read_entry(d, at + 1, fits ? t : NULL);
		else if (at < d->end && *at == ',')
			at++;
	}
	if (!at || d->end - at < 2 || *at != '}' || at[1])
		return false;
	d->at = at + 2;
	return found || other;
}

static bool is_one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word))
		words++;
	return *words;
}

static void read_status(struct param_target *t)
{
	if (t->kind != PARAM_STRING || strcmp(t->name, "status"))
		return;
	if (is_one_of(t->value, yes) || !strcmp(t->value, "1") || !strcmp(t->value, "enable"))
		strcpy(t->value, "okay");
	else if (is_one_of(t->value, no) || !strcmp(t->value, "0"))
		strcpy(t->value, "disabled");
}

static bool read_target(struct param_targets *d, const char *text, struct param_target *t)
{
	size_t target = strcspn(text, "={"), name = strcspn(text, ".;:#?![{=");
	bool fits = name && copy(t->name, text, name) &&
		    read_kind(t, text + name, name < target);

	if (fits && text[target] == '=')
		fits = read_literal(d, text + target + 1, t);
	else if (fits && text[target])
		fits = read_table(d, (const uint8_t *)text + target + 1, t);
	read_status(t);
	return fits;
}

int param_next_target(struct param_targets *d, const char *value, struct param_target *t)
{
	const char *text;

	if (d->at >= d->end)
		return 0;
	if (d->end - d->at < 6 || !copy(t->value, value, strlen(value)))
		return -1;
	t->phandle = cell_at(d->at);
	t->from = PARAM_NOT_COPIED;
	t->offset = t->size = 0;
	d->at += 4;
	text = text_at(d);
	if (!text)
		return -1;
	if (t->phandle)
		return read_target(d, text, t) ? 1 : -1;
	t->kind = PARAM_FRAGMENTS;
	return copy(t->name, text, strlen(text)) ? 1 : -1;
}

bool param_number(const char *text, bool any, uint64_t *number)
{
	char *end;

	*number = strtoull(text, &end, 0);
	if (!*end)
		return true;
	*number = !is_one_of(text, no);
	if (!strcmp(text, "up"))
		*number = 2;
	return any || !*number || *number == 2 || is_one_of(text, yes) || !strcmp(text, "down");
}
