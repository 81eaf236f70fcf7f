// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a picture says of the whole: how many IOMMUs are in which state. */
#include <stdio.h>

#include "dts_help.h"
#include "render/picture/picture.h"
#include "text/out.h"

Suite *pictures_suite(void);

#define DOMAIN "dom: " NODE("dom", "vendor,domain", "#power-domain-cells = <0>; status = \"disabled\";")

static const struct {
	const char *tree, *wanted;
} boards[] = {
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1")), "1 IOMMU: 1 active; 1 group" },
	{ DTS(DOMAIN SMMU("s", "1000") MASTER("a", "&s 1")) "&s { power-domains = <&dom>; };",
	  "1 IOMMU: 1 deferred; 0 groups" },
	{ DTS(SMMU("s", "1000") SMMU("t", "2000") SMMU("u", "3000") MASTER("a", "&s 1")
	      MASTER("b", "&u 1")) "&t { status = \"disabled\"; };",
	  "3 IOMMUs: 2 active, 1 disabled; 2 groups" },
	{ DTS(""), "0 IOMMUs; 0 groups" },
};

static int drop(void *ctx, const void *bytes, size_t n)
{
	(void)ctx;
	(void)bytes;
	(void)n;
	return 0;
}

START_TEST(sum_of_a_picture)
{
	static struct out o;
	const struct render_input in = { .file = "x.dts", .plan = &dts_plan_made };
	struct line l = { .text = NULL };
	struct render r;

	out_to_sink(&o, drop, NULL);
	dts_plan(LINUX(7, 3), boards[_i].tree);
	ck_assert(render_open(&r, &o, &in));
	picture_summary(&r, &l);
	ck_assert_msg(!strncmp(l.text, boards[_i].wanted, strlen(boards[_i].wanted)),
		      "%s, not %s", l.text, boards[_i].wanted);
	line_free(&l);
	render_close(&r);
}
END_TEST

Suite *pictures_suite(void)
{
	Suite *s = suite_create("pictures");
	TCase *c = tcase_create("sums");

	tcase_add_loop_test(c, sum_of_a_picture, 0, sizeof(boards) / sizeof(boards[0]));
	suite_add_tcase(s, c);
	return s;
}
