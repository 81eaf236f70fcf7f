/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "config/kernel_option.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/kernel_version.h"
#include "config/choose_vendor.h"
#include "config/choose_version.h"
#include "config/modules.h"
#include "facts/builtin.h"
#include "facts/vendor.h"
#include "input/input.h"
#include "input/tree_check.h"

#define VIEWS_WANTED ((size_t)256 << 20)	/* address space */
#define VIEWS_LEAST ((size_t)8 << 20)

static int facts_error(const struct read_error *e, int result, struct out *diag)
{
	out_str(diag, "iommuplan: ");
	out_term(diag, e->file);
	if (e->line)
		out_fmt(diag, ":%u:%u", e->line, e->column);
	out_str(diag, ": ");
	out_term(diag, e->message);
	input_diag_end(diag);
	return result == READ_IO ? EXIT_IO : EXIT_USAGE;
}

static int load_facts(struct kernel_choice *k, const struct options *o,
		      struct out *diag)
{
	struct read_error e;

	k->base = &iop_builtin_facts;
	if (!o->schema_dirs.n)
		return vendor_check(k->base, o->vendor, diag);
	k->sets = calloc(o->schema_dirs.n, sizeof(*k->sets));
	if (!k->sets) {
		out_str(diag, "iommuplan: out of memory for driver facts\n");
		return EXIT_IO;
	}
	while (k->n_sets < o->schema_dirs.n) {
		struct facts_set *set = &k->sets[k->n_sets];
		int result = facts_overlay(set, k->base, o->schema_dirs.names[k->n_sets], &e);

		if (result != READ_OK)
			return facts_error(&e, result, diag);
		k->n_sets++;
		k->base = &set->facts;
	}
	return vendor_check(k->base, o->vendor, diag);
}

static void remark(const struct kernel_choice *k, const char *file, struct out *diag)
{
	const struct config *c = &k->config;
	char ours[16], theirs[16];

	if (k->o->run.quiet)
		return;
	if (c->version && c->version >> 16 != k->view.target.version >> 16) {
		kernel_version_text(c->version, theirs);
		kernel_version_text(k->view.target.version, ours);
		input_diag(diag, file);
		out_fmt(diag, "a configuration of Linux %s, but the prediction is "
			"for %s (see --kernel)", theirs, ours);
		input_diag_end(diag);
	}
	if (!c->whole && !k->boot) {
		input_diag(diag, file);
		out_str(diag, "an incomplete configuration: symbols that it does not name are unknown");
		input_diag_end(diag);
	}
}

static int use_config(struct kernel_choice *k, const char *file, struct out *diag)
{
	struct iop_target *t = &k->view.target;
	const struct config *c = &k->config;

	if (k->o->arch && c->arch && k->o->arch != c->arch) {
		input_diag(diag, file);
		out_str(diag, "a configuration for a different architecture than "
			"--arch");
		input_diag_end(diag);
		return EXIT_USAGE;
	}
	if (c->arch)
		t->arch = c->arch;
	t->cmdline = *c->cmdline ? c->cmdline : NULL;
	t->cmdline_use = c->cmdline_use;
	t->built = c->built;
	t->suppliers = c->suppliers;
	t->legacy_built = c->legacy_built;
	t->default_passthrough = c->default_passthrough;
	t->default_lazy = c->default_lazy;
	t->sva = c->sva;
	t->bypass_disabled = c->bypass_disabled;
	if (!t->page_size)
		t->page_size = c->page_size;
	remark(k, file, diag);
	return EXIT_OK;
}

/* The option's, else that of the kernel it names, else the container's. */
static int read_config(struct kernel_choice *k, const struct boot_facts *boot, const char *name,
		       struct out *diag)
{
	const struct options *o = k->o;
	const char *file = o->kernel_config;
	int status;

	if (file) {
		k->assumed.config = file;
		status = k->config.built ? EXIT_OK :
			 config_read(&k->config, file, k->facts, diag);
		return status ? status : use_config(k, file, diag);
	}
	config_free(&k->config);
	if (k->image.config.used) {
		file = o->kernel;
		status = config_parse(&k->config, file, k->facts, k->image.config.base,
				      k->image.config.used, diag);
		k->assumed.config = file;
	} else if (boot && boot->config && !o->kernel_file) {
		file = name;
		status = config_parse(&k->config, file, k->facts, boot->config,
				      boot->config_size, diag);
		k->assumed.config = "container";
		k->assumed.configured = true;
	} else {
		return EXIT_OK;
	}
	return status ? status : use_config(k, file, diag);
}

static int no_room(struct out *diag)
{
	out_str(diag, "iommuplan: out of memory for driver facts\n");
	return EXIT_IO;
}

