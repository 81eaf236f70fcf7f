// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/earlier.h"

#include <stdlib.h>
#include <string.h>

#include "lint/identity.h"

/* false: out of memory */
static bool key_of(uint64_t *key, const struct lint_earlier *e, const struct iop_tree *t,
		   const char *board, const struct iop_finding *f)
{
	uint64_t hash = identity_add(IDENTITY_NONE, iop_rules[f->rule].slug);
	struct line l = { 0 };
	bool failed;

	line_path(&l, t, f->node);
	hash = identity_add(identity_add(hash, line_text(&l)), f->property ? f->property : "");
	failed = l.failed;
	*key = e->named ? identity_add(hash, board) : hash;
	line_free(&l);
	return !failed;
}

bool earlier_add(struct lint_earlier *e, const struct iop_tree *t, const char *board,
		 const struct iop_finding *f)
{
	struct earlier_entry *n = vec_push(&e->entries, sizeof(*n));

	if (n)
		n->left = 1;
	return n && key_of(&n->key, e, t, board, f);
}

static int compare(const void *a, const void *b)
{
	const struct earlier_entry *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

void earlier_ready(struct lint_earlier *e)
{
	struct earlier_entry *all = e->entries.data;
	size_t n, kept = 0;

	if (!e->entries.count)
		return;
	qsort(all, e->entries.count, sizeof(*all), compare);
	for (n = 1; n < e->entries.count; n++)
		if (all[n].key == all[kept].key)
			all[kept].left++;
		else
			all[++kept] = all[n];
	e->entries.count = kept + 1;
}

bool earlier_has(struct lint_earlier *e, const struct iop_tree *t, const char *board,
		 const struct iop_finding *f, bool *error)
{
	struct earlier_entry key = { .left = 0 }, *n = NULL;

	*error = !key_of(&key.key, e, t, board, f);

	if (e->entries.count)
		n = bsearch(&key, e->entries.data, e->entries.count, sizeof(key), compare);
	return n && n->left && n->left--;
}

void earlier_free(struct lint_earlier *e)
{
	free(e->entries.data);
	memset(e, 0, sizeof(*e));
}
