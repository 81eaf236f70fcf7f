// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/documents.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "artefacts/directory.h"
#include "cmd/document_file.h"
#include "input/list.h"
#include "input/tree_check.h"

/* As list_is_directory(); a name that ends in a slash is to be one. */
static int is_directory(const char *path)
{
	size_t n = strlen(path);

	return n && path[n - 1] == '/' ? 1 : list_is_directory(path);
}

static int several(const struct options *o, const struct documents *d, struct out *diag)
{
	out_str(diag, "iommuplan plan: --format ");
	out_str(diag, d->suffix + 1);
	out_str(diag, " writes one document for each tree; several trees need --output DIR");
	if (o->output) {
		out_str(diag, ", and this is not a directory: ");
		out_term(diag, o->output);
	}
	out_char(diag, '\n');
	return EXIT_USAGE;
}

static int open_directory(struct documents *d, struct options *o, struct out *diag)
{
	d->directory = o->output;
	if (!directory_make(o->output, strlen(o->output), diag))
		return EXIT_IO;
	if (overwrite_open(&d->inputs, &o->run, &d->stems.files.files))
		return EXIT_OK;
	out_str(diag, "iommuplan plan: out of memory\n");
	return EXIT_IO;
}

int documents_open(struct documents *d, const char *suffix, struct options *o,
		   struct out *diag)
{
	bool named = o->output && strcmp(o->output, "-");
	int status, directory;
	struct stat st;

	d->suffix = suffix;
	if (!suffix)
		return EXIT_OK;
	status = stems_collect(&d->stems.files, &o->run, diag);
	if (status)
		return status;
	o->run.files = d->stems.files.files.files;
	o->run.n_files = (unsigned int)d->stems.files.files.count;
	o->run.found = d->stems.files.files.found;
	directory = named ? is_directory(o->output) : 0;
	if (directory < 0)
		return check_say(diag, o->output, strerror(errno), EXIT_IO);
	if (directory)
		return open_directory(d, o, diag);
	if (o->run.n_files < 2)
		return EXIT_OK;
	return named && stat(o->output, &st) ? open_directory(d, o, diag) :
					       several(o, d, diag);
}

void documents_close(struct documents *d)
{
	overwrite_close(&d->inputs);
	stems_free(&d->stems.files);
}

static int one(struct documents *d, const struct document *c)
{
	if (d->written++)
		return check_say(c->diag, c->tree->name, "a second tree, but this format "
				 "writes one document for each tree: use --output DIR",
				 EXIT_USAGE);
	c->render(c->out, c->in);
	return EXIT_OK;
}

static void draw(struct out *o, void *ctx)
{
	const struct document *c = ctx;

	c->render(o, c->in);
}

static int write_to(struct documents *d, const struct document *c, const char *path)
{
	struct document copy = *c;

	if (overwrite_is_input(&d->inputs, path))
		return check_say(c->diag, path, "is an input and would be overwritten",
				 EXIT_USAGE);
	return document_write(path, draw, &copy, c->diag);
}

int documents_add(struct documents *d, const struct document *c)
{
	char *stem, *path;
	size_t size;

	if (!d->directory)
		return one(d, c);
	stem = tree_stem(&d->stems, d->directory, c->tree, c->arena);
	if (!stem)
		return check_say(c->diag, c->tree->name,
				 "its document would have the same name as that of another file",
				 EXIT_USAGE);
	size = strlen(stem) + strlen(d->suffix) + 1;
	path = iop_alloc(c->arena, size, 1);
	if (!path)
		return EXIT_IO;
	snprintf(path, size, "%s%s", stem, d->suffix);
	return write_to(d, c, path);
}
