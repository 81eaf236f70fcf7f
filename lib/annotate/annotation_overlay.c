/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "annotate/annotation.h"
#include "fdt/fdt.h"

static void put_structure(struct iop_put *p, const struct iop_annotation *n,
			  uint32_t *seen)
{
	bool made = iop_by_path(n->plan->tree, "/chosen") == IOP_NO_NODE;

	iop_put_begin(p, "");
	iop_put_begin(p, "fragment@0");
	iop_put_string(p, IOP_N_TARGET_PATH, made ? "/" : "/chosen");
	iop_put_begin(p, "__overlay__");
	if (made)
		iop_put_begin(p, "chosen");
	iop_put_node(p, n, seen);
	if (made)
		iop_put_end(p);
	iop_put_end(p);
	iop_put_end(p);
	iop_put_end(p);
	iop_put_cell(p, FDT_END);
}

int iop_annotate_overlay(const struct iop_annotation *n,
			 struct iop_arena *scratch, void *buf,
			 size_t size, size_t *needed)
{
	uint32_t names[IOP_N_COUNT];
	struct iop_put p = { .buf = buf, .size = size, .names = names };
	struct iop_put_strings strings = { .names = iop_put_names,
					   .count = IOP_N_COUNT, .at = names };
	size_t used = iop_arena_mark(scratch), structure, block;
	uint32_t *seen = iop_alloc(scratch, n->plan->n_iommus, sizeof(*seen));

	*needed = 0;
	if (!seen)
		return -IOP_ERR_NOSPACE;
	iop_put_strings_plan(&strings);
	iop_put_head(&p);
	structure = p.used;
	put_structure(&p, n, seen);
	block = p.used;
	iop_put_strings(&p, &strings);
	iop_put_offsets(&p, structure, block, strings.size);
	iop_arena_release(scratch, used);
	return iop_put_done(&p, needed);
}
