/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/fit_config.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/apply_overlays.h"
#include "input/digest.h"
#include "input/tree_check.h"
#include "input/tree_kind.h"

#define CONFIGS_MAX 4096u
#define OVERLAYS_MAX 64u

/* An image by its name; checked once, however many configurations have it. */
struct entry {
	const char *name;
	int node;
	bool checked;
	int status;
};

struct seen_config {
	uint8_t key[DIGEST_MAX];	/* 0: it is incomplete */
};

struct configs {
	struct reading *r;
	const char *fit;	/* its name */
	const void *blob;
	size_t size;
	struct entry *images;	/* sorted */
	size_t n_images;
	struct seen_config *seen;	/* configurations that boot otherwise than each other */
	unsigned int n_seen, trees, overlays;
	const struct boot_facts *outer;
	struct boot_reading boot;
	const char *name;	/* of the configuration at hand */
};

bool fit_has_configs(const void *blob)
{
	int configs = fdt_path_offset(blob, "/configurations");

	return configs >= 0 && fdt_first_subnode(blob, configs) >= 0;
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->node > y->node) - (x->node < y->node);
}

static bool read_images(struct configs *c)
{
	int images = fdt_path_offset(c->blob, "/images"), node;
	size_t n = 0;

	fdt_for_each_subnode(node, c->blob, images)
		n++;
	c->images = calloc(n + 1, sizeof(*c->images));
	if (!c->images)
		return false;
	fdt_for_each_subnode(node, c->blob, images)
		c->images[c->n_images++] = (struct entry){
			fdt_get_name(c->blob, node, NULL), node, false, EXIT_OK
		};
	qsort(c->images, n, sizeof(*c->images), by_name);
	return true;
}

