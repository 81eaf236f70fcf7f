/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "annotate/annotation.h"
#include "fdt/write/base_blob.h"

/* Copy on from @from, leaving out what an earlier annotation put there. */
static void put_rest(struct iop_put *p, const struct iop_source *s, uint32_t chosen,
		     uint32_t from)
{
	const struct iop_tree *t = s->tree;
	uint32_t c = chosen == IOP_NO_NODE ? 0 : chosen + 1;
	uint32_t end = chosen == IOP_NO_NODE ? 0 : t->nodes[chosen].end;

	for (; c < end; c = t->nodes[c].end) {
		if (strcmp(iop_node_name(t, c), IOP_ANNOTATION_NODE))
			continue;
		iop_source_copy(p, s, from, t->nodes[c].name - 4);
		from = iop_source_after_node(t, c);
	}
	iop_source_copy(p, s, from, s->structure_end);
}

static void put_structure(struct iop_put *p, const struct iop_source *s,
			  const struct iop_annotation *n, uint32_t *seen)
{
	uint32_t chosen = iop_by_path(s->tree, "/chosen");
	bool made = chosen == IOP_NO_NODE;
	uint32_t at = iop_source_after_props(s->tree, s->tree->nodes[made ? 0 : chosen].props);

	iop_source_copy(p, s, s->structure, at);
	if (made)
		iop_put_begin(p, "chosen");
	iop_put_node(p, n, seen);
	if (made)
		iop_put_end(p);
	put_rest(p, s, chosen, at);
}

static void put_blob(struct iop_put *p, const struct iop_source *s,
		     const struct iop_annotation *n, uint32_t *seen)
{
	uint32_t names[IOP_N_TARGET_PATH];
	struct iop_put_strings strings = {
		.old = s->tree->blob + s->tree->strings,
		.old_size = s->tree->strings_size,
		.names = iop_put_names,
		.count = IOP_N_TARGET_PATH,
		.at = names,
	};
	size_t structure, block;

	iop_put_strings_plan(&strings);
	p->names = names;
	iop_source_head(p, s);
	structure = p->used;
	put_structure(p, s, n, seen);
	block = p->used;
	iop_put_strings(p, &strings);
	iop_put_zeros(p, s->padding);
	iop_put_offsets(p, structure, block, strings.size);
}

int iop_annotate(const struct iop_annotation *n,
		 struct iop_arena *scratch, void *buf, size_t size,
		 size_t *needed)
{
	struct iop_put p = { .buf = buf, .size = size };
	size_t used = iop_arena_mark(scratch);
	uint32_t *seen = iop_alloc(scratch, n->plan->n_iommus, sizeof(*seen));
	struct iop_source s;

	*needed = 0;
	if (!seen)
		return -IOP_ERR_NOSPACE;
	iop_arena_release(scratch, used);	/* not reused before the return */
	if (!iop_source_read(&s, n->plan->tree))
		return -IOP_ERR_BADHEADER;
	put_blob(&p, &s, n, seen);
	return iop_put_done(&p, needed);
}
