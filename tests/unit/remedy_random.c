// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What is proposed on random boards that have too few context banks does what it
 * says; mmu-masters that is written anew is the same to every master.
 */
#include <stdio.h>
#include <string.h>

#include "board_help.h"
#include "dts_help.h"
#include "remedy/amend.h"
#include "remedy/budget.h"

Suite *remedy_random_suite(void);

#define SEEDS 12
#define BOARDS 10	/* of each seed */

static _Alignas(8) uint8_t memory[16 << 20];
static struct iop_arena arena;

/* --- budgets --- */

static struct iop_budgets found;

static void expect_in_order(const struct iop_budget *b)
{
	ck_assert_uint_eq(b->missing, b->need + b->reserve - b->have);
	ck_assert(b->n && b->n <= IOP_PROPOSALS_MAX);
	for (uint32_t n = 0; n < b->n; n++) {
		const struct iop_proposal *p = &b->proposals[n], *last = p - 1;

		ck_assert(p->saves && p->n_devices);
		ck_assert(p->kind == IOP_PROPOSE_SHARE ? p->joined && !p->untranslated :
							 p->untranslated && !p->joined);
		for (uint32_t d = 1; d < p->n_devices; d++)
			ck_assert_uint_gt(p->devices[d], p->devices[d - 1]);
		if (n)
			ck_assert(last->untranslated < p->untranslated ||
				  (last->untranslated == p->untranslated &&
				   last->joined <= p->joined));
	}
	ck_assert_uint_eq(b->proposals[b->n - 1].untranslated,
			  found.plan.iommus[b->iommu].groups ? b->proposals[b->n - 1].n_devices : 0);
}

/* Of the plan with banks for all: what is edited after it has that many fewer groups. */
static void expect_saving(const struct iop_budget *b, const struct iop_proposal *p)
{
	struct iop_share_ask ask = { .plan = &found.plan, .iommu = b->iommu,
				     .mask_bits = IOP_SHARE_MASK_BITS };
	struct iop_target target = found.plan.view->target;
	static bool members[64];
	struct iop_share share;
	struct iop_edits edits;
	uint32_t groups = found.plan.n_groups, group = IOP_NONE;

	memset(members, 0, sizeof(members));
	for (uint32_t n = 0; n < p->n_devices; n++)
		members[p->devices[n]] = true;
	ask.members = members;
	iop_edits_init(&edits, found.plan.tree);
	ck_assert(iop_share_edits(&ask, &share, &edits, &arena));
	ck_assert_str_eq(iop_share_slug(share.why), "ok");
	dts_plan_edited_for(&target, &edits);
	ck_assert_uint_eq(dts_plan_made.n_groups, groups - p->saves);
	for (uint32_t n = 0; n < p->n_devices; n++) {
		if (n)
			ck_assert_uint_eq(dts_plan_made.devices[p->devices[n]].group, group);
		group = dts_plan_made.devices[p->devices[n]].group;
	}
}

static uint32_t reserve[8], proposed;
static bool isolated[64];

static bool find(iop_version version, const char *text)
{
	struct iop_budget_ask ask = { &dts_plan_made, reserve, isolated, IOP_SHARE_MASK_BITS };

	dts_plan(version, text);
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert(iop_budgets_find(&ask, &found, &arena));
	return found.n;
}

/* Each is carried out on the board as it was. */
static void one_budget(uint32_t *seed)
{
	iop_version version = dts_releases[board_next(seed, RELEASES)];
	const char *text = board_random(seed, 1 + board_next(seed, 4), 0);
	uint32_t many, of;

	for (uint32_t n = 0; n < 64; n++)
		isolated[n] = board_rarely(seed, 8);
	reserve[0] = board_next(seed, 2);
	reserve[2] = board_next(seed, 2);	/* of one that has no banks */
	if (!find(version, text))
		return;
	expect_in_order(&found.list[0]);
	many = found.list[0].n;
	of = found.list[0].iommu;
	for (uint32_t n = 0; n < many; n++) {
		ck_assert(find(version, text) && found.list[0].iommu == of);
		if (found.list[0].proposals[n].kind == IOP_PROPOSE_SHARE) {
			proposed++;
			expect_saving(&found.list[0], &found.list[0].proposals[n]);
		}
	}
}

START_TEST(budgets)
{
	uint32_t seed = (uint32_t)_i * 104729 + 3;

	proposed = 0;
	for (int n = 0; n < BOARDS; n++)
		one_budget(&seed);
	ck_assert_uint_gt(proposed, 0);
}
END_TEST

/* --- mmu-masters --- */

static char text[1 << 12];

