/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The two kinds of rules. */
#include <stdlib.h>
#include <string.h>

#include "policy/fields.h"

#define RULES_MAX 1000	/* of a kind; and of selectors in one "share" */

/* Only what cannot be had has no place in the file. */
int rules_refused(const struct reader *r)
{
	return r->c.err->line ? READ_BAD : READ_IO;
}

void *rules_push(struct reader *r, struct vec *v, size_t elem)
{
	void *entry = v->count < RULES_MAX ? vec_push(v, elem) : NULL;

	if (!entry && v->count < RULES_MAX)
		cursor_no_memory(&r->c);
	else if (!entry)
		cursor_fail(&r->c, (unsigned int)r->c.event.start_mark.line + 1,
			    (unsigned int)r->c.event.start_mark.column + 1,
			    "more than %d entries", RULES_MAX);
	return entry;
}

/* What @v holds, in the policy's own memory; @v is done with. */
static int keep(struct reader *r, struct vec *v, size_t elem, const void **out,
		uint16_t *count)
{
	*out = vec_keep(v, elem, r->c.store);
	*count = (uint16_t)v->count;
	return v->count && !*out ? cursor_no_memory(&r->c) : READ_OK;
}

static int read_selector(struct reader *r, void *into)
{
	struct iop_selector *s = rules_push(r, into, sizeof(*s));

	return s ? selector_read(r, s) : rules_refused(r);
}

int rules_list(struct reader *r, const char *what,
	       int (*item)(struct reader *r, void *into), size_t elem,
	       const void **out, uint16_t *count)
{
	struct vec v = { 0 };
	int rc = fields_list(r, what, item, &v);

	if (!rc && !v.count)
		rc = cursor_fail(&r->c, (unsigned int)r->c.event.start_mark.line + 1,
				 (unsigned int)r->c.event.start_mark.column + 1,
				 "an empty list");
	if (!rc)
		rc = keep(r, &v, elem, out, count);
	free(v.data);
	return rc;
}

static int read_iommu_match(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	return cursor_next(&r->c) ? READ_BAD :
	       selector_read(r, &((struct iop_iommu_rule *)into)->match);
}

static int read_strategy(struct reader *r, const struct scalar *key, void *into)
{
	return word_read(r, key->text, iop_strategy_words, IOP_STRATEGY_COUNT,
			 &((struct iop_iommu_rule *)into)->strategy);
}

static int read_share(struct reader *r, const struct scalar *key, void *into)
{
	struct iop_iommu_rule *rule = into;
	const void *list = NULL;
	int rc = rules_list(r, "a list of matches", read_selector,
			    sizeof(*rule->share), &list, &rule->n_share);

	(void)key;
	rule->share = list;
	return rc;
}

static int read_contexts(struct reader *r, const struct scalar *key, void *into)
{
	struct scalar s = { 0 };
	uint64_t n = 0;
	int rc = cursor_value(&r->c, &s);

	if (!rc)
		rc = scalar_number(&r->c, &s, &n);
	if (!rc && n > 0xffff)
		rc = scalar_fail(&r->c, &s, "%s: %s is too large", key->text, s.text);
	((struct iop_iommu_rule *)into)->reserve_contexts = (uint32_t)n;
	return rc;
}

static int says_nothing(struct reader *r, const struct iop_at *at,
			const char *what)
{
	return cursor_fail(&r->c, at->line, at->column,
			   "the rule requires nothing: %s", what);
}

int iommu_rule_read(struct reader *r, void *into)
{
	static const struct policy_field fields[] = {
		{ "match", read_iommu_match, true },
		{ "strategy", read_strategy, false },
		{ "share", read_share, false },
		{ "reserve-contexts", read_contexts, false },
		{ "reserve-streams", stream_spans_read, false },
		{ "reserved-streams", reserved_ids_read, false },
		{ NULL, NULL, false },
	};
	struct iop_iommu_rule *rule = rules_push(r, into, sizeof(*rule));
	unsigned int seen;
	int rc = rule ? fields_read(r, fields, "a rule for IOMMUs", rule, &seen,
				    &rule->at) : rules_refused(r);

	if (rc)
		return rc;
	if (seen == 1)
		return says_nothing(r, &rule->at, "strategy, reserve-contexts, "
				    "reserve-streams or reserved-streams is missing");
	if (rule->n_share && rule->strategy != IOP_STRATEGY_SHARED)
		return cursor_fail(&r->c, rule->at.line, rule->at.column,
				   "'share' goes with 'strategy: shared'");
	return READ_OK;
}

int stream_rule_read(struct reader *r, void *into)
{
	static const struct policy_field fields[] = {
		{ "match", read_iommu_match, true },
		{ "reserved-streams", reserved_ids_read, true },
		{ NULL, NULL, false },
	};
	struct iop_iommu_rule *rule = rules_push(r, into, sizeof(*rule));

	return rule ? fields_read(r, fields, "a rule for streams", rule, NULL, &rule->at) :
		      rules_refused(r);
}

static int read_device_match(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	return cursor_next(&r->c) ? READ_BAD :
	       selector_read(r, &((struct iop_device_rule *)into)->match);
}

static int read_domain(struct reader *r, const struct scalar *key, void *into)
{
	return word_read(r, key->text, iop_type_words, IOP_TYPE_KERNEL,
			 &((struct iop_device_rule *)into)->domain);
}

static int read_requirement(struct reader *r, void *into)
{
	static const char *const words[] = { "translated", "isolated" };
	struct iop_device_rule *rule = into;
	struct scalar s = { 0 };
	uint8_t which = 0;
	int rc = cursor_scalar(&r->c, &s);

	if (!rc)
		rc = word_find(r, "require", &s, words, 2, &which);
	if (!rc)
		*(which ? &rule->isolated : &rule->translated) = true;
	return rc;
}

static int read_require(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	return fields_list(r, "a list of translated, isolated", read_requirement,
			   into);
}

int device_rule_read(struct reader *r, void *into)
{
	static const struct policy_field fields[] = {
		{ "match", read_device_match, true },
		{ "domain", read_domain, false },
		{ "require", read_require, false },
		{ NULL, NULL, false },
	};
	struct iop_device_rule *rule = rules_push(r, into, sizeof(*rule));
	unsigned int seen;
	int rc = rule ? fields_read(r, fields, "a rule for devices", rule, &seen,
				    &rule->at) : rules_refused(r);

	if (!rc && seen == 1)
		rc = says_nothing(r, &rule->at, "domain or require is missing");
	return rc;
}
