// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * U-Boot's command "iommuplan". Built by U-Boot, with no header that one of
 * its versions since 2023.01 lacks.
 */
#include <command.h>
#include <env.h>
#include <fdt_support.h>
#include <malloc.h>
#include <mapmem.h>
#include <stdio.h>
#include <asm/global_data.h>
#include <linux/kernel.h>
#include <linux/libfdt.h>

#include "reserved.h"
#include "uboot/args.h"
#include "uboot/glue.h"
#include "uboot/regions.h"

/* Enough for nearly all trees of that size */
#define ARENA_FIXED ((size_t)512 << 10)
#define ARENA_FACTOR 4
#define ARENA_LEAST ((size_t)128 << 10)

/* The stack below start_addr_sp, as much as lmb reserves for it */
#define STACK ((uint64_t)64 << 10)

DECLARE_GLOBAL_DATA_PTR;

/* Kernel version if no argument gives one */
#define VAR_RELEASE "iommu_release"

static void forget(void)
{
	for (unsigned int i = 0; glue_names[i]; i++)
		env_set(glue_names[i], NULL);
}

static bool put_variable(void *ctx, const char *key, const char *value)
{
	(void)ctx;
	return !env_set(key, value);
}

static bool put_console(void *ctx, const char *key, const char *value)
{
	(void)ctx;
	printf("%s=%s\n", key, value);
	return true;
}

static const char *variable(const char *name)
{
	const char *value = env_get(name);

	return value ? value : "";
}

static enum glue_status refuse(enum glue_status status, const char *why)
{
	forget();
	env_set("iommu_status", glue_status_text(status));
	env_set("iommu_error", why);
	return status;
}

/* The tree at the address given, else the one of "fdt addr" */
static bool find_tree(const struct args *a, struct glue *g)
{
	const void *header;

	if (a->n)
		g->fdt = map_sysmem(a->number[0], 0);
	else
		g->fdt = working_fdt;
	if (!g->fdt)
		return false;
	header = g->fdt;
	g->room = a->n > 1 ? a->number[1] : a->room;
	/* Anything else is read only far enough to see that it is not a tree */
	if (!g->room)
		g->room = fdt_magic(header) == FDT_MAGIC ?
			  fdt_totalsize(header) : sizeof(struct fdt_header);
	return true;
}

static void *find_arena(const struct args *a, struct glue *g)
{
	size_t size = g->room < ((size_t)64 << 20) ?
		      ARENA_FIXED + ARENA_FACTOR * g->room : ARENA_FIXED;
	void *mine = NULL;

	if (a->arena_size) {
		g->arena = map_sysmem(a->arena, a->arena_size);
		g->arena_size = a->arena_size;
		return NULL;
	}
	for (; !mine && size >= ARENA_LEAST; size /= 2) {
		mine = malloc(size);
		g->arena_size = size;
	}
	if (!mine)
		g->arena_size = 0;
	g->arena = mine;
	return mine;
}

/* Within one bank of RAM: nothing else is mapped and read */
static bool is_ram(u64 at, u64 size)
{
	for (unsigned int i = 0; i < CONFIG_NR_DRAM_BANKS; i++) {
		u64 start = gd->bd->bi_dram[i].start;
		u64 bank = gd->bd->bi_dram[i].size;

		if (at >= start && at - start < bank && size <= bank - (at - start))
			return true;
	}
	return false;
}

/* RAM that neither firmware nor U-Boot has reserved */
static bool may_write(u64 at, u64 size)
{
	return is_ram(at, size) && !iommuplan_is_reserved(at, size);
}

static const char *check_memory(const struct args *a)
{
	if (a->arena_size && !may_write(a->arena, a->arena_size))
		return "the arena is not in RAM, or in reserved RAM";
	if (a->image_size && !is_ram(a->image, a->image_size))
		return "the image is not in RAM";
	return NULL;
}

/* The regions given must not overlap each other, nor U-Boot itself */
static const char *check_regions(const struct args *a, const struct glue *g)
{
	const bool writes = a->op == GLUE_ANNOTATE;
	const struct memory_region used[] = {
		{ map_to_sysmem(g->fdt), g->room },
		{ a->arena, a->arena_size },
		{ a->image, a->image_size },
		{ gd->start_addr_sp - STACK, gd->ram_top - gd->start_addr_sp + STACK },
	};
	const struct memory_region trees[] = {
		{ writes ? (uintptr_t)g->fdt : 0, writes ? g->room : 0 },
		{ a->arena_size ? (uintptr_t)map_sysmem(a->arena, 0) : 0, a->arena_size },
		{ (uintptr_t)gd->fdt_blob,
		  gd->fdt_blob ? fdt_totalsize(gd->fdt_blob) : 0 },
	};

	if (!regions_apart(used, ARRAY_SIZE(used)))
		return "tree, arena, image and U-Boot overlap";
	if (!regions_apart(trees, ARRAY_SIZE(trees)))
		return "this is the tree that U-Boot runs with: copy it first";
	if (writes && !may_write(map_to_sysmem(g->fdt), g->room))
		return "the tree is not in RAM, or in reserved RAM";
	return NULL;
}

