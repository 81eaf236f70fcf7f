// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "artefacts/bootargs_tree.h"

#include <string.h>

#include "cmdline/cmdline.h"
#include "fdt/edit/edit.h"

/* The annotated tree, in the arena; NULL: there is no room for it. */
static void *annotated_tree(const struct iop_annotation *n, struct iop_arena *a,
			    size_t *size, int *e)
{
	void *blob;

	*e = iop_annotate(n, a, NULL, 0, size);
	if (*e == -IOP_ERR_BADHEADER || !*size)
		return NULL;
	blob = iop_alloc(a, *size, 1);
	*e = blob ? iop_annotate(n, a, blob, *size, size) : -IOP_ERR_NOSPACE;
	return *e ? NULL : blob;
}

/* The arguments that were planned with, and the plan's words; NULL: no room. */
static const char *merged(const struct iop_plan *p, struct iop_arena *a)
{
	const char *old = p->defaults.bootargs;
	size_t n = iop_cmdline_merge(p, old, NULL, 0) + 1;
	char *text = iop_alloc(a, n, 1);

	if (text)
		iop_cmdline_merge(p, old, text, n);
	return text;
}

/* An annotated tree always has /chosen: the annotation is in it. */
static int set_bootargs(struct iop_edits *e, const struct iop_tree *t,
			const struct iop_plan *p, struct iop_arena *a)
{
	const char *text = merged(p, a);

	if (!text)
		return -IOP_ERR_NOSPACE;
	if (!*text)
		return 0;
	return iop_edits_set(e, a, iop_by_path(t, "/chosen"), "bootargs", text,
			     (uint32_t)strlen(text) + 1, IOP_EDIT_BOOTARGS,
			     IOP_NO_NODE) ? 0 : -IOP_ERR_NOSPACE;
}

int bootargs_tree(const struct iop_annotation *n,
		  struct iop_arena *scratch, void *buf,
		  size_t size, size_t *needed)
{
	size_t bytes, used = scratch->used;
	struct iop_place where;
	struct iop_edits edits;
	struct iop_tree tree;
	int e;
	void *blob = annotated_tree(n, scratch, &bytes, &e);

	*needed = 0;
	if (blob)
		e = iop_tree_index(&tree, blob, bytes, scratch, &where);
	if (blob && !e) {
		iop_edits_init(&edits, &tree);
		e = set_bootargs(&edits, &tree, n->plan, scratch);
	}
	if (blob && !e)
		e = iop_edits_apply(&edits, scratch, buf, size, needed);
	scratch->used = used;
	return e;
}
