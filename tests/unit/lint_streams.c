// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Streams that several entries name: one finding each, however many they are. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "lint/lint.h"

Suite *lint_streams_suite(void);

#define SMMU2 \
	"s: " NODE("iommu@1000", "arm,mmu-500", "reg = <0x1000 0x1000>; " \
		   "#iommu-cells = <2>; #global-interrupts = <1>; interrupts = <0 1 2 3>;")

static _Alignas(8) uint8_t memory[1 << 20];
static struct iop_lint s;

static int lint(size_t room)
{
	static struct iop_arena arena;

	s = (struct iop_lint){ .consumers = 1u << IOP_CONSUMER_LINUX };
	iop_arena_init(&arena, memory, room);
	return iop_lint_run(&s, &dts_plan_made, &arena);
}

static uint32_t count_of(enum iop_rule_id rule)
{
	uint32_t count = 0;

	for (const struct iop_finding *f = s.first; f; f = f->next)
		count += f->rule == rule;
	return count;
}

/* The only one of its rule. */
static const struct iop_finding *the(enum iop_rule_id rule)
{
	const struct iop_finding *f = s.first;

	while (f && f->rule != rule)
		f = f->next;
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(count_of(rule), 1);
	return f;
}

/* @count masters of the entry that @format makes of each one's number. */
static const char *masters(int count, const char *smmu, const char *format)
{
	static char nodes[1 << 16], text[1 << 17];
	size_t len = 0;
	char entry[64];

	for (int n = 0; n < count; n++) {
		snprintf(entry, sizeof(entry), format, n);
		len += (size_t)snprintf(nodes + len, sizeof(nodes) - len,
					"m%d { compatible = \"v,d%d\"; iommus = <%s>; };",
					n, n, entry);
	}
	snprintf(text, sizeof(text), DTS("%s %s"), smmu, nodes);
	return text;
}

START_TEST(one_stream_is_one_finding_with_all_others)
{
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), masters(40, SMMU("s", "1000"), "&s 5"));
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	f = the(IOP_RULE_STREAM_SHARED);
	ck_assert_uint_eq(f->node, dts_node("/m0"));
	ck_assert_uint_eq(f->related, dts_node("/m1"));
	ck_assert_uint_eq(f->n_others, 39);
	for (uint32_t n = 0; n < f->n_others; n++)
		ck_assert_uint_eq(f->others[n], dts_node("/m1") + n);
}
END_TEST

START_TEST(others_where_the_driver_refuses_the_second)
{
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), masters(20, IOMMU("s", "1000", "arm,smmu-v3", "1"), "&s 5"));
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	f = the(IOP_RULE_STREAM_DUPLICATE);
	ck_assert_uint_eq(f->n_others, 19);
	ck_assert_uint_eq(f->others[18], dts_node("/m19"));
}
END_TEST

/* One wide entry and thirty within it: 16 are listed, the message counts all. */
START_TEST(overlaps_list_the_first_ones)
{
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), masters(31, SMMU2, "&s %1$d ((%1$d == 0) * 0xff)"));
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	f = the(IOP_RULE_STREAM_NESTED);
	ck_assert_uint_eq(f->node, dts_node("/m0"));
	ck_assert_uint_eq(f->n_others, 16);
	ck_assert_uint_eq(f->others[15], dts_node("/m16"));
	ck_assert_int_eq(f->args[5].kind, IOP_ARG_MORE);
	ck_assert_uint_eq(f->args[5].number, 29);
	ck_assert(!s.cut);
}
END_TEST

START_TEST(a_list_has_one_finding_for_its_copies)
{
	static const uint8_t left[] = { 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3 };
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000")
				  MASTER("m", "&s 1 &s 1 &s 2 &s 1 &s 3 &s 2")));
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	f = the(IOP_RULE_IOMMUS_REPEATED);
	ck_assert_uint_eq(f->entry, 1);
	ck_assert_uint_eq(f->more, 2);
	ck_assert_ptr_nonnull(f->fix);
	ck_assert_uint_eq(f->fix->size, 24);
	for (int n = 0; n < 3; n++)
		ck_assert_mem_eq(f->fix->bytes + 8 * n + 4, left + 4 * n, 4);
}
END_TEST

