// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/collect.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 16384u	/* of a hash to begin with; it grows with the findings */

/* A finding of an earlier kernel, by what makes it the same. */
struct seen {
	struct seen *next, *listed;
	struct found found;
};

struct pass {
	const struct gathering *g;
	struct gathered *out;
	struct iop_arena kept;		/* what outlives a kernel */
	struct iop_arena plans;		/* what does not */
	struct seen **buckets;
	uint32_t n_buckets;		/* a power of two */
	struct seen *first, **last;
	uint32_t bytes;			/* of a bit set over the kernels */
	uint64_t drivers;		/* as in struct range_views */
	struct iop_answers answers;		/* of the last kernel */
	const struct iop_kept_streams *kept_streams;	/* of this tree */
	uint32_t n_kept;
};

static uint32_t hash(const struct iop_finding *f)
{
	uint32_t h = f->rule * 31u + f->node;

	h = h * 0x9e3779b1u + f->entry;
	for (unsigned int n = 0; n < f->n_args; n++)
		h = (h ^ (uint32_t)f->args[n].number) * 0x85ebca6bu;
	h = (h ^ h >> 15) * 0x2c1b3c6du;
	return h ^ h >> 15;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool same(const struct iop_finding *a, const struct iop_finding *b)
{
	if (a->rule != b->rule || a->node != b->node || a->entry != b->entry ||
	    a->more != b->more || a->n_args != b->n_args || !same_text(a->property, b->property))
		return false;
	for (unsigned int n = 0; n < a->n_args; n++)
		if (a->args[n].number != b->args[n].number ||
		    !same_text(a->args[n].text, b->args[n].text))
			return false;
	return true;
}

static struct iop_fix *copy_fix(const struct iop_fix *fix, struct iop_arena *a)
{
	struct iop_fix *new = iop_alloc(a, 1, sizeof(*new));
	uint8_t *bytes = iop_alloc(a, fix->size, 1);

	if (!new || !bytes)
		return NULL;
	*new = *fix;
	if (fix->size)
		memcpy(bytes, fix->bytes, fix->size);
	new->bytes = bytes;
	return new;
}

/* What rules put together themselves is in the memory of the plan. */
static bool copy_text(struct pass *p, struct iop_lint_arg *arg)
{
	uintptr_t text = (uintptr_t)arg->text, from = (uintptr_t)p->plans.base;
	size_t len;
	char *new;

	if (!arg->text || text < from || text - from >= p->plans.size)
		return true;
	len = strlen(arg->text) + 1;
	new = iop_alloc_raw(&p->kept, len, 1);
	arg->text = new ? memcpy(new, arg->text, len) : "";
	return new;
}

static bool copy_others(struct pass *p, struct iop_finding *f)
{
	uint32_t *new = iop_alloc_raw(&p->kept, f->n_others, sizeof(*new));

	if (!new)
		return false;
	if (f->n_others)
		memcpy(new, f->others, f->n_others * sizeof(*new));
	f->others = new;
	return true;
}

/* Findings live as long as their plan; what is reported lives longer. */
static struct seen *keep(struct pass *p, const struct iop_finding *f)
{
	struct seen *s = iop_alloc(&p->kept, 1, sizeof(*s));
	struct iop_finding *copy = iop_alloc(&p->kept, 1, sizeof(*copy));

	if (!s || !copy)
		return NULL;
	*copy = *f;
	if (!copy_others(p, copy))
		return NULL;
	for (unsigned int n = 0; n < copy->n_args; n++)
		if (!copy_text(p, &copy->args[n]))
			return NULL;
	if (f->fix)
		copy->fix = copy_fix(f->fix, &p->kept);
	s->found = (struct found){ .f = copy, .severity = IOP_NOTE,
				   .held = iop_alloc(&p->kept, p->bytes, 1) };
	if (!s->found.held)
		return NULL;
	*p->last = s;
	p->last = &s->listed;
	p->out->count++;
	return s;
}

static struct seen **bucket(const struct pass *p, const struct iop_finding *f)
{
	return &p->buckets[hash(f) & (p->n_buckets - 1)];
}

/* Where there is no space for twice as many, those there are have to do. */
static void more_buckets(struct pass *p)
{
	uint32_t twice = 2 * p->n_buckets;
	struct seen **new = iop_alloc(&p->kept, twice, sizeof(*new));

	if (!new)
		return;
	p->buckets = new;
	p->n_buckets = twice;
	for (struct seen *s = p->first; s; s = s->listed) {
		struct seen **at = bucket(p, s->found.f);

		s->next = *at;
		*at = s;
	}
}

static bool add(struct pass *p, const struct iop_finding *f, uint32_t kernel)
{
	struct seen **at = bucket(p, f), *s = *at;
	uint8_t severity = (uint8_t)grade_of(p->g->grade, f);

	while (s && !same(s->found.f, f))
		s = s->next;
	if (!s) {
		s = keep(p, f);
		if (!s)
			return false;
		s->next = *at;
		*at = s;
		if (p->out->count > p->n_buckets)
			more_buckets(p);
	}
	if (severity < s->found.severity)
		s->found.severity = severity;
	s->found.held[kernel / 8] |= (uint8_t)(1u << kernel % 8);
	return true;
}

static int lint_one(struct pass *p, const struct iop_view *view,
		    uint32_t kernel, struct iop_arena *a)
{
	struct iop_lint s = { .consumers = p->g->consumers, .off = p->g->grade->off,
			      .kept = p->kept_streams, .n_kept = p->n_kept };
	struct iop_view v = *view;
	struct iop_plan plan;
	int e;

	p->answers = IOP_ANSWERS_NONE;
	v.answers = &p->answers;
	e = iop_plan_make(&plan, p->out->tree, &v, a);
	if (!e) {
		p->drivers = range_drivers_needed(&plan);
		e = iop_lint_run(&s, &plan, a);
	}
	p->out->uncompared |= s.cut;
	for (const struct iop_finding *f = s.first; f; f = f->next)
		if (!add(p, f, kernel))
			return -IOP_ERR_NOSPACE;
	return e;
}

/* Nothing that was asked for the last kernel is otherwise in this one. */
static void lint_again(struct pass *p, uint32_t kernel)
{
	for (struct seen *s = p->first; s; s = s->listed)
		if (s->found.held[(kernel - 1) / 8] >> (kernel - 1) % 8 & 1)
			s->found.held[kernel / 8] |= (uint8_t)(1u << kernel % 8);
}

static int by_node(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->f->node != y->f->node)
		return (x->f->node > y->f->node) - (x->f->node < y->f->node);
	if (x->f->rule != y->f->rule)
		return (x->f->rule > y->f->rule) - (x->f->rule < y->f->rule);
	return (x->f->entry + 1 > y->f->entry + 1) - (x->f->entry + 1 < y->f->entry + 1);
}