static enum glue_status run(const struct args *a)
{
	struct glue g = {
		.op = a->op,
		.kernel = a->kernel ? a->kernel : env_get(VAR_RELEASE),
		.bootargs = a->bootargs ? a->bootargs : env_get("bootargs"),
		.put = a->op == GLUE_DUMP ? put_console : put_variable,
	};
	enum glue_status status;
	const char *wrong = check_memory(a);
	void *mine;

	if (wrong)
		return refuse(GLUE_USAGE, wrong);
	if (a->image_size) {
		g.image = map_sysmem(a->image, a->image_size);
		g.image_size = a->image_size;
	}
	if (a->op != GLUE_VERSION && !find_tree(a, &g))
		return refuse(GLUE_USAGE, "no tree: give its address, or use fdt addr");
	wrong = a->op == GLUE_VERSION ? NULL : check_regions(a, &g);
	if (wrong)
		return refuse(GLUE_USAGE, wrong);
	mine = find_arena(a, &g);
	forget();
	status = glue_run(&g);
	free(mine);
	return status;
}

static void print_result(const struct args *a, enum glue_status status)
{
	if (status > GLUE_FINDINGS) {
		printf("iommuplan: %s: %s\n", variable("iommu_status"),
		       variable("iommu_error"));
	} else if (a->op == GLUE_VERSION) {
		printf("iommuplan %s, Linux up to %s\n",
		       variable("iommu_version"), variable("iommu_linux"));
	} else if (a->op != GLUE_DUMP) {
		printf("iommuplan: %s, Linux %s: %s IOMMUs, %s groups of %s masters\n",
		       variable("iommu_verdict"), variable("iommu_linux"),
		       variable("iommu_iommus"), variable("iommu_groups"),
		       variable("iommu_devices"));
		if (a->op == GLUE_LINT)
			printf("iommuplan: %s errors, %s warnings, %s notes\n",
			       variable("iommu_errors"),
			       variable("iommu_warnings"),
			       variable("iommu_notes"));
		if (*variable("iommu_finding"))
			printf("iommuplan: %s\n", variable("iommu_finding"));
	}
}

static int do_iommuplan(struct cmd_tbl *cmdtp, int flag, int argc,
			char *const argv[])
{
	struct args a;
	const char *wrong = args_read(&a, argc - 1, argv + 1);
	enum glue_status status;

	if (wrong)
		status = refuse(GLUE_USAGE, wrong);
	else
		status = run(&a);
	print_result(&a, status);
	if (argc < 2)
		return CMD_RET_USAGE;
	return status == GLUE_OK ? CMD_RET_SUCCESS : CMD_RET_FAILURE;
}

U_BOOT_CMD(
	iommuplan, 8, 0, do_iommuplan,
	"predict Linux's IOMMU groups from the device tree",
	"plan|annotate [ADDR [SIZE]] [OPTION]...\n"
	"    plan      predict what Linux will do with the IOMMUs\n"
	"    annotate  the same as plan, written to /chosen/iommuplan\n"
#ifdef CONFIG_CMD_IOMMUPLAN_LINT
	"iommuplan lint ...  the same as plan, and check the tree; fails on errors\n"
#endif
#ifdef CONFIG_CMD_IOMMUPLAN_DUMP
	"iommuplan dump ...  print groups and masters\n"
#endif
	"  ADDR: the tree, default: of 'fdt addr'; SIZE: space there, default: its size\n"
	"  kernel=VERSION    default: $iommu_release, or the version at image=, or the\n"
	"                    newest known\n"
	"  bootargs=TEXT     default: $bootargs, or those of the tree\n"
	"  image=ADDR,SIZE   the kernel that will be started, to check its version\n"
	"  arena=ADDR,SIZE   memory to work in, default: malloc()\n"
	"iommuplan version\n"
	"Sets iommu_status, iommu_error, iommu_linux, iommu_bootargs,\n"
	"iommu_verdict, iommu_finding and counts."
);
