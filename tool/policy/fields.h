/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Mappings with a known set of keys, each at most once; and words. */
#ifndef POLICY_FIELDS_H
#define POLICY_FIELDS_H

#include "policy/policy.h"
#include "yaml/cursor.h"

#define FIELDS_MAX 8

struct reader {
	struct cursor c;
	struct iop_policy *policy;
};

/* A key, and the function that reads its value into the object being read. */
struct policy_field {
	const char *name;
	int (*read)(struct reader *r, const struct scalar *key, void *into);
	bool must;
};

/*
 * fields_read - read the mapping at the cursor
 * @fields: up to FIELDS_MAX, the last with a NULL name
 * @what: what the mapping is, for messages
 * @seen: set to a bit for each field that was there, or NULL
 * @at: set to where it begins
 */
int fields_read(struct reader *r, const struct policy_field *fields, const char *what,
		void *into, unsigned int *seen, struct iop_at *at);

/* fields_list - a list, each item of which @item reads; the cursor stands on
 * an item when it is called. */
int fields_list(struct reader *r, const char *what,
		int (*item)(struct reader *r, void *into), void *into);

/*
 * word_read - one of the first @count @words, but not "unsaid"
 * @name: the key, for the message
 * @out: its index
 */
int word_read(struct reader *r, const char *name, const char *const *words,
	      unsigned int count, uint8_t *out);

/* word_find - the same of a scalar that has been read. */
int word_find(struct reader *r, const char *name, const struct scalar *s,
	      const char *const *words, unsigned int count, uint8_t *out);

/* --- internal to this directory --- */

/* selector_read - read the mapping of "match", or an item of "share". */
int selector_read(struct reader *r, struct iop_selector *out);

/* The item of a list of rules that the cursor stands on; @into: struct vec. */
int iommu_rule_read(struct reader *r, void *into);
int device_rule_read(struct reader *r, void *into);

/* stream_rule_read - the same of a rule for reserved streams and nothing else:
 * a struct iop_iommu_rule. */
int stream_rule_read(struct reader *r, void *into);

/* rules_push - one more of a list of rules; NULL: too many, or no memory. */
void *rules_push(struct reader *r, struct vec *v, size_t elem);

/* rules_refused - READ_BAD or READ_IO, after rules_push() returned NULL */
int rules_refused(const struct reader *r);

/* rules_list - a list as the value of a key, kept in the policy's memory. */
int rules_list(struct reader *r, const char *what,
	       int (*item)(struct reader *r, void *into), size_t elem,
	       const void **out, uint16_t *count);

/* reserve-streams and reserved-streams of a struct iop_iommu_rule. */
int stream_spans_read(struct reader *r, const struct scalar *key, void *into);
int reserved_ids_read(struct reader *r, const struct scalar *key, void *into);

#endif
