// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The same image as an EFI application, for bootefi, systemd-boot, GRUB and
 * other firmware. Its arguments are its load options:
 *
 *	plan|lint|annotate|dump [FDT ROOM [OUT CAP]] [option=...]...
 *
 * Without FDT it takes the firmware's own tree, which "annotate" replaces by a
 * larger one. Results go to OUT, to file=NAME on the volume it came from, and
 * for people to the console.
 */
#include <string.h>

#include "uboot/app.h"
#include "uboot/args.h"
#include "uboot/efi_args.h"
#include "uboot/efi_file.h"
#include "uboot/regions.h"
#include "uboot/sink.h"

#define ARENA ((size_t)8 << 20)
#define TEXT ((size_t)64 << 10)		/* results, where no OUT is named */
#define GROWTH ((size_t)64 << 10)	/* what an annotation may take */

struct app {
	const struct efi_system_table *table;
	const struct efi_loaded_image *image;
	struct args args;
	struct sink sink;
	void *tree;		/* the firmware's, or NULL */
};

static const struct efi_guid loaded_image = {
	0x5b1b31a1, 0x9562, 0x11d2, { 0x8e, 0x3f, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b }
};
static const struct efi_guid device_tree = {
	0xb1b621d5, 0xf19c, 0x41a5, { 0x83, 0x0b, 0xd9, 0x15, 0x2c, 0x69, 0xaa, 0xe0 }
};

static void *allocate(const struct app *a, unsigned int kind, size_t size)
{
	void *p = NULL;

	return a->table->boot->allocate_pool(kind, size, &p) ? NULL : p;
}

static void *memory(uint64_t at)
{
	return (void *)(uintptr_t)at;
}

static enum glue_status fail(struct app *a, enum glue_status status,
			     const char *why)
{
	sink_put(&a->sink, "iommu_status", glue_status_text(status));
	sink_put(&a->sink, "iommu_error", why);
	return status;
}

static void *own_tree(const struct app *a)
{
	for (uint64_t i = 0; i < a->table->n_tables; i++)
		if (!memcmp(&a->table->tables[i].guid, &device_tree,
			    sizeof(device_tree)))
			return a->table->tables[i].table;
	return NULL;
}

static size_t size_of(const uint8_t *fdt)
{
	return (size_t)fdt[4] << 24 | (size_t)fdt[5] << 16 |
	       (size_t)fdt[6] << 8 | fdt[7];
}

/* The tree of the arguments; or the firmware's, copied to where it can grow. */
static enum glue_status find_tree(struct app *a, struct glue *g)
{
	if (a->args.n >= 2) {
		g->fdt = memory(a->args.number[0]);
		g->room = a->args.number[1];
		return GLUE_OK;
	}
	a->tree = own_tree(a);
	if (!a->tree)
		return fail(a, GLUE_TREE, "the firmware has no device tree");
	g->fdt = a->tree;
	g->room = size_of(a->tree);
	if (a->args.op != GLUE_ANNOTATE)
		return GLUE_OK;
	g->fdt = allocate(a, EFI_ACPI_RECLAIM, g->room + GROWTH);
	if (!g->fdt)
		return fail(a, GLUE_ROOM, "out of memory for the tree");
	memcpy(g->fdt, a->tree, g->room);
	g->room += GROWTH;
	return GLUE_OK;
}

static enum glue_status plan(struct app *a, struct glue *g)
{
	enum glue_status status = find_tree(a, g);
	const struct memory_region used[] = {
		{ a->args.arena, a->args.arena_size },
		{ a->args.image, a->args.image_size },
		{ (uintptr_t)a->sink.buf, a->sink.size },
		{ (uintptr_t)g->fdt, g->room },
	};

	if (status)
		return status;
	if (!regions_apart(used, sizeof(used) / sizeof(*used)))
		return fail(a, GLUE_USAGE, "arena, image, OUT and FDT overlap");
	status = glue_run(g);
	if (a->tree && g->op == GLUE_ANNOTATE && status == GLUE_OK &&
	    a->table->boot->install_configuration_table(&device_tree, g->fdt))
		return fail(a, GLUE_ROOM, "the firmware did not accept the tree");
	return status;
}

static enum glue_status run(struct app *a)
{
	struct glue g = {
		.op = a->args.op, .kernel = a->args.kernel,
		.image = memory(a->args.image), .image_size = a->args.image_size,
		.bootargs = a->args.bootargs, .put = sink_put, .ctx = &a->sink,
	};

	g.arena_size = a->args.arena_size ? a->args.arena_size : ARENA;
	g.arena = a->args.arena_size ? memory(a->args.arena) :
		  allocate(a, EFI_LOADER_DATA, g.arena_size);
	if (!g.arena)
		return fail(a, GLUE_ROOM, "out of memory");
	return g.op == GLUE_VERSION ? glue_run(&g) : plan(a, &g);
}

static enum glue_status begin(struct app *a)
{
	char **argv;
	int argc;
	const char *wrong;

	a->sink.buf = allocate(a, EFI_LOADER_DATA, TEXT);
	argv = allocate(a, EFI_LOADER_DATA, EFI_ARGS_SIZE);
	if (!a->sink.buf || !argv)
		return GLUE_ROOM;
	sink_begin(&a->sink, a->sink.buf, TEXT);
	argc = efi_args(a->image, argv);
	wrong = args_read(&a->args, argc, argv);
	if (a->args.n == 4)
		sink_begin(&a->sink, memory(a->args.number[2]), a->args.number[3]);
	if (wrong)
		return fail(a, GLUE_USAGE, wrong);
	if (a->args.n & 1)
		return fail(a, GLUE_USAGE, "address without a size");
	return run(a);
}

uint64_t efi_main(void *image, const struct efi_system_table *table)
{
	static const efi_status statuses[] = {
		[GLUE_OK] = 0, [GLUE_FINDINGS] = EFI_ABORTED,
		[GLUE_USAGE] = EFI_INVALID_PARAMETER,
		[GLUE_TREE] = EFI_LOAD_ERROR, [GLUE_ROOM] = EFI_OUT_OF_RESOURCES,
	};
	struct app a = { .table = table };
	void *found = NULL;
	enum glue_status status;

	if (table->boot->handle_protocol(image, &loaded_image, &found))
		return EFI_NOT_FOUND;
	a.image = found;
	status = begin(&a);
	if (a.sink.size)
		efi_print(table, a.sink.buf);
	if (a.args.file && a.sink.size && status <= GLUE_FINDINGS &&
	    !efi_write_file(table, a.image, a.args.file, a.sink.buf, a.sink.used)) {
		fail(&a, GLUE_ROOM, "the file cannot be written");
		return EFI_ABORTED;
	}
	return statuses[status];
}
