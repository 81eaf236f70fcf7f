/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Whose a stream is, looked up, against each claim in turn. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
#include "explain/claim_index.h"
#include "explain/claim_query.h"

Suite *claims_suite(void);

/* IDs run into each other, wrap, stand under masks of both kinds, and repeat. */
static const char streams[] = DTS(
	IOMMU("two", "1000", "arm,mmu-500", "2")
	IOMMU("v3", "2000", "arm,smmu-v3", "1")
	IOMMU("other", "3000", "arm,smmu-v3", "1")
	IOMMU("none", "4000", "rockchip,iommu", "0")
	IOMMU("undriven", "5000", "vendor,iommu", "1")
	MASTER("m1", "&two 0x10 0x3>, <&two 0x12 0x1>, <&two 0x10 0x3>, <&v3 0x11")
	MASTER("m2", "&two 0x00 0x7f8>, <&other 0x13")
	MASTER("m3", "&none>, <&undriven 0x14")
	NODE("m4", "vendor,master", "iommus = <&v3 0x11>, <&two 0x18 0>; status = \"disabled\";")
	NODE("p1", "vendor,host", "iommu-map = <0 &v3 0x8 0x10>, <0x100 &v3 0x10 0x20>,"
	     " <0 &other 0xfffffff8 0x10>, <0 &none 1>, <0 &two 0x40 0x8 9>, <0 &v3 0x60 1>;")
	NODE("p2", "vendor,host", "iommu-map = <0 &v3 0x4 0x40>; iommu-map-mask = <0x2a>;")
	NODE("p3", "vendor,host", "iommu-map = <0x20 &other 0x20 0x8>;"
	     " iommu-map-mask = <0xfff8>; status = \"disabled\";"));

static const uint32_t ends[] = { 0xfffffff0, 0xfffffff8, 0xffffffff, 0x80000000 };

static uint32_t id_at(uint32_t n)
{
	return n < 0x80 ? n : ends[n - 0x80];
}

/* As lines of a log had it before there was an index. */
static bool in_scope(const struct claims *c, const struct claim *k, const struct claim_query *q)
{
	return (q->iommu == IOP_NONE ? !k->no_id : k->iommu == q->iommu) &&
	       (!q->driver || iop_iommu_of(c->plan, k->iommu)->driver == q->driver);
}

static void expect_nodes(struct claims *c, const struct claim_query *q, bool any)
{
	struct claim_nodes nodes;
	uint32_t rid, *found, n = 0, last = IOP_NO_NODE;

	ck_assert(any ? claims_of(c, q, &nodes) : claims_at(c, q, &nodes));
	ck_assert(!nodes.more);
	found = nodes.list.data;
	for (size_t i = 0; i < c->list.count; i++) {
		const struct claim *k = claim_at(c, i);

		if (k->off != q->off || !in_scope(c, k, q) || k->node == last ||
		    !(any || claim_has(k, q->id, &rid)))
			continue;
		ck_assert_msg(n < nodes.list.count && found[n] == k->node,
			      "stream 0x%x of %u: node %u", q->id, q->iommu, k->node);
		last = k->node;
		n++;
	}
	ck_assert_uint_eq(n, nodes.list.count);
	free(found);
}

static uint32_t away(const struct claim *k, uint32_t id)
{
	if (id < k->id)
		return k->id - id;
	return id - k->id < k->length ? 0 : id - k->id - (k->length - 1);
}

static void expect_nearest(struct claims *c, const struct claim_query *q)
{
	const struct claim *best = NULL;

	for (size_t i = 0; i < c->list.count; i++) {
		const struct claim *k = claim_at(c, i);

		if (!k->no_id && in_scope(c, k, q) && (!best || away(k, q->id) < away(best, q->id)))
			best = k;
	}
	ck_assert_msg(claims_nearest(c, q) == best, "beside 0x%x of %u", q->id, q->iommu);
}

static void all_of(struct claims *c, uint32_t iommu, const struct iop_driver *driver)
{
	for (uint32_t n = 0; n < 0x80 + sizeof(ends) / sizeof(ends[0]); n++)
		for (int off = 0; off < 2; off++) {
			const struct claim_query q = { iommu, driver, id_at(n), off };

			expect_nodes(c, &q, false);
			if (iommu != IOP_NONE)
				expect_nodes(c, &q, true);
			expect_nearest(c, &q);
		}
}

START_TEST(streams_are_found)
{
	const struct iop_driver *v3;
	struct claims c;

	dts_plan(LINUX(7, 2), streams);
	v3 = dts_iommu("/iommu@2000")->driver;
	ck_assert(claims_read(&c, &dts_plan_made));
	for (uint32_t n = 0; n < dts_plan_made.n_iommus; n++)
		all_of(&c, n, NULL);
	all_of(&c, iop_iommu_at(&dts_plan_made, dts_node("/iommu@1000")), v3);
	all_of(&c, IOP_NONE, v3);
	all_of(&c, IOP_NONE, NULL);
	ck_assert(claims_driver(&c, v3));
	ck_assert(!claims_placeholder(&c));
	claims_free(&c);
}
END_TEST

/* Many on one stream: some, in the tree's order, and that there are more. */
START_TEST(many_are_cut)
{
	static char text[40000];
	struct claim_nodes nodes;
	struct claims c;
	size_t at = (size_t)sprintf(text, "%s", "/dts-v1/; / { v3: iommu@2000 {"
				    " compatible = \"arm,smmu-v3\"; #iommu-cells = <1>; };");

	for (unsigned int n = 0; n < CLAIM_NODES_MOST + (unsigned int)_i; n++)
		at += (size_t)sprintf(text + at, "m%u { iommus = <&v3 5>, <&v3 5>; };", n);
	sprintf(text + at, "};");
	dts_plan(LINUX(6, 12), text);
	ck_assert(claims_read(&c, &dts_plan_made));
	for (int any = 0; any < 2; any++) {
		const struct claim_query q = { 0, NULL, 5, false };

		ck_assert(any ? claims_of(&c, &q, &nodes) : claims_at(&c, &q, &nodes));
		ck_assert_uint_eq(nodes.list.count, CLAIM_NODES_MOST);
		ck_assert(nodes.more == (_i > 0));
		free(nodes.list.data);
	}
	claims_free(&c);
}
END_TEST

Suite *claims_suite(void)
{
	Suite *s = suite_create("claims");
	TCase *t = tcase_create("claims");

	tcase_add_test(t, streams_are_found);
	tcase_add_loop_test(t, many_are_cut, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
