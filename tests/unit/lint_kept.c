// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Streams that the caller knows to be firmware's: who names one, the first ID that is
 * named, and nobody beside it. A disabled IOMMU's are read from the properties.
 */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "lint/lint.h"

Suite *lint_kept_suite(void);

#define HOST(map) "pcie { compatible = \"x\"; device_type = \"pci\"; iommu-map = <" map ">; };"
#define BOARD DTS(SMMU("s", "1000") SMMU("t", "2000") MASTER("a", "&s 0x10 &t 0x20") \
	MASTER("b", "&s 0x12") MASTER("c", "&t 0x10") HOST("0 &s 0x100 0x10 0x10 &t 0x300 0x10"))
#define OFF "&s { status = \"disabled\"; };"
#define WIDE(more) DTS(SMMU("s", "1000") MASTER("a", "&s 0x10 0xf")) \
	"&s { #iommu-cells = <2>; " more " };"

static const struct {
	const char *tree;
	struct iop_reserved_ids ids;	/* of /iommu@1000 */
	const char *found;		/* "master ID", one after the other */
} rows[] = {
	{ BOARD, { 0x10, 0x10, 0 }, "/a 0x10;" },
	{ BOARD, { 0x10, 0x12, 0 }, "/a 0x10;/b 0x12;" },
	{ BOARD, { 0x11, 0x11, 0 }, "" },
	{ BOARD, { 0x13, 0xff, 0 }, "" },
	{ BOARD, { 0, 0xf, 0 }, "" },
	{ BOARD, { 0x20, 0x20, 0 }, "" },		/* the other IOMMU's */
	{ BOARD, { 0x300, 0x30f, 0 }, "" },
	{ BOARD, { 0x10f, 0x10f, 0 }, "/pcie 0x10f;" },
	{ BOARD, { 0x110, 0x11f, 0 }, "" },
	{ BOARD, { 0xf0, 0x105, 0 }, "/pcie 0x100;" },
	{ BOARD, { 0x10, 0x10, 2 }, "/a 0x10;/b 0x12;" },
	{ BOARD OFF, { 0x10, 0x10, 0 }, "/a 0x10;" },
	{ BOARD OFF, { 0x10, 0x12, 0 }, "/a 0x10;/b 0x12;" },
	{ BOARD OFF, { 0x11, 0x11, 0 }, "" },
	{ BOARD OFF, { 0x20, 0x20, 0 }, "" },
	{ BOARD OFF, { 0x300, 0x30f, 0 }, "" },
	{ BOARD OFF, { 0x10f, 0x10f, 0 }, "/pcie 0x10f;" },
	{ BOARD OFF, { 0x100, 0x100, 0 }, "/pcie 0x100;" },
	{ BOARD OFF, { 0x110, 0x11f, 0 }, "" },
	{ BOARD OFF, { 0xf0, 0x105, 0 }, "/pcie 0x100;" },
	{ BOARD OFF, { 0x105, 0x205, 0 }, "/pcie 0x105;" },
	/* an entry of a map without IDs, and one whose IDs begin within */
	{ DTS(SMMU("s", "1000") HOST("0 &s 0x100 0  8 &s 0x200 8")) OFF, { 0x100, 0x100, 0 }, "" },
	{ DTS(SMMU("s", "1000") HOST("0 &s 0x100 0  8 &s 0x200 8")) OFF, { 0x1ff, 0x207, 0 }, "/pcie 0x200;" },
	{ DTS(SMMU("s", "1000") HOST("0 &s 0x100 0  8 &s 0x200 8")) OFF, { 0x208, 0x210, 0 }, "" },
	/* what Linux makes no device for uses no stream */
	{ DTS(SMMU("s", "1000") "x { y { compatible = \"v,y\"; iommus = <&s 0x10>; }; };"),
	  { 0x10, 0x10, 0 }, "" },
	{ WIDE(""), { 0x1f, 0x1f, 0 }, "/a 0x1f;" },
	{ WIDE(""), { 0x20, 0x20, 0 }, "" },
	{ WIDE("status = \"disabled\";"), { 0x1f, 0x1f, 0 }, "/a 0x1f;" },
	{ WIDE("status = \"disabled\";"), { 0x20, 0x20, 0 }, "" },
};