/* Lists of masters a0 on, a host among them; broken ones are refused. */
static void old_board(uint32_t *seed)
{
	uint32_t masters = 2 + board_next(seed, 5);
	int len = snprintf(text, sizeof(text), "%s", DTS("")), cells[8];
	bool host = board_rarely(seed, 2), wide = board_rarely(seed, 3);

	len -= 2;
	for (uint32_t n = 0; n < masters; n++) {
		cells[n] = (int)board_next(seed, 4);
		len += snprintf(text + len, sizeof(text) - (size_t)len,
			"a%u: a%u { compatible = \"v,m\"; #stream-id-cells = <%d>; %s };\n", n, n,
			cells[n], board_rarely(seed, 12) ? "status = \"disabled\";" : "");
	}
	if (host)
		len += snprintf(text + len, sizeof(text) - (size_t)len, "p: pci@4 { compatible ="
			" \"pci-host-ecam-generic\"; device_type = \"pci\"; #address-cells = <3>;"
			" #size-cells = <2>; reg = <0x40000000 0x1000000>; #stream-id-cells = <1>;"
			" %s };\n", board_rarely(seed, 6) ? "iommu-map = <0 &s 0 1>;" : "");
	for (int s = 0; s < 2; s++) {
		len += snprintf(text + len, sizeof(text) - (size_t)len, "%c: iommu@%d000 { compatible"
			" = \"arm,mmu-500\"; reg = <0x%d000 0x1000>; #global-interrupts = <1>;"
			" interrupts = <0 1 2 3 4 5 6 7 8 9>; %s mmu-masters = <", 's' + s, s + 1, s + 1,
			board_rarely(seed, 6) ? "#iommu-cells = <1>;" : "");
		for (uint32_t n = 0; n < masters; n++) {
			if ((n & 1) != (uint32_t)s && !board_rarely(seed, 16))
				continue;
			len += snprintf(text + len, sizeof(text) - (size_t)len, " &a%u", n);
			for (int c = 0; c < cells[n]; c++)
				len += snprintf(text + len, sizeof(text) - (size_t)len, " 0x%x",
						(wide && board_rarely(seed, 2) ? 0x10000u : 0) |
						(board_next(seed, 16) * 2));
		}
		len += snprintf(text + len, sizeof(text) - (size_t)len, " %s %s>; };\n",
				host && !s ? "&p 0" : "", board_rarely(seed, 16) ? "0xdead" : "");
	}
	snprintf(text + len, sizeof(text) - (size_t)len, "};");
}

static struct iop_plan kept_plan(void)
{
	static _Alignas(8) uint8_t blob[1 << 16], room[2 << 20];
	static struct iop_tree tree;
	static struct iop_view view;
	struct iop_place where;
	struct iop_arena a;
	struct iop_plan p;

	memcpy(blob, dts_plan_made.tree->blob, dts_plan_made.tree->size);
	iop_arena_init(&a, room, sizeof(room));
	ck_assert_int_eq(iop_tree_index(&tree, blob, dts_plan_made.tree->size, &a, &where), 0);
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &dts_plan_made.view->target, &a));
	ck_assert_int_eq(iop_plan_make(&p, &tree, &view, &a), 0);
	return p;
}

static uint32_t migrated;

static void one_migration(uint32_t *seed)
{
	struct iop_target target = { .version = dts_releases[board_next(seed, RELEASES)],
				     .legacy_built = IOP_CONFIG_YES };
	struct iop_amend amend;
	struct iop_edits edits;
	struct iop_plan before;
	uint32_t device;

	old_board(seed);
	dts_plan_for(&target, text);
	before = kept_plan();
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&edits, dts_plan_made.tree);
	ck_assert(iop_amend_migrate(&dts_plan_made, &amend, &edits, &arena));
	if (amend.why) {
		ck_assert_uint_eq(edits.n, 0);
		return;
	}
	migrated++;
	dts_plan_edited(&edits);
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		ck_assert(!dts_plan_made.devices[n].legacy);
	ck_assert_msg(iop_amend_same(&before, &dts_plan_made, &device, &arena),
		      "device %u differs", device);
}

START_TEST(migrations)
{
	uint32_t seed = (uint32_t)_i * 15485863 + 5;

	migrated = 0;
	for (int n = 0; n < BOARDS; n++)
		one_migration(&seed);
	ck_assert_uint_gt(migrated, 0);
}
END_TEST

Suite *remedy_random_suite(void)
{
	Suite *s = suite_create("remedy_random");
	TCase *t = tcase_create("remedy-random");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, budgets, 0, SEEDS);
	tcase_add_loop_test(t, migrations, 0, SEEDS);
	suite_add_tcase(s, t);
	return s;
}
