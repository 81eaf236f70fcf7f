/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _GNU_SOURCE		/* memmem() */
/* glue_run() as the three ways into it call it. */
#include <check.h>
#include <libfdt.h>
#include <string.h>

#include "dts_help.h"
#include "uboot/glue.h"
#include "uboot/sink.h"

Suite *uboot_glue_suite(void);

#define TREE DTS(SMMU("smmu", "1000") MASTER("dma", "&smmu 1") \
		 MASTER("usb", "&smmu 2") MASTER("gpu", "&gone 2") \
		 NODE("gone: iommu@2000", "arm,mmu-500", \
		      "status = \"disabled\"; #iommu-cells = <1>;"))
#define ROOM 16384u
#define FILL 0xa5

static uint64_t tree[ROOM / 8], before[ROOM / 8], memory[65536];
static char text[2048];
static struct sink sink;
static struct glue call;

static void begin(enum glue_op op, const char *dts)
{
	struct dts_blob blob = dts_compile(dts);

	ck_assert_uint_le(blob.size, ROOM);
	memset(tree, FILL, ROOM);
	memcpy(tree, blob.bytes, blob.size);
	memcpy(before, tree, ROOM);
	memset(memory, FILL, sizeof(memory));
	sink_begin(&sink, text, sizeof(text));
	call = (struct glue){
		.op = op, .fdt = tree, .room = ROOM,
		.arena = memory, .arena_size = sizeof(memory),
		.kernel = "6.12", .put = sink_put, .ctx = &sink,
	};
}

static void untouched(void)
{
	ck_assert_mem_eq(tree, before, ROOM);
}

static void says(const char *line)
{
	ck_assert_msg(strstr(text, line), "no '%s' in: %s", line, text);
}

START_TEST(plan)
{
	begin(GLUE_PLAN, TREE);
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	untouched();
	says("iommu_status=ok\n");
	says("iommu_linux=6.12\n");
	says("iommu_bootargs=iommu.passthrough=0 iommu.strict=1\n");
	says("iommu_verdict=partly\n");
	says("iommu_iommus=2\n");
	says("iommu_groups=2\n");
	says("iommu_devices=2\n");
	says("iommu_unprotected=1\n");
	says("iommu_finding=/gpu iommu-disabled\n");
}
END_TEST

START_TEST(verdicts)
{
	begin(GLUE_PLAN, DTS(""));
	glue_run(&call);
	says("iommu_verdict=none\n");
	says("iommu_finding=\n");
	begin(GLUE_PLAN, DTS(SMMU("smmu", "1000") MASTER("dma", "&smmu 1")));
	glue_run(&call);
	says("iommu_verdict=translated\n");
	begin(GLUE_PLAN, DTS(SMMU("smmu", "1000") MASTER("dma", "&smmu 1")));
	call.bootargs = "iommu.passthrough=1";
	glue_run(&call);
	says("iommu_verdict=open\n");
	says("iommu_bootargs=iommu.passthrough=1 iommu.strict=1\n");
}
END_TEST

START_TEST(annotated_in_place)
{
	begin(GLUE_ANNOTATE, TREE);
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	ck_assert_int_ge(fdt_path_offset(tree, "/chosen/iommuplan/iommu-0"), 0);
	memcpy(before, tree, ROOM);
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	untouched();	/* the second time changes nothing */
}
END_TEST

/* Free bytes behind the tree are given up before the annotation is. */
START_TEST(padding_makes_room)
{
	uint32_t total;

	begin(GLUE_ANNOTATE, TREE);
	fdt_set_totalsize(tree, ROOM);
	memcpy(before, tree, ROOM);
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	ck_assert_uint_eq(fdt_totalsize(tree), ROOM);
	begin(GLUE_ANNOTATE, TREE);
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	total = fdt_totalsize(tree);
	begin(GLUE_ANNOTATE, TREE);
	call.room = total;
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	ck_assert_uint_eq(fdt_totalsize(tree), total);
	begin(GLUE_ANNOTATE, TREE);
	call.room = total - 1;
	ck_assert_int_eq(glue_run(&call), GLUE_ROOM);
	untouched();
	says("iommu_status=room\niommu_error=the annotated tree needs 0x");
}
END_TEST

/* Every smaller arena either does or says so, and nothing lies behind it. */
START_TEST(any_arena)
{
	enum glue_status s = GLUE_ROOM;
	size_t size;

	for (size = 0; size < sizeof(memory) - 8 && s == GLUE_ROOM; size += 56) {
		begin(GLUE_ANNOTATE, TREE);
		call.arena_size = size;
		s = glue_run(&call);
		ck_assert_int_eq(((uint8_t *)memory)[size], FILL);
		if (s == GLUE_ROOM) {
			untouched();
			says("iommu_status=room\n");
		}
	}
	ck_assert_int_eq(s, GLUE_OK);
	ck_assert_uint_gt(size, 7000 * sizeof(void *));
}
END_TEST