static void add(char *to, size_t room, const struct iop_finding *f)
{
	size_t len = strlen(to);

	len += iop_node_path(dts_plan_made.tree, f->node, to + len, room - len);
	snprintf(to + len, room - len, " 0x%x;", (unsigned)f->args[0].number);
}

START_TEST(who_names_a_kept_stream)
{
	static _Alignas(8) uint8_t memory[1 << 18];
	struct iop_kept_streams kept = { .ids = rows[_i].ids, .text = "x", .where = "f:1" };
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX, .kept = &kept, .n_kept = 1 };
	char found[256] = "";
	struct iop_arena a;

	dts_plan(LINUX(7, 2), rows[_i].tree);
	kept.node = dts_node("/iommu@1000");
	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&s, &dts_plan_made, &a), 0);
	for (const struct iop_finding *f = s.first; f; f = f->next) {
		if (f->rule != IOP_RULE_STREAM_RESERVED)
			continue;
		add(found, sizeof(found), f);
		ck_assert_uint_eq(f->related, kept.node);
		ck_assert_str_eq(f->property, strstr(rows[_i].found, "/pcie") ? "iommu-map" :
				 "iommus");
	}
	ck_assert_str_eq(found, rows[_i].found);
}
END_TEST

/* --- dma-can-stall, PASIDs, and a kernel without CONFIG_ARM_SMMU_V3_SVA --- */

#define TRAIT(more) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") \
	NODE("a", "vendor,master", "iommus = <&s 1>; " more) MASTER("b", "&s 2"))

static const struct {
	const char *tree;
	uint8_t sva;
	const char *property;		/* of /a, or NULL */
} traits[] = {
	{ TRAIT("dma-can-stall;"), IOP_CONFIG_NO, "dma-can-stall" },
	{ TRAIT("pasid-num-bits = <4>;"), IOP_CONFIG_NO, "pasid-num-bits" },
	{ TRAIT("dma-can-stall; pasid-num-bits = <4>;"), IOP_CONFIG_NO, "dma-can-stall" },
	{ TRAIT("pasid-num-bits = <0>;"), IOP_CONFIG_NO, NULL },
	{ TRAIT(""), IOP_CONFIG_NO, NULL },
	{ TRAIT("dma-can-stall;"), IOP_CONFIG_YES, NULL },
	{ TRAIT("dma-can-stall;"), IOP_CONFIG_UNKNOWN, NULL },
	{ DTS(SMMU("s", "1000") NODE("a", "vendor,master", "iommus = <&s 1>; dma-can-stall;")),
	  IOP_CONFIG_NO, NULL },
};

START_TEST(traits_without_sva)
{
	static _Alignas(8) uint8_t memory[1 << 18];
	struct iop_target target = { .version = LINUX(7, 2), .sva = traits[_i].sva };
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	uint32_t count = 0;
	struct iop_arena a;

	dts_plan_for(&target, traits[_i].tree);
	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&s, &dts_plan_made, &a), 0);
	for (const struct iop_finding *f = s.first; f; f = f->next) {
		if (f->rule != IOP_RULE_SVA_OFF)
			continue;
		count++;
		ck_assert_uint_eq(f->node, dts_node("/a"));
		ck_assert_uint_eq(f->related, dts_node("/iommu@1000"));
		ck_assert_str_eq(f->property, traits[_i].property);
	}
	ck_assert_uint_eq(count, traits[_i].property != NULL);
}
END_TEST

Suite *lint_kept_suite(void)
{
	Suite *s = suite_create("lint_kept");
	TCase *t = tcase_create("lint_kept");

	tcase_add_loop_test(t, who_names_a_kept_stream, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(t, traits_without_sva, 0, sizeof(traits) / sizeof(traits[0]));
	suite_add_tcase(s, t);
	return s;
}
