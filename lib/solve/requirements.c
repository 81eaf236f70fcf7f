/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules taken apart into requirements. */
#include "solve/solve_work.h"

struct list {
	struct iop_req *reqs;
	uint32_t n;
};

static void add(struct list *l, enum iop_req_kind kind, uint8_t value,
		uint16_t rule, struct iop_at at)
{
	l->reqs[l->n++] = (struct iop_req){
		.kind = (uint8_t)kind, .value = value, .rule = rule,
		.subject = IOP_NONE, .at = at,
	};
}

static void of_iommus(struct list *l, const struct iop_iommu_rule *r, uint16_t n)
{
	if (r->strategy != IOP_STRATEGY_UNSAID)
		add(l, IOP_REQ_STRATEGY, r->strategy, n, r->at);
	if (r->reserve_contexts) {
		add(l, IOP_REQ_CONTEXTS, 0, n, r->at);
		l->reqs[l->n - 1].number = r->reserve_contexts;
	}
	if (r->n_reserved)
		add(l, IOP_REQ_RESERVED, 0, n, r->at);
}

static void of_devices(struct list *l, const struct iop_device_rule *r, uint16_t n)
{
	if (r->domain != IOP_TYPE_UNSAID)
		add(l, IOP_REQ_DOMAIN, r->domain, n, r->at);
	if (r->translated)
		add(l, IOP_REQ_TRANSLATED, 0, n, r->at);
	if (r->isolated)
		add(l, IOP_REQ_ISOLATED, 0, n, r->at);
}

struct iop_req *iop_reqs_make(const struct iop_policy *p, uint32_t *count,
			      struct iop_arena *a)
{
	size_t most = 1 + 3u * p->n_iommus + 3u * p->n_devices;
	struct list l = { iop_alloc(a, most, sizeof(*l.reqs)), 0 };

	if (!l.reqs)
		return NULL;
	if (p->fallback != IOP_TYPE_KERNEL)
		add(&l, IOP_REQ_DEFAULT, p->fallback, 0, p->default_at);
	for (uint16_t n = 0; n < p->n_iommus; n++)
		of_iommus(&l, &p->iommus[n], n);
	for (uint16_t n = 0; n < p->n_devices; n++)
		of_devices(&l, &p->devices[n], n);
	*count = l.n;
	return l.reqs;
}
