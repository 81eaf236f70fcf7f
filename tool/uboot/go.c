// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 *	go APP plan|lint|annotate|dump FDT ROOM OUT CAP [option=...]...
 *	go APP version OUT CAP
 *
 * No service of U-Boot is used, so that one binary fits every version of it:
 * results are text at OUT, to be read with "env import -t OUT CAP NAME...".
 */
#include "uboot/app.h"
#include "uboot/args.h"
#include "uboot/regions.h"
#include "uboot/sink.h"

/* By default the memory after the image is used. */
#define OWN_ARENA ((size_t)4 << 20)

extern char image_base[], image_end[];

static enum glue_status wrong(struct sink *s, const char *why)
{
	sink_put(s, "iommu_status", glue_status_text(GLUE_USAGE));
	sink_put(s, "iommu_error", why);
	return GLUE_USAGE;
}

static void *memory(uint64_t at)
{
	return (void *)(uintptr_t)at;
}

static enum glue_status run(const struct args *a, struct sink *s)
{
	const struct memory_region used[] = {
		/* cppcheck-suppress comparePointers ; of one image, by its linker script */
		{ (uintptr_t)image_base, (uint64_t)(image_end - image_base) },
		{ a->arena, a->arena_size },
		{ a->image, a->image_size },
		{ a->number[2], a->number[3] },
		{ a->number[0], a->number[1] },
	};
	const struct glue g = {
		.op = a->op,
		.fdt = memory(a->number[0]), .room = a->number[1],
		.arena = memory(a->arena), .arena_size = a->arena_size,
		.image = memory(a->image), .image_size = a->image_size,
		.kernel = a->kernel, .bootargs = a->bootargs,
		.put = sink_put, .ctx = s,
	};

	if (!regions_apart(used, sizeof(used) / sizeof(*used)))
		return wrong(s, "program, arena, image, OUT and FDT overlap");
	return glue_run(&g);
}

int go_main(int argc, char *const argv[])
{
	struct sink s = { 0 };
	struct args a;
	const char *why = args_read(&a, argc, argv);
	unsigned int want = a.op == GLUE_VERSION ? 2 : 4;

	/* With too few numbers there is no address for the error. */
	if (a.n < want)
		return GLUE_USAGE;
	if (want == 2) {
		a.number[2] = a.number[0];
		a.number[3] = a.number[1];
		a.number[1] = 0;
	}
	sink_begin(&s, memory(a.number[2]), a.number[3]);
	if (why)
		return wrong(&s, why);
	if (!a.arena_size) {
		a.arena = (uintptr_t)image_end;
		a.arena_size = OWN_ARENA;
	}
	return run(&a, &s);
}