/* A plan there is, but no memory for all findings: those there was are told. */
START_TEST(findings_without_room)
{
	enum glue_status s = GLUE_ROOM;
	bool some = false;

	for (size_t size = 0; size < sizeof(memory) - 8 && s == GLUE_ROOM; size += 104) {
		begin(GLUE_LINT, TREE);
		call.arena_size = size;
		s = glue_run(&call);
		ck_assert_int_eq(((uint8_t *)memory)[size], FILL);
		if (s != GLUE_ROOM)
			break;
		says("iommu_status=room\n");
		says("iommu_error=the arena is too small");
		some |= strstr(text, "iommu_error=the arena is too small: some findings") &&
			strstr(text, "iommu_linux=6.12") && strstr(text, "iommu_notes=");
	}
	ck_assert(some);
	ck_assert_int_ne(s, GLUE_ROOM);
}
END_TEST

/* Results that do not fit leave the tree alone, and say so where that fits. */
START_TEST(any_out)
{
	enum glue_status s = GLUE_ROOM;
	size_t size;

	for (size = 0; size < sizeof(text) && s == GLUE_ROOM; size++) {
		begin(GLUE_ANNOTATE, TREE);
		memset(text, FILL, sizeof(text));
		sink_begin(&sink, text, size);
		s = glue_run(&call);
		ck_assert_int_eq((uint8_t)text[size], FILL);
		ck_assert(!size || memchr(text, 0, size));
		if (s == GLUE_ROOM)
			untouched();
		if (s == GLUE_ROOM && size > 100)
			says("iommu_status=room\niommu_error=no space for the results\n");
	}
	ck_assert_int_eq(s, GLUE_OK);
}
END_TEST

static void refused(const char *kernel, const char *why)
{
	begin(GLUE_ANNOTATE, TREE);
	call.kernel = kernel;
	ck_assert_int_eq(glue_run(&call), GLUE_USAGE);
	untouched();
	says(why);
}

START_TEST(versions)
{
	refused("99.1", "iommu_error=newer than the newest Linux version known\n");
	refused("2.6", "iommu_error=older than the oldest Linux version known\n");
	refused("sid", "iommu_error=not a Linux version\n");
	refused("6.1x", "iommu_error=not a Linux version\n");
	begin(GLUE_PLAN, TREE);
	call.kernel = "6.1.0-50-arm64";
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	says("iommu_linux=6.1\n");
	begin(GLUE_PLAN, TREE);
	call.kernel = "";
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	begin(GLUE_VERSION, TREE);
	call.fdt = NULL;
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	says("iommu_version=" IOP_VERSION_TEXT "\n");
}
END_TEST

/* Whatever a byte of the tree becomes, it is a plan or a refusal. */
START_TEST(damaged)
{
	unsigned int headers = 0;
	size_t n;

	begin(GLUE_ANNOTATE, TREE);
	n = fdt_totalsize(tree);
	for (size_t at = 0; at < n; at += 3) {
		enum glue_status s;

		begin(GLUE_ANNOTATE, TREE);
		((uint8_t *)tree)[at] ^= (uint8_t)(0x80 >> at % 8 | 1);
		memcpy(before, tree, ROOM);
		s = glue_run(&call);
		if (s != GLUE_OK)
			untouched();
		ck_assert_msg(!strchr(text, '\''), "%s", text);
		headers += strstr(text, "iommu_error=the headers ") != NULL;
		if (at < 4) {
			ck_assert_int_eq(s, GLUE_TREE);
			says("iommu_status=tree\niommu_error=not a flattened device tree");
		}
	}
	ck_assert_uint_gt(headers, 0);	/* "the header's ..." lost its apostrophe */
}
END_TEST

/* Names that would do something on a console or in a script cannot. */
START_TEST(inert_names)
{
	static const char from[] = "gpuXY";
	char *name;

	begin(GLUE_PLAN, DTS(NODE("gone: iommu", "arm,mmu-500",
				  "status = \"disabled\"; #iommu-cells = <1>;")
			     MASTER("gpuXY", "&gone 2")));
	name = memmem(tree, ROOM, from, sizeof(from));
	ck_assert_ptr_nonnull(name);
	memcpy(name, "g\n;$\\", 5);
	ck_assert_int_eq(glue_run(&call), GLUE_OK);
	says("iommu_finding=/g%0a%3b%24%5c iommu-disabled\n");
}
END_TEST

Suite *uboot_glue_suite(void)
{
	Suite *s = suite_create("uboot_glue");
	TCase *c = tcase_create("glue");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, plan);
	tcase_add_test(c, verdicts);
	tcase_add_test(c, annotated_in_place);
	tcase_add_test(c, padding_makes_room);
	tcase_add_test(c, any_arena);
	tcase_add_test(c, findings_without_room);
	tcase_add_test(c, any_out);
	tcase_add_test(c, versions);
	tcase_add_test(c, damaged);
	tcase_add_test(c, inert_names);
	suite_add_tcase(s, c);
	return s;
}
