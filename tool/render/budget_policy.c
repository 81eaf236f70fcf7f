/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "render/render_budget.h"
#include "model/lookup.h"

/* As YAML's double-quoted style has it, which takes any byte. */
static void quoted(struct line *l, const char *s)
{
	static const char hex[] = "0123456789abcdef";

	line_str(l, "\"");
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		char escape[] = { '\\', 'x', hex[c >> 4], hex[c & 15] };

		if (c < 0x20 || c > 0x7e)
			line_mem(l, escape, 4);
		else if (c == '"' || c == '\\')
			line_mem(l, (char[]){ '\\', *s }, 2);
		else
			line_mem(l, s, 1);
	}
	line_str(l, "\"");
}

static void path_of(struct line *l, const struct iop_plan *p, uint32_t node)
{
	struct line path = { 0 };

	line_path(&path, p->tree, node);
	line_str(l, "{path: ");
	quoted(l, line_text(&path));
	line_str(l, "}");
	l->failed |= path.failed;
	line_free(&path);
}

/* Several entries of a node, a host's, are one selector. */
static bool reported_before(const struct iop_plan *p, const struct iop_proposal *q, uint32_t n)
{
	return n && iop_device_of(p, q->devices[n])->node == iop_device_of(p, q->devices[n - 1])->node;
}

static void share_list(struct line *l, const struct iop_plan *p,
		       const struct iop_proposal *q)
{
	line_str(l, ", share: [");
	for (uint32_t n = 0; n < q->n_devices; n++) {
		if (reported_before(p, q, n))
			continue;
		line_str(l, n ? ", " : "");
		path_of(l, p, iop_device_of(p, q->devices[n])->node);
	}
	line_str(l, "]");
}

static void iommu_rule(struct line *l, const struct iop_plan *p,
		       const struct iop_budget *b, const char *strategy,
		       const struct iop_proposal *share)
{
	line_str(l, ", iommus: [{match: ");
	path_of(l, p, iop_iommu_of(p, b->iommu)->node);
	if (strategy) {
		line_str(l, ", strategy: ");
		line_str(l, strategy);
	}
	if (share && !share->all)
		share_list(l, p, share);
	if (b->reserve) {
		line_str(l, ", reserve-contexts: ");
		line_dec(l, b->reserve);
	}
	line_str(l, "}]");
}

static void device_rules(struct line *l, const struct iop_plan *p,
			 const struct iop_proposal *q)
{
	line_str(l, ", devices: [");
	for (uint32_t n = 0; n < q->n_devices; n++) {
		if (reported_before(p, q, n))
			continue;
		line_str(l, n ? ", {match: " : "{match: ");
		path_of(l, p, iop_device_of(p, q->devices[n])->node);
		line_str(l, ", domain: identity}");
	}
	line_str(l, "]");
}

void budget_policy(struct line *l, const struct iop_budgets *all,
		   const struct iop_budget *b, const struct iop_proposal *p)
{
	line_str(l, "{version: 1, default: kernel, allow: ");
	line_str(l, p->kind == IOP_PROPOSE_IDENTITY ? "[cmdline, runtime]" : "[tree]");
	switch (p->kind) {
	case IOP_PROPOSE_SHARE:
		iommu_rule(l, &all->plan, b, "shared", p);
		break;
	case IOP_PROPOSE_IDENTITY:
		if (b->reserve)
			iommu_rule(l, &all->plan, b, NULL, NULL);
		device_rules(l, &all->plan, p);
		break;
	default:
		line_str(l, ", iommus: [{match: ");
		path_of(l, &all->plan, iop_iommu_of(&all->plan, b->iommu)->node);
		line_str(l, ", strategy: off}]");
	}
	line_str(l, "}");
}
