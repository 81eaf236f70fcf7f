// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/hardening.h"

#include <string.h>

#include "cmdline/bootargs.h"
#include "model/lookup.h"
#include "pci/acs_args.h"
#include "plan/assignable.h"

struct walk {
	struct render *r;
	void (*each)(void *ctx, const struct hardening *h);
	void *ctx;
};

const char *hardening_from_text(enum hardening_from from)
{
	static const char *const texts[] = {
		[HARDENING_CODE] = "default",
		[HARDENING_CONFIG] = "configuration",
		[HARDENING_CMDLINE] = "command-line",
	};

	return texts[from];
}

/* What it works out as was put into r->text. */
static void emit(struct walk *w, const char *option, const char *is, enum hardening_from from)
{
	struct hardening h = { .option = option, .is = is, .is_len = is ? strlen(is) : 0,
			       .from = from, .works_out = line_text(&w->r->text) };

	w->each(w->ctx, &h);
	line_clear(&w->r->text);
}

static void count(struct line *l, uint32_t n, const char *word)
{
	line_dec(l, n);
	line_str(l, " ");
	line_str(l, word);
	line_str(l, n == 1 ? "" : "s");
}

static enum hardening_from who(bool set, uint8_t configured, bool asked)
{
	return set ? HARDENING_CMDLINE :
	       asked && configured != IOP_CONFIG_UNKNOWN ? HARDENING_CONFIG : HARDENING_CODE;
}

static void passthrough(struct walk *w)
{
	static const uint8_t types[] = { IOP_W_DMA, IOP_W_DMA_FQ, IOP_W_IDENTITY, IOP_W_BLOCKED,
					 IOP_W_UNKNOWN };
	const struct iop_plan *p = w->r->p;
	struct line *l = &w->r->text;

	for (size_t i = 0; i < sizeof(types); i++) {
		uint32_t many = 0;

		for (uint32_t g = 0; g < p->n_groups; g++)
			many += p->groups[g].domain == types[i];
		if (!many)
			continue;
		line_str(l, *line_text(l) ? ", " : "");
		count(l, many, "group");
		line_str(l, " ");
		line_str(l, iop_words[types[i]]);
	}
	line_str(l, *line_text(l) ? "" : "no groups");
	emit(w, "iommu.passthrough", p->defaults.type == IOP_W_IDENTITY ? "on" : "off",
	     who(p->defaults.type_set, p->view->target.default_passthrough,
		 iop_linux(p->view, IOP_K_KCONFIG_DEFAULT, 0)));
}

static void strict(struct walk *w)
{
	const struct iop_plan *p = w->r->p;
	const struct iop_defaults *d = &p->defaults;

	line_str(&w->r->text, d->type == IOP_W_IDENTITY ?
		 "no effect on groups with an identity domain" : d->flush == IOP_W_LAZY ?
		 "IOTLB invalidation is deferred, in groups of type DMA-FQ" :
		 "the IOTLB is invalidated at each unmap");
	emit(w, "iommu.strict", d->flush == IOP_W_LAZY ? "off" : "on",
	     who(d->flush_set, p->view->target.default_lazy,
		 iop_linux(p->view, IOP_K_KCONFIG_FLUSH, 0)));
}

/* Streams that no node names, at the IOMMUs of one driver. */
static bool unclaimed(struct walk *w, const struct iop_driver *driver)
{
	const struct iop_plan *p = w->r->p;
	struct line *l = &w->r->text;

	for (uint8_t e = IOP_EFFECT_TRANSLATED; e < IOP_EFFECT_COUNT; e++) {
		uint32_t many = 0;

		for (uint32_t i = 0; i < p->n_iommus; i++)
			many += p->iommus[i].driver == driver && p->iommus[i].unclaimed == e;
		if (!many)
			continue;
		line_str(l, *line_text(l) ? ", " : "streams that no node names: ");
		line_str(l, iop_effect_words(e));
		line_str(l, " at ");
		count(l, many, "IOMMU");
	}
	return *line_text(l);
}

static bool ends_in(const char *name, const char *tail)
{
	size_t n = strlen(name), m = strlen(tail);

	return n >= m && !strcmp(name + n - m, tail);
}

static bool is_on(const char *fallback)
{
	return *fallback && !strchr("N0", *fallback);
}

struct setting {
	bool on;
	enum hardening_from from;
};

static struct setting setting(const struct walk *w, const struct iop_param *v, uint8_t configured)
{
	const struct iop_plan *p = w->r->p;
	int value = iop_bootargs_param(p->view, p->defaults.bootargs, v);
	bool asked = !strncmp(v->fallback, "CONFIG_", 7);
	bool on = value < 0 ? is_on(v->fallback) : value;

