/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/board.h"

#include <stdio.h>
#include <string.h>

#include "artefacts/bootargs_tree.h"
#include "artefacts/emit_check.h"
#include "artefacts/emit_runtime.h"
#include "artefacts/emit_uboot.h"
#include "input/input.h"
#include "text/status.h"
#include "cmdline/cmdline.h"

#define FRAGMENT_MAX 256	/* the pinned parameters fit many times over */

const char *const artefact_names[ARTEFACT_COUNT] = {
#define ARTEFACT_NAME(id, name, suffix) [ARTEFACT_##id] = (name),
	ARTEFACTS(ARTEFACT_NAME)
#undef ARTEFACT_NAME
};

const char *const artefact_suffixes[ARTEFACT_COUNT] = {
#define ARTEFACT_SUFFIX(id, name, suffix) [ARTEFACT_##id] = (suffix),
	ARTEFACTS(ARTEFACT_SUFFIX)
#undef ARTEFACT_SUFFIX
};

static int tell(const struct board_files *b, const char *message, int status)
{
	input_diag(b->diag, b->render.file);
	out_str(b->diag, message);
	input_diag_end(b->diag);
	return status;
}

/* Measured first: how much a plan takes is not known before it is written. */
static int add_blob(const struct board_files *b, struct atomic_set *s,
		    board_blob *write, const char *path)
{
	size_t size, used = iop_arena_mark(b->arena);
	int e = write(&b->note, b->arena, NULL, 0, &size);
	void *blob = size ? iop_alloc(b->arena, size, 1) : NULL;
	bool good;

	if (e == -IOP_ERR_BADHEADER)
		return tell(b, "the memory reservation block is not terminated", EXIT_TREE);
	if (e == -IOP_ERR_OVERLAY)
		return tell(b, "an overlay cannot express these edits: leave it out "
			    "(--only dtb,cmdline,plan)", EXIT_FINDINGS);
	if (!blob || write(&b->note, b->arena, blob, size, &size))
		return tell(b, "too large to be annotated", EXIT_IO);
	good = atomic_write(s, path, blob, size, false);
	iop_arena_release(b->arena, used);
	return good ? EXIT_OK : EXIT_IO;
}

int board_overlay(const struct iop_annotation *n,
		  struct iop_arena *scratch, void *buf,
		  size_t size, size_t *needed)
{
	size_t bytes, used = iop_arena_mark(scratch);
	struct iop_place where;
	struct iop_tree base;
	uint32_t culprit;
	int e;
	void *blob;

	if (!n->solution || !n->solution->edits.n)
		return iop_annotate_overlay(n, scratch, buf, size, needed);
	*needed = 0;
	e = iop_annotate_overlay(n, scratch, NULL, 0, &bytes);
	blob = bytes ? iop_alloc(scratch, bytes, 1) : NULL;
	if (blob)
		e = iop_annotate_overlay(n, scratch, blob, bytes, &bytes);
	if (blob && !e)
		e = iop_tree_index(&base, blob, bytes, scratch, &where);
	if (blob && !e)
		e = iop_edits_overlay(&n->solution->edits, &base, scratch, buf,
				      size, needed, &culprit);
	iop_arena_release(scratch, used);
	return e;
}

static int add_cmdline(const struct board_files *b, struct atomic_set *s,
		       const char *path)
{
	char line[FRAGMENT_MAX];
	size_t n = iop_cmdline_fragment(b->note.plan, line, sizeof(line));

	line[n++] = '\n';
	return atomic_write(s, path, line, n, false) ? EXIT_OK : EXIT_IO;
}

static int add_plan(const struct board_files *b, struct atomic_set *s,
		    const char *path)
{
	static struct out file;
	int fd = atomic_open(s, path, false);

	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&file, fd);
	render_plan_json(&file, &b->render);
	return atomic_flush(s, fd, &file) ? EXIT_OK : EXIT_IO;
}

int board_add(const struct board_files *b, struct atomic_set *s, enum artefact what,
	      const char *path)
{
	switch (what) {
	case ARTEFACT_DTB:
		return add_blob(b, s, iop_annotate, path);
	case ARTEFACT_DTBO:
		return add_blob(b, s, board_overlay, path);
	case ARTEFACT_CMDLINE:
		return add_cmdline(b, s, path);
	case ARTEFACT_PLAN:
		return add_plan(b, s, path);
	case ARTEFACT_RUNTIME:
	case ARTEFACT_UNIT:
	case ARTEFACT_INITRAMFS:
	case ARTEFACT_DRACUT:
		return runtime_add(b, s, what, path);
	case ARTEFACT_CHECK:
		return emit_check(b, s, path);
	case ARTEFACT_BOOTARGS:
		return add_blob(b, s, bootargs_tree, path);
	default:
		return uboot_add(b, s, what, path);
	}
}

static int add_some(const struct board_files *b, struct atomic_set *s,
		    unsigned int which, const char *stem, char *path, size_t size)
{
	int status = EXIT_OK;

	for (unsigned int i = 0; i < ARTEFACT_COUNT && !status; i++) {
		if (!(which >> i & 1))
			continue;
		snprintf(path, size, "%s%s", stem, artefact_suffixes[i]);
		status = board_add(b, s, i, path);
		if (ARTEFACTS_BOOT >> i & 1)
			atomic_lasting(s);
	}
	return status;
}

/* What has the others' checks comes last: until then it finds them wrong. */
int board_add_all(const struct board_files *b, struct atomic_set *s,
		  unsigned int which, const char *stem)
{
	size_t size = strlen(stem) + 32;
	char *path = iop_alloc(b->arena, size, 1);
	int status;

	if (!path)
		return tell(b, "out of memory", EXIT_IO);
	if (!b->note.solution || !b->note.solution->n_writes)
		which &= ~ARTEFACTS_RUNTIME;
	status = add_some(b, s, which & ~ARTEFACTS_CHECKS, stem, path, size);
	return status ? status : add_some(b, s, which & ARTEFACTS_CHECKS, stem,
					  path, size);
}