static struct entry *find(struct configs *c, const char *name)
{
	size_t from = 0, to = c->n_images;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (strcmp(c->images[middle].name, name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < c->n_images && !strcmp(c->images[from].name, name) ?
	       &c->images[from] : NULL;
}

/* The strings of a property, one after another. */
static const char *next_string(const char *list, int len, const char *at)
{
	at = at ? at + strlen(at) + 1 : list;
	return list && at < list + len && !list[len - 1] ? at : NULL;
}

static const char *missing_in(struct configs *c, int node, const char *property)
{
	int len;
	const char *list = fdt_getprop(c->blob, node, property, &len), *s = NULL;

	while ((s = next_string(list, len, s)))
		if (!find(c, s))
			return s;
	return NULL;
}

static const char *first_missing(struct configs *c, int node)
{
	static const char *const properties[] = {
		"kernel", "firmware", "fdt", "ramdisk", "loadables", "fpga", "setup"
	};
	const char *missing = NULL;

	for (size_t i = 0; !missing && i < sizeof(properties) / sizeof(*properties); i++)
		missing = missing_in(c, node, properties[i]);
	return missing;
}

static int check_there(struct configs *c, int node)
{
	const char *missing = first_missing(c, node);

	if (!missing)
		return EXIT_OK;
	input_diag(c->r->diag, c->name);
	out_str(c->r->diag, "names the image ");
	out_term(c->r->diag, missing);
	out_str(c->r->diag, ", which /images does not have");
	input_diag_end(c->r->diag);
	return EXIT_TREE;
}

/* Its complete data; an error is reported once for each configuration. */
static int open_image(struct configs *c, const char *name, struct fit_image *image)
{
	struct entry *e = find(c, name);

	fit_image_at(c->blob, c->size, e->node, image);
	if (!e->checked) {
		e->status = fit_check(c->r, c->name, c->blob, image);
		e->checked = true;
	} else if (e->status) {
		input_diag(c->r->diag, c->name);
		out_str(c->r->diag, "has the image ");
		out_term(c->r->diag, name);
		out_str(c->r->diag, ", which is incomplete");
		input_diag_end(c->r->diag);
	}
	return e->status;
}

static const char *kernel_of(const struct configs *c, int node)
{
	const char *kernel = fit_text(c->blob, node, "kernel");

	return kernel ? kernel : fit_text(c->blob, node, "firmware");
}

/* What the kernel says is said by the FIT image. */
static int read_kernel(struct configs *c, int node)
{
	struct container_said said = { .kernel = { NULL, 0 } };
	const char *kernel = kernel_of(c, node);
	struct fit_image image;
	int status;

	c->r->boot = c->outer;
	if (!kernel)
		return EXIT_OK;
	status = open_image(c, kernel, &image);
	if (status)
		return status;
	said.kernel = (struct container_span){ image.data, image.size };
	if (!boot_facts_read(&c->boot, &said, c->outer, &c->r->budget))
		return check_say(c->r->diag, c->name, "out of memory", EXIT_IO);
	c->r->boot = &c->boot.facts;
	return EXIT_OK;
}

/* Many configurations may have it, and each time it takes its time. */
static int open_tree(struct configs *c, const char *name, struct fit_image *image,
		     struct block *b)
{
	int status = open_image(c, name, image);

	if (status)
		return status;
	return input_charge(c->r, c->name, image->size) ? fit_open_tree(c->r, c->name, image, b) :
							  EXIT_TREE;
}

static int read_overlays(struct configs *c, const char *list, int len, struct overlay_set *set)
{
	const char *s = next_string(list, len, list);	/* the second */
	int status = EXIT_OK;

	set->list = calloc(OVERLAYS_MAX, sizeof(*set->list));
	if (!set->list)
		return check_say(c->r->diag, c->name, "out of memory", EXIT_IO);
	for (; s && !status; s = next_string(list, len, s)) {
		struct fit_image image;
		struct block b;

		if (set->n == OVERLAYS_MAX)
			return check_say(c->r->diag, c->name, "more than 64 overlays in a "
					 "configuration", EXIT_TREE);
		status = open_tree(c, s, &image, &b);
		if (!status)
			status = overlay_take(c->r->in, &set->list[set->n], image.name, &b,
					      c->r->diag);
		set->n += !status;
	}
	return status;
}

static bool is_overlay(struct input *in, const struct block *b)
{
	struct iop_place where;
	struct iop_tree t;

	in->arena->used = 0;
	return b->used >= 4 && !iop_tree_index(&t, b->base, b->used, in->arena, &where) &&
	       tree_is_overlay(&t);
}

static int deliver_tree(struct configs *c, const char *list, struct overlay_set *set)
{
	struct overlay_set kept;
	struct fit_image image;
	struct block b;
	struct input_tree tree = {
		.name = c->name, .file = c->r->file, .boot = c->r->boot,
	};
	int status = open_tree(c, list, &image, &b);

	if (status)
		return status;
	if (is_overlay(c->r->in, &b)) {
		c->overlays++;
		return EXIT_OK;
	}
	c->trees++;
	tree.image = c->name + strlen(c->r->file) + 1;
	tree.blob = b.base;
	tree.size = b.used;
	if (!input_afford(c->r, c->name, b.used, set->n))
		return EXIT_TREE;
	if (!overlay_before(c->r->in, set, &kept))
		return check_say(c->r->diag, c->name, "out of memory", EXIT_IO);
	status = input_deliver(c->r, &tree);
	overlay_after(c->r->in, &kept);
	return status;
}

static int deliver_config(struct configs *c, int node)
{
	struct overlay_set set = { NULL, 0 };
	int len, status = check_there(c, node);
	const char *list = fdt_getprop(c->blob, node, "fdt", &len);

	if (status || !next_string(list, len, NULL))
		return status;
	status = read_kernel(c, node);
	if (!status)
		status = read_overlays(c, list, len, &set);
	if (!status)
		status = deliver_tree(c, list, &set);
	overlay_set_free(&set);
	c->trees += status != EXIT_OK;
	return status;
}

static const char *const booted[] = { "fdt", "kernel", "firmware" };
#define N_BOOTED (sizeof(booted) / sizeof(*booted))

/* Of what it boots; another's cannot be made the same. */
static void key_of(const void *blob, int node, uint8_t key[DIGEST_MAX])
{
	uint8_t all[N_BOOTED][DIGEST_MAX] = { { 0 } };

	for (size_t i = 0; i < N_BOOTED; i++) {
		int len;
		const void *value = fdt_getprop(blob, node, booted[i], &len);

		if (value)
			digest("sha256", value, (size_t)len, all[i]);
	}
	digest("sha256", all[0], sizeof(all), key);
}

/* Those that differ in the ramdisk alone, or in the signature, are not. */
static bool is_new(struct configs *c, int node)
{
	uint8_t *key = c->seen[c->n_seen].key;
	bool whole = !first_missing(c, node);

	if (whole)
		key_of(c->blob, node, key);
	for (unsigned int i = 0; whole && i < c->n_seen; i++)
		if (!memcmp(c->seen[i].key, key, DIGEST_MAX))
			return false;
	c->n_seen++;
	return true;
}

static int one(struct configs *c, int node)
{
	const char *name = fdt_get_name(c->blob, node, NULL);
	size_t space = strlen(c->fit) + strlen(name) + 24;
	char *full;
	int status;

	if (c->n_seen == CONFIGS_MAX)
		return check_say(c->r->diag, c->fit, "more than 4096 configurations in a FIT "
				 "image", EXIT_TREE);
	if ((c->r->config && strcmp(c->r->config, name) != 0) || !is_new(c, node))
		return EXIT_OK;
	full = malloc(space);
	if (!full)
		return check_say(c->r->diag, c->fit, "out of memory", EXIT_IO);
	snprintf(full, space, "%s:/configurations/%s", c->fit, name);
	c->name = full;
	status = deliver_config(c, node);
	free(full);
	return status;
}

static int all(struct configs *c)
{
	int node, status, worst = EXIT_OK;

	fdt_for_each_subnode(node, c->blob, fdt_path_offset(c->blob, "/configurations")) {
		status = one(c, node);
		worst = status > worst ? status : worst;
		if ((c->n_seen == CONFIGS_MAX && status) || c->r->spent)
			break;
	}
	if (c->overlays && !c->r->in->quiet && c->trees)
		check_say(c->r->diag, c->fit, "configurations that contain only overlays are "
			  "skipped", EXIT_OK);
	if (c->trees || worst)
		return worst;
	return check_say(c->r->diag, c->fit, c->overlays ? "a FIT image that contains only "
			 "overlays" : "a FIT image without a device tree", EXIT_TREE);
}

int fit_deliver_configs(struct reading *r, const char *fit, const void *blob, size_t size)
{
	struct configs c = {
		.r = r, .fit = fit, .blob = blob, .size = size, .outer = r->boot,
		.seen = calloc(CONFIGS_MAX + 1, sizeof(struct seen_config)),
	};
	int status = c.seen && read_images(&c) ? all(&c) :
		     check_say(r->diag, fit, "out of memory", EXIT_IO);

	r->boot = c.outer;
	boot_facts_free(&c.boot);
	free(c.images);
	free(c.seen);
	return status;
}
