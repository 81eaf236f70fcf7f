// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Bytes as a FILE argument: containers, FIT images, overlays. */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_tree.h"
#include "input/apply_overlays.h"
#include "input/boot_facts.h"
#include "input/kernel_image.h"
#include "input/reading.h"
#include "plan/plan.h"
#include "render/render.h"

#define NAME "fuzz.img"

static const struct run_config run = { .command = "plan", .jobs = 1 };

static int planned(void *ctx, const struct input_tree *tree)
{
	struct input *in = ctx;
	struct iop_tree t;
	struct iop_plan p;

	fuzz_must(!((uintptr_t)tree->blob & 7));
	if (fuzz_tree_read(&t, tree->blob, tree->size, in->arena) &&
	    !iop_plan_make(&p, &t, fuzz_view(0), in->arena))
		render_plan_json(fuzz_sink(), &(struct render_input){
			.file = tree->name, .plan = &p, .top = true });
	return EXIT_OK;
}

static void contents(const uint8_t *data, size_t size)
{
	struct input in;
	struct reading r = {
		.in = &in, .file = NAME, .fn = planned, .ctx = &in, .diag = fuzz_diag(),
		.budget = (size_t)1 << 20,
	};
	int status;

	fuzz_must(!input_begin(&in, &run, fuzz_arena(), r.diag));
	status = input_contents(&r, NAME, data, size, 0);
	fuzz_must(status == EXIT_OK || status == EXIT_TREE);
	out_flush(r.diag);
	input_end(&in);
}

void fuzz_containers(const uint8_t *data, size_t size)
{
	contents(data, size);
}

/* The same bytes, from a mutator that keeps a tree's structure. */
void fuzz_fit(const uint8_t *data, size_t size)
{
	contents(data, size);
}

/* An overlay that suits most trees. */
static const void *small_overlay(size_t *size)
{
	static char blob[1024] __attribute__((aligned(8)));

	if (!fdt_magic(blob))
		fuzz_must(!fdt_create(blob, sizeof(blob)) && !fdt_finish_reservemap(blob) &&
			  !fdt_begin_node(blob, "") && !fdt_begin_node(blob, "fragment@0") &&
			  !fdt_property_string(blob, "target-path", "/") &&
			  !fdt_begin_node(blob, "__overlay__") &&
			  !fdt_property_u32(blob, "a", 1) && !fdt_begin_node(blob, "new@1") &&
			  !fdt_property_string(blob, "status", "okay") &&
			  !fdt_end_node(blob) && !fdt_end_node(blob) && !fdt_end_node(blob) &&
			  !fdt_end_node(blob) && !fdt_finish(blob));
	*size = fdt_totalsize(blob);
	return blob;
}

/* Parameters of @blob's __overrides__, as config.txt may have them; NULL where it has none */
static const char *parameters(const void *blob, uint32_t choice)
{
	static const char *const values[] = { "on", "off", "0x10", "", "12:34", "\\x41", "5" };
	static char list[512];
	int node = fdt_path_offset(blob, "/__overrides__"), prop, n = 0;
	const char *name;

	if (node < 0)
		return NULL;
	fdt_for_each_property_offset(prop, blob, node)
		if (n < 400 && fdt_getprop_by_offset(blob, prop, &name, NULL) && strlen(name) < 64)
			n += snprintf(list + n, sizeof(list) - (size_t)n, "%s=%s,", name,
				      values[choice++ % 7]);
	return n ? list : NULL;
}

static void apply(struct input *in, struct input_tree *tree, const void *overlay, size_t size,
		  struct out *diag)
{
	struct block b = { (uint8_t *)(uintptr_t)overlay, size, size };
	struct input_overlay *v = calloc(1, sizeof(*v));

	fuzz_must(v);
	in->overlays = v;
	if (overlay_take(in, v, "fuzz.dtbo", &b, diag))
		return;
	in->n_overlays = 1;
	v->params = parameters(v->blob, (uint32_t)size);
	if (!overlay_apply(in, tree, diag))
		planned(in, tree);
}

/* A reader is handed what is aligned to 8. */
static void *aligned_copy(const uint8_t *data, size_t size)
{
	void *copy = malloc(size ? size : 1);

	fuzz_must(copy);
	memcpy(copy, data, size);
	return copy;
}

void fuzz_tree_overlay(const uint8_t *data, size_t size)
{
	struct input in;
	struct out *diag = fuzz_diag();
	bool tree_is_ours = !(fuzz_choice(data, size) & 1);
	size_t other_size;
	const void *other = tree_is_ours ? fuzz_board(&other_size) : small_overlay(&other_size);
	struct input_tree tree = { .name = NAME, .file = NAME };
	void *copy;

	if (size < 40)
		return;
	copy = aligned_copy(data, size);
	tree.blob = tree_is_ours ? other : copy;
	tree.size = tree_is_ours ? other_size : size;
	fuzz_must(!input_begin(&in, &run, fuzz_arena(), diag));
	apply(&in, &tree, tree_is_ours ? copy : other, tree_is_ours ? size : other_size, diag);
	out_flush(diag);
	input_end(&in);
	free(copy);
}
