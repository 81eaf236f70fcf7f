// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The snippets of the pages of rules, in this process: the bad ones give the
 * findings that their page states, the good ones none; with less memory they
 * give these or an error, never less. Those that ask for a
 * file, or for a blob that no source gives, are tests/lint/pages.sh's alone.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
#include "lint/lint.h"
#include "lint/rule_pages.h"

#define TEXT_MAX (1u << 15)

Suite *lint_pages_suite(void);

static const char board[] =
#include "lint_board.inc"
	;

static _Alignas(8) uint8_t memory[1 << 18];

struct snippet {
	const char *slug;
	char words[200];		/* behind ```dts */
	char text[TEXT_MAX];
};

static enum iop_rule_id rule_of(const char *slug, size_t len)
{
	enum iop_rule_id rule = 0;

	while (rule < IOP_RULE_COUNT && (strlen(iop_rules[rule].slug) != len ||
					 memcmp(iop_rules[rule].slug, slug, len)))
		rule++;
	ck_assert_msg(rule < IOP_RULE_COUNT, "no rule %.*s", (int)len, slug);
	return rule;
}

static uint32_t consumer(const char *name)
{
	static const char *const names[] = {
		[IOP_CONSUMER_LINUX] = "linux", [IOP_CONSUMER_UBOOT] = "u-boot",
		[IOP_CONSUMER_XEN] = "xen", [IOP_CONSUMER_FREEBSD] = "freebsd",
		[IOP_CONSUMER_BAREBOX] = "barebox", [IOP_CONSUMER_EDK2] = "edk2",
	};

	for (uint32_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
		if (names[n] && !strncmp(name, names[n], strlen(names[n])))
			return n;
	ck_abort_msg("no consumer %s", name);
}

static void read_words(const struct snippet *s, struct iop_target *target,
		       struct iop_lint *lint, bool *off, bool *wanted)
{
	const char *at;

	if ((at = strstr(s->words, "-k ")))
		target->version = IOP_VERSION((unsigned)atoi(at + 3),
					      (unsigned)atoi(strchr(at, '.') + 1),
					      IOP_VERSION_PATCH_ANY);
	if ((at = strstr(s->words, "--page-size ")))
		target->page_size = 1024 * (uint32_t)atoi(at + 12);
	if (strstr(s->words, "--arch arm"))
		target->arch = IOP_ARCH_ARM;
	if ((at = strstr(s->words, "--consumer ")))
		lint->consumers |= 1u << consumer(at + 11);
	if ((at = strstr(s->words, "-W no-")))
		off[rule_of(at + 6, strcspn(at + 6, " "))] = true;
	for (at = s->words; (at = strchr(at, '+')); at++)
		wanted[rule_of(at + 1, strcspn(at + 1, " "))] = true;
	if (!strncmp(s->words, "bad", 3))
		wanted[rule_of(s->slug, strlen(s->slug))] = true;
}

static bool off[IOP_RULE_COUNT];
static uint32_t consumers, whole;

/* With @size bytes there are all findings, or an error. */
static bool lint_in(size_t size)
{
	struct iop_lint lint = { .consumers = consumers, .off = off };
	struct iop_arena arena;
	uint32_t count = 0;
	int e;

	iop_arena_init(&arena, memory, size);
	e = iop_lint_run(&lint, &dts_plan_made, &arena);
	for (const struct iop_finding *f = lint.first; f; f = f->next)
		count += 1 + f->n_others + (f->fix != NULL);
	ck_assert(!e || e == -IOP_ERR_NOSPACE);
	ck_assert_msg(e || count == whole, "%u of %u findings, and no error", count, whole);
	return !e;
}

/* From more than enough down to nothing. */
static void check_spaces(void)
{
	size_t size = sizeof(memory);

	while (lint_in(size / 2))
		size /= 2;
	for (; size; size -= size / 32 + 1)
		lint_in(size);
}

static void check_snippet(const struct snippet *s)
{
	static bool wanted[IOP_RULE_COUNT], seen[IOP_RULE_COUNT];
	struct iop_target target = { .version = LINUX(7, 3) };
	struct iop_lint lint = { .consumers = 1u << IOP_CONSUMER_LINUX, .off = off };
	struct iop_arena arena;

	memset(off, 0, sizeof(off));
	memset(wanted, 0, sizeof(wanted));
	memset(seen, 0, sizeof(seen));
	read_words(s, &target, &lint, off, wanted);
	dts_plan_for(&target, s->text);
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&lint, &dts_plan_made, &arena), 0);
	whole = 0;
	for (const struct iop_finding *f = lint.first; f; f = f->next) {
		seen[f->rule] = true;
		whole += 1 + f->n_others + (f->fix != NULL);
	}
	for (enum iop_rule_id r = 0; r < IOP_RULE_COUNT; r++)
		ck_assert_msg(seen[r] == wanted[r], "%s, %s snippet: %s%s", s->slug,
			      s->words, seen[r] ? "" : "no ", iop_rules[r].slug);
	consumers = lint.consumers;
	check_spaces();
}

/* The next of a page, behind the board; NULL: no more. */
static const char *next_snippet(const char *page, struct snippet *s)
{
	const char *start = strstr(page, "```dts "), *end;
	size_t n = sizeof(board) - 1;

	if (!start)
		return NULL;
	start += 7;
	end = strchr(start, '\n');
	snprintf(s->words, sizeof(s->words), "%.*s", (int)(end - start), start);
	start = end + 1;
	end = strstr(end, "\n```");
	ck_assert_uint_lt(n + (size_t)(end - start) + 2, sizeof(s->text));
	memcpy(s->text, board, n);
	memcpy(s->text + n, start, (size_t)(end + 1 - start));
	s->text[n + (size_t)(end + 1 - start)] = '\0';
	return end + 4;
}

static bool is_ours(const struct snippet *s)
{
	return !strstr(s->words, "config ") && !strchr(s->words, '!');
}

START_TEST(snippets_of_a_page)
{
	static struct snippet s;
	const char *at = rule_pages[_i].text;
	uint32_t count = 0;

	s.slug = rule_pages[_i].slug;
	for (; (at = next_snippet(at, &s)); count++)
		if (is_ours(&s))
			check_snippet(&s);
	ck_assert_uint_gt(count, 1);
}
END_TEST

static int pages(void)
{
	int n = 0;

	while (rule_pages[n].slug)
		n++;
	return n;
}

Suite *lint_pages_suite(void)
{
	Suite *s = suite_create("lint_pages");
	TCase *c = tcase_create("lint_pages");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, snippets_of_a_page, 0, pages());
	suite_add_tcase(s, c);
	return s;
}
