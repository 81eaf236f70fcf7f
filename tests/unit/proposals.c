// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What is proposed where context banks run out, and that it helps. */
#include <string.h>

#include "remedy/budget.h"
#include "dts_help.h"

Suite *proposals_suite(void);

/* An SMMUv2 with as many banks as there are numbers in @irqs. */
#define TIGHT(irqs, nodes) \
	DTS(SMMU("s", "1000") nodes) "&s { interrupts = <0 " irqs ">; };"
#define ABC NODE("a", "v,dma", "iommus = <&s 1>;") NODE("b", "v,usb", "iommus = <&s 2>;") \
	NODE("c", "v,dma", "iommus = <&s 0x30>;")

static _Alignas(8) uint8_t memory[8 << 20];
static struct iop_arena arena;
static struct iop_budgets found;
static uint32_t reserve[4];
static bool isolated[16];

static void start(iop_version version, const char *text)
{
	dts_plan(version, text);
	memset(reserve, 0, sizeof(reserve));
	memset(isolated, 0, sizeof(isolated));
}

static const struct iop_budget *find(void)
{
	struct iop_budget_ask ask = { &dts_plan_made, reserve, isolated, IOP_SHARE_MASK_BITS };

	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert(iop_budgets_find(&ask, &found, &arena));
	return found.n ? &found.list[0] : NULL;
}

static const struct iop_proposal *first_of(const struct iop_budget *b, uint8_t kind)
{
	for (uint32_t n = 0; n < b->n; n++)
		if (b->proposals[n].kind == kind)
			return &b->proposals[n];
	return NULL;
}

START_TEST(enough_is_enough)
{
	start(dts_releases[_i], TIGHT("1 2 3", ABC));
	ck_assert_ptr_null(find());
	reserve[0] = 1;
	ck_assert_uint_eq(find()->missing, 1);
	ck_assert_uint_eq(found.list[0].need, 3);
}
END_TEST

/* Alike masters first, and what is cheap before what is dear. */
START_TEST(cheapest_first)
{
	const struct iop_budget *b;

	start(dts_releases[_i], TIGHT("1 2", ABC));
	b = find();
	ck_assert_ptr_nonnull(b);
	ck_assert_uint_eq(b->missing, 1);
	ck_assert_uint_eq(b->proposals[0].kind, IOP_PROPOSE_SHARE);
	ck_assert_uint_eq(b->proposals[0].n_devices, 2);
	ck_assert_uint_eq(found.plan.devices[b->proposals[0].devices[0]].node, dts_node("/a"));
	ck_assert_uint_eq(found.plan.devices[b->proposals[0].devices[1]].node, dts_node("/c"));
	ck_assert_uint_eq(b->proposals[0].joined, 1);
	ck_assert_uint_eq(b->proposals[b->n - 1].kind, IOP_PROPOSE_OFF);
	for (uint32_t n = 1; n < b->n; n++)
		ck_assert_uint_le(b->proposals[n - 1].untranslated,
				  b->proposals[n].untranslated);
}
END_TEST

/* Carried out, each proposal to share leaves nobody without a bank. */
START_TEST(sharing_helps)
{
	const struct iop_budget *b;
	uint32_t many;

	start(dts_releases[_i], TIGHT("1 2", ABC));
	many = find()->n;
	for (uint32_t n = 0; n < many; n++) {
		struct iop_share_ask ask = { .mask_bits = IOP_SHARE_MASK_BITS };
		bool members[16] = { false };
		struct iop_share share;
		struct iop_edits edits;

		start(dts_releases[_i], TIGHT("1 2", ABC));
		b = find();
		if (b->proposals[n].kind != IOP_PROPOSE_SHARE)
			continue;
		for (uint32_t k = 0; k < b->proposals[n].n_devices; k++)
			members[b->proposals[n].devices[k]] = true;
		ask.plan = &found.plan;
		ask.members = members;
		iop_edits_init(&edits, found.plan.tree);
		ck_assert(iop_share_edits(&ask, &share, &edits, &arena));
		ck_assert_uint_eq(share.why, IOP_SHARE_OK);
		dts_plan_edited(&edits);
		expect_active("/iommu@1000");
		ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need,
				  3 - b->proposals[n].saves);
		expect_grouped("/a");
		expect_grouped("/b");
		expect_grouped("/c");
	}
}
END_TEST

/* No sysfs file in 5.10; in 7.2 the IOMMU has failed before one is written. */
START_TEST(identity_where_it_can_be_set)
{
	const struct iop_proposal *p;

	start(dts_releases[_i], TIGHT("1 2", ABC));
	p = first_of(find(), IOP_PROPOSE_IDENTITY);
	ck_assert(!p == (dts_releases[_i] < LINUX(5, 11) || dts_releases[_i] > LINUX(6, 15)));
	start(dts_releases[_i], TIGHT("1 2 3", ABC));
	reserve[0] = 1;
	p = first_of(find(), IOP_PROPOSE_IDENTITY);
	ck_assert(!p == (dts_releases[_i] < LINUX(5, 11)));
}
END_TEST

START_TEST(several_are_missing)
{
	const struct iop_budget *b;

	start(LINUX(6, 12), TIGHT("1 2", ABC NODE("d", "v,x", "iommus = <&s 0x40>;")
				  NODE("e", "v,y", "iommus = <&s 0x50>;")));
	b = find();
	ck_assert_uint_eq(b->missing, 3);
	ck_assert_uint_eq(b->proposals[0].saves, 3);
	ck_assert_uint_eq(b->proposals[0].n_devices, 4);
	ck_assert_uint_eq(b->proposals[0].joined, 6);
	ck_assert_uint_eq(first_of(b, IOP_PROPOSE_IDENTITY)->n_devices, 3);
}
END_TEST

START_TEST(who_is_isolated_is_left_alone)
{
	const struct iop_budget *b;

	start(LINUX(6, 12), TIGHT("1 2", ABC));
	isolated[0] = true;
	b = find();
	for (uint32_t n = 0; n < b->n; n++)
		if (b->proposals[n].kind == IOP_PROPOSE_SHARE)
			ck_assert_uint_ne(b->proposals[n].devices[0], 0);
	ck_assert_uint_eq(first_of(b, IOP_PROPOSE_SHARE)->n_devices, 2);
}
END_TEST

Suite *proposals_suite(void)
{
	Suite *s = suite_create("proposals");
	TCase *t = tcase_create("proposals");

	tcase_add_loop_test(t, enough_is_enough, 0, RELEASES);
	tcase_add_loop_test(t, cheapest_first, 0, RELEASES);
	tcase_add_loop_test(t, sharing_helps, 0, RELEASES);
	tcase_add_loop_test(t, identity_where_it_can_be_set, 0, RELEASES);
	tcase_add_test(t, several_are_missing);
	tcase_add_test(t, who_is_isolated_is_left_alone);
	suite_add_tcase(s, t);
	return s;
}
