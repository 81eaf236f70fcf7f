// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The engine of lint: findings, who asks for which, memory that runs out. */
#include <check.h>
#include <libfdt.h>
#include <string.h>

#include "dts_help.h"
#include "lint/lint.h"

Suite *lint_suite(void);

#define DANGLING DTS(SMMU("smmu", "1000") MASTER("dma@2000", "&smmu 1>, <0xdead 2"))

static _Alignas(8) uint8_t memory[1 << 16];

static int lint(struct iop_lint *s, size_t room)
{
	static struct iop_arena arena;

	ck_assert_uint_le(room, sizeof(memory));
	iop_arena_init(&arena, memory, room);
	return iop_lint_run(s, &dts_plan_made, &arena);
}

static const struct iop_finding *found(const struct iop_lint *s, enum iop_rule_id rule)
{
	const struct iop_finding *f = s->first;

	while (f && f->rule != rule)
		f = f->next;
	return f;
}

START_TEST(a_finding_names_node_property_and_entry)
{
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), DANGLING);
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	f = found(&s, IOP_RULE_IOMMUS_BAD_PHANDLE);
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->node, dts_node("/dma@2000"));
	ck_assert_str_eq(f->property, "iommus");
	ck_assert_uint_eq(f->entry, 1);
	ck_assert_int_eq(f->severity, IOP_ERROR);
	ck_assert_int_eq(f->args[1].kind, IOP_ARG_HEX);
	ck_assert_uint_eq(f->args[1].number, 0xdead);
}
END_TEST

START_TEST(rules_that_are_off_find_nothing)
{
	bool off[IOP_RULE_COUNT] = { [IOP_RULE_IOMMUS_BAD_PHANDLE] = true };
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX, .off = off };

	dts_plan(LINUX(7, 2), DANGLING);
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	ck_assert_ptr_null(found(&s, IOP_RULE_IOMMUS_BAD_PHANDLE));
}
END_TEST

START_TEST(rules_of_others_wait_to_be_asked)
{
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_UBOOT };

	dts_plan(LINUX(7, 2), DANGLING);
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	for (const struct iop_finding *f = s.first; f; f = f->next)
		ck_assert_int_eq(iop_rules[f->rule].consumer, IOP_CONSUMER_UBOOT);
}
END_TEST

START_TEST(too_little_memory_is_told)
{
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	size_t room = 0;

	dts_plan(LINUX(7, 2), DANGLING);
	while (lint(&s, room) && room < sizeof(memory))
		room += 64;
	ck_assert_uint_gt(room, 0);
	ck_assert_uint_lt(room, sizeof(memory));
	ck_assert_ptr_nonnull(found(&s, IOP_RULE_IOMMUS_BAD_PHANDLE));
}
END_TEST

START_TEST(reservations_without_end)
{
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	uint8_t *blob;

	dts_plan(LINUX(7, 2), DANGLING);
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	ck_assert_ptr_null(found(&s, IOP_RULE_RESERVATIONS_CUT));
	blob = (uint8_t *)(uintptr_t)dts_plan_made.tree->blob;
	fdt_set_off_mem_rsvmap(blob, fdt_totalsize(blob) - 8);
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	ck_assert_ptr_nonnull(found(&s, IOP_RULE_RESERVATIONS_CUT));
}
END_TEST

START_TEST(a_misfit_can_be_fixed)
{
	static const uint8_t two[] = { 0, 0, 0, 2 };
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), DTS(SMMU("smmu", "1000") MASTER("dma@2000", "&smmu 1 0")));
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	f = found(&s, IOP_RULE_IOMMU_CELLS_MISFIT);
	ck_assert_ptr_nonnull(f);
	ck_assert_ptr_nonnull(f->fix);
	ck_assert_str_eq(f->fix->property, "#iommu-cells");
	ck_assert_uint_eq(f->fix->size, sizeof(two));
	ck_assert_mem_eq(f->fix->bytes, two, sizeof(two));
}
END_TEST

