// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Memory that runs out, at every size: an error, and no byte beyond the end. */
#include <stdlib.h>

#include "dts_help.h"
#include "groups/slots.h"

Suite *room_suite(void);

/* Something of every rule: each has its own tables. */
static const char board[] = DTS(
	SMMU("s", "1000") IOMMU("v", "2000", "arm,smmu-v3", "1")
	IOMMU("r", "3000", "rockchip,iommu", "0")
	IOMMU("d", "4000", "apple,t8103-dart", "1")
	IOMMU("n", "5000", "mediatek,mt8195-iommu-infra", "1")
	"m: mc { compatible = \"nvidia,tegra210-mc\"; #iommu-cells = <1>; };"
	MASTER("a", "&s 1 &s 2") MASTER("b", "&v 1") MASTER("c", "&r") MASTER("e", "&d 3")
	MASTER("f", "&n 17") MASTER("g", "&m 1") MASTER("h", "0xdead 1")
	"pcie { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &v 16 256 512 &s 9 1>;"
	" f@0,0 { reg = <0 0 0 0 0>; }; };");

struct result {
	int index, plan;
	bool view;
	size_t used;
};

/* All three steps in @size bytes that end where the block ends. */
static struct result in_room(size_t size)
{
	struct iop_target target = { .version = LINUX(7, 2) };
	struct dts_blob blob = dts_compile(board);
	uint8_t *memory = malloc(size ? size : 1);
	struct result r = { .plan = -IOP_ERR_NOSPACE };
	struct iop_place where;
	struct iop_arena a;
	struct iop_tree t;
	struct iop_view v;
	struct iop_plan p;

	ck_assert_ptr_nonnull(memory);
	iop_arena_init(&a, memory, size);
	r.index = iop_tree_index(&t, blob.bytes, blob.size, &a, &where);
	r.view = !r.index && iop_view_build(&v, &iop_builtin_facts, &target, &a);
	if (r.view)
		r.plan = iop_plan_make(&p, &t, &v, &a);
	r.used = a.used;
	free(memory);
	return r;
}

static size_t enough(void)
{
	struct result r = in_room(1 << 20);

	ck_assert_int_eq(r.plan, 0);
	return r.used;
}

START_TEST(what_it_takes_is_enough)
{
	ck_assert_int_eq(in_room(enough()).plan, 0);
}
END_TEST

START_TEST(every_smaller_room_is_refused)
{
	size_t size = enough();

	while (size--) {
		struct result r = in_room(size);

		ck_assert_int_eq(r.plan, -IOP_ERR_NOSPACE);
		ck_assert(!r.index || r.index == -IOP_ERR_NOSPACE);
		ck_assert_uint_le(r.used, size);
	}
}
END_TEST

START_TEST(slots_are_found_and_given_back)
{
	static uint64_t memory[512];
	struct iop_arena a;
	struct iop_slots s;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_slots_init(&s, 40, &a));
	for (uint32_t n = 0; n < 40; n++)
		ck_assert_ptr_nonnull(iop_slot_take(&s, n % 3, n, n));
	ck_assert_ptr_null(iop_slot_take(&s, 9, 9, 9));
	iop_slots_undo(&s, 20);
	for (uint32_t n = 0; n < 40; n++) {
		struct iop_slot *slot = iop_slot_find(&s, n % 3, n);

		ck_assert_int_eq(slot != NULL, n < 20);
		ck_assert(!slot || (slot->device == n && slot->group == IOP_NONE));
		ck_assert_ptr_null(iop_slot_find(&s, n % 3 + 1, n));
	}
}
END_TEST

START_TEST(slots_need_room)
{
	static uint64_t memory[512];
	struct iop_arena a;
	struct iop_slots s;

	iop_arena_init(&a, memory, 100);
	ck_assert(!iop_slots_init(&s, 40, &a));
}
END_TEST

Suite *room_suite(void)
{
	Suite *s = suite_create("room");
	TCase *t = tcase_create("room");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, what_it_takes_is_enough);
	tcase_add_test(t, every_smaller_room_is_refused);
	tcase_add_test(t, slots_are_found_and_given_back);
	tcase_add_test(t, slots_need_room);
	suite_add_tcase(s, t);
	return s;
}
