/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmdline/cmdline.h"

#include "base/text.h"

static bool ends_blank(const char *from, const char *end)
{
	return end == from || end[-1] == ' ' || end[-1] == '\t' ||
	       end[-1] == '\n';
}

static bool param_known(const struct iop_view *v, const char *name)
{
	const struct iop_driver *linux_facts = &v->facts->drivers[0];
	struct iop_arg arg = { .name = name };

	while (name[arg.name_len])
		arg.name_len++;
	for (uint16_t i = 0; i < linux_facts->n_params; i++)
		if (iop_arg_is(&arg, linux_facts->params[i].name) &&
		    iop_now(v, linux_facts->params[i].when))
			return true;
	return false;
}

unsigned int iop_pins(const struct iop_plan *p, struct iop_pin pins[IOP_PINS_MAX])
{
	const struct iop_pin wanted[IOP_PINS_MAX] = {
		{ "iommu.passthrough", p->defaults.type == IOP_W_IDENTITY },
		{ "iommu.strict", p->defaults.flush != IOP_W_LAZY },
	};
	unsigned int n = 0;

	if (p->defaults.arch == IOP_ARCH_ARM || !p->n_iommus)
		return 0;
	for (unsigned int i = 0; i < IOP_PINS_MAX; i++)
		if (param_known(p->view, wanted[i].name))
			pins[n++] = wanted[i];
	return n;
}

static void put_pin(struct iop_text *t, const struct iop_pin *pin)
{
	iop_text_str(t, pin->name);
	iop_text_str(t, pin->value ? "=1" : "=0");
}

size_t iop_cmdline_fragment(const struct iop_plan *p, char *buf, size_t size)
{
	struct iop_text t = { buf, size, 0 };
	struct iop_pin pins[IOP_PINS_MAX];
	unsigned int n = iop_pins(p, pins);

	for (unsigned int i = 0; i < n; i++) {
		if (i)
			iop_text_mem(&t, " ", 1);
		put_pin(&t, &pins[i]);
	}
	return iop_text_end(&t);
}

struct merge {
	struct iop_text t;
	struct iop_pin pins[IOP_PINS_MAX];
	unsigned int n;
	bool done[IOP_PINS_MAX];
};

static int pin_of(const struct merge *m, const struct iop_arg *arg)
{
	for (unsigned int i = 0; i < m->n; i++)
		if (iop_arg_is(arg, m->pins[i].name))
			return (int)i;
	return -1;
}

static bool unclosed(const struct iop_arg *arg)
{
	bool open = false;

	for (size_t i = 0; i < arg->raw_len; i++)
		open ^= arg->raw[i] == '"';
	return open;
}

/* Where text that shall be read as parameters can go last. */
static const char *last_place(const struct merge *m, const char *bootargs)
{
	const char *rest = bootargs;
	struct iop_arg arg;

	while (iop_arg_next(&rest, &arg))
		if (unclosed(&arg) && pin_of(m, &arg) < 0)
			return arg.raw;
	return rest;
}

/* Replace or drop the pinned parameters between @from and @to; returns whether a
 * parameter can follow as it is: the last may have been dropped with the blanks
 * in its quotes. */
static bool rewrite(struct merge *m, const char *from, const char *to)
{
	const char *start = from, *rest = from, *before = from;
	struct iop_arg arg;
	int i;

	while (rest < to && iop_arg_next(&rest, &arg) && arg.raw < to) {
		i = pin_of(m, &arg);
		if (i >= 0 && m->done[i]) {
			/* One of the two runs of blanks goes with it. */
			iop_text_mem(&m->t, from, (size_t)(before - from));
			from = arg.raw + arg.raw_len;
		} else if (i >= 0) {
			iop_text_mem(&m->t, from, (size_t)(arg.raw - from));
			put_pin(&m->t, &m->pins[i]);
			from = arg.raw + arg.raw_len;
			m->done[i] = true;
		}
		before = arg.raw + arg.raw_len;
	}
	iop_text_mem(&m->t, from, (size_t)(to - from));
	return from == start || from < to ? ends_blank(from, to) : false;
}

/* The pins that stood nowhere, between @before and what follows. */
static void add_missing(struct merge *m, bool blank_before, bool more)
{
	for (unsigned int i = 0; i < m->n; i++) {
		if (m->done[i])
			continue;
		if (!blank_before)
			iop_text_mem(&m->t, " ", 1);
		put_pin(&m->t, &m->pins[i]);
		blank_before = false;
		if (more)
			iop_text_mem(&m->t, " ", 1);
		blank_before = more;
	}
}

size_t iop_cmdline_merge(const struct iop_plan *p, const char *bootargs,
			 char *buf, size_t size)
{
	struct merge m = { .t = { buf, size, 0 } };
	const char *place;
	bool blank;

	m.n = iop_pins(p, m.pins);
	place = last_place(&m, bootargs);
	blank = rewrite(&m, bootargs, place);
	add_missing(&m, blank, *place);
	iop_text_str(&m.t, place);
	return iop_text_end(&m.t);
}
