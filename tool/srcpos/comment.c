/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdlib.h>
#include <string.h>

#include "srcpos/origin.h"

struct scan {
	struct origin *o;
	const char *at, *end;
	uint32_t line;
	bool code;		/* something but blanks stood on this line */
	size_t waiting;		/* comments from here on have no code yet */
	size_t room;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '*';
}

static void trim(const char **from, const char **to)
{
	while (*from < *to && is_blank(**from))
		++*from;
	while (*to > *from && is_blank((*to)[-1]))
		--*to;
}

/* Past @word at *from, if it stands there. */
static bool take(const char **from, const char *to, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(to - *from) < n || memcmp(*from, word, n))
		return false;
	*from += n;
	return true;
}

/* " ignore[a,b] reason", behind "iommuplan:" */
static void parse(struct place_comment *c, const char *from, const char *to)
{
	const char *close;

	trim(&from, &to);
	if (!take(&from, to, "ignore["))
		return;
	close = memchr(from, ']', (size_t)(to - from));
	if (!close)
		return;
	c->reason = close + 1;
	trim(&c->reason, &to);
	c->reason_len = (size_t)(to - c->reason);
	c->rules_len = (size_t)(close - from);
	if (c->reason_len && c->rules_len)
		c->rules = from;
}

static bool add(struct scan *s, const char *from, const char *to)
{
	struct origin *o = s->o;
	struct place_comment *all = o->comments;

	trim(&from, &to);
	if (!take(&from, to, "iommuplan:"))
		return true;
	if (o->n_comments == s->room) {
		s->room = s->room ? 2 * s->room : 16;
		all = realloc(all, s->room * sizeof(*all));
		if (!all)
			return false;
		o->comments = all;
	}
	all += o->n_comments++;
	*all = (struct place_comment){ .own_line = s->line };
	parse(all, from, to);
	if (s->code && s->waiting == o->n_comments - 1) {
		all->line = s->line;
		s->waiting = o->n_comments;
	}
	return true;
}

/* A comment behind code is about it, another about the code that follows. */
static void see_code(struct scan *s)
{
	s->code = true;
	for (; s->waiting < s->o->n_comments; s->waiting++)
		s->o->comments[s->waiting].line = s->line;
}

static void see_end_of_line(struct scan *s)
{
	s->line++;
	s->code = false;
}

static bool scan_comment(struct scan *s)
{
	bool line = s->at[1] == '/';
	const char *from = s->at + 2, *to = from;

	while (to < s->end && !(line ? *to == '\n' :
				to + 1 < s->end && *to == '*' && to[1] == '/'))
		to++;
	if (!add(s, from, to))
		return false;
	for (; from < to; from++)
		if (*from == '\n')
			see_end_of_line(s);
	s->at = to < s->end && !line ? to + 2 : to;
	return true;
}

static void scan_string(struct scan *s)
{
	see_code(s);
	for (s->at++; s->at < s->end && *s->at != '"'; s->at++) {
		if (*s->at == '\\' && s->at + 1 < s->end)
			s->at++;
		if (*s->at == '\n')
			see_end_of_line(s);
	}
	if (s->at < s->end)
		s->at++;
}

bool origin_read_comments(struct origin *o)
{
	struct scan s = { .o = o, .at = o->text, .line = 1 };

	if (!o->text || o->scanned)
		return true;
	o->scanned = true;
	s.end = o->text + o->size;
	while (s.at < s.end) {
		if (s.end - s.at > 1 && *s.at == '/' &&
		    (s.at[1] == '/' || s.at[1] == '*')) {
			if (!scan_comment(&s))
				return false;
		} else if (*s.at == '"') {
			scan_string(&s);
		} else {
			if (*s.at == '\n')
				see_end_of_line(&s);
			else if (!is_blank(*s.at))
				see_code(&s);
			s.at++;
		}
	}
	return true;
}
