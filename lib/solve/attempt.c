/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One attempt: edits, a command line, and the plan that follows. */
#include "cmdline/cmdline.h"
#include "solve/solve_work.h"

#define BASES 5u

static int plan(struct iop_plan *p, const struct iop_tree *t,
		const struct iop_view *v, struct iop_arena *a)
{
	return iop_plan_make(p, t, v, a);
}

/* The edited tree as a blob of its own, indexed. */
static int apply(const struct iop_work *k, struct iop_attempt *at)
{
	int e;
	struct iop_place where;
	size_t size;
	void *blob;

	at->tree = *k->in->tree;
	if (!at->edits.n)
		return 0;
	e = iop_edits_apply(&at->edits, k->arena, NULL, 0, &size);
	if (e == -IOP_ERR_BADHEADER)
		return -IOP_ERR_BADHEADER;
	blob = size ? iop_alloc_raw(k->arena, size, 1) : NULL;
	if (!blob || iop_edits_apply(&at->edits, k->arena, blob, size, &size) ||
	    iop_tree_index(&at->tree, blob, size, k->arena, &where))
		return -IOP_ERR_NOSPACE;
	return 0;
}

/* The boot arguments with the parameters that make @base the default. */
static const char *boot_arguments(const struct iop_work *k, uint8_t base)
{
	struct iop_plan wanted = { .view = k->view, .defaults = k->before.defaults,
				   .n_iommus = k->before.n_iommus };
	const char *now = wanted.defaults.bootargs;
	size_t size;
	char *text;

	wanted.defaults.type = base == IOP_TYPE_IDENTITY ? IOP_W_IDENTITY : IOP_W_DMA;
	wanted.defaults.flush = base == IOP_TYPE_LAZY ? IOP_W_LAZY : IOP_W_STRICT;
	size = iop_cmdline_merge(&wanted, now, NULL, 0) + 1;
	text = iop_alloc_raw(k->arena, size, 1);
	if (text)
		iop_cmdline_merge(&wanted, now, text, size);
	return text;
}

/* With "bootargs: true" the boot arguments are written to the tree as well. */
static bool edit_bootargs(const struct iop_work *k, struct iop_attempt *at)
{
	uint32_t chosen = iop_by_path(k->in->tree, "/chosen");
	const char *text = at->view.target.bootargs;
	uint32_t size = 1;

	if (!k->in->policy->bootargs || !(k->allow & IOP_ALLOW(TREE)) ||
	    at->base == IOP_TYPE_KERNEL)
		return true;
	while (text[size - 1])
		size++;
	if (chosen == IOP_NO_NODE)
		chosen = iop_edits_add_node(&at->edits, k->arena, 0, "chosen",
					    IOP_EDIT_BOOTARGS, IOP_NO_NODE);
	return chosen != IOP_NO_NODE &&
	       iop_edits_set(&at->edits, k->arena, chosen, "bootargs", text, size,
			     IOP_EDIT_BOOTARGS, IOP_NO_NODE);
}

/* Is the base what the kernel does anyway? */
static bool is_natural(const struct iop_defaults *d, uint8_t base)
{
	if (base == IOP_TYPE_IDENTITY || d->type == IOP_W_IDENTITY)
		return base == IOP_TYPE_IDENTITY && d->type == IOP_W_IDENTITY;
	return (base == IOP_TYPE_LAZY) == (d->flush == IOP_W_LAZY);
}

static int prepare(const struct iop_work *k, struct iop_attempt *at,
		   uint8_t base)
{
	int status = iop_edits_for(k, at);

	at->base = base;
	at->view = *k->view;
	if (status || base == IOP_TYPE_KERNEL)
		return status;
	at->view.target.bootargs = boot_arguments(k, base);
	return at->view.target.bootargs && edit_bootargs(k, at) ? 0 :
								   -IOP_ERR_NOSPACE;
}

static int plan_anew(const struct iop_work *k, struct iop_attempt *at)
{
	int status = apply(k, at);

	if (!status)
		status = plan(&at->plan, &at->tree, &at->view, k->arena);
	if (!status)
		status = iop_bind(k, &at->bound, &at->plan);
	return status;
}