/* The arena of the view is emptied for it. */
static int use_facts(struct kernel_choice *k, const char *vendor, struct out *diag)
{
	if (!block_reserve(&k->memory, VIEWS_WANTED, VIEWS_LEAST))
		return no_room(diag);
	iop_arena_init(&k->arena, k->memory.base, k->memory.size);
	k->vendor = vendor;
	k->facts = vendor ? &k->vendor_facts : k->base;
	/* Its drivers are counted by the facts it was read with. */
	config_free(&k->config);
	if (vendor && !iop_vendor_apply(&k->vendor_facts, k->base, vendor, &k->arena))
		return no_room(diag);
	return EXIT_OK;
}

/* What the configuration says, corrected by what the image has. */
static int configure(struct kernel_choice *k, const struct boot_facts *boot, const char *name,
		     struct out *diag)
{
	struct iop_target *t = &k->view.target;
	int status = read_config(k, boot, name, diag);

	if (status || !k->o->modules)
		return status;
	status = modules_apply(&k->config, k->facts, k->o->modules, diag);
	t->built = k->config.built;
	t->suppliers = k->config.suppliers;
	t->supposed_built = k->config.supposed;
	return status;
}

static int build_view(struct kernel_choice *k, struct out *diag)
{
	struct iop_target target = k->view.target;

	if (iop_view_build(&k->view, k->facts, &target, &k->arena))
		return EXIT_OK;
	return no_room(diag);
}

/* What the container calls its kernel, if that is how kernels are called. */
static void ask_container(const struct kernel_choice *k, struct kernel_ask *a, const struct boot_facts *boot,
			  const char *name, struct out *diag)
{
	struct kernel_version v;

	if (boot->release && *boot->release >= '0' && *boot->release <= '9' &&
	    kernel_version_read(boot->release, strlen(boot->release), &v)) {
		*a = (struct kernel_ask){ name, boot->release, v.version, 0, v.vendor };
		return;
	}
	if (k->o->run.quiet || (!boot->release && !boot->packed))
		return;
	input_diag(diag, name);
	if (boot->release) {
		out_term(diag, boot->release);
		out_str(diag, " is not a kernel version: the newest known one is assumed");
	} else {
		out_str(diag, "its kernel is compressed with ");
		out_str(diag, boot->packed);
		out_str(diag, " and its version is not read: the newest known is planned "
			"(see --kernel)");
	}
	input_diag_end(diag);
}

static int use_cmdline(struct kernel_choice *k, const struct boot_facts *boot, struct out *diag)
{
	free(k->cmdline);
	k->cmdline = NULL;
	k->view.target.bootargs = k->o->bootargs;
	if (k->o->bootargs || !boot || (!boot->cmdline && !boot->behind))
		return EXIT_OK;
	k->cmdline = strdup(boot->cmdline ? boot->cmdline : boot->behind);
	if (!k->cmdline)
		return check_say(diag, k->o->run.command, "out of memory", EXIT_IO);
	if (boot->cmdline)
		k->view.target.bootargs = k->assumed.cmdline = k->cmdline;
	else
		k->assumed.behind = k->cmdline;
	return EXIT_OK;
}

/* Said by the name of its version; reported where it is a container's, or once. */
static const char *vendor_of_version(struct kernel_choice *k, const struct kernel_ask *a,
				     struct out *diag)
{
	const char *text = a->text && a->text == k->o->kernel_file ? k->image.release : a->text;
	const char *vendor;

	if (k->o->vendor)
		return iop_vendor_find(k->base, k->o->vendor);
	vendor = text ? iop_vendor_of_release(k->base, text) : NULL;
	if (vendor && !k->o->run.quiet && (a->file || !k->reported))
		vendor_remark(a->file, text, vendor, NULL, diag);
	return vendor;
}

/* @boot NULL: according to the options. @vendor: from an IOMMU of the tree. */
static int set_up(struct kernel_choice *k, const struct boot_facts *boot, const char *name,
		  const char *vendor, struct out *diag)
{
	const struct options *o = k->o;
	struct kernel_ask ask = { NULL, o->kernel, k->version.version, o->first, k->version.vendor };
	struct iop_target *t = &k->view.target;
	const struct iop_pci *pci = t->pci;
	int status;

	memset(t, 0, sizeof(*t));
	memset(&k->assumed, 0, sizeof(k->assumed));
	t->pci = pci;
	t->arch = o->arch;
	t->page_size = o->page_size;
	if (!o->kernel && boot)
		ask_container(k, &ask, boot, name, diag);
	if (!vendor)
		vendor = vendor_of_version(k, &ask, diag);
	k->assumed.vendor = vendor;
	k->assumed.kernel_from = ask.file ? "container" : ask.text ? "option" : "newest";
	k->assumed.release = ask.file ? k->release : NULL;
	snprintf(k->release, sizeof(k->release), "%s", ask.file ? ask.text : "");
	status = use_facts(k, vendor, diag);
	if (!status)
		status = kernel_choose_version(k, &ask, diag);
	if (!status)
		status = configure(k, boot, name, diag);
	if (!status)
		status = use_cmdline(k, boot, diag);
	if (!t->page_size)
		t->page_size = k->image.page_size;
	if (!t->page_size && boot && !o->kernel_file)
		t->page_size = boot->page_size;
	return status ? status : build_view(k, diag);
}

