// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/otherwise.h"

#include <stdlib.h>
#include <string.h>

#include "explain/log_fields.h"
#include "explain/log_whole.h"

#define NUMBERS 0x10000		/* of groups: a kernel has some hundred */

/* Of another boot than @boot it is nothing. */
struct paired {
	uint32_t with, boot;
};

/* One boot after the other: a kernel counts its groups from 0. */
struct reading {
	struct otherwise *w;
	struct subject_of *s;
	const char *release;
	uint32_t *of_node;	/* first entry of the plan, by node */
	struct paired *number_of;	/* of the kernel's group, by group of the plan */
	struct paired *group_of;	/* the other way round */
	uint32_t boot;		/* from 1 on */
	bool other;		/* this boot is another kernel's */
	uint32_t line;
};

static struct otherwise_line *add(struct reading *r, enum otherwise_kind kind)
{
	struct otherwise_line *o = vec_push(&r->w->list, sizeof(*o));
	static struct otherwise_line lost;

	r->w->failed |= !o;
	o = o ? o : &lost;
	*o = (struct otherwise_line){ kind, r->line, IOP_NONE, IOP_NO_NODE, IOP_NONE, 0,
				      IOP_NO_NODE };
	return o;
}

static uint32_t paired(const struct reading *r, const struct paired *p)
{
	return p->boot == r->boot ? p->with : IOP_NONE;
}

static void add_pair(const struct reading *r, struct paired *p, uint32_t with)
{
	*p = (struct paired){ with, r->boot };
}

/* The entry of a platform device that the plan is certain of; IOP_NONE: none, or
 * not certain. */
static uint32_t entry(const struct reading *r, uint32_t node)
{
	const struct iop_plan *p = r->s->r.p;
	uint32_t n = node == IOP_NO_NODE ? IOP_NONE : r->of_node[node];
	const struct iop_device *d = n == IOP_NONE ? NULL : iop_device_of(p, n);

	if (!d || d->requesters || d->child != IOP_NONE || iop_is_context(d))
		return IOP_NONE;
	if (d->group == IOP_NONE)
		return d->confidence != IOP_UNSURE && iop_is_master(d) ? n : IOP_NONE;
	return d->confidence == IOP_CERTAIN &&
	       iop_group_of(p, d->group)->confidence == IOP_CERTAIN ? n : IOP_NONE;
}

static struct otherwise_line *about(struct reading *r, enum otherwise_kind kind, uint32_t n)
{
	struct otherwise_line *o = add(r, kind);

	o->device = n;
	o->node = iop_device_of(r->s->r.p, n)->node;
	return o;
}

static uint32_t number_in(const char *line, size_t len, const char *text)
{
	const char *at = log_find(line, len, text);
	uint64_t n;

	return at && log_number(at, line + len, 10, &n) && n < NUMBERS ? (uint32_t)n : IOP_NONE;
}

/* Groups of the plan and of the kernel are distinguished by their first
 * masters in the log. */
static void joined(struct reading *r, uint32_t n, uint32_t number)
{
	const struct iop_plan *p = r->s->r.p;
	uint32_t group = iop_device_of(p, n)->group, other = paired(r, &r->group_of[number]);
	uint32_t had = group == IOP_NONE ? IOP_NONE : paired(r, &r->number_of[group]);
	struct otherwise_line *o = NULL;

	if (group == IOP_NONE) {
		o = about(r, OTHERWISE_GROUP, n);
	} else if (had != IOP_NONE && had != number) {
		o = about(r, OTHERWISE_APART, n);
		o->with = iop_device_of(p, iop_group_of(p, group)->first)->node;
	} else if (other != IOP_NONE && other != group) {
		o = about(r, OTHERWISE_TOGETHER, n);
		o->with = iop_device_of(p, iop_group_of(p, other)->first)->node;
	} else {
		add_pair(r, &r->number_of[group], number);
		add_pair(r, &r->group_of[number], group);
	}
	if (o)
		o->number = number;
}

static void left(struct reading *r, uint32_t n, uint32_t number)
{
	uint32_t group = iop_device_of(r->s->r.p, n)->group;

	if (group != IOP_NONE)
		add_pair(r, &r->number_of[group], IOP_NONE);
	add_pair(r, &r->group_of[number], IOP_NONE);
}

static void master(struct reading *r, const struct attributed *f, const char *line, size_t len)
{
	/* Of a PCI function it is the host, which may have a group of its own; and a
	 * kernel that calls a device otherwise was given another tree. */
	uint32_t n = f->masters.count == 1 && !f->function && !f->by_address ?
		     entry(r, *(uint32_t *)f->masters.data) : IOP_NONE;
	uint32_t number = number_in(line, len, f->line.event == LOG_EVENT_GROUP ?
				    "Adding to iommu group " : "to iommu group ");
	const struct iop_device *d = n == IOP_NONE ? NULL : iop_device_of(r->s->r.p, n);

	if (!d)
		return;
	if (f->line.event == LOG_EVENT_GROUP && number != IOP_NONE)
		joined(r, n, number);
	else if (f->line.event == LOG_EVENT_LOST && number != IOP_NONE && d->group != IOP_NONE)
		about(r, OTHERWISE_NO_GROUP, n);
	else if (log_find(line, len, "retaining platform DMA ops") &&
		 d->effect == IOP_EFFECT_TRANSLATED)
		about(r, OTHERWISE_NO_DMA, n);
}