/* Nothing is changed: that plan there is. */
static int plan_again(const struct iop_work *k, struct iop_attempt *at)
{
	if (at->base != IOP_TYPE_KERNEL || at->edits.n)
		return plan_anew(k, at);
	at->tree = *k->in->tree;
	at->plan = k->before;
	at->bound = k->bound;
	return 0;
}

/* @planning: plan_again() if only the result is needed, and nothing changes. */
static int attempt_from(const struct iop_work *k, struct iop_attempt *at, uint8_t base,
			int (*planning)(const struct iop_work *, struct iop_attempt *))
{
	int status = prepare(k, at, base);

	if (!status)
		status = planning(k, at);
	if (!status)
		status = iop_check(k, at);
	at->cost.params = base != IOP_TYPE_KERNEL;
	return status;
}

static bool is_less(const struct iop_cost *a, const struct iop_cost *b)
{
	if (a->reqs != b->reqs)
		return a->reqs < b->reqs;
	if (a->devices != b->devices)
		return a->devices < b->devices;
	if (a->writes != b->writes)
		return a->writes < b->writes;
	return a->params < b->params;
}

/* The kernel's own default, the policy's, then the others. */
static uint8_t base_of(const struct iop_work *k, unsigned int n)
{
	static const uint8_t bases[] = { IOP_TYPE_KERNEL, IOP_TYPE_KERNEL, IOP_TYPE_STRICT,
					 IOP_TYPE_LAZY, IOP_TYPE_IDENTITY };

	return n == 1 ? k->in->policy->fallback : bases[n];
}

static bool is_tried(const struct iop_work *k, unsigned int n)
{
	uint8_t base = base_of(k, n);

	if (!n)
		return true;
	return k->allow & IOP_ALLOW(CMDLINE) && base != IOP_TYPE_KERNEL &&
	       (n == 1 || base != base_of(k, 1)) &&
	       k->before.defaults.arch != IOP_ARCH_ARM &&
	       !is_natural(&k->before.defaults, base);
}

int iop_start(struct iop_work *k, const struct iop_view *view)
{
	int status;

	k->view = view;
	status = plan(&k->before, k->in->tree, view, k->arena);
	return status ? status : iop_bind(k, &k->bound, &k->before);
}

/* How the n-th base ends with writes, and without, of which the plan is the same. */
static int try_base(const struct iop_work *k, unsigned int n, struct iop_tries *t)
{
	bool tree = k->allow & IOP_ALLOW(TREE);
	struct iop_work other = *k;
	struct iop_attempt at = { 0 };
	size_t used = iop_arena_mark(k->arena);
	int status = 0;

	if (t->known[tree] & 1u << n)
		return 0;
	status = attempt_from(k, &at, base_of(k, n), plan_again);
	for (unsigned int turn = 0; turn < 2 && !status; turn++) {
		bool writes = other.allow & IOP_ALLOW(RUNTIME);

		if (!at.cost.reqs)
			t->met[tree][writes] |= (uint8_t)(1u << n);
		other.allow ^= IOP_ALLOW(RUNTIME);
		if (!turn)
			status = iop_check(&other, &at);
	}
	t->known[tree] |= (uint8_t)(1u << n);
	iop_arena_release(k->arena, used);
	return status;
}

int iop_attempt_any(const struct iop_work *k, struct iop_tries *t, bool *met)
{
	bool tree = k->allow & IOP_ALLOW(TREE), writes = k->allow & IOP_ALLOW(RUNTIME);
	int status = 0;

	*met = false;
	for (unsigned int n = 0; n < BASES && !status && !*met; n++) {
		if (!is_tried(k, n))
			continue;
		status = try_base(k, n, t);
		*met = !status && t->met[tree][writes] & 1u << n;
	}
	return status;
}

int iop_attempt_best(const struct iop_work *k, struct iop_attempt *at)
{
	int status;
	struct iop_cost best = { 0 };
	uint8_t base = IOP_TYPE_UNSAID;
	size_t used = iop_arena_mark(k->arena);

	for (unsigned int n = 0; n < BASES; n++) {
		if (!is_tried(k, n))
			continue;
		status = attempt_from(k, at, base_of(k, n), plan_again);
		if (status)
			return status;
		if (base == IOP_TYPE_UNSAID || is_less(&at->cost, &best)) {
			base = base_of(k, n);
			best = at->cost;
		}
		iop_arena_release(k->arena, used);
	}
	return attempt_from(k, at, base, plan_anew);
}
