// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Tests for the iommuplan command
 */

#include <command.h>
#include <env.h>
#include <mapmem.h>
#include <linux/libfdt.h>
#include <test/cmd.h>
#include <test/ut.h>

#define ADDR	0x1000000
#define SIZE	0x2000
#define IMAGE	0x1100000

/* One SMMUv3, and one master whose only specifier has @cells cells */
static int make_tree(struct unit_test_state *uts, int cells)
{
	void *fdt = map_sysmem(ADDR, SIZE);
	int i;

	ut_assertok(fdt_create(fdt, SIZE));
	ut_assertok(fdt_finish_reservemap(fdt));
	ut_assertok(fdt_begin_node(fdt, ""));
	ut_assertok(fdt_property_u32(fdt, "#address-cells", 1));
	ut_assertok(fdt_property_u32(fdt, "#size-cells", 1));

	ut_assertok(fdt_begin_node(fdt, "iommu@2000000"));
	ut_assertok(fdt_property_string(fdt, "compatible", "arm,smmu-v3"));
	ut_assertok(fdt_property_u64(fdt, "reg", 0x0200000000020000));
	ut_assertok(fdt_property_u32(fdt, "#iommu-cells", 1));
	ut_assertok(fdt_property_u32(fdt, "phandle", 1));
	ut_assertok(fdt_end_node(fdt));

	ut_assertok(fdt_begin_node(fdt, "dma@3000000"));
	ut_assertok(fdt_property_string(fdt, "compatible", "test,dma"));
	ut_assertok(fdt_property_u64(fdt, "reg", 0x0300000000001000));
	if (cells) {
		fdt32_t *iommus;

		ut_assertok(fdt_property_placeholder(fdt, "iommus",
						     4 * (1 + cells),
						     (void **)&iommus));
		iommus[0] = cpu_to_fdt32(1);
		for (i = 1; i <= cells; i++)
			iommus[i] = cpu_to_fdt32(0x10);
	}
	ut_assertok(fdt_end_node(fdt));

	ut_assertok(fdt_end_node(fdt));
	ut_assertok(fdt_finish(fdt));
	unmap_sysmem(fdt);

	return 0;
}

static int cmd_test_iommuplan_plan(struct unit_test_state *uts)
{
	ut_assertok(make_tree(uts, 1));
	ut_assertok(run_command("iommuplan plan 1000000 kernel=6.12", 0));
	ut_assert_nextline("iommuplan: translated, Linux 6.12: 1 IOMMUs, 1 groups of 1 masters");
	ut_assert_console_end();
	ut_asserteq_str("ok", env_get("iommu_status"));
	ut_asserteq_str("translated", env_get("iommu_verdict"));
	ut_assertnull(env_get("iommu_error"));

	ut_assertok(make_tree(uts, 1));
	ut_assertok(run_command("iommuplan plan 1000000 kernel=6.12 bootargs=iommu.passthrough=1",
				0));
	ut_assert_nextlinen("iommuplan: open, ");
	ut_assert_console_end();

	return 0;
}
CMD_TEST(cmd_test_iommuplan_plan, UTF_CONSOLE);

static int cmd_test_iommuplan_annotate(struct unit_test_state *uts)
{
	void *fdt = map_sysmem(ADDR, SIZE);
	int node;

	ut_assertok(make_tree(uts, 1));
	ut_assertok(run_command("iommuplan annotate 1000000 2000 kernel=6.12", 0));
	ut_assert_nextlinen("iommuplan: translated, ");
	ut_assert_console_end();
	ut_assertok(fdt_check_header(fdt));
	node = fdt_path_offset(fdt, "/chosen/iommuplan");
	ut_assert(node > 0);
	ut_asserteq_str("6.12", fdt_getprop(fdt, node, "kernel", NULL));

	/* Without space for it the tree is as it was */
	ut_assertok(make_tree(uts, 1));
	ut_asserteq(1, run_command("iommuplan annotate 1000000", 0));
	ut_assert_nextlinen("iommuplan: room: the annotated tree needs 0x");
	ut_assert_console_end();
	ut_assert(fdt_path_offset(fdt, "/chosen/iommuplan") < 0);
	unmap_sysmem(fdt);

	return 0;
}
CMD_TEST(cmd_test_iommuplan_annotate, UTF_CONSOLE);

static int cmd_test_iommuplan_image(struct unit_test_state *uts)
{
	char *image = map_sysmem(IMAGE, 0x1000);

	memset(image, 0, 0x1000);
	strcpy(image + 0x800, "Linux version 6.1.0-50-arm64 (somebody) #1");
	ut_assertok(make_tree(uts, 1));
	ut_assertok(run_command("iommuplan plan 1000000 image=1100000,1000", 0));
	ut_assert_nextlinen("iommuplan: translated, Linux 6.1: ");
	ut_assert_console_end();
	ut_asserteq_str("6.1.0-50-arm64", env_get("iommu_banner"));
	ut_asserteq(1, run_command("iommuplan plan 1000000 kernel=6.12 image=1100000,1000", 0));
	ut_assert_nextline("iommuplan: usage: the kernel at image= is Linux 6.1.0-50-arm64");
	ut_assert_console_end();

	memset(image, 0, 0x1000);
	ut_assertok(run_command("iommuplan plan 1000000 kernel=6.12 image=1100000,1000", 0));
	ut_assert_skipline();
	ut_assert_console_end();
	ut_asserteq_str("unread", env_get("iommu_banner"));
	unmap_sysmem(image);

	return 0;
}
CMD_TEST(cmd_test_iommuplan_image, UTF_CONSOLE);

static int cmd_test_iommuplan_refuse(struct unit_test_state *uts)
{
	memset(map_sysmem(ADDR, SIZE), 0, SIZE);
	ut_asserteq(1, run_command("iommuplan plan 1000000", 0));
	ut_assert_nextlinen("iommuplan: tree: ");
	ut_assert_console_end();
	ut_asserteq_str("tree", env_get("iommu_status"));

	ut_assertok(make_tree(uts, 1));
	ut_asserteq(1, run_command("iommuplan plan 1000000 kernel=99.1", 0));
	ut_assert_nextlinen("iommuplan: usage: ");
	ut_assert_console_end();
	ut_asserteq(1, run_command("iommuplan plan 1000000 arena=1000010,100000", 0));
	ut_assert_nextlinen("iommuplan: usage: ");
	ut_assert_console_end();

	return 0;
}
CMD_TEST(cmd_test_iommuplan_refuse, UTF_CONSOLE);

#ifdef CONFIG_CMD_IOMMUPLAN_LINT
static int cmd_test_iommuplan_lint(struct unit_test_state *uts)
{
	ut_assertok(make_tree(uts, 1));
	ut_assertok(run_command("iommuplan lint 1000000 kernel=6.12", 0));
	ut_asserteq_str("0", env_get("iommu_errors"));

	ut_assertok(make_tree(uts, 2));
	ut_asserteq(1, run_command("iommuplan lint 1000000 kernel=6.12", 0));
	ut_asserteq_str("findings", env_get("iommu_status"));

	return 0;
}
CMD_TEST(cmd_test_iommuplan_lint, UTF_CONSOLE);
#endif
