/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A policy file: what a good one says, and where a bad one is wrong. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "policy/file.h"
#include "policy/roles.h"

Suite *policy_file_suite(void);

static struct policy_file file;
static struct read_error err;

static int parse(const char *text)
{
	memset(&file, 0, sizeof(file));
	return policy_parse(&file, "p.yaml", text, strlen(text), &err);
}

START_TEST(streams_of_firmware)
{
	const struct iop_policy *p = &file.policy;

	ck_assert_int_eq(parse(
		"version: 1\niommus:\n  - match: {path: /a}\n"
		"    reserved-streams: [0x800, \"0x810-0x81f\",\n\"0x433/0x3f\"]\n"), READ_OK);
	ck_assert_uint_eq(p->iommus[0].n_reserved, 3);
	ck_assert_uint_eq(p->iommus[0].reserved[1].ids.last, 0x81f);
	ck_assert_uint_eq(p->iommus[0].reserved[2].ids.first, 0x400);
	ck_assert_uint_eq(p->iommus[0].reserved[2].ids.mask, 0x3f);
	ck_assert_str_eq(p->iommus[0].reserved[2].text, "0x433/0x3f");
	ck_assert_uint_eq(p->iommus[0].reserved[2].at.line, 5);
	policy_close(&file);
}
END_TEST

START_TEST(a_whole_policy)
{
	const struct iop_policy *p = &file.policy;

	ck_assert_int_eq(parse(
		"version: 1\ndefault: strict\nallow: [cmdline, tree, runtime]\n"
		"bootargs: true\n"
		"iommus:\n"
		"  - match: {path: \"/soc/iommu@*\", optional: true}\n"
		"    strategy: shared\n"
		"    share: [{alias: usb0}, {label: \"gpu*\"}]\n"
		"    reserve-contexts: 2\n"
		"    reserve-streams: [0x400, 0x500-0x5ff]\n"
		"devices:\n"
		"  - match: {compatible: \"vendor,gpu\"}\n"
		"    domain: identity\n"
		"  - match: {role: ethernet}\n"
		"    require: [translated, isolated]\n"), READ_OK);
	ck_assert_uint_eq(p->fallback, IOP_TYPE_STRICT);
	ck_assert_uint_eq(p->allow, IOP_ALLOW_ALL);
	ck_assert(p->bootargs && p->labels);
	ck_assert_uint_eq(p->n_iommus, 1);
	ck_assert_str_eq(p->iommus[0].match.path, "/soc/iommu@*");
	ck_assert(p->iommus[0].match.optional);
	ck_assert_uint_eq(p->iommus[0].at.line, 6);
	ck_assert_uint_eq(p->iommus[0].at.column, 5);
	ck_assert_uint_eq(p->iommus[0].strategy, IOP_STRATEGY_SHARED);
	ck_assert_uint_eq(p->iommus[0].n_share, 2);
	ck_assert_str_eq(p->iommus[0].share[1].label, "gpu*");
	ck_assert_uint_eq(p->iommus[0].reserve_contexts, 2);
	ck_assert_uint_eq(p->iommus[0].n_reserve_streams, 2);
	ck_assert_uint_eq(p->iommus[0].reserve_streams[0].last, 0x400);
	ck_assert_uint_eq(p->iommus[0].reserve_streams[1].first, 0x500);
	ck_assert_uint_eq(p->iommus[0].reserve_streams[1].last, 0x5ff);
	ck_assert_uint_eq(p->n_devices, 2);
	ck_assert_uint_eq(p->devices[0].domain, IOP_TYPE_IDENTITY);
	ck_assert_str_eq(p->devices[1].match.role->name, "ethernet");
	ck_assert_uint_eq(p->devices[1].domain, IOP_TYPE_UNSAID);
	ck_assert(p->devices[1].translated && p->devices[1].isolated);
	policy_close(&file);
}
END_TEST

