/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/emit_uboot.h"

#include <errno.h>
#include <string.h>

#include "artefacts/uboot/boot.h"
#include "input/input.h"
#include "cmdline/cmdline.h"

#define FRAGMENT_MAX 256

static int refuse(const struct board_files *b, const char *message, int status)
{
	input_diag(b->diag, b->render.file);
	out_str(b->diag, message);
	input_diag_end(b->diag);
	return status;
}

static void warn_no_apply(const struct board_files *b, const struct boot_refusal *r)
{
	if (b->quiet)
		return;
	input_diag(b->diag, b->render.file);
	out_str(b->diag, "warning: the script has no fdt commands to replace the overlay: ");
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
static const char *stem_of(const struct board_files *b, enum artefact what,
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

/* A blob in the arena; NULL: it cannot be made, and build says why if asked. */
static const void *blob_of(const struct board_files *b, board_blob *write, size_t *size)
{
	void *blob;

	*size = 0;
	write(&b->note, b->arena, NULL, 0, size);
	blob = *size ? iop_alloc(b->arena, *size, 1) : NULL;
	if (!blob || write(&b->note, b->arena, blob, *size, size))
		return NULL;
	return blob;
}

/* The environment as text, for its sum. */
struct memory {
	char bytes[FRAGMENT_MAX + 256];
	size_t used;
};

static int remember(void *ctx, const void *bytes, size_t n)
{
	struct memory *m = ctx;

	if (n > sizeof(m->bytes) - m->used)
		return ENOSPC;
	memcpy(m->bytes + m->used, bytes, n);
	m->used += n;
	return 0;
}

static bool sum_env(struct boot_input *in)
{
	static struct out text;
	struct memory m = { .used = 0 };

	out_to_sink(&text, remember, &m);
	boot_env(&text, in);
	if (!out_flush(&text))
		return false;
	in->env = boot_sum(m.bytes, m.used);
	return true;
}

/* Of all the script loads; an overlay stays, its commands are made of it. */
static bool add_sums(const struct board_files *b, struct boot_input *in)
{
	size_t size, used = b->arena->used;
	const void *merged = blob_of(b, iop_annotate, &size);

	if (!merged || !sum_env(in))
		return false;
	in->merged = boot_sum(merged, size);
	b->arena->used = used;
	in->base = boot_sum(b->tree, b->tree_size);
	in->overlay = blob_of(b, board_overlay, &size);
	if (in->overlay)
		in->dtbo = boot_sum(in->overlay, size);
	return true;
}

static void write_script(struct out *o, const struct board_files *b,
			 const struct boot_input *in)
{
	struct boot_refusal r;
	bool apply = in->overlay && boot_check_apply(in, &r);

	if (in->overlay && !apply)
		warn_no_apply(b, &r);
	boot_script(o, in, apply);
}

static int add_text(const struct board_files *b, struct atomic_set *s,
		    const struct boot_input *in, enum artefact what,
		    const char *path)
{
	static struct out file;
	int fd = atomic_open(s, path, false);

	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&file, fd);
	if (what == ARTEFACT_ENV)
		boot_env(&file, in);
	else if (what == ARTEFACT_SCRIPT)
		write_script(&file, b, in);
	else
		boot_fit(&file, in);
	return atomic_flush(s, fd, &file) ? EXIT_OK : EXIT_IO;
}

int uboot_add(const struct board_files *b, struct atomic_set *s, enum artefact what,
	      const char *path)
{
	char line[FRAGMENT_MAX];
	size_t used = iop_arena_mark(b->arena);
	struct boot_input in = {
		.stem = stem_of(b, what, path),
		.generator = b->note.generator,
		.plan = b->note.plan,
		.tree = b->tree,
		.cmdline = line,
	};
	int status;

	iop_cmdline_fragment(in.plan, line, sizeof(line));
	if (!in.stem || (what == ARTEFACT_SCRIPT && !add_sums(b, &in)))
		return refuse(b, "too large to be annotated", EXIT_IO);
	if (!boot_safe(in.stem) || strpbrk(in.stem, " ;&|#<>[]{}()*?!~"))
		return refuse(b, "its name cannot be written in a U-Boot script",
			      EXIT_USAGE);
	if (!boot_safe(line))
		return refuse(b, "its command line cannot be written in a U-Boot "
			      "script", EXIT_USAGE);
	status = add_text(b, s, &in, what, path);
	iop_arena_release(b->arena, used);
	return status;
}
