/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The trees of a boot partition, as its entries boot them. */
#include "input/deliver_entries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/apply_overlays.h"
#include "input/boot_addons.h"
#include "input/boot_entry.h"
#include "input/list.h"
#include "input/seen_files.h"
#include "input/tree_check.h"

/* As struct reading has them; each kernel adds to it, once. */
#define BUDGET ((size_t)32 << 20)
#define TREES ((size_t)16 << 20)
#define DIRECTORIES 16u		/* that entries name, whose trees are not counted */

/* The entry at hand, and the kernel, which the next may have too. */
struct booting {
	struct reading *r;
	struct boot_entries *e;
	const struct boot_entry *b;
	char *name;		/* DIR:entry[TITLE] */
	struct block kernel, tree, config;
	char *kernel_path;	/* of what is in @kernel, real */
	struct boot_reading boot;
	struct overlay_set set;
	unsigned int trees;
	struct seen_files kernels;
	unsigned int directories;
};

static int tell(struct booting *o, const char *what, const char *path, const char *why, int status)
{
	input_diag(o->r->diag, o->name);
	out_str(o->r->diag, what);
	out_term(o->r->diag, path);
	out_str(o->r->diag, why);
	input_diag_end(o->r->diag);
	return status;
}

/* Of a file that the entry names, with a configuration behind it perhaps */
static int find_named(struct booting *o, const char *path, char **real)
{
	char *plain = strndup(path, strcspn(path, "#"));

	*real = plain ? boot_resolve(o->e, plain) : NULL;
	free(plain);
	return *real ? EXIT_OK :
	       tell(o, "names ", path, ", which is not in the directory", EXIT_TREE);
}

static int read_named(struct booting *o, const char *path, struct block *to)
{
	char *real;
	int status = find_named(o, path, &real);

	if (!status)
		status = check_read(to, real, o->r->diag);
	free(real);
	return status;
}

static void forget_kernel(struct booting *o)
{
	boot_facts_free(&o->boot);
	memset(&o->boot, 0, sizeof(o->boot));
	free(o->kernel_path);
	o->kernel_path = NULL;
}

static int read_kernel(struct booting *o, const char *path)
{
	char *real;
	int status = find_named(o, path, &real);

	if (!status && o->kernel_path && !strcmp(o->kernel_path, real)) {
		free(real);
		return EXIT_OK;
	}
	forget_kernel(o);
	if (!status)
		status = check_read(&o->kernel, real, o->r->diag);
	if (!status && seen_files_add(&o->kernels, real)) {
		o->r->budget += kernel_image_budget(o->kernel.used);
		o->r->trees += input_trees(o->kernel.used);
	}
	if (status)
		free(real);
	else
		o->kernel_path = real;
	return status;
}

/* config-VERSION beside the kernel, where it has none inside */
static void config_beside(struct booting *o, const char *kernel)
{
	struct boot_facts *f = &o->boot.facts;
	const char *slash = strrchr(kernel, '/');
	char path[4096];
	char *real;

	if (f->config || !f->release || !slash || strchr(f->release, '/') ||
	    snprintf(path, sizeof(path), "%.*s/config-%s", (int)(slash - kernel), kernel,
		     f->release) >= (int)sizeof(path))
		return;
	real = strncmp(path, o->e->dir, strlen(o->e->dir)) ? NULL :
	       boot_resolve(o->e, path + strlen(o->e->dir));
	if (real && !check_read(&o->config, real, o->r->diag) && o->config.used) {
		f->config = o->config.base;
		f->config_size = o->config.used;
	}
	free(real);
}

static struct container_span span_of(const char *text)
{
	return (struct container_span){ (const uint8_t *)text, text ? strlen(text) : 0 };
}

static int read_facts(struct booting *o)
{
	struct container_said said = { .kernel = { NULL, 0 } };

	if (o->kernel_path)
		said.kernel = (struct container_span){ o->kernel.base, o->kernel.used };
	*(o->b->adds ? &said.behind : &said.cmdline[0]) = span_of(o->b->cmdline);
	if (!boot_facts_read(&o->boot, &said, NULL, &o->r->budget))
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	if (o->kernel_path)
		config_beside(o, o->kernel_path);
	o->r->boot = &o->boot.facts;
	if (o->b->variable && !o->r->in->quiet)
		check_say(o->r->diag, o->name, "has variables of the boot loader, which are not "
			  "known here", EXIT_OK);
	return EXIT_OK;
}

