// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Kernels between two that were read. A plan of one is that of the first, marked where
 * that of the second differs: what is not marked is the same in both, and where all is
 * the same, nothing is marked.
 */
#include "dts_help.h"
#include "file_help.h"
#include "plan/defaults.h"

Suite *gaps_suite(void);

#define MEMORY (2u << 20)

static const iop_version between[] = {
	LINUX(5, 5), LINUX(5, 8), LINUX(5, 13), LINUX(5, 18), LINUX(6, 0), LINUX(6, 3), LINUX(6, 5),
	LINUX(6, 8), LINUX(6, 10), LINUX(6, 14), LINUX(6, 16), LINUX(7, 0),
};

#define TREE(name) "tests/" name ".dts"
#define BOARD(name) "examples/boards/" name ".dts"

static const char *const files[] = {
	BOARD("imx8qm-mek"), BOARD("juno-r2"), BOARD("lx2160a-rdb"), BOARD("overdrive-rev-b1"),
	BOARD("rk3288-firefly"), BOARD("rk3399-rockpro64"), BOARD("rk3588-rock-5b"),
	BOARD("sdm845-db845c"), BOARD("zynqmp-zcu102"), TREE("golden/cases/broken"),
	TREE("golden/cases/hostile"), TREE("golden/cases/overcommitted"),
	TREE("golden/cases/traits"), TREE("kernel/cases/buses"),
	TREE("kernel/cases/resv-smmuv2"), TREE("kernel/cases/smmuv2-late-breaker"),
};

static _Alignas(8) uint8_t memory[2][MEMORY];

/* The plan of the second kernel alone. */
static void plan_newer(struct iop_plan *q, struct iop_view *v, struct iop_arena *a)
{
	struct iop_target target = dts_plan_made.view->target;

	target.newer = true;
	iop_arena_init(a, memory[1], MEMORY);
	ck_assert(iop_view_build(v, dts_plan_made.view->facts, &target, a));
	ck_assert_int_eq(iop_plan_make(q, dts_plan_made.tree, v, a), 0);
}

static uint32_t node_of(const struct iop_plan *p, const struct iop_device *d)
{
	return d->iommu == IOP_NONE ? IOP_NO_NODE : p->iommus[d->iommu].node;
}

/* By its place in the tree, and of a host by its IOMMU, or by why it has none. */
static const struct iop_device *find(const struct iop_plan *q, const struct iop_plan *p,
				     const struct iop_device *d)
{
	const struct iop_device *found = NULL;

	for (uint32_t n = 0; n < q->n_devices; n++) {
		const struct iop_device *o = &q->devices[n];

		if (o->node == d->node && o->child == d->child && o->requesters == d->requesters &&
		    o->host == d->host && o->function == d->function &&
		    (!d->requesters || node_of(p, d) == node_of(q, o)) &&
		    (!found || (found->why != d->why && o->why == d->why)))
			found = o;
	}
	return found;
}

static bool same(const struct iop_plan *p, const struct iop_device *d,
		 const struct iop_plan *q, const struct iop_device *o)
{
	const struct iop_group *a, *b;

	if (!o || (d->group == IOP_NONE) != (o->group == IOP_NONE))
		return false;
	if (d->group == IOP_NONE)
		return d->why == o->why;
	a = &p->groups[d->group];
	b = &q->groups[o->group];
	return a->key == b->key && a->count == b->count && a->domain == b->domain;
}

static void compare(const struct iop_plan *p, const struct iop_plan *q)
{
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n], *o = find(q, p, d);

		if (!same(p, d, q, o))
			ck_assert(d->unread);
		/* of groups, confidence and regions count as well */
		else if (d->group == IOP_NONE)
			ck_assert(!d->unread);
		if (d->unread)
			ck_assert_int_eq(d->confidence, IOP_UNSURE);
		if (!o || d->effect != o->effect)
			ck_assert_int_eq(d->effect, IOP_EFFECT_UNKNOWN);
		if (d->unread && d->group != IOP_NONE)
			ck_assert(p->groups[d->group].unread);
	}
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (n < q->n_iommus && p->iommus[n].node == q->iommus[n].node)
			ck_assert(p->iommus[n].unread ||
				  p->iommus[n].state == q->iommus[n].state);
}

START_TEST(what_is_not_marked_is_the_same)
{
	static char text[1 << 16];
	struct iop_arena a;
	struct iop_view v;
	struct iop_plan q;

	file_text(text, sizeof(text), files[_i]);
	for (size_t n = 0; n < sizeof(between) / sizeof(between[0]); n++) {
		dts_plan(between[n], text);
		plan_newer(&q, &v, &a);
		compare(&dts_plan_made, &q);
	}
}
END_TEST

/* Each plan against itself, and against that of another kernel: none that differs in what
 * can be seen is the same. */
static const iop_version all[] = {
	LINUX(4, 19), LINUX(5, 4), LINUX(5, 10), LINUX(5, 15), LINUX(6, 1), LINUX(6, 6),
	LINUX(6, 12), LINUX(6, 18), LINUX(7, 2), LINUX(7, 3),
};

START_TEST(the_same_outcome_is_the_same)
{
	static char text[1 << 16];
	struct iop_arena a;
	struct iop_view v;
	struct iop_plan q;

	file_text(text, sizeof(text), files[_i]);
	for (size_t n = 0; n < sizeof(all) / sizeof(all[0]); n++) {
		uint32_t run = 0;

		dts_plan(all[n], text);
		iop_arena_init(&a, memory[0], MEMORY);
		ck_assert(iop_view_build(&v, &iop_builtin_facts,
			&(struct iop_target){ .version = all[(n + 3) % 10] }, &a));
		ck_assert_int_eq(iop_plan_make(&q, dts_plan_made.tree, &v, &a), 0);
		for (uint32_t k = 0; k < dts_plan_made.n_devices; k++) {
			const struct iop_device *d = &dts_plan_made.devices[k];
			const struct iop_device *o = iop_same_device_of(&dts_plan_made, d, &q, &run);

			ck_assert_ptr_eq(o, find(&q, &dts_plan_made, d));
			ck_assert(iop_same_outcome(&dts_plan_made, d, &dts_plan_made, d));
			if (!iop_same_outcome(&dts_plan_made, d, &q, o))
				continue;
			ck_assert(same(&dts_plan_made, d, &q, o));
			ck_assert_int_eq(d->effect, o->effect);
		}
	}
}
END_TEST

Suite *gaps_suite(void)
{
	Suite *s = suite_create("gaps");
	TCase *t = tcase_create("gaps");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, what_is_not_marked_is_the_same, 0, sizeof(files) / sizeof(files[0]));
	tcase_add_loop_test(t, the_same_outcome_is_the_same, 0, sizeof(files) / sizeof(files[0]));
	suite_add_tcase(s, t);
	return s;
}