/* Not a copy: nobody may drop it, the width of the hole is another. */
START_TEST(same_under_the_mask_is_a_note)
{
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), DTS(SMMU2 MASTER("m", "&s 0x10 0xf &s 0x11 0xf")));
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	f = the(IOP_RULE_IOMMUS_REPEATED);
	ck_assert_int_eq(f->severity, IOP_NOTE);
	ck_assert_ptr_null(f->fix);
}
END_TEST

/* 1,200 entries under masks make more pairs than are compared. */
START_TEST(the_limit_of_comparisons_is_told)
{
	static char text[1 << 16], list[1 << 15];
	size_t len = 0;

	for (unsigned int n = 0; n < 1200; n++)
		len += (size_t)snprintf(list + len, sizeof(list) - len, "&s %u 1 ", n * 4);
	snprintf(text, sizeof(text), DTS("%s m { compatible = \"a\"; iommus = <%s>; };"),
		 SMMU2, list);
	dts_plan(LINUX(7, 2), text);
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	ck_assert(s.cut);
}
END_TEST

/* Entries without a number each: a node has so many findings, the last counts. */
START_TEST(a_node_has_so_many_findings_of_a_rule)
{
	static char text[1 << 14], list[1 << 13];
	const struct iop_finding *last = NULL;
	size_t len = 0;

	for (unsigned int n = 0; n < 50; n++)
		len += (size_t)snprintf(list + len, sizeof(list) - len, "&s 0x1%04x ", n);
	snprintf(text, sizeof(text), DTS("%s m { compatible = \"a\"; iommus = <%s>; };"),
		 SMMU("s", "1000"), list);
	dts_plan(LINUX(7, 2), text);
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	ck_assert_uint_eq(count_of(IOP_RULE_IOMMUS_ID_CUT), IOP_FINDINGS_MOST);
	for (const struct iop_finding *f = s.first; f; f = f->next)
		if (f->rule == IOP_RULE_IOMMUS_ID_CUT)
			last = f;
	ck_assert_uint_eq(last->more, 50 - IOP_FINDINGS_MOST);
}
END_TEST

/* What was found until then stays, and is whole. */
START_TEST(what_fits_is_kept)
{
	uint32_t all, some = 0;

	dts_plan(LINUX(7, 2), masters(30, IOMMU("s", "1000", "arm,smmu-v3", "1"),
				      "&s 0x1%03d &s 0x1%1$03d"));
	ck_assert_int_eq(lint(sizeof(memory)), 0);
	all = s.count;
	for (size_t room = 0; lint(room); room += 8) {
		uint32_t listed = 0;

		for (const struct iop_finding *f = s.first; f; f = f->next, listed++)
			ck_assert_uint_lt(f->node, dts_plan_made.tree->count);
		ck_assert_uint_eq(listed, s.count);
		ck_assert_uint_le(s.count, all);
		some += s.count && s.count < all;
	}
	ck_assert_uint_eq(s.count, all);
	ck_assert_uint_gt(some, 0);
}
END_TEST

Suite *lint_streams_suite(void)
{
	Suite *suite = suite_create("lint_streams");
	TCase *t = tcase_create("lint_streams");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, one_stream_is_one_finding_with_all_others);
	tcase_add_test(t, others_where_the_driver_refuses_the_second);
	tcase_add_test(t, overlaps_list_the_first_ones);
	tcase_add_test(t, a_list_has_one_finding_for_its_copies);
	tcase_add_test(t, same_under_the_mask_is_a_note);
	tcase_add_test(t, the_limit_of_comparisons_is_told);
	tcase_add_test(t, a_node_has_so_many_findings_of_a_rule);
	tcase_add_test(t, what_fits_is_kept);
	suite_add_tcase(suite, t);
	return suite;
}
