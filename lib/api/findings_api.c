// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "api/api.h"

#include <limits.h>

#include "base/text.h"

int iommuplan_lint(struct iommuplan *p)
{
	int e;
	uint32_t n = 0;

	p->lint.consumers = 1u << IOP_CONSUMER_LINUX;
	e = iop_lint_run(&p->lint, &p->plan, &p->arena);
	p->found = iop_alloc_raw(&p->arena, p->lint.count, sizeof(*p->found));
	for (const struct iop_finding *f = p->lint.first; p->found && f; f = f->next)
		p->found[n++] = f;
	return e ? e : (int)p->lint.count;
}

static const struct iop_finding *at(const struct iommuplan *p, uint32_t n)
{
	const struct iop_finding *f = p->lint.first;

	if (n >= p->lint.count)
		return NULL;
	if (p->found)
		return p->found[n];
	while (f && n--)
		f = f->next;
	return f;
}

int iommuplan_finding(const struct iommuplan *p, uint32_t n, struct iommuplan_finding *out)
{
	const struct iop_finding *f = at(p, n);

	if (!IOP_API_FITS(out, property))
		return -IOP_ERR_BADSIZE;
	if (!f)
		return -IOP_ERR_NOTFOUND;
	out->node = f->node;
	out->related = f->related;
	out->rule = iop_rules[f->rule].slug;
	out->severity = iop_severity_name(f->severity);
	out->property = f->property;
	return 0;
}

static void path(struct iop_text *t, const struct iop_tree *tree, uint32_t node)
{
	size_t room = t->len < t->size ? t->size - t->len : 0;

	t->len += iop_node_path(tree, node, room ? t->buf + t->len : NULL, room);
}

static void argument(struct iop_text *t, const struct iop_tree *tree,
		     const struct iop_lint_arg *a)
{
	switch (a->kind) {
	case IOP_ARG_NODE:
		return path(t, tree, (uint32_t)a->number);
	case IOP_ARG_DEC:
		return iop_text_dec(t, a->number);
	case IOP_ARG_HEX:
		iop_text_str(t, "0x");
		return iop_text_hex(t, a->number);
	case IOP_ARG_RID:
		return iop_text_rid(t, (uint32_t)a->number);
	case IOP_ARG_MORE:
		if (!a->number)
			return;
		iop_text_str(t, " and ");
		iop_text_dec(t, a->number);
		return iop_text_str(t, " more");
	default:
		return iop_text_str(t, a->text ? a->text : "");
	}
}

int iommuplan_finding_text(const struct iommuplan *p, uint32_t n, char *buf, size_t size)
{
	const struct iop_finding *f = at(p, n);
	struct iop_text t = { buf, size, 0 };
	struct iop_template_part part;
	const char *rest;
	size_t len;

	if (!f)
		return -IOP_ERR_NOTFOUND;
	rest = iop_rules[f->rule].message;
	while (iop_template_next(&rest, f, &part))
		if (part.arg)
			argument(&t, &p->tree, part.arg);
		else
			iop_text_mem(&t, part.text, part.len);
	if (f->more) {
		iop_text_str(&t, "; and ");
		iop_text_dec(&t, f->more);
		iop_text_str(&t, " more findings of this rule at this node");
	}
	len = iop_text_end(&t);
	return len > INT_MAX ? INT_MAX : (int)len;
}