/* libfdt looks through an overlay for each reference in it. */
static int afford(struct booting *o, size_t size)
{
	size_t cost = (size >> 10) * size;

	if (cost > o->r->budget)
		return check_say(o->r->diag, o->name, "its overlays exceed the size limit for one "
				 "directory", EXIT_TREE);
	o->r->budget -= cost;
	return EXIT_OK;
}

static int read_overlays(struct booting *o)
{
	int status = EXIT_OK;

	o->set.list = calloc(BOOT_OVERLAYS_MAX + 1, sizeof(*o->set.list));
	if (!o->set.list)
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	for (unsigned int i = 0; i < o->b->n_overlays && !status; i++) {
		const char *path = o->b->overlays[i];
		struct input_overlay *v = &o->set.list[o->set.n];

		*v = (struct input_overlay){ .file = o->name, .params = o->b->params[i] };
		if (path)
			status = read_named(o, path, &o->tree);
		if (path && !status)
			status = afford(o, o->tree.used);
		if (path && !status)
			status = overlay_take(o->r->in, v, path, &o->tree, o->r->diag);
		o->set.n += !status;
	}
	if (!status && o->b->adds && o->b->cmdline)
		o->set.list[o->set.n++] = (struct input_overlay){
			.file = o->name, .bootargs = o->b->cmdline,
		};
	return status;
}

static int deliver(struct booting *o, const char *name, const struct block *b)
{
	struct overlay_set kept;
	int status;

	o->trees++;
	/* What is in an image is counted there, and a directory costs what is in it. */
	if (b != &o->kernel && (o->b->tree || !o->b->tree_dir || o->directories > DIRECTORIES) &&
	    !input_charge(o->r, name, b->used))
		return EXIT_TREE;
	if (!input_afford(o->r, name, b->used, o->set.n))
		return EXIT_TREE;
	if (!overlay_before(o->r->in, &o->set, &kept))
		return check_say(o->r->diag, name, "out of memory", EXIT_IO);
	o->r->config = NULL;
	if (b == &o->kernel && o->b->kernel && strchr(o->b->kernel, '#'))
		o->r->config = strchr(o->b->kernel, '#') + 1;
	status = input_contents(o->r, name, b->base, b->used, 0);
	o->r->config = NULL;
	overlay_after(o->r->in, &kept);
	return status;
}

static int deliver_tree(struct booting *o)
{
	int status = read_named(o, o->b->tree, &o->tree);

	return status ? status : deliver(o, o->name, &o->tree);
}

static int deliver_below(struct booting *o, const char *dir, const char *file)
{
	const char *rest = file + strlen(dir);
	size_t space = strlen(o->name) + strlen(rest) + 2;
	char *name = malloc(space);
	int status;

	if (!name)
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	snprintf(name, space, "%s:%s", o->name, rest + (*rest == '/'));
	status = check_read(&o->tree, file, o->r->diag);
	if (!status)
		status = deliver(o, name, &o->tree);
	free(name);
	return status;
}

/* The board decides which: each of them. */
static int deliver_directory(struct booting *o)
{
	struct input_list l = { .files = NULL };
	char *real = boot_resolve(o->e, o->b->tree_dir);
	bool found = o->r->in->found;
	int worst, status;

	if (!real)
		return tell(o, "names ", o->b->tree_dir, ", which is not in the directory", EXIT_TREE);
	o->directories++;
	worst = list_below(&l, real, o->r->diag);
	o->r->in->found = true;
	for (size_t i = 0; i < l.count && !o->r->spent; i++) {
		status = deliver_below(o, real, l.files[i]);
		worst = status > worst ? status : worst;
	}
	o->r->in->found = found;
	list_free(&l);
	free(real);
	return worst;
}

static int no_part(void *ctx, const char *name, const uint8_t *data, size_t size)
{
	(void)ctx;
	(void)name;
	(void)data;
	(void)size;
	return EXIT_OK;
}

