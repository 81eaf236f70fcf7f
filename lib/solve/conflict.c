/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Why a policy cannot be met: requirements are taken away as long as the rest still
 * cannot be, first in large parts, then one by one. What is left conflicts, and
 * no less of it does.
 */
#include "solve/solve_work.h"

/* A strategy is a mechanism as well as a requirement: taken away last, so that no conflict
 * is put down to its absence. */
static bool is_late(const struct iop_work *k, uint32_t req)
{
	return k->reqs[req].kind == IOP_REQ_STRATEGY;
}

struct search {
	struct iop_work *k;
	bool *active;
	uint32_t *order;	/* of taking away */
};

/* Take away @n requirements from the @from-th on, if the rest still conflicts. */
static int take_away(struct search *c, uint32_t from, uint32_t n)
{
	struct iop_tries tries = { 0 };
	int status;
	bool met, any = false;

	for (uint32_t i = from; i < from + n; i++) {
		any |= c->active[c->order[i]];
		c->active[c->order[i]] = false;
	}
	if (!any)
		return 0;
	status = iop_attempt_any(c->k, &tries, &met);
	for (uint32_t i = from; met && i < from + n; i++)
		c->active[c->order[i]] = true;
	return status;
}

static bool any_stays(const struct search *c, uint32_t from, uint32_t n)
{
	for (uint32_t i = from; i < from + n; i++)
		if (c->active[c->order[i]])
			return true;
	return false;
}

/* Of a part that cannot be taken away as a whole, each half; once the first half
 * is gone, so it is known of the second. */
static int narrow(struct search *c, uint32_t from, uint32_t n)
{
	uint32_t half = n / 2, rest = n - half;
	int status;

	if (n < 2)
		return 0;
	status = take_away(c, from, half);
	if (!status && any_stays(c, from, half)) {
		status = narrow(c, from, half);
		if (!status)
			status = take_away(c, from + half, rest);
	}
	return status || !any_stays(c, from + half, rest) ? status :
	       narrow(c, from + half, rest);
}

static uint32_t *order_of(const struct iop_work *k)
{
	uint32_t *order = iop_alloc(k->arena, k->n_reqs, sizeof(*order)), n = 0;

	for (int late = 0; order && late < 2; late++)
		for (uint32_t w = 0; w < k->n_reqs; w++)
			if (is_late(k, w) == late)
				order[n++] = w;
	return order;
}

static bool remedy(struct iop_solution *out, uint8_t allow, iop_version since)
{
	if (out->n_remedies == IOP_REMEDIES_MAX)
		return false;
	out->remedies[out->n_remedies++] = (struct iop_remedy){ allow, since };
	return true;
}

static unsigned int bits(unsigned int n)
{
	unsigned int count = 0;

	for (; n; n &= n - 1)
		count++;
	return count;
}

/* The fewest mechanisms more that would do on the kernel of k->view, fewer than
 * @limit; UINT8_MAX: none would. */
static int more_mechanisms(struct iop_work *k, uint8_t allowed,
			   unsigned int limit, uint8_t *more)
{
	struct iop_tries tries = { 0 };
	int status = 0;
	bool met = false;

	*more = UINT8_MAX;
	for (unsigned int count = 0; count < limit; count++)
		for (unsigned int add = 0; add <= IOP_ALLOW_ALL; add++) {
			if (bits(add) != count || add & allowed)
				continue;
			k->allow = (uint8_t)(allowed | add);
			status = iop_attempt_any(k, &tries, &met);
			if (met)
				*more = (uint8_t)add;
			if (status || met)
				return status;
		}
	return 0;
}

/* Other mechanisms on this kernel; newer kernels, each with fewer mechanisms than what
 * was found before it. What a kernel's plan takes is given back. */
static int find_remedies(struct iop_work *k, struct iop_solution *out)
{
	unsigned int limit = IOP_MECHANISM_COUNT + 1;
	uint8_t allowed = k->allow, more;
	int status = more_mechanisms(k, allowed, limit, &more);
	size_t used = iop_arena_mark(k->arena);

	if (!status && more != UINT8_MAX) {
		remedy(out, more, 0);
		limit = bits(more);
	}
	for (uint32_t n = 0; n < k->in->n_newer && limit && !status; n++) {
		iop_arena_release(k->arena, used);
		status = iop_start(k, &k->in->newer[n]);
		if (!status)
			status = more_mechanisms(k, allowed, limit, &more);
		if (status || more == UINT8_MAX)
			continue;
		limit = bits(more);
		if (!remedy(out, more, k->view->target.version))
			break;
	}
	iop_arena_release(k->arena, used);
	k->allow = allowed;
	return status ? status : iop_start(k, k->in->view);
}

int iop_find_conflict(struct iop_work *k, struct iop_solution *out)
{
	bool *active = iop_alloc(k->arena, k->n_reqs, sizeof(*active));
	struct search c = { k, active, order_of(k) };
	int status;

	out->conflict = iop_alloc(k->arena, k->n_reqs, sizeof(*out->conflict));
	if (!active || !c.order || !out->conflict)
		return -IOP_ERR_NOSPACE;
	status = find_remedies(k, out);
	for (uint32_t w = 0; w < k->n_reqs; w++)
		active[w] = true;
	k->active = active;
	if (!status)
		status = narrow(&c, 0, k->n_reqs);
	for (uint32_t w = 0; w < k->n_reqs; w++)
		if (active[w])
			out->conflict[out->n_conflict++] = w;
	return status;
}
