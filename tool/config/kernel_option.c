/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "config/kernel_option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/builtin.h"
#include "input/input.h"

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

static int load_facts(struct kernel *k, const struct options *o,
		      struct out *diag)
{
	struct read_error e;

	k->facts = &iop_builtin_facts;
	if (!o->schema_dirs.n)
		return EXIT_OK;
	k->sets = calloc(o->schema_dirs.n, sizeof(*k->sets));
	if (!k->sets) {
		out_str(diag, "iommuplan: out of memory for driver facts\n");
		return EXIT_IO;
	}
	while (k->n_sets < o->schema_dirs.n) {
		struct facts_set *set = &k->sets[k->n_sets];
		int result = facts_overlay(set, k->facts, o->schema_dirs.names[k->n_sets], &e);

		if (result != READ_OK)
			return facts_error(&e, result, diag);
		k->n_sets++;
		k->facts = &set->facts;
	}
	return EXIT_OK;
}

void kernel_version_text(iop_version v, char *buf)
{
	unsigned int patch = v & 0xffff;

	if (patch && patch != IOP_VERSION_PATCH_ANY)
		snprintf(buf, 16, "%u.%u.%u", v >> 24, v >> 16 & 0xff, patch);
	else
		snprintf(buf, 16, "%u.%u", v >> 24, v >> 16 & 0xff);
}

static int refuse(const struct options *o, struct out *diag, const char *wrong,
		  iop_version bound)
{
	char text[16];

	kernel_version_text(bound, text);
	out_str(diag, "iommuplan: --kernel ");
	out_term(diag, o->kernel);
	out_str(diag, wrong);
	out_str(diag, text);
	input_diag_end(diag);
	return EXIT_USAGE;
}

/* Was there ever a version such as 5.20? Its first number's last one decides. */
static bool never_was(const struct kernel *k, iop_version v, iop_version *last)
{
	const struct iop_driver *d = &k->facts->drivers[0];

	for (uint16_t i = 0; i < d->n_items; i++)
		if (!strcmp(d->items[i].list, iop_list_infos[IOP_L_LAST_RELEASES].name) &&
		    iop_version_parse(d->items[i].name, 0, last) &&
		    *last >> 24 == v >> 24 && v >> 16 > *last >> 16)
			return true;
	return false;
}

static void remark_newer(const struct kernel *k, const struct options *o, struct out *diag)
{
	char text[16];

	if (o->run.quiet)
		return;
	kernel_version_text(k->facts->newest | IOP_VERSION_PATCH_ANY, text);
	out_str(diag, "iommuplan: --kernel ");
	out_term(diag, o->kernel);
	out_fmt(diag, " is newer than the newest known: planned as Linux %s", text);
	input_diag_end(diag);
}

static int check_version(const struct kernel *k, const struct options *o, iop_version v,
			 struct out *diag)
{
	iop_version newest = k->facts->newest | IOP_VERSION_PATCH_ANY, last;

	if (v < k->facts->oldest)
		return refuse(o, diag, " is older than the oldest known, Linux ",
			      k->facts->oldest);
	if (never_was(k, v, &last))
		return refuse(o, diag, " never was: the last with this first number is Linux ",
			      last);
	if (v > newest && (o->strict_version || (o->first && v == o->first)))
		return refuse(o, diag, " is newer than the newest known, Linux ", newest);
	return EXIT_OK;
}

/* A newer stable release of the newest series still behaves like it. */
static int choose_version(struct kernel *k, const struct options *o,
			  struct out *diag)
{
	iop_version newest = k->facts->newest | IOP_VERSION_PATCH_ANY;
	struct iop_target *t = &k->view.target;
	int status = EXIT_OK;

	t->version = newest;
	if (!o->kernel)
		return EXIT_OK;
	if (o->first)
		status = check_version(k, o, o->first, diag);
	if (!status)
		status = check_version(k, o, o->version, diag);
	if (status)
		return status;
	if (o->version > newest) {
		t->asked = o->version;
		remark_newer(k, o, diag);
	} else {
		t->version = o->version;
	}
	if (o->vendor_kernel && t->version < newest)
		t->backports = newest;
	return EXIT_OK;
}

static void remark(const struct kernel *k, const struct options *o,
		   struct out *diag)
{
	const struct config *c = &k->config;
	char ours[16], theirs[16];

	if (o->run.quiet)
		return;
	if (c->version && c->version >> 16 != k->view.target.version >> 16) {
		kernel_version_text(c->version, theirs);
		kernel_version_text(k->view.target.version, ours);
		input_diag(diag, o->kernel_config);
		out_fmt(diag, "a configuration of Linux %s, but %s is "
			"predicted (see --kernel)", theirs, ours);
		input_diag_end(diag);
	}
	if (!c->whole) {
		input_diag(diag, o->kernel_config);
		out_str(diag, "not a whole configuration: what it does not name is unknown");
		input_diag_end(diag);
	}
}

static int read_config(struct kernel *k, const struct options *o,
		       struct out *diag)
{
	struct iop_target *t = &k->view.target;
	const struct config *c = &k->config;
	int status;

	if (!o->kernel_config)
		return EXIT_OK;
	status = config_read(&k->config, o->kernel_config, k->facts, diag);
	if (status)
		return status;
	if (o->arch && c->arch && o->arch != c->arch) {
		input_diag(diag, o->kernel_config);
		out_str(diag, "a configuration of another architecture than "
			"--arch names");
		input_diag_end(diag);
		return EXIT_USAGE;
	}
	if (c->arch)
		t->arch = c->arch;
	t->cmdline = *c->cmdline ? c->cmdline : NULL;
	t->cmdline_use = c->cmdline_use;
	t->built = c->built;
	t->legacy_built = c->legacy_built;
	t->default_passthrough = c->default_passthrough;
	t->default_lazy = c->default_lazy;
	t->bypass_disabled = c->bypass_disabled;
	if (!t->page_size)
		t->page_size = c->page_size;
	remark(k, o, diag);
	return EXIT_OK;
}

static int build_view(struct kernel *k, struct out *diag)
{
	struct iop_target target = k->view.target;

	if (block_reserve(&k->memory, VIEWS_WANTED, VIEWS_LEAST)) {
		iop_arena_init(&k->arena, k->memory.base, k->memory.size);
		if (iop_view_build(&k->view, k->facts, &target, &k->arena))
			return EXIT_OK;
	}
	out_str(diag, "iommuplan: out of memory for driver facts\n");
	return EXIT_IO;
}

int kernel_open(struct kernel *k, const struct options *o, struct out *diag)
{
	int status;

	memset(k, 0, sizeof(*k));
	k->view.target.arch = o->arch;
	k->view.target.bootargs = o->bootargs;
	k->view.target.page_size = o->page_size;
	status = load_facts(k, o, diag);
	if (!status)
		status = choose_version(k, o, diag);
	if (!status)
		status = read_config(k, o, diag);
	if (!status)
		status = build_view(k, diag);
	return status;
}

void kernel_close(struct kernel *k)
{
	config_free(&k->config);
	block_drop(&k->memory);
	while (k->n_sets)
		facts_free(&k->sets[--k->n_sets]);
	free(k->sets);
	k->sets = NULL;
}