static int list(struct pass *p, struct iop_arena *a)
{
	uint32_t n = 0;

	p->out->found = iop_alloc(a, p->out->count, sizeof(*p->out->found));
	if (!p->out->found)
		return -IOP_ERR_NOSPACE;
	for (const struct seen *s = p->first; s; s = s->listed)
		p->out->found[n++] = s->found;
	qsort(p->out->found, n, sizeof(*p->out->found), by_node);
	return 0;
}

/* The list takes less than a third of what its findings take, in a place of its own:
 * they are reported where they end it. */
static void reserve_list(struct iop_arena *a, struct iop_arena *list)
{
	iop_arena_split(a, iop_arena_left(a) / 3, list);
}

/* The findings of one kernel need no copy. */
static int gather_one(struct pass *p, struct iop_arena *a)
{
	struct iop_lint s = { .consumers = p->g->consumers, .off = p->g->grade->off,
			      .kept = p->kept_streams, .n_kept = p->n_kept };
	struct iop_plan plan;
	struct iop_arena list;
	int e = iop_plan_make(&plan, p->out->tree, p->g->view, a);
	uint32_t n = 0;

	p->out->kernels = &p->g->view->target.version;
	p->out->n_kernels = 1;
	if (e)
		return e;
	reserve_list(a, &list);
	p->out->full = iop_lint_run(&s, &plan, a);
	p->out->uncompared = s.cut;
	p->out->found = iop_alloc(&list, s.count, sizeof(*p->out->found));
	if (!p->out->found)
		return -IOP_ERR_NOSPACE;
	for (const struct iop_finding *f = s.first; f; f = f->next)
		p->out->found[n++] = (struct found){
			.f = f, .severity = (uint8_t)grade_of(p->g->grade, f) };
	p->out->count = n;
	qsort(p->out->found, n, sizeof(*p->out->found), by_node);
	return 0;
}

