/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The kernel command line: arguments that do nothing, and those that do more
 * than one would like. What the kernel reads is the facts' business.
 */
#include <string.h>

#include "lint/lint.h"
#include "lint/nearest.h"
#include "cmdline/cmdline.h"
#include "plan/neighbours.h"

/* No kernel reads more: COMMAND_LINE_SIZE is 2048 on arm64, 1024 on arm. */
#define READ_MOST 4096

static const uint8_t rule_of[IOP_CONFLICT_COUNT] = {
	[IOP_CONFLICT_OTHER_VALUE] = IOP_RULE_ARG_CONTRADICTS,
	[IOP_CONFLICT_MALFORMED] = IOP_RULE_ARG_BAD_VALUE,
	[IOP_CONFLICT_OTHER_ARCH] = IOP_RULE_ARG_OTHER_ARCH,
	[IOP_CONFLICT_OTHER_VERSION] = IOP_RULE_ARG_OTHER_VERSION,
	[IOP_CONFLICT_NO_EFFECT] = IOP_RULE_ARG_NO_EFFECT,
	[IOP_CONFLICT_NOT_READ] = IOP_RULE_ARG_NOT_READ,
};

static struct iop_finding *about(struct iop_lint *s, enum iop_rule_id rule,
				 const struct iop_arg *arg)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t chosen = iop_by_path(t, "/chosen");
	const char *own = chosen == IOP_NO_NODE ? NULL :
			  iop_prop_string(t, chosen, IOP_P_BOOTARGS);
	bool of_tree = own && own == s->plan->defaults.bootargs;
	struct iop_finding *f = iop_report(s, rule, of_tree ? chosen : 0,
					   of_tree ? "bootargs" : NULL);
	char *text = iop_alloc_raw(s->arena, arg->raw_len + 1, 1);

	if (of_tree)
		f->offset = (uint32_t)(arg->raw - own);
	s->full |= !text;
	if (text) {
		memcpy(text, arg->raw, arg->raw_len);
		text[arg->raw_len] = '\0';
	}
	iop_say(f, text ? text : "");
	return f;
}

/* With one of the blanks around it. */
static void drop_word(struct iop_lint *s, struct iop_finding *f, const struct iop_arg *arg)
{
	struct iop_cells all = iop_prop(s->plan->tree, f->node, IOP_P_BOOTARGS);
	const uint8_t *from = (const uint8_t *)arg->raw;
	uint32_t size = (uint32_t)arg->raw_len;

	if (!f->property || all.left < size + 3)
		return;
	if (from[size] == ' ')
		size++;
	else if (from > all.at && from[-1] == ' ')
		from--, size++;
	iop_fix_cut(s, f, all, from, size, "remove '{0}'");
}

/* A different kernel may read the argument, but not that of a different architecture. */
static bool is_without_effect(uint8_t code)
{
	return code == IOP_CONFLICT_OTHER_VALUE || code == IOP_CONFLICT_OTHER_ARCH ||
	       code == IOP_CONFLICT_NO_EFFECT;
}

static bool is_read(const struct iop_lint *s, const struct iop_arg *arg)
{
	return arg->raw - s->plan->defaults.bootargs < READ_MOST;
}

static void useless(struct iop_lint *s)
{
	struct iop_conflict_walk w = { .rest = s->plan->defaults.bootargs };
	struct iop_conflict c;

	while (!s->full && iop_conflict_next(s->plan, &w, &c) && is_read(s, &c.arg)) {
		struct iop_finding *f = about(s, rule_of[c.code], &c.arg);

		if (is_without_effect(c.code))
			drop_word(s, f, &c.arg);
	}
}

/* Every module has these, whatever it is. */
static bool generic(const struct iop_arg *arg)
{
	static const char tail[] = ".dyndbg";
	size_t n = sizeof(tail) - 1;

	return arg->name_len > n && !memcmp(arg->name + arg->name_len - n, tail, n);
}

static void misspelt(struct iop_lint *s, const struct iop_arg *arg)
{
	static const char also[] = "; the nearest is ";
	const char *nearest;
	struct iop_finding *f;
	char *text;

	if (generic(arg) || !iop_looks_like_param(s->plan->view->facts, arg, &nearest))
		return;
	f = about(s, IOP_RULE_ARG_UNKNOWN, arg);
	text = nearest ? iop_alloc_raw(s->arena, sizeof(also) + strlen(nearest), 1) : NULL;
	if (text) {
		memcpy(text, also, sizeof(also) - 1);
		memcpy(text + sizeof(also) - 1, nearest, strlen(nearest) + 1);
	}
	iop_say(f, text ? text : "");
}

