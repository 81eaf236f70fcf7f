// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Edits that a policy asks for by name, and what it says of banks and isolation. */
#include <string.h>

#include "policy/file.h"
#include "solve_help.h"

Suite *solve_amend_suite(void);

#define OLD(more, nodes) DTS("s: iommu@1000 { compatible = \"arm,mmu-500\"; reg = <0x1000 0x1000>;" \
	" #global-interrupts = <1>; interrupts = <0 1 2 3 4 5>; " more " };" nodes)
#define LISTED(label) label ": " NODE(label, "vendor,master", "#stream-id-cells = <1>;")
#define SCREEN(fb) DTS(SMMU("s", "1000") \
	"d: display@2000 { compatible = \"vendor,dc\"; reg = <0x2000 0x1000>;" \
	" iommus = <&s 1>; }; reserved-memory { #address-cells = <1>; #size-cells = <1>;" \
	" ranges; r: fb@90000000 { reg = <0x90000000 0x800000>; }; };" \
	"chosen { framebuffer { compatible = \"simple-framebuffer\"; " fb "}; };")
#define ASKS(words) "version: 1\nedits: [" words "]\n" ALL

static const struct {
	const char *tree, *yaml;
	const char *refused, *by;	/* why, and by which word; or NULL */
	uint32_t edits;
} rows[] = {
	{ OLD("mmu-masters = <&a 1>, <&b 2>;", LISTED("a") LISTED("b")),
	  ASKS("migrate-mmu-masters"), NULL, NULL, 7 },
	{ OLD("mmu-masters = <&a 1>;", "a: a { };"), ASKS("migrate-mmu-masters"),
	  "dangling-master", "migrate-mmu-masters", 0 },
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1")), ASKS("migrate-mmu-masters"), NULL, NULL, 0 },
	{ SCREEN("memory-region = <&r>; display = <&d>;"), ASKS("keep-framebuffer"), NULL, NULL,
	  2 },
	{ SCREEN("memory-region = <&r>;"), ASKS("keep-framebuffer"), "no-display",
	  "keep-framebuffer", 0 },
	{ DTS(SMMU("s", "1000")), ASKS("keep-framebuffer"), NULL, NULL, 0 },
	{ SCREEN("memory-region = <&r>; display = <&d>;"),
	  ASKS("migrate-mmu-masters, keep-framebuffer"), NULL, NULL, 2 },
};

START_TEST(edits_by_name)
{
	struct iop_solve_error e = { 0 };
	int status = solve_status(LINUX(6, 12), rows[_i].tree, rows[_i].yaml, &e);

	if (rows[_i].refused) {
		ck_assert_int_eq(status, IOP_SOLVE_AMEND);
		ck_assert_str_eq(iop_amend_slug(e.amend.why), rows[_i].refused);
		ck_assert_str_eq(e.what, rows[_i].by);
		return;
	}
	ck_assert_int_eq(status, 0);
	ck_assert(solved.met);
	ck_assert_uint_eq(solved.edits.n, rows[_i].edits);
}
END_TEST

/* Only the edited tree has these masters' groups, as any kernel reads it. */
START_TEST(what_is_solved_is_the_edited_tree)
{
	solve(LINUX(6, 12), OLD("mmu-masters = <&a 1>, <&b 1>;", LISTED("a") LISTED("b")),
	      ASKS("migrate-mmu-masters") "devices:\n  - match: {path: \"/a\"}\n"
	      "    domain: identity\n");
	ck_assert(solved.met);
	expect_reached("/a", IOP_TYPE_IDENTITY);
	expect_reached("/b", IOP_TYPE_IDENTITY);	/* of its group */
}
END_TEST

START_TEST(banks_and_isolation)
{
	static const char yaml[] = "version: 1\niommus:\n"
		"  - match: {path: \"/iommu@2000\"}\n    reserve-contexts: 3\n"
		"devices:\n  - match: {path: \"/a\"}\n    domain: identity\n"
		"  - match: {path: \"/b\"}\n    require: [isolated]\n"
		"  - match: {path: \"/d\"}\n    require: [isolated]\n";
	static const char *const masters[] = { "/a", "/b", "/c", "/d" };
	static uint64_t memory[1 << 12];
	static struct policy_file file;
	struct iop_arena a;
	struct read_error e;
	uint32_t *reserve;
	bool *isolated, room = false;

	ck_assert(!policy_parse(&file, "p.yaml", yaml, sizeof(yaml) - 1, &e));
	dts_plan(LINUX(6, 12), DTS(SMMU("s", "1000") SMMU("t", "2000") MASTER("a", "&s 1")
				   MASTER("b", "&s 2") MASTER("c", "&t 1") MASTER("d", "&t 2")));
	for (size_t size = 0; size <= sizeof(memory) && !room; size += 8) {
		iop_arena_init(&a, memory, size);
		room = iop_reserves(&file.policy, &dts_plan_made, &reserve, &isolated, &a);
	}
	ck_assert(room);
	for (uint32_t n = 0; n < dts_plan_made.n_iommus; n++)
		ck_assert_uint_eq(reserve[n], &dts_plan_made.iommus[n] == dts_iommu("/iommu@2000") ?
				  3 : 0);
	for (uint32_t n = 0; n < 4; n++)
		ck_assert_int_eq(isolated[dts_device(masters[n]) - dts_plan_made.devices], n & 1);
	policy_close(&file);
}
END_TEST

Suite *solve_amend_suite(void)
{
	Suite *s = suite_create("solve_amend");
	TCase *t = tcase_create("solve_amend");

	tcase_add_loop_test(t, edits_by_name, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(t, what_is_solved_is_the_edited_tree);
	tcase_add_test(t, banks_and_isolation);
	suite_add_tcase(s, t);
	return s;
}
