// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input/input.h"
#include "lint/identity.h"
#include "lint/settings.h"
#include "lint/severity.h"
#include "policy/select.h"

static void warn(const struct settings *s, unsigned int line, unsigned int column,
		 struct out *diag)
{
	input_diag_at(diag, s->file, line, column);
	out_str(diag, "warning: ");
}

static bool is_rule(const char *rule)
{
	return !strcmp(rule, "all") || severity_rule(rule) < IOP_RULE_COUNT;
}

/* Today as ignores write it; a build that wants to be repeatable sets a date. */
static void today(char *text, size_t size)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm tm;

	if (!gmtime_r(&now, &tm) || !strftime(text, size, "%Y-%m-%d", &tm))
		*text = 0;
}

#define HINTS_MAX 100u	/* each compares with all rules */

static void unknown(const struct settings *s, const char *rule, unsigned int line,
		    unsigned int column, unsigned int *hints, struct out *diag)
{
	char hint[NEAREST_HINT];

	warn(s, line, column, diag);
	out_str(diag, "there is no rule '");
	out_term(diag, rule);
	out_char(diag, '\'');
	if (++*hints <= HINTS_MAX)
		out_str(diag, rule_hint(rule, hint));
	out_char(diag, '\n');
}

void settings_warn(const struct settings *s, struct out *diag)
{
	unsigned int hints = 0;
	char now[32];

	today(now, sizeof(now));
	for (unsigned int n = 0; n < s->n_rules; n++)
		if (!is_rule(s->rules[n].rule))
			unknown(s, s->rules[n].rule, s->rules[n].line,
				s->rules[n].column, &hints, diag);
	for (unsigned int n = 0; n < s->n_ignores; n++) {
		struct ignore *i = &s->ignores[n];

		i->over = !is_rule(i->rule);
		if (i->over)
			unknown(s, i->rule, i->line, i->column, &hints, diag);
		if (!i->until || strcmp(i->until, now) >= 0)
			continue;
		i->over = true;
		warn(s, i->line, i->column, diag);
		out_str(diag, "this ignore expired on ");
		out_term(diag, i->until);
		out_char(diag, '\n');
	}
}

void settings_grade(const struct settings *s, struct grade *g)
{
	char word[128];

	for (unsigned int n = 0; n < s->n_rules; n++) {
		const struct rule_setting *r = &s->rules[n];
		bool off = !strcmp(r->word, "off");

		if (!is_rule(r->rule))
			continue;
		snprintf(word, sizeof(word), "%s%s%s", off ? "no" : r->word,
			 off ? "-" : "=", r->rule);
		grade_word(g, word);
	}
}

void ignore_ask(const struct settings *s, const struct iop_tree *t,
		const char *board)
{
	for (unsigned int n = 0; n < s->n_ignores; n++)
		if (!s->ignores[n].board ||
		    identity_known(t, board, s->ignores[n].board))
			s->seen[n] |= IGNORE_ASKED;
}

const struct ignore *ignore_find(const struct settings *s, const struct iop_tree *t,
				 const char *board, const char *path,
				 const char *rule)
{
	for (unsigned int n = 0; n < s->n_ignores; n++) {
		const struct ignore *i = &s->ignores[n];

		if (i->over || (strcmp(i->rule, "all") && strcmp(i->rule, rule)) ||
		    (i->node && !iop_glob(i->node, path, true)) ||
		    (i->board && !identity_known(t, board, i->board)))
			continue;
		s->seen[n] |= IGNORE_USED;
		return i;
	}
	return NULL;
}

void ignore_stale(const struct settings *s, const struct grade *g,
		  struct out *diag)
{
	for (unsigned int n = 0; n < s->n_ignores; n++) {
		const struct ignore *i = &s->ignores[n];
		unsigned int rule = severity_rule(i->rule);

		if (i->over || s->seen[n] != IGNORE_ASKED ||
		    (rule < IOP_RULE_COUNT && g->off[rule]))
			continue;
		warn(s, i->line, i->column, diag);
		out_str(diag, "stale: this ignore was not needed\n");
	}
}