static uint32_t masters_of(const struct iop_plan *p, uint8_t domain)
{
	uint32_t n = 0;

	for (uint32_t g = 0; g < p->n_groups; g++)
		if (p->groups[g].domain_why == IOP_DOMAIN_GLOBAL &&
		    p->groups[g].domain == domain)
			n += p->groups[g].count;
	return n;
}

static void weakens(struct iop_lint *s, const struct iop_arg *arg,
		    enum iop_rule_id rule, uint8_t domain)
{
	uint32_t n = masters_of(s->plan, domain);
	struct iop_finding *f;

	if (!n)
		return;
	f = about(s, rule, arg);
	iop_say_dec(f, n);
	iop_say_dec(f, s->plan->n_devices);
}

/* Is it active, and has its driver this parameter in this kernel? */
static bool obeys(const struct iop_plan *p, const struct iop_iommu *i,
		  const struct iop_arg *arg)
{
	const struct iop_driver *d = i->driver;

	if (i->state != IOP_STATE_ACTIVE)
		return false;
	for (uint16_t k = 0; d && k < d->n_params; k++)
		if (iop_arg_is(arg, d->params[k].name) && iop_now(p->view, d->params[k].when))
			return true;
	return false;
}

static uint32_t obeying(const struct iop_plan *p, const struct iop_arg *arg)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->n_iommus; i++)
		n += obeys(p, &p->iommus[i], arg);
	return n;
}

/* Masters that name such an IOMMU and have no group, and devices that may be
 * wired to one and name none. */
static void say_let_through(struct iop_lint *s, struct iop_finding *f,
			    const struct iop_arg *arg)
{
	const struct iop_plan *p = s->plan;
	struct iop_neighbours near = { 0 };
	uint32_t lost = 0, maybe = 0, last = IOP_NONE;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		lost += iop_is_master(d) && d->group == IOP_NONE && d->iommu != IOP_NONE &&
			obeys(p, &p->iommus[d->iommu], arg);
	}
	s->full |= !iop_neighbours_find(p, &near, s->arena);
	for (uint32_t n = 0; !s->full && n < near.count; n++) {
		if (near.list[n].node == last || !obeys(p, &p->iommus[near.list[n].iommu], arg))
			continue;
		last = near.list[n].node;
		maybe++;
	}
	iop_say_dec(f, lost);
	iop_say_dec(f, maybe);
}

/* A driver's own parameter of this name is off: unmatched streams pass. */
static void opens_bypass(struct iop_lint *s, const struct iop_arg *arg)
{
	static const char tail[] = "disable_bypass";
	size_t n = sizeof(tail) - 1;
	struct iop_arg name = *arg;
	struct iop_finding *f;
	uint32_t count;

	if (arg->name_len <= n || iop_arg_bool(arg, s->plan->view) != 0)
		return;
	name.name += arg->name_len - n;
	name.name_len = n;
	count = iop_arg_is(&name, tail) ? obeying(s->plan, arg) : 0;
	if (!count)
		return;
	f = about(s, IOP_RULE_ARG_BYPASS, arg);
	iop_say_dec(f, count);
	say_let_through(s, f, arg);
}

/* Is @option one of those that @arg's value lists, with a value or without? */
static bool lists(const struct iop_arg *arg, const char *option)
{
	size_t n = strlen(option), at = 0;

	while (arg->has_value && at < arg->value_len) {
		const char *v = arg->value + at, *comma = memchr(v, ',', arg->value_len - at);
		size_t len = comma ? (size_t)(comma - v) : arg->value_len - at;

		if (len >= n && !memcmp(v, option, n) && (len == n || v[n] == '='))
			return true;
		at += len + 1;
	}
	return false;
}

static bool is_param(const struct iop_arg *arg, const char *name, const struct iop_view *v)
{
	const char *option = strchr(name, '=');
	size_t n = option ? (size_t)(option - name) : 0;

	/* Modules' parameters, which are on without a value. */
	if (!option)
		return iop_arg_is(arg, name) && (!arg->has_value || iop_arg_bool(arg, v) == 1);
	return arg->name_len == n && !memcmp(arg->name, name, n) && lists(arg, option + 1);
}