static int image_error(const struct kernel_choice *k, const char *wrong, struct out *diag)
{
	return check_say(diag, k->o->kernel_file, wrong, EXIT_USAGE);
}

/* --kernel FILE */
static int read_image(struct kernel_choice *k, struct out *diag)
{
	struct block file = { .base = NULL };
	int status = check_read(&file, k->o->kernel_file, diag);
	enum kernel_image_result r = KERNEL_IMAGE_NOT;
	size_t budget;

	if (!status) {
		budget = kernel_image_budget(file.used);
		r = kernel_image_read(&k->image, file.base, file.used, &budget);
	}
	block_drop(&file);
	if (status)
		return status == EXIT_TREE ? EXIT_USAGE : status;
	if (r == KERNEL_IMAGE_NO_MEMORY)
		return check_say(diag, k->o->kernel_file, "out of memory", EXIT_IO);
	if (r == KERNEL_IMAGE_DAMAGED)
		return image_error(k, "a damaged or truncated kernel image", diag);
	if (r == KERNEL_IMAGE_NOT)
		return image_error(k, "neither a kernel version nor a kernel image", diag);
	if (k->image.packed)
		return image_error(k, "a kernel image with unsupported compression (only gzip "
				      "and zstd are supported)", diag);
	if (!kernel_version_read(k->image.release, strlen(k->image.release), &k->version))
		return image_error(k, "a kernel image without a version string", diag);
	return EXIT_OK;
}

int kernel_open(struct kernel_choice *k, const struct options *o, struct out *diag)
{
	int status;

	memset(k, 0, sizeof(*k));
	k->o = o;
	k->version = (struct kernel_version){ o->version, o->vendor_kernel };
	status = load_facts(k, o, diag);
	if (!status && o->kernel_file)
		status = read_image(k, diag);
	status = status ? status : set_up(k, NULL, NULL, NULL, diag);
	k->reported = true;
	return status;
}

/* What the kernel calls itself, or NULL where nothing says it. */
static const char *release_of(const struct kernel_choice *k, const struct boot_facts *boot)
{
	if (k->o->kernel_file)
		return k->image.release;
	return k->o->kernel ? k->o->kernel : boot ? boot->release : NULL;
}

/* NULL if an option or the version's name determines it. */
static const char *vendor_of_iommus(const struct kernel_choice *k, const struct input_tree *tree,
				    struct iop_arena *a, struct out *diag)
{
	const char *vendor, *sign, *release = release_of(k, tree->boot);

	if (k->o->vendor || (release && (iop_is_distribution(k->base, release) ||
					 iop_vendor_of_release(k->base, release))))
		return NULL;
	vendor = vendor_of_tree(k->base, tree, a, &sign);
	if (vendor && !k->o->run.quiet)
		vendor_remark(tree->name, NULL, vendor, sign, diag);
	return vendor;
}

int kernel_adopt(struct kernel_choice *k, const struct input_tree *tree, struct iop_arena *a,
		 bool *changed, struct out *diag)
{
	const struct boot_facts *boot = tree->boot;
	const char *vendor = vendor_of_iommus(k, tree, a, diag);
	unsigned int id = boot ? boot->id : 0;
	int status;

	*changed = id != k->boot || vendor != k->by_tree;
	if (!*changed)
		return EXIT_OK;
	k->by_tree = vendor;
	status = set_up(k, boot, tree->name, vendor, diag);
	/* One that failed is tried, and reported, again for the next tree. */
	k->boot = status ? UINT_MAX : id;
	return status == EXIT_USAGE && boot ? EXIT_TREE : status;
}

void kernel_close(struct kernel_choice *k)
{
	config_free(&k->config);
	kernel_image_free(&k->image);
	free(k->cmdline);
	block_drop(&k->memory);
	while (k->n_sets)
		facts_free(&k->sets[--k->n_sets]);
	free(k->sets);
	k->sets = NULL;
}