	if (value < 0 && asked && configured == IOP_CONFIG_NO)
		on = false;
	return (struct setting){ on, who(value >= 0, configured, asked) };
}

static void param(struct walk *w, const struct iop_param *v, struct setting is)
{
	emit(w, v->name, is.on ? "on" : "off", is.from);
}

static void bypass(struct walk *w)
{
	const struct iop_plan *p = w->r->p;

	for (uint16_t d = 0; d < p->view->facts->count; d++) {
		const struct iop_driver *driver = &p->view->facts->drivers[d];

		for (uint16_t n = 0; n < driver->n_params; n++)
			if (ends_in(driver->params[n].name, ".disable_bypass") &&
			    iop_now(p->view, driver->params[n].when) && unclaimed(w, driver))
				param(w, &driver->params[n],
				      setting(w, &driver->params[n],
					      p->view->target.bypass_disabled));
	}
}

/* vfio_iommu_type1_attach_group(), iommufd_device_bind() */
static void unsafe_interrupts(struct walk *w, bool allowed)
{
	const struct iop_plan *p = w->r->p;
	struct line *l = &w->r->text;
	uint32_t shared = 0, unknown = 0;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		struct iop_assignable a = iop_assignable_of(p, &p->groups[g]);

		shared += a.isolated == IOP_ANSWER_NO;
		unknown += a.isolated == IOP_ANSWER_UNSURE;
	}
	if (shared) {
		count(l, shared, "group");
		line_str(l, " without isolated MSIs ");
		line_str(l, allowed ? "can be assigned" : "cannot be assigned");
	} else if (!unknown) {
		line_str(l, "MSIs of all groups are isolated");
	}
	if (!unknown)
		return;
	line_str(l, shared ? ", unknown for " : "unknown for ");
	count(l, unknown, "group");
}

/* vfio_noiommu_group_alloc() */
static void groupless(struct walk *w, bool allowed)
{
	uint32_t n = 0;

	for (uint32_t d = 0; d < w->r->p->n_devices; d++)
		n += w->r->p->devices[d].group == IOP_NONE &&
		     w->r->p->devices[d].effect != IOP_EFFECT_NONE;
	if (!n) {
		line_str(&w->r->text, "all masters have a group");
		return;
	}
	count(&w->r->text, n, "master");
	line_str(&w->r->text, " without a group ");
	line_str(&w->r->text, allowed ? "can be assigned, without translation" :
			      "cannot be assigned");
}

static const struct iop_param *param_named(const struct render *r, const char *name)
{
	const struct iop_driver *facts = &r->p->view->facts->drivers[0];

	for (uint16_t n = 0; n < facts->n_params; n++)
		if (!strcmp(facts->params[n].name, name) &&
		    iop_now(r->p->view, facts->params[n].when))
			return &facts->params[n];
	return NULL;
}

/* pci=config_acs and pci=disable_acs_redir. */
static void acs(struct walk *w, const char *name)
{
	const struct iop_plan *p = w->r->p;
	struct iop_acs_args args = iop_acs_args_read(p->defaults.bootargs, p->view);
	struct iop_acs_option v = ends_in(name, "config_acs") ? args.config : args.redirect;
	struct hardening h = { .option = name, .is = v.text, .is_len = v.text ? v.len : 0,
			       .from = v.text ? HARDENING_CMDLINE : HARDENING_CODE };

	h.works_out = v.text ? "ACS of the functions that the option names, set as it says" :
			       "ACS as the kernel sets it";
	w->each(w->ctx, &h);
}

static void isolation(struct walk *w)
{
	const struct iop_view *view = w->r->p->view;
	const struct iop_driver *facts = &view->facts->drivers[0];
	const struct iop_item *end, *i = iop_items(facts, "isolation-params", &end);

	for (; i < end; i++) {
		const struct iop_param *v = param_named(w->r, i->name);
		struct setting is;

		if (!iop_now(view, i->when))
			continue;
		if (!v) {
			acs(w, i->name);
			continue;
		}
		is = setting(w, v, IOP_CONFIG_UNKNOWN);
		if (iop_listed(view, facts, IOP_L_GROUPLESS_PARAMS, i->name))
			groupless(w, is.on);
		else
			unsafe_interrupts(w, is.on);
		param(w, v, is);
	}
}

void hardening_each(struct render *r, void (*each)(void *ctx, const struct hardening *h),
		    void *ctx)
{
	struct walk w = { .r = r, .each = each, .ctx = ctx };

	line_clear(&r->text);
	/* Default domains of 32-bit kernels are not these options' affair. */
	if (r->p->defaults.arch != IOP_ARCH_ARM) {
		passthrough(&w);
		strict(&w);
	}
	bypass(&w);
	isolation(&w);
}
