/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* From bytes to the trees in them, by content, whatever is around them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/container/container.h"
#include "input/hwids.h"
#include "input/reading.h"
#include "input/tree_check.h"
#include "input/decompress.h"

/* No kernel comes near this. */
#define UNPACKED_KERNEL ((size_t)128 << 20)

/* A container whose parts are being delivered. */
struct opened {
	struct reading *r;
	const char *name;
	unsigned int level;
	unsigned int trees;	/* that have no name but their number */
	const struct container *c;
	const struct boot_facts *outer;	/* of what is around it, or NULL */
	struct boot_reading boot;
};

static int report_at(struct reading *r, const char *name, size_t at, const char *what,
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

/* The same of a field of a container. */
static int report_within(struct reading *r, const char *name, size_t at,
			 enum container_kind kind, const char *why)
{
	input_diag(r->diag, name);
	out_fmt(r->diag, "at byte 0x%zx of %s: ", at, container_title(kind));
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
	struct input_tree tree = { name, r->file, NULL, data, size, r->boot, false };

	if (!strncmp(name, r->file, prefix) && name[prefix] == ':')
		tree.image = name + prefix + 1;
	tree.blob = aligned(r, data, size);
	if (!tree.blob)
		return check_say(r->diag, name, "out of memory", EXIT_IO);
	if (r->hwids.size && !r->in->quiet)
		hwids_remark(r, &tree);
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
static void report_rest(struct reading *r, const char *name, const uint8_t *data,
			size_t at, size_t size)
{
	while (at < size && (data[at] == 0 || data[at] == 0xff))
		at++;
	if (at < size)
		report_at(r, name, at, "warning: ",
			"the data after the tree is neither a tree nor padding and is not used");
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
	} else if (!n) {
		/* A section for trees that contains none is an error. */
		worst = deliver_numbered(r, name, (*first)++, data, size);
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
		report_rest(r, name, data, end, size);
	return worst;
}

static int unpack(struct reading *r, const char *name, const uint8_t *data, size_t size,
		  unsigned int level)
{
	struct block *b = &r->in->unpacked[level];
	struct decompress u = { data, size, 0 };
	enum decompress_result result;

	result = decompress_any(&u, b, r->budget < UNPACKED_KERNEL ? r->budget : UNPACKED_KERNEL);
	r->budget -= b->used < r->budget ? b->used : r->budget;
	if (result == DECOMPRESS_NO_MEMORY)
		return check_say(r->diag, name, decompress_text(result), EXIT_IO);
	if (result)
		return report_within(r, name, u.at, CONTAINER_PACKED, decompress_text(result));
	report_rest(r, name, data, u.at, size);
	r->trees += b->used;
	return input_contents(r, name, b->base, b->used, level + 1);
}

/* What is said beside the part, and by what is around the container. */
static int read_boot(struct opened *o)
{
	struct container_said said = o->c->said;
	const char *append = o->r->append;
	bool lied = o->boot.lies;

	if (o->r->sealed || (!said.kernel.size && !said.cmdline[0].size && !said.uname.size)) {
		o->r->boot = o->outer;
		return EXIT_OK;
	}
	if (append)
		said.cmdline[1] = (struct container_span){ (const uint8_t *)append, strlen(append) };
	if (!boot_facts_read(&o->boot, &said, o->outer, &o->r->budget))
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	o->r->boot = &o->boot.facts;
	if (!o->boot.lies || lied || o->r->in->quiet)
		return EXIT_OK;
	input_diag(o->r->diag, o->name);
	out_str(o->r->diag, "warning: .uname is ");
	out_term(o->r->diag, o->boot.uname);
	out_str(o->r->diag, ", but the kernel is ");
	out_term(o->r->diag, o->boot.kernel.release);
	out_str(o->r->diag, ", which is planned");
	input_diag_end(o->r->diag);
	return EXIT_OK;
}

static int part(void *ctx, const char *name, const uint8_t *data, size_t size)
{
	struct opened *o = ctx;
	size_t space = strlen(o->name) + strlen(name) + 2;
	bool trees = !*name && container_kind(data, size) == CONTAINER_NONE;
	char *full;
	int status;

	if (o->r->spent || (trees && !input_charge(o->r, o->name, size)))
		return EXIT_TREE;
	status = read_boot(o);
	if (status)
		return status;
	if (trees)
		return deliver_trees(o->r, o->name, data, size, &o->trees);
	full = malloc(space);
	if (!full)
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	snprintf(full, space, "%s%s%s", o->name, *name ? ":" : "", name);
	o->r->hwids = o->c->said.hwids;
	status = input_contents(o->r, full, data, size, o->level + 1);
	o->r->hwids = (struct container_span){ NULL, 0 };
	free(full);
	return status;
}

/* What a kernel image is, where it is no tree that is asked for. */
static int without_tree(struct opened *o, enum container_kind kind)
{
	struct out *diag = o->r->diag;
	const struct kernel_image *k = &o->boot.kernel;
	int status = read_boot(o);

	if (status)
		return status;
	if (o->c->script && !(o->r->in->found && o->r->in->quiet))
		check_say(diag, o->name, "is a U-Boot script, which is not interpreted: what it "
			  "boots, and with which arguments, is not known", EXIT_OK);
	if (o->r->in->found)
		o->r->in->passed++;
	if (o->r->in->found || o->c->script)
		return o->r->in->found ? EXIT_OK : EXIT_TREE;
	input_diag(diag, o->name);
	out_str(diag, "is ");
	out_str(diag, container_title(kind));
	if (o->r->boot && o->r->boot->release) {
		out_str(diag, " of Linux ");
		out_term(diag, o->r->boot->release);
	} else if (k->packed) {
		out_str(diag, ", compressed with ");
		out_str(diag, k->packed);
		out_str(diag, " and its version not read,");
	}
	out_str(diag, " without a device tree");
	input_diag_end(diag);
	return EXIT_TREE;
}

static int open_container(struct reading *r, const char *name, enum container_kind kind,
			  const uint8_t *data, size_t size, unsigned int level)
{
	struct opened o = { .r = r, .name = name, .level = level, .outer = r->boot };
	struct container c = { .data = data, .size = size, .fn = part, .ctx = &o };
	int status;

	o.c = &c;
	container_each(&c, kind);
	status = c.worst;
	if (c.trouble) {
		report_within(r, name, c.at, kind, c.trouble);
		status = c.worst > EXIT_TREE ? c.worst : EXIT_TREE;
	} else if (!c.parts) {
		status = without_tree(&o, kind);
	}
	r->boot = o.outer;
	boot_facts_free(&o.boot);
	return status;
}

int input_contents(struct reading *r, const char *name, const uint8_t *data,
		   size_t size, unsigned int level)
{
	enum container_kind kind = container_kind(data, size);

	if (level && !input_charge(r, name, size))
		return EXIT_TREE;
	if (kind != CONTAINER_NONE && level >= INPUT_LEVELS)
		return check_say(r->diag, name, "is nested in three containers; deeper "
				 "ones are not read", EXIT_TREE);
	if (kind == CONTAINER_PACKED && container_appended(data, size) == size)
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