START_TEST(the_shortest_policy)
{
	ck_assert_int_eq(parse("version: 1\n"), READ_OK);
	ck_assert_uint_eq(file.policy.fallback, IOP_TYPE_KERNEL);
	ck_assert_uint_eq(file.policy.allow, IOP_ALLOW(CMDLINE));
	ck_assert_uint_eq(file.policy.n_iommus, 0);
	policy_close(&file);
}
END_TEST

#define IOMMU "version: 1\niommus:\n  - match: {path: /a}\n"
#define DEVICE "version: 1\ndevices:\n  - match: {path: /a}\n"

static const struct wrong {
	const char *text;
	unsigned int line, column;
	const char *message;
} wrongs[] = {
	{ "", 1, 1, "expected a mapping: a policy" },
	{ "- a\n", 1, 1, "expected a mapping: a policy" },
	{ "default: strict\n", 1, 1, "'version' is missing in a policy" },
	{ "version: 2\n", 1, 10, "version 2 is not supported: only 1 is" },
	{ "version: \"1\"\n", 1, 10, "'1' is not a number" },
	{ "version: 1\nversion: 1\n", 2, 1, "'version' is given twice" },
	{ "version: 1\ndefaults: strict\n", 2, 1,
	  "unknown key 'defaults' in a policy: expected one of version, default, allow, "
	  "bootargs, edits, iommus, devices; did you mean 'default'?" },
	{ "version: 1\ndefault: strikt\n", 2, 10,
	  "default cannot be 'strikt': expected one of strict, lazy, identity, kernel" },
	{ "version: 1\nallow: [cmdline, kernel]\n", 2, 18,
	  "allow cannot be 'kernel': expected one of cmdline, runtime, tree" },
	{ "version: 1\nallow: tree\n", 2, 8,
	  "expected a list of cmdline, runtime, tree" },
	{ "version: 1\nbootargs: yes\n", 2, 11, "'yes' is neither true nor false" },
	{ "version: 1\nbootargs: true\n", 1, 1, "'bootargs: true' needs tree in 'allow'" },
	{ "version: 1\n---\nversion: 1\n", 2, 1, "expected nothing after the policy" },
	{ "version: &a 1\n", 1, 10, "anchors, aliases and tags are not supported" },
	{ "version: 1\niommus: {}\n", 2, 9, "expected a list of rules" },
	{ "version: 1\niommus:\n  - strategy: off\n", 3, 5,
	  "'match' is missing in a rule for IOMMUs" },
	{ IOMMU, 3, 5, "the rule requires nothing: strategy, reserve-contexts, "
	  "reserve-streams or reserved-streams is missing" },
	{ IOMMU "    strategy: none\n", 4, 15,
	  "strategy cannot be 'none': expected one of per-group, shared, identity, off" },
	{ IOMMU "    strategy: off\n    share: [{path: /b}]\n", 3, 5,
	  "'share' goes with 'strategy: shared'" },
	{ IOMMU "    strategy: shared\n    share: []\n", 5, 13, "an empty list" },
	{ IOMMU "    reserve-contexts: 70000\n", 4, 23,
	  "reserve-contexts: 70000 is too large" },
	{ IOMMU "    reserve-contexts: -1\n", 4, 23, "'-1' is not a number" },
	{ IOMMU "    reserve-streams: [5-3]\n", 4, 23,
	  "a stream ID or a span of them: 0x400, or 0x400-0x4ff" },
	{ IOMMU "    domain: strict\n", 4, 5,
	  "unknown key 'domain' in a rule for IOMMUs: expected one of match, strategy, "
	  "share, reserve-contexts, reserve-streams, reserved-streams" },
	{ IOMMU "    reserved-streams: [5-3]\n", 4, 24,
	  "a stream ID, a range of them or an ID and a mask: 0x400, 0x400-0x4ff, or 0x400/0x3f" },
	{ IOMMU "    reserve-streams: [5/3]\n", 4, 23, "'5/3' is not a number" },
	{ DEVICE, 3, 5, "the rule requires nothing: domain or require is missing" },
	{ DEVICE "    domain: kernel\n", 4, 13,
	  "domain cannot be 'kernel': expected one of strict, lazy, identity, any" },
	{ DEVICE "    require: [alone]\n", 4, 15,
	  "require cannot be 'alone': expected one of translated, isolated" },
	{ "version: 1\ndevices:\n  - match: {}\n    domain: any\n", 3, 12,
	  "a match needs path, alias, label, compatible or role" },
	{ "version: 1\ndevices:\n  - match: {path: soc}\n", 3, 19,
	  "a path must begin with '/' or '**'" },
	{ "version: 1\ndevices:\n  - match: {label: \"\"}\n", 3, 20, "'label' is empty" },
	{ "version: 1\ndevices:\n  - match: {role: net}\n", 3, 19,
	  "role cannot be 'net': expected one of audio, camera, crypto, debug, display, dma, "
	  "ethernet, gpu, pci, storage, usb, video, wireless" },
	{ "version: 1\ndevices:\n  - match: {optional: 1}\n", 3, 23,
	  "'1' is neither true nor false" },
	{ "version: 1\ndevices: [\n", 3, 1, "not YAML: did not find expected node content" },
};

