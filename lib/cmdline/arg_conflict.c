/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmdline/cmdline.h"

enum known { KNOWN_NOT, KNOWN_ELSEWHERE, KNOWN_HERE };

/* A parameter may have a row for each default it had over the years. */
static enum known param_of(const struct iop_driver *d, const struct iop_view *v,
			   const struct iop_arg *arg)
{
	enum known best = KNOWN_NOT;

	for (uint16_t i = 0; i < d->n_params; i++) {
		if (!iop_arg_is(arg, d->params[i].name))
			continue;
		if (iop_now(v, d->params[i].when))
			return KNOWN_HERE;
		best = KNOWN_ELSEWHERE;
	}
	return best;
}

static enum known param_known(const struct iop_view *v,
			      const struct iop_arg *arg)
{
	enum known best = KNOWN_NOT, now;

	for (uint16_t d = 0; d < v->facts->count; d++) {
		now = param_of(&v->facts->drivers[d], v, arg);
		if (now > best)
			best = now;
	}
	return best;
}

static bool foreign(const struct iop_view *v, const struct iop_arg *arg)
{
	const struct iop_item *end, *item;

	item = iop_items(&v->facts->drivers[0], "other-arch-params", &end);
	for (; item < end; item++)
		if (iop_arg_is(arg, item->name) && iop_now(v, item->when))
			return true;
	return false;
}

static bool pinned(const struct iop_plan *p, const struct iop_arg *arg,
		   bool *value)
{
	struct iop_pin pins[IOP_PINS_MAX];
	unsigned int n = iop_pins(p, pins);

	for (unsigned int i = 0; i < n; i++) {
		*value = pins[i].value;
		if (iop_arg_is(arg, pins[i].name))
			return true;
	}
	return false;
}

/* IOP_CONFLICT_COUNT: none. */
static enum iop_conflict_code pinned_conflict(const struct iop_plan *p,
					      const struct iop_arg *arg, bool value)
{
	int now = iop_arg_bool(arg, p->view);

	if (now < 0)
		return IOP_CONFLICT_MALFORMED;
	return now == value ? IOP_CONFLICT_COUNT : IOP_CONFLICT_OTHER_VALUE;
}

static enum iop_conflict_code judge(const struct iop_plan *p,
				    const struct iop_arg *arg, bool past_end)
{
	enum known known = param_known(p->view, arg);
	bool value;

	if (past_end)
		return known ? IOP_CONFLICT_NOT_READ : IOP_CONFLICT_COUNT;
	if (pinned(p, arg, &value))
		return pinned_conflict(p, arg, value);
	if (foreign(p->view, arg))
		return IOP_CONFLICT_OTHER_ARCH;
	if (known == KNOWN_ELSEWHERE)
		return IOP_CONFLICT_OTHER_VERSION;
	if (p->defaults.arch == IOP_ARCH_ARM &&
	    (iop_arg_is(arg, "iommu.passthrough") ||
	     iop_arg_is(arg, "iommu.strict")))
		return IOP_CONFLICT_NO_EFFECT;
	return IOP_CONFLICT_COUNT;
}

/* Past the "--" at @s, however it is quoted. */
static const char *skip_dashes(const char *s)
{
	while (*s == '-' || *s == '"')
		s++;
	return s;
}

bool iop_conflict_next(const struct iop_plan *p, struct iop_conflict_walk *w,
		       struct iop_conflict *out)
{
	for (;;) {
		while (!iop_arg_next(&w->rest, &out->arg)) {
			if (!*w->rest)
				return false;
			w->rest = skip_dashes(w->rest);
			w->past_end = true;
		}
		out->code = judge(p, &out->arg, w->past_end);
		if (out->code != IOP_CONFLICT_COUNT)
			return true;
	}
}