/* Half of the space for what is found, half for one plan after the other. */
static int gather_range(struct pass *p, struct iop_arena *a)
{
	const struct range_views *r = p->g->range;
	iop_version *kernels = iop_alloc(a, r->count, sizeof(*kernels));
	struct iop_arena listed;
	int e = 0;

	p->buckets = iop_alloc(a, BUCKETS, sizeof(struct seen *));
	p->n_buckets = BUCKETS;
	if (!kernels || !p->buckets)
		return -IOP_ERR_NOSPACE;
	iop_arena_split(a, iop_arena_left(a) / 2, &p->kept);
	iop_arena_split(a, iop_arena_left(a), &p->plans);
	reserve_list(&p->kept, &listed);
	p->bytes = (r->count + 7) / 8;
	p->out->kernels = kernels;
	for (uint32_t n = 0, k = 0; n < r->count && !e; n++) {
		bool again = n && !r->views[n].target.newer &&
			     r->views[n].target.version < p->answers.until;

		if (n && n + 1 < r->count && (again || !(r->drivers[n] & p->drivers)))
			continue;
		kernels[k] = r->views[n].target.version;
		iop_arena_release(&p->plans, 0);
		if (again)
			lint_again(p, k);
		else
			e = lint_one(p, &r->views[n], k, &p->plans);
		p->out->n_kernels = ++k;
	}
	p->out->full = e == -IOP_ERR_NOSPACE;
	if (e && !(p->out->full && p->out->count))
		return e;
	return list(p, &listed);
}

struct between { iop_version at, before, after; };

static bool narrow(void *ctx, const struct iop_open *o)
{
	struct between *b = ctx;
	bool begins = b->at < o->when.since;
	iop_version before = begins ? o->when.no : o->when.yes;
	iop_version after = begins ? o->when.since : o->when.until;

	if (iop_span_gap(o->when))
		after = 0;
	if (before > b->before)
		b->before = before;
	if (after && (!b->after || after < b->after))
		b->after = after;
	return true;
}

/* The kernels nearest to this one that were read, by the rows that are open. */
static void read_around(struct gathered *out, const struct iop_view *v)
{
	struct between b = { .at = v->target.version };

	for (uint16_t d = 0; d < v->facts->count; d++)
		iop_open_rows(&v->facts->drivers[d], b.at, narrow, &b);
	out->read_before = v->target.backports ? v->target.version : b.before;
	out->read_after = v->target.backports ? v->target.backports : b.after;
}

/* Between two kernels that were read: what only one finds is not known. */
static int gather_between(struct pass *p, struct iop_arena *a)
{
	struct iop_view both[2] = { *p->g->view, iop_view_newer(p->g->view) };
	uint64_t drivers[2] = { UINT64_MAX, UINT64_MAX };
	struct range_views r = { .views = both, .drivers = drivers, .count = 2 };
	const struct gathering *asked = p->g;
	struct gathering g = *asked;
	int e;

	g.range = &r;
	p->g = &g;
	e = gather_range(p, a);
	p->g = asked;
	for (uint32_t n = 0; n < p->out->count && p->out->found && p->out->n_kernels == 2; n++) {
		p->out->found[n].unread = (p->out->found[n].held[0] & 3) != 3;
		p->out->found[n].held = NULL;
	}
	p->out->n_kernels = 1;
	read_around(p->out, &both[0]);
	return e;
}

int lint_gather(struct gathered *out, const struct gathering *g,
		const struct iop_tree *t, struct iop_arena *a)
{
	struct pass p = { .g = g, .out = out };

	p.last = &p.first;
	memset(out, 0, sizeof(*out));
	out->tree = t;
	if (!kept_resolve(g->kept, g->n_kept, t, &p.kept_streams, &p.n_kept, a))
		return -IOP_ERR_NOSPACE;
	if (g->range)
		return gather_range(&p, a);
	return g->view->general_newer ? gather_between(&p, a) : gather_one(&p, a);
}