/* "smmu.*": whatever follows. */
static bool is_named(const struct iop_arg *arg, const char *name)
{
	size_t n = strlen(name);

	if (n && name[n - 1] == '*')
		return arg->name_len >= n - 1 && !memcmp(arg->name, name, n - 1);
	return iop_arg_is(arg, name);
}

static bool is_folklore(struct iop_lint *s, const struct iop_arg *arg)
{
	const char *list = iop_list_infos[IOP_L_FOLKLORE_PARAMS].name;
	const struct iop_item *end, *item;

	for (item = iop_items(&s->plan->view->facts->drivers[0], list, &end); item < end; item++)
		if (is_named(arg, item->name)) {
			drop_word(s, about(s, IOP_RULE_ARG_FOLKLORE, arg), arg);
			return true;
		}
	return false;
}

enum touches { TOUCHES_PCI, TOUCHES_BARE, TOUCHES_GROUPED };

static enum touches touched_by(const struct iop_view *v, const char *name)
{
	if (strchr(name, '='))
		return TOUCHES_PCI;
	return iop_listed(v, &v->facts->drivers[0], IOP_L_GROUPLESS_PARAMS, name) ?
	       TOUCHES_BARE : TOUCHES_GROUPED;
}

/* What it is about on this board: what is on a PCI bus; masters that a guest or
 * a program can be given, with their group or, as this one has it, without any.
 * A host is one, however many IOMMUs its map leads to. */
static void say_touched(struct iop_lint *s, struct iop_finding *f, enum touches what)
{
	const struct iop_plan *p = s->plan;
	uint32_t n = 0, all = 0, last = IOP_NO_NODE;
	bool counted = false;

	for (uint32_t k = 0; k < p->n_devices; k++) {
		const struct iop_device *d = &p->devices[k];
		bool grouped = d->group != IOP_NONE;

		if (!iop_is_master(d))
			continue;
		counted = counted && d->node == last;
		all += d->node != last;
		last = d->node;
		if (counted || !(what == TOUCHES_PCI ? grouped && d->bus == IOP_BUS_PCI :
				 what == TOUCHES_BARE ? !grouped : grouped))
			continue;
		counted = true;
		n++;
	}
	iop_say_dec(f, n);
	iop_say_dec(f, all);
	iop_say(f, what == TOUCHES_PCI ? "a group behind a PCI host" :
		what == TOUCHES_BARE ? "no group" : "a group");
	if (!n)
		f->severity = IOP_NOTE;
}

static void isolates_less(struct iop_lint *s, const struct iop_arg *arg)
{
	const struct iop_view *v = s->plan->view;
	const struct iop_item *end, *i = iop_items(&v->facts->drivers[0], "isolation-params", &end);

	for (; i < end; i++)
		if (is_param(arg, i->name, v))
			break;
	if (i == end)
		return;
	if (iop_now(v, i->when))
		say_touched(s, about(s, IOP_RULE_ARG_ISOLATION, arg), touched_by(v, i->name));
	else if (strchr(i->name, '='))
		about(s, IOP_RULE_ARG_OTHER_VERSION, arg);
}

static void dangerous(struct iop_lint *s, const struct iop_arg *arg)
{
	int on = iop_arg_bool(arg, s->plan->view);

	if (on == 1 && iop_arg_is(arg, "iommu.passthrough"))
		weakens(s, arg, IOP_RULE_ARG_PASSTHROUGH, IOP_W_IDENTITY);
	else if (!on && iop_arg_is(arg, "iommu.strict"))
		weakens(s, arg, IOP_RULE_ARG_LAZY, IOP_W_DMA_FQ);
	else
		opens_bypass(s, arg);
}

void iop_lint_bootargs(struct iop_lint *s)
{
	const char *rest = s->plan->defaults.bootargs;
	struct iop_arg arg;

	if (!rest || !*rest)
		return;
	useless(s);
	while (!s->full && iop_arg_next(&rest, &arg) && is_read(s, &arg)) {
		if (!is_folklore(s, &arg))
			misspelt(s, &arg);
		dangerous(s, &arg);
		isolates_less(s, &arg);
	}
}
