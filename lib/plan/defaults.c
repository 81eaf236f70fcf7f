// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernel's global default domain: command line, then .config, then code. */
#include "plan/defaults.h"

#include <string.h>

#include "cmdline/bootargs.h"

static uint32_t cpus_node(const struct iop_tree *t)
{
	return iop_child_named(t, 0, "cpus");
}

/* A 64-bit core can run either kernel; a 32-bit one only one. */
uint8_t iop_guess_arch(const struct iop_tree *t, const struct iop_view *v)
{
	uint32_t cpus = cpus_node(t);

	if (cpus == IOP_NO_NODE)
		return IOP_ARCH_ARM64;
	for (uint32_t c = cpus + 1; c < t->nodes[cpus].end; c = t->nodes[c].end)
		if (iop_any_listed(v, v->facts->drivers, IOP_L_ARM32_CPUS,
				   iop_prop(t, c, IOP_P_COMPATIBLE)))
			return IOP_ARCH_ARM;
	return IOP_ARCH_ARM64;
}

static const char *of_tree(const struct iop_tree *t)
{
	uint32_t chosen = iop_child_named(t, 0, "chosen");
	const char *text = NULL;

	if (chosen != IOP_NO_NODE)
		text = iop_prop_string(t, chosen, IOP_P_BOOTARGS);
	return text ? text : "";
}

static const char *joined(const char *first, const char *second, struct iop_arena *a)
{
	size_t n = strlen(first), m = strlen(second);
	char *text = iop_alloc(a, n + m + 2, 1);

	if (!text)
		return NULL;
	memcpy(text, first, n);
	text[n] = ' ';
	memcpy(text + n + 1, second, m);
	return text;
}

/* early_init_dt_scan_chosen(); NULL when the arena is full. */
static const char *bootargs(const struct iop_tree *t, const struct iop_view *v,
			    struct iop_arena *a)
{
	const char *text = of_tree(t), *own = v->target.cmdline;

	if (v->target.bootargs)
		return v->target.bootargs;
	if (!own || (*text && v->target.cmdline_use == IOP_CMDLINE_IF_NONE))
		return text;
	if (*text && v->target.cmdline_use == IOP_CMDLINE_EXTEND)
		return joined(text, own, a);
	return own;
}

static bool has_param(const struct iop_view *v, const char *name)
{
	const struct iop_driver *linux = v->facts->drivers;

	for (uint16_t n = 0; n < linux->n_params; n++)
		if (!strcmp(linux->params[n].name, name) &&
		    iop_now(v, linux->params[n].when))
			return true;
	return false;
}

static int setting_of(const struct iop_view *v, const char *args, const char *name)
{
	return has_param(v, name) ? iop_bootargs_bool(v, args, name) : -1;
}

static void configured(const struct iop_view *v, struct iop_defaults *d)
{
	const struct iop_target *target = &v->target;

	if (target->default_passthrough == IOP_CONFIG_YES &&
	    iop_linux(v, IOP_K_KCONFIG_DEFAULT, 0))
		d->type = IOP_W_IDENTITY;
	if (target->default_lazy == IOP_CONFIG_YES && iop_linux(v, IOP_K_KCONFIG_FLUSH, 0))
		d->flush = IOP_W_LAZY;
}

bool iop_defaults_read(struct iop_defaults *d, const struct iop_tree *t,
		       const struct iop_view *v, struct iop_arena *a)
{
	int passthrough, strict;

	d->arch = v->target.arch;
	d->arch_guessed = !d->arch;
	if (!d->arch)
		d->arch = iop_guess_arch(t, v);
	d->type = (uint8_t)iop_linux(v, IOP_K_DEFAULT_TYPE, IOP_W_DMA);
	d->flush = (uint8_t)iop_linux(v, IOP_K_DEFAULT_FLUSH, IOP_W_STRICT);
	d->bootargs = bootargs(t, v, a);
	if (!d->bootargs)
		return false;
	configured(v, d);
	passthrough = setting_of(v, d->bootargs, "iommu.passthrough");
	strict = setting_of(v, d->bootargs, "iommu.strict");
	d->type_set = passthrough >= 0;
	d->flush_set = strict >= 0;
	if (d->type_set)
		d->type = passthrough ? IOP_W_IDENTITY : IOP_W_DMA;
	if (d->flush_set)
		d->flush = strict ? IOP_W_STRICT : IOP_W_LAZY;
	return iop_skipped_read(d, v, a);
}