static void iommu(struct reading *r, const struct attributed *f)
{
	const struct iop_iommu *i = iop_iommu_of(r->s->r.p, f->iommu);
	struct otherwise_line *o = NULL;

	/* A supplier that did not come may be one that this configuration does not build. */
	if (i->unread || i->built_unknown || i->unsure ||
	    f->cause == LOG_CAUSE_WAITS || f->cause == LOG_CAUSE_GAVE_UP)
		return;
	if (f->line.event == LOG_EVENT_PROBE && i->state == IOP_STATE_ACTIVE)
		o = add(r, OTHERWISE_PROBE);
	/* One that fails to probe may print what it has before that; one whose node is
	 * disabled is so in this tree only. */
	else if (f->line.event == LOG_EVENT_BUDGET && i->state == IOP_STATE_NO_DRIVER)
		o = add(r, OTHERWISE_ALIVE);
	if (!o)
		return;
	o->iommu = f->iommu;
	o->node = i->node;
}

/* "iommu: Default domain type: Passthrough (set via kernel command line)" */
static void default_type(struct reading *r, const char *line, size_t len)
{
	bool passes = log_find(line, len, "Default domain type: Passthrough");
	const struct iop_defaults *d = &r->s->r.p->defaults;
	bool planned = d->type == IOP_W_IDENTITY;

	/* by arguments that were not known to the plan */
	if (!r->w->arguments_known && !d->type_set && log_find(line, len, "set via kernel command line"))
		return;
	if ((passes || log_find(line, len, "Default domain type: Translated")) && passes != planned)
		add(r, OTHERWISE_DEFAULT);
}

static void boot(struct reading *r, const char *line, size_t len)
{
	const char *at = log_find(line, len, "Linux version ");
	size_t n = r->release ? strlen(r->release) : 0;

	if (!at)
		return;
	r->boot++;	/* groups count from 0 again */
	r->other = n && !((size_t)(line + len - at) > n && at[n] == ' ' &&
			  !memcmp(at, r->release, n));
}

static void one_line(struct reading *r, struct attributor *a, const char *line, size_t len)
{
	const char *removed = log_find(line, len, "Removing from iommu group ");
	struct attributed f;
	bool absent;

	boot(r, line, len);
	if (r->other)
		return;
	default_type(r, line, len);
	if (removed) {
		uint32_t n = entry(r, attribute_device(a->names, line, len, &absent));
		uint32_t number = number_in(line, len, "Removing from iommu group ");

		if (n != IOP_NONE && number != IOP_NONE)
			left(r, n, number);
	}
	if (!attribute_line(a, line, len, &f))
		return;
	r->w->failed |= f.failed;
	if (f.line.who == LOG_MASTER)
		master(r, &f, line, len);
	else if (f.line.who == LOG_IOMMU && f.iommu != IOP_NONE)
		iommu(r, &f);
	attributed_free(&f);
}

static bool open(struct reading *r)
{
	const struct iop_plan *p = r->s->r.p;
	size_t nodes = p->tree->count;

	r->of_node = malloc((nodes + 1) * sizeof(*r->of_node));
	r->number_of = calloc(p->n_groups + 1, sizeof(*r->number_of));
	r->group_of = calloc(NUMBERS, sizeof(*r->group_of));
	if (!r->of_node || !r->number_of || !r->group_of)
		return false;
	memset(r->of_node, 0xff, (nodes + 1) * sizeof(*r->of_node));
	for (uint32_t n = p->n_devices; n--;)
		r->of_node[p->devices[n].node] = n;
	r->boot = 1;
	return true;
}

void otherwise_read(struct otherwise *w, struct subject_of *s, const char *log, size_t size,
		    const char *release)
{
	struct reading r = { .w = w, .s = s, .release = release };
	struct attributor a = subject_attributor(s);
	const char *end = log + size;
	uint32_t lines;
	size_t len;

	*w = (struct otherwise){ .arguments_known = w->arguments_known };
	w->failed = !open(&r);
	r.line = 1;
	for (const char *at = log; !w->failed && at < end; at += len + (at + len < end)) {
		len = log_whole(at, (size_t)(end - at), &lines);
		one_line(&r, &a, at, len);
		r.line += lines;
	}
	free(r.of_node);
	free(r.number_of);
	free(r.group_of);
}

void otherwise_free(struct otherwise *w)
{
	free(w->list.data);
	w->list = (struct vec){ .data = NULL };
}
