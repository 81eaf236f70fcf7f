// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "annotate/annotate.h"
#include "fdt/write/base_blob.h"
#include "uboot/job.h"

static bool no_room(struct job *j, size_t needed)
{
	job_words(j);
	words_str(&j->w, "the annotated tree needs 0x");
	iop_text_hex(&j->w, needed);
	words_str(&j->w, " bytes");
	j->error = words_end(&j->w);
	return job_fail(j, GLUE_ROOM, j->error ? j->error :
			"the annotated tree needs more bytes");
}

bool job_annotate(struct job *j, struct annotated *out)
{
	struct iop_tree cut = j->tree;	/* without free bytes: no need to copy */
	struct iop_source s;
	struct iop_plan plan = j->plan;
	struct iop_annotation n = { &plan, "iommuplan " IOP_VERSION_TEXT, NULL };

	if (!iop_source_read(&s, &j->tree))
		return job_fail(j, GLUE_TREE, "the memory reservation block is not terminated");
	out->padding = s.padding;
	cut.size -= s.padding;
	plan.tree = &cut;
	iop_annotate(&n, &j->arena, NULL, 0, &out->size);
	if (out->size > j->g->room)
		return no_room(j, out->size);
	out->blob = out->size ? iop_alloc_raw(&j->arena, out->size, 1) : NULL;
	if (!out->blob ||
	    iop_annotate(&n, &j->arena, out->blob, out->size, &out->size))
		return job_fail(j, GLUE_ROOM, "the arena is too small");
	return true;
}

/* The free bytes go on existing as far as there is room for them. */
void job_replace(struct job *j, const struct annotated *from)
{
	size_t left = j->g->room - from->size;
	size_t padding = from->padding < left ? from->padding : left;
	size_t total = from->size + padding;
	uint8_t *fdt = j->g->fdt;

	memcpy(fdt, from->blob, from->size);
	memset(fdt + from->size, 0, padding);
	for (unsigned int i = 0; i < 4; i++)
		fdt[IOP_AT_TOTALSIZE + i] = (uint8_t)(total >> (24 - 8 * i));
}