START_TEST(mistakes_have_a_place)
{
	const struct wrong *w = &wrongs[_i];

	ck_assert_int_eq(parse(w->text), READ_BAD);
	ck_assert_str_eq(err.file, "p.yaml");
	ck_assert_str_eq(err.message, w->message);
	ck_assert_uint_eq(err.line, w->line);
	ck_assert_uint_eq(err.column, w->column);
	policy_close(&file);
}
END_TEST

/* Every prefix of a policy is refused or read, and nothing is lost. */
START_TEST(cut_anywhere)
{
	static const char text[] =
		"version: 1\ndefault: lazy\niommus:\n  - match: {label: s}\n"
		"    strategy: shared\n    share: [{role: usb}]\n"
		"devices:\n  - match: {path: '**'}\n    require: [isolated]\n";

	for (size_t n = 0; n < sizeof(text); n++) {
		memset(&file, 0, sizeof(file));
		if (policy_parse(&file, "p.yaml", text, n, &err))
			ck_assert_str_ne(err.message, "");
		policy_close(&file);
	}
}
END_TEST

START_TEST(no_such_file)
{
	ck_assert_int_eq(policy_open(&file, "/nowhere/p.yaml", &err), READ_IO);
	ck_assert_str_eq(err.message, "No such file or directory");
	ck_assert_int_eq(policy_open(&file, "/", &err), READ_IO);
	ck_assert_str_eq(err.message, "not a regular file");
}
END_TEST

START_TEST(too_many_rules)
{
	static char text[120000];
	int at = snprintf(text, sizeof(text), "version: 1\ndevices:\n");

	for (int n = 0; n < 1001; n++)
		at += snprintf(text + at, sizeof(text) - (size_t)at,
			       "  - {match: {path: /a}, domain: any}\n");
	ck_assert_int_eq(parse(text), READ_BAD);
	ck_assert_str_eq(err.message, "more than 1000 entries");
	ck_assert_uint_eq(err.line, 1003);
	policy_close(&file);
}
END_TEST

Suite *policy_file_suite(void)
{
	Suite *s = suite_create("policy_file");
	TCase *t = tcase_create("file");

	tcase_add_test(t, a_whole_policy);
	tcase_add_test(t, streams_of_firmware);
	tcase_add_test(t, the_shortest_policy);
	tcase_add_loop_test(t, mistakes_have_a_place, 0,
			    sizeof(wrongs) / sizeof(wrongs[0]));
	tcase_add_test(t, cut_anywhere);
	tcase_add_test(t, no_such_file);
	tcase_add_test(t, too_many_rules);
	suite_add_tcase(s, t);
	return s;
}
