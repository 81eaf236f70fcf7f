/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* From bytes to the trees in them, by content, whatever is around them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/container/container.h"
#include "input/exec.h"
#include "input/reading.h"
#include "input/temp.h"
#include "input/tree_check.h"

/* No kernel comes near this. */
#define UNPACKED_KERNEL ((size_t)128 << 20)

/* A container whose parts are being delivered. */
struct opened {
	struct reading *r;
	const char *name;
	unsigned int level;
	unsigned int trees;	/* that have no name but their number */
};

static int tell_at(struct reading *r, const char *name, size_t at, const char *what,
		   const char *why)
{
	input_diag(r->diag, name);
	out_str(r->diag, "at byte ");
	out_hex(r->diag, at);
	out_str(r->diag, ": ");
	out_str(r->diag, what);
	out_str(r->diag, why);
	input_diag_end(r->diag);
	return EXIT_TREE;
}

/* libfdt reads 64-bit words, and a container gives them any place. */
static const void *aligned(struct reading *r, const uint8_t *data, size_t size)
{
	struct block *b = &r->in->aligned;

	if (!((uintptr_t)data & 7))
		return data;
	if (!block_reserve(b, INPUT_MAX + 4096, size))
		return NULL;
	memcpy(b->base, data, size);
	b->used = size;
	return b->base;
}

static int deliver_at(struct reading *r, const char *name, const uint8_t *data,
		      size_t size)
{
	size_t prefix = strlen(r->file);
	struct input_tree tree = { name, r->file, NULL, data, size, false };

	if (!strncmp(name, r->file, prefix) && name[prefix] == ':')
		tree.image = name + prefix + 1;
	tree.blob = aligned(r, data, size);
	if (!tree.blob)
		return check_say(r->diag, name, "out of memory", EXIT_IO);
	return input_deliver(r, &tree);
}

static int deliver_numbered(struct reading *r, const char *name, unsigned int n,
			    const uint8_t *data, size_t size)
{
	size_t space = strlen(name) + 24;
	char *full = malloc(space);
	int status;

	if (!full)
		return check_say(r->diag, name, "out of memory", EXIT_IO);
	snprintf(full, space, "%s:dtb[%u]", name, n);
	status = deliver_at(r, full, data, size);
	free(full);
	return status;
}

/* What is there and is neither tree nor padding may be what was meant. */
static void tell_rest(struct reading *r, const char *name, const uint8_t *data,
		      size_t at, size_t size)
{
	while (at < size && (data[at] == 0 || data[at] == 0xff))
		at++;
	if (at < size)
		tell_at(r, name, at, "warning: ",
			"what follows the tree is neither a tree nor padding, and is not read");
}

/* @first: the number that the first gets; a lone one without it has none. */
static int deliver_trees(struct reading *r, const char *name, const uint8_t *data,
			 size_t size, unsigned int *first)
{
	size_t end, at = 0, length;
	unsigned int n = container_trees(data, size, &end);
	int status, worst = EXIT_OK;

	if (n < 2 && !first) {
		worst = deliver_at(r, name, data, size);
	} else {
		for (unsigned int i = 0; i < n; i++, at += length) {
			while (!(length = container_tree_size(data + at, size - at)))
				at++;
			status = deliver_numbered(r, name, first ? (*first)++ : i,
						  data + at, length);
			worst = status > worst ? status : worst;
		}
	}
	if (n)
		tell_rest(r, name, data, end, size);
	return worst;
}

static int unpack(struct reading *r, const char *name, const uint8_t *data, size_t size,
		  unsigned int level)
{
	struct block *b = &r->in->unpacked[level];
	int fd, status;

	if (!block_reserve(b, INPUT_MAX + 4096, INPUT_MAX + 4096))
		return check_say(r->diag, name, "out of memory", EXIT_IO);
	fd = temp_with(data, size);
	if (fd < 0)
		return check_say(r->diag, name, "no temporary file", EXIT_IO);
	status = exec_gunzip(name, fd, b, UNPACKED_KERNEL, r->diag);
	close(fd);
	return status ? status : input_contents(r, name, b->base, b->used, level + 1);
}

static int part(void *ctx, const char *name, const uint8_t *data, size_t size)
{
	struct opened *o = ctx;
	size_t space = strlen(o->name) + strlen(name) + 2;
	char *full;
	int status;

	if (!*name && container_kind(data, size) == CONTAINER_NONE)
		return deliver_trees(o->r, o->name, data, size, &o->trees);
	full = malloc(space);
	if (!full)
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	snprintf(full, space, "%s%s%s", o->name, *name ? ":" : "", name);
	status = input_contents(o->r, full, data, size, o->level + 1);
	free(full);
	return status;
}

static int without_tree(struct reading *r, const char *name, enum container_kind kind,
			const uint8_t *data, size_t size)
{
	size_t length;
	const char *banner = container_banner(data, size, &length);

	input_diag(r->diag, name);
	out_str(r->diag, "is ");
	out_str(r->diag, container_title(kind));
	if (banner) {
		out_str(r->diag, " of Linux ");
		out_term_mem(r->diag, banner, length);
	}
	out_str(r->diag, " without a device tree");
	input_diag_end(r->diag);
	return EXIT_TREE;
}

static int open_container(struct reading *r, const char *name, enum container_kind kind,
			  const uint8_t *data, size_t size, unsigned int level)
{
	struct opened o = { r, name, level, 0 };
	struct container c = { .data = data, .size = size, .fn = part, .ctx = &o };

	container_each(&c, kind);
	if (c.trouble) {
		input_diag(r->diag, name);
		out_fmt(r->diag, "at byte 0x%zx of %s: ", c.at, container_title(kind));
		out_str(r->diag, c.trouble);
		input_diag_end(r->diag);
		return c.worst > EXIT_TREE ? c.worst : EXIT_TREE;
	}
	return c.parts ? c.worst : without_tree(r, name, kind, data, size);
}

int input_contents(struct reading *r, const char *name, const uint8_t *data,
		   size_t size, unsigned int level)
{
	enum container_kind kind = container_kind(data, size);

	if (kind != CONTAINER_NONE && level >= INPUT_LEVELS)
		return check_say(r->diag, name, "is a container in a container in a "
				 "container, and read no deeper", EXIT_TREE);
	if (kind == CONTAINER_GZIP && container_appended(data, size) == size)
		return unpack(r, name, data, size, level);
	if (kind != CONTAINER_NONE)
		return open_container(r, name, kind, data, size, level);
	if (input_may_be_fit(data, size)) {
		const void *fit = aligned(r, data, size);

		if (!fit)
			return check_say(r->diag, name, "out of memory", EXIT_IO);
		if (input_is_fit(r->in, fit, size))
			return input_deliver_fit(r, name, fit, size);
	}
	return deliver_trees(r, name, data, size, NULL);
}