#define TWO(a, b) DTS(SMMU("smmu", "1000") \
	"d: dma@2000 { compatible = \"x\"; iommus = <&smmu 1>; memory-region = <&a>, <&b>; };" \
	"reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;" \
	"a: a { " a " }; b: b { " b " }; };")
#define IOVAS(base, size) "iommu-addresses = <&d " base " " size ">;"
#define REG(base, size) "reg = <" base " " size ">;"

static const struct {
	const char *tree;
	int severity;	/* -1: no finding */
} overlaps[] = {
	{ TWO(REG("0x60000000", "0x2000") IOVAS("0x60000000", "0x2000"),
	      REG("0x60001000", "0x2000") IOVAS("0x60001000", "0x2000")), IOP_NOTE },
	{ TWO(IOVAS("0x60000000", "0x2000"), IOVAS("0x60001000", "0x2000")), IOP_NOTE },
	{ TWO(REG("0x60000000", "0x2000") IOVAS("0x60000000", "0x2000"),
	      IOVAS("0x60001000", "0x2000")), IOP_WARNING },
	{ TWO(REG("0x60000000", "0x2000") IOVAS("0x60000000", "0x2000"),
	      REG("0x70001000", "0x2000") IOVAS("0x60001000", "0x2000")), IOP_WARNING },
	{ TWO(REG("0x80000000", "0x2000") IOVAS("0x60000000", "0x2000"),
	      REG("0x70001000", "0x2000") IOVAS("0x60001000", "0x2000")), IOP_WARNING },
	{ TWO(IOVAS("0x60000000", "0x1000"), IOVAS("0x60001000", "0x2000")), -1 },
};

START_TEST(only_regions_that_differ_in_kind_conflict)
{
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	const struct iop_finding *f;

	dts_plan(LINUX(7, 2), overlaps[_i].tree);
	ck_assert_int_eq(lint(&s, sizeof(memory)), 0);
	f = found(&s, IOP_RULE_IOVA_OVERLAP);
	ck_assert_int_eq(f ? f->severity : -1, overlaps[_i].severity);
}
END_TEST

START_TEST(the_table_is_in_order)
{
	for (int r = 0; r < IOP_RULE_COUNT; r++) {
		const struct iop_rule_info *rule = &iop_rules[r];

		ck_assert_msg(strspn(rule->slug, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
			      strlen(rule->slug), "%s", rule->slug);
		ck_assert_msg(rule->title[strlen(rule->title) - 1] != '.', "%s", rule->slug);
		ck_assert(rule->fn && *rule->message);
		for (int k = 0; k < r; k++)
			ck_assert_str_ne(rule->slug, iop_rules[k].slug);
		/* The rules of one function are one run, or it would run twice. */
		for (int k = 0; k + 1 < r; k++)
			ck_assert_msg(iop_rules[k].fn != rule->fn ||
				      iop_rules[r - 1].fn == rule->fn, "%s", rule->slug);
	}
	ck_assert_str_eq(iop_severity_name((enum iop_severity)9), "unknown");
	ck_assert_str_eq(iop_consumer_name(IOP_CONSUMER_COUNT), "unknown");
}
END_TEST

Suite *lint_suite(void)
{
	Suite *s = suite_create("lint");
	TCase *t = tcase_create("lint");

	tcase_add_test(t, a_finding_names_node_property_and_entry);
	tcase_add_test(t, rules_that_are_off_find_nothing);
	tcase_add_test(t, rules_of_others_wait_to_be_asked);
	tcase_add_test(t, too_little_memory_is_told);
	tcase_add_test(t, reservations_without_end);
	tcase_add_test(t, a_misfit_can_be_fixed);
	tcase_add_loop_test(t, only_regions_that_differ_in_kind_conflict, 0,
			    sizeof(overlaps) / sizeof(*overlaps));
	tcase_add_test(t, the_table_is_in_order);
	suite_add_tcase(s, t);
	return s;
}
