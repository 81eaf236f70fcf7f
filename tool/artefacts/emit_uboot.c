/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/emit_uboot.h"

#include <string.h>

#include "artefacts/uboot/boot.h"
#include "input/input.h"
#include "cmdline/cmdline.h"

#define FRAGMENT_MAX 256

static int refuse(const struct board *b, const char *message, int status)
{
	input_diag(b->diag, b->render.file);
	out_str(b->diag, message);
	input_diag_end(b->diag);
	return status;
}

static void warn_no_apply(const struct board *b, const struct boot_refusal *r)
{
	if (b->quiet)
		return;
	input_diag(b->diag, b->render.file);
	out_str(b->diag, "warning: there is no iommu_apply: ");
	out_term(b->diag, *r->path ? r->path : "/");
	if (*r->property) {
		out_char(b->diag, ':');
		out_term(b->diag, r->property);
	}
	if (r->size)
		out_fmt(b->diag, ", %zu bytes,", r->size);
	out_char(b->diag, ' ');
	out_str(b->diag, r->why);
	input_diag_end(b->diag);
}

/* "dir/board.boot.cmd" -> "board" */
static const char *stem_of(const struct board *b, enum artefact what,
			   const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t n = strlen(name) - strlen(artefact_suffixes[what]);
	char *stem = iop_alloc(b->arena, n + 1, 1);

	if (!stem)
		return NULL;
	memcpy(stem, name, n);
	stem[n] = '\0';
	return stem;
}

static const void *overlay_of(const struct board *b)
{
	size_t size;
	void *blob;

	iop_annotate_overlay(&b->note, b->arena, NULL, 0, &size);
	blob = size ? iop_alloc(b->arena, size, 1) : NULL;
	if (!blob || iop_annotate_overlay(&b->note, b->arena, blob, size, &size))
		return NULL;
	return blob;
}

static void write_env(struct out *o, const struct board *b,
		      const struct boot_input *in)
{
	struct boot_refusal r;
	bool apply = boot_check_apply(in, &r);

	if (!apply)
		warn_no_apply(b, &r);
	boot_env(o, in, apply);
}

static int add_text(const struct board *b, struct atomic_set *s,
		    const struct boot_input *in, enum artefact what,
		    const char *path)
{
	static struct out file;
	int fd = atomic_open(s, path, false);

	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&file, fd);
	if (what == ARTEFACT_ENV)
		write_env(&file, b, in);
	else if (what == ARTEFACT_SCRIPT)
		boot_script(&file, in);
	else
		boot_fit(&file, in);
	return atomic_flush(s, fd, &file) ? EXIT_OK : EXIT_IO;
}

int uboot_add(const struct board *b, struct atomic_set *s, enum artefact what,
	      const char *path)
{
	char line[FRAGMENT_MAX];
	size_t used = iop_arena_mark(b->arena);
	struct boot_input in = {
		.stem = stem_of(b, what, path),
		.generator = b->note.generator,
		.plan = b->note.plan,
		.tree = b->tree,
		.tree_size = b->tree_size,
		.cmdline = line,
	};
	int status;

	iop_cmdline_fragment(in.plan, line, sizeof(line));
	if (what == ARTEFACT_ENV)
		in.overlay = overlay_of(b);
	if (!in.stem || (what == ARTEFACT_ENV && !in.overlay))
		return refuse(b, "too large to be annotated", EXIT_IO);
	if (!boot_safe(in.stem) || strpbrk(in.stem, " ;&|#<>[]{}()*?!~"))
		return refuse(b, "its name cannot be said in a U-Boot script",
			      EXIT_USAGE);
	if (!boot_safe(line))
		return refuse(b, "its command line cannot be said in a U-Boot "
			      "script", EXIT_USAGE);
	status = add_text(b, s, &in, what, path);
	iop_arena_release(b->arena, used);
	return status;
}