/* The addon's tree instead of the image's, under the image's kernel. */
static int deliver_addon(struct booting *o, const struct boot_addons *a)
{
	struct container c = { .data = o->kernel.base, .size = o->kernel.used, .fn = no_part };
	struct container_said said = { .kernel = { o->kernel.base, o->kernel.used } };
	int status;

	container_each(&c, container_kind(c.data, c.size));
	said.cmdline[0] = c.said.cmdline[0];
	said.cmdline[1] = span_of(a->cmdline);
	if (!boot_facts_read(&o->boot, &said, NULL, &o->r->budget))
		return check_say(o->r->diag, o->name, "out of memory", EXIT_IO);
	o->r->boot = &o->boot.facts;
	o->r->sealed = true;
	status = deliver(o, o->name, a->tree);
	o->r->sealed = false;
	o->r->boot = NULL;
	forget_kernel(o);	/* the addon's words go */
	return status;
}

/* A unified kernel image, with the addons that its stub finds. */
static int deliver_image(struct booting *o)
{
	struct boot_addons a = { .n = 0 };
	int status;

	boot_addons_read(&a, o->e, o->b->image);
	if (a.tree) {
		status = deliver_addon(o, &a);
	} else {
		o->r->append = a.cmdline;
		status = deliver(o, o->name, &o->kernel);
		o->r->append = NULL;
	}
	boot_addons_free(&a);
	return status;
}

static int deliver_entry(struct booting *o)
{
	const struct boot_entry *b = o->b;
	const char *kernel = b->image ? b->image : b->kernel;
	bool inside = b->image || (b->kernel && strchr(b->kernel, '#'));
	int status = EXIT_OK;

	o->r->boot = NULL;
	if (!b->tree && !b->tree_dir && !inside)
		return EXIT_OK;
	if (kernel)
		status = read_kernel(o, kernel);
	else
		forget_kernel(o);
	if (!status)
		status = read_facts(o);
	if (!status)
		status = read_overlays(o);
	if (status)
		return status;
	return b->tree ? deliver_tree(o) : b->tree_dir ? deliver_directory(o) :
	       b->image ? deliver_image(o) : deliver(o, o->name, &o->kernel);
}

static bool has_twin(const struct boot_entries *e, const struct boot_entry *b)
{
	for (unsigned int i = 0; i < e->n; i++)
		if (&e->list[i] != b && e->list[i].title && !strcmp(e->list[i].title, b->title))
			return true;
	return false;
}

static char *name_of(const struct boot_entries *e, const struct boot_entry *b, const char *dir)
{
	const char *id = has_twin(e, b) && strcmp(b->id, b->title) ? b->id : "";
	size_t space = strlen(dir) + strlen(b->title) + strlen(id) + 16;
	char *name = malloc(space);

	if (name)
		snprintf(name, space, "%s:entry[%s%s%s%s]", dir, b->title, *id ? " (" : "", id,
			 *id ? ")" : "");
	return name;
}

static int one(struct booting *o, const char *dir, unsigned int *trees)
{
	int status;

	o->name = name_of(o->e, o->b, dir);
	if (!o->name)
		return check_say(o->r->diag, dir, "out of memory", EXIT_IO);
	o->trees = 0;
	status = deliver_entry(o);
	*trees += o->trees + (status != EXIT_OK);
	overlay_set_free(&o->set);
	free(o->name);
	o->r->boot = NULL;
	return status;
}

int input_deliver_entries(struct reading *r, const char *dir)
{
	struct boot_entries e;
	struct booting o = { .r = r, .e = &e };
	int status, worst = EXIT_OK;
	unsigned int trees = 0;

	r->budget = BUDGET;
	r->trees = TREES;
	boot_entries_read(&e, dir);
	if (e.full)
		worst = check_say(r->diag, dir, "more than 1024 boot entries, 64 overlays or "
				  "64 KiB of boot arguments in one, or 4 MiB of text", EXIT_TREE);
	for (unsigned int i = 0; i < e.n && !e.full && !r->spent; i++) {
		o.b = &e.list[i];
		status = one(&o, dir, &trees);
		worst = status > worst ? status : worst;
	}
	forget_kernel(&o);
	block_drop(&o.kernel);
	block_drop(&o.tree);
	block_drop(&o.config);
	boot_entries_free(&e);
	if (!trees && !worst)
		return check_say(r->diag, dir, "no boot entry here leads to a device tree", EXIT_TREE);
	return worst;
}
