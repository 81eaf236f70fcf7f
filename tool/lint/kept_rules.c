// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/kept_rules.h"

#include <stdio.h>
#include <string.h>

#include "policy/select.h"
#include "text/path_map.h"

#define LINE_MOST 16

struct resolving {
	const struct iop_tree *tree;
	uint8_t *hits;
	struct iop_kept_streams *all;	/* NULL: they are only counted */
	uint32_t count;
	struct iop_arena *a;
};

static bool is_iommu(const struct iop_tree *t, uint32_t node)
{
	return iop_has(t, node, IOP_P_IOMMU_CELLS) || iop_has(t, node, IOP_P_MMU_MASTERS);
}

static const char *where(struct resolving *r, const char *file, uint32_t line)
{
	size_t size;
	char *text;

	file = path_map(file);
	size = strlen(file) + LINE_MOST;
	text = iop_alloc_raw(r->a, size, 1);
	if (text)
		snprintf(text, size, "%s:%u", file, line);
	return text;
}

static bool add_item(struct resolving *r, const char *file,
		     const struct iop_reserved_item *item)
{
	const char *at = r->all ? where(r, file, item->at.line) : "";

	for (uint32_t node = 0; at && node < r->tree->count; node++) {
		if (!r->hits[node] || !is_iommu(r->tree, node))
			continue;
		if (r->all)
			r->all[r->count] = (struct iop_kept_streams){
				node, item->ids, item->text, at };
		r->count++;
	}
	return at;
}

static bool add_file(struct resolving *r, const struct kept_rules *rules)
{
	for (uint16_t k = 0; k < rules->policy->n_iommus; k++) {
		const struct iop_iommu_rule *rule = &rules->policy->iommus[k];

		if (rule->n_reserved && !iop_select(r->tree, NULL, &rule->match, r->hits, r->a))
			return false;
		for (uint16_t n = 0; n < rule->n_reserved; n++)
			if (!add_item(r, rules->file, &rule->reserved[n]))
				return false;
	}
	return true;
}

static bool add_all(struct resolving *r, const struct kept_rules *rules, unsigned int n)
{
	r->count = 0;
	for (unsigned int f = 0; f < n; f++)
		if (!add_file(r, &rules[f]))
			return false;
	return true;
}

bool kept_resolve(const struct kept_rules *rules, unsigned int n, const struct iop_tree *t,
		  const struct iop_kept_streams **out, uint32_t *count,
		  struct iop_arena *a)
{
	struct resolving r = { .tree = t, .a = a };

	*out = NULL;
	*count = 0;
	if (!n)
		return true;
	r.hits = iop_alloc_raw(a, t->count, 1);
	if (!r.hits || !add_all(&r, rules, n))
		return false;
	r.all = iop_alloc(a, r.count, sizeof(*r.all));
	if (!r.all || !add_all(&r, rules, n))
		return false;
	*out = r.all;
	*count = r.count;
	return true;
}
