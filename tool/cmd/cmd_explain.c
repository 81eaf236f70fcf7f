// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "cmd/explain_board.h"
#include "explain/function.h"
#include "explain/glossary.h"
#include "explain/page.h"
#include "facts/builtin.h"
#include "lint/severity.h"
#include "lint/rule_pages.h"
#include "cli/options.h"
#include "cmd/output.h"
#include "text/out.h"

static struct out text, messages;

static void list_rules(void)
{
	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++) {
		const struct iop_rule_info *rule = &iop_rules[r];

		out_str(&text, rule->slug);
		out_pad(&text, 34 - (int)strlen(rule->slug));
		out_char(&text, ' ');
		out_str(&text, iop_severity_name(rule->severity));
		out_pad(&text, 8 - (int)strlen(iop_severity_name(rule->severity)));
		out_str(&text, iop_consumer_name(rule->consumer));
		out_pad(&text, 9 - (int)strlen(iop_consumer_name(rule->consumer)));
		out_str(&text, rule->title);
		out_char(&text, '\n');
	}
}

static const char *page_of(const char *slug)
{
	for (const struct rule_page *p = rule_pages; p->slug; p++)
		if (!strcmp(p->slug, slug))
			return p->text;
	return NULL;
}

/* "reason:iommu-disabled" asks for one kind; spaces of a kind may be dashes. */
static bool is_kind(const char *asked, size_t len, const char *kind)
{
	if (strlen(kind) != len)
		return false;
	for (size_t n = 0; n < len; n++)
		if (asked[n] != kind[n] && !(asked[n] == '-' && kind[n] == ' '))
			return false;
	return true;
}

/* Words of a log are written in capitals, with spaces or with underscores. */
static bool is_word(const char *asked, const struct meaning *m)
{
	size_t n;

	if (strcmp(m->kind, "in a log"))
		return !strcmp(asked, m->word);
	for (n = 0; asked[n]; n++) {
		int c = tolower((unsigned char)asked[n]);

		if (m->word[n] != (c == ' ' || c == '_' ? '-' : c))
			return false;
	}
	return !m->word[n];
}

static void one_meaning(const struct meaning *m)
{
	const char *page = strcmp(m->kind, "rule") ? NULL : page_of(m->word);

	if (page) {
		out_str(&text, "rule ");
		page_write(&text, page);
		return;
	}
	out_fmt(&text, "%s: %s\n", m->kind, m->word);
	out_str(&text, "    ");
	out_str(&text, m->text);
	out_char(&text, '\n');
}

static int unknown(const char *asked, const struct nearest *near)
{
	out_str(&messages, "iommuplan explain: unknown word '");
	out_term(&messages, asked);
	out_char(&messages, '\'');
	if (near->word) {
		out_str(&messages, "; did you mean '");
		out_term(&messages, near->word);
		out_str(&messages, "'?");
	}
	out_str(&messages, " ('iommuplan explain' lists all rules)\n");
	return EXIT_USAGE;
}

/* Every meaning of a word; a reason and the rule about it often share one. */
static int explain(const char *asked)
{
	const char *colon = strchr(asked, ':'), *word = colon ? colon + 1 : asked;
	struct nearest near;
	struct meaning m;
	unsigned int cursor = 0;
	bool any = false;

	/* "--fail-on" is meant as the option is written. */
	if (!colon && !strncmp(word, "--", 2))
		word += 2;
	nearest_begin(&near, word);
	while (glossary_next(&cursor, &m)) {
		if (colon && !is_kind(asked, (size_t)(colon - asked), m.kind))
			continue;
		nearest_offer(&near, m.word);
		if (!is_word(word, &m))
			continue;
		one_meaning(&m);
		any = true;
	}
	if (!colon || is_kind(asked, (size_t)(colon - asked), "kernel function"))
		any |= function_explain(&text, &iop_builtin_facts, word, &near);
	return any ? EXIT_OK : unknown(asked, &near);
}

#define PHRASE 80

/* Unhandled context fault, without quotes around it. */
static bool phrase(const struct options *o)
{
	char words[PHRASE];
	unsigned int cursor = 0;
	struct meaning m;
	size_t len = 0;

	for (unsigned int n = 0; n < o->run.n_files; n++) {
		size_t more = strlen(o->run.files[n]);

		if (more >= PHRASE - 1 - len)
			return false;
		memcpy(words + len, o->run.files[n], more);
		len += more;
		words[len++] = ' ';
	}
	if (o->run.n_files < 2)
		return false;
	words[len - 1] = 0;
	while (glossary_next(&cursor, &m))
		if (!strcmp(m.kind, "in a log") && is_word(words, &m)) {
			one_meaning(&m);
			return true;
		}
	return false;
}

int cmd_explain(const struct options *o)
{
	int status = EXIT_OK, one;
	bool as_one;

	if (o->board || o->log)
		return explain_board(o);
	out_to_fd(&text, STDOUT_FILENO);
	out_to_fd(&messages, STDERR_FILENO);
	if (!o->run.n_files)
		list_rules();
	as_one = phrase(o);
	for (unsigned int n = 0; n < o->run.n_files && !as_one; n++) {
		one = explain(o->run.files[n]);
		status = one > status ? one : status;
	}
	if (!out_flush(&text))
		status = output_failed(NULL, text.error, &messages);
	out_flush(&messages);
	return status;
}
