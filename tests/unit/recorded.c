// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The plans that tests/golden has on record as JSON, in this process: of small
 * trees and of the example boards, each of four kernels, with what is proposed
 * where an IOMMU is over budget. tests/golden/judges.list names who judges each.
 */
#include <check.h>
#include <string.h>

#include "dts_help.h"
#include "file_help.h"
#include "remedy/budget.h"
#include "render/render.h"
#include "text/out.h"

#define TEXT_MAX (1u << 18)

Suite *recorded_suite(void);

static const struct {
	const char *tree, *json;
} recorded[] = {
#define CASE(name) { "tests/golden/cases/" name ".dts", "tests/golden/cases/" name ".json" }
#define BOARD(name) { "examples/boards/" name ".dts", "tests/golden/" name ".json" }
	CASE("broken"), CASE("hostile"), CASE("overcommitted"), CASE("traits"),
	BOARD("fvp-base-revc"), BOARD("imx8qm-mek"), BOARD("imx8qxp-mek"), BOARD("juno-r0"),
	BOARD("juno-r2"), BOARD("lx2160a-rdb"), BOARD("morello-sdp"), BOARD("overdrive-rev-b1"),
	BOARD("rk3288-firefly"), BOARD("rk3399-rockpro64"), BOARD("rk3588-rock-5b"),
	BOARD("sdm845-db845c"), BOARD("zynqmp-zcu102"),
};

static char tree[TEXT_MAX], wanted[TEXT_MAX], made[TEXT_MAX];
static size_t length;
static struct out o;

static int take(void *ctx, const void *bytes, size_t n)
{
	(void)ctx;
	ck_assert_uint_lt(length + n, sizeof(made));
	memcpy(made + length, bytes, n);
	length += n;
	return 0;
}

static void render(const char *file)
{
	static _Alignas(8) uint8_t memory[1 << 20];
	const struct iop_plan *p = &dts_plan_made;
	struct iop_budget_ask ask = { .plan = p, .mask_bits = IOP_SHARE_MASK_BITS };
	struct iop_budgets budgets = { .n = 0 };
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_budgets_find(&ask, &budgets, &a));
	render_plan_json(&o, &(struct render_input){ .file = file, .plan = p, .top = true,
						     .budgets = &budgets });
}

/* Where they part, for who has to look. */
static void same(const char *file)
{
	size_t n = 0;

	made[length] = '\0';
	while (made[n] && made[n] == wanted[n])
		n++;
	ck_assert_msg(!strcmp(made, wanted), "%s: %.60s\nis recorded as %.60s", file,
		      made + (n < 20 ? 0 : n - 20), wanted + (n < 20 ? 0 : n - 20));
}

START_TEST(plans_are_as_recorded)
{
	file_text(tree, sizeof(tree), recorded[_i].tree);
	file_text(wanted, sizeof(wanted), recorded[_i].json);
	length = 0;
	out_to_sink(&o, take, NULL);
	for (unsigned int n = 0; n < RELEASES; n++) {
		dts_plan(dts_releases[n], tree);
		render(recorded[_i].tree);
	}
	ck_assert(out_flush(&o));
	same(recorded[_i].tree);
}
END_TEST

Suite *recorded_suite(void)
{
	Suite *s = suite_create("recorded");
	TCase *c = tcase_create("plans");

	tcase_add_loop_test(c, plans_are_as_recorded, 0,
			    sizeof(recorded) / sizeof(recorded[0]));
	suite_add_tcase(s, c);
	return s;
}
