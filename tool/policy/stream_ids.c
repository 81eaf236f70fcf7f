// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Stream IDs as the rules for IOMMUs list them. */
#include <string.h>

#include "policy/fields.h"

/* Two numbers with @between, or one that stands for both. */
static int read_pair(struct reader *r, const struct scalar *s, char between,
		     uint64_t *first, uint64_t *second)
{
	char *copy = store_text(r->c.store, s->text, strlen(s->text)), *at;
	struct scalar one = *s, two;
	int rc;

	if (!copy)
		return cursor_no_memory(&r->c);
	one.text = copy;
	one.quoted = false;
	two = one;
	at = strchr(copy, between);
	if (at) {
		*at = '\0';
		two.text = at + 1;
	}
	rc = scalar_number(&r->c, &one, first);
	return rc ? rc : scalar_number(&r->c, &two, second);
}

static int read_span(struct reader *r, void *into)
{
	struct iop_id_span *s = rules_push(r, into, sizeof(*s));
	struct scalar text = { 0 };
	uint64_t first = 0, last = 0;
	int rc = s ? cursor_scalar(&r->c, &text) : rules_refused(r);

	if (!rc)
		rc = read_pair(r, &text, '-', &first, &last);
	if (rc)
		return rc;
	if (last > UINT32_MAX || first > last)
		return scalar_fail(&r->c, &text, "a stream ID or a span of them: "
				   "0x400, or 0x400-0x4ff");
	*s = (struct iop_id_span){ (uint32_t)first, (uint32_t)last };
	return READ_OK;
}

int stream_spans_read(struct reader *r, const struct scalar *key, void *into)
{
	struct iop_iommu_rule *rule = into;
	const void *list = NULL;
	int rc = rules_list(r, "a list of stream IDs", read_span,
			    sizeof(*rule->reserve_streams), &list,
			    &rule->n_reserve_streams);

	(void)key;
	rule->reserve_streams = list;
	return rc;
}

/* "0x400/0x3f": as SMMUs have it, ones of the mask are bits that do not count. */
static int read_reserved(struct reader *r, void *into)
{
	struct iop_reserved_item *item = rules_push(r, into, sizeof(*item));
	struct scalar text = { 0 };
	uint64_t first = 0, second = 0;
	bool masked = false;
	int rc = item ? cursor_scalar(&r->c, &text) : rules_refused(r);

	if (!rc) {
		masked = strchr(text.text, '/');
		rc = read_pair(r, &text, masked ? '/' : '-', &first, &second);
	}
	if (rc)
		return rc;
	if (first > UINT32_MAX || second > UINT32_MAX || (!masked && first > second))
		return scalar_fail(&r->c, &text, "a stream ID, a range of them or an ID and "
				   "a mask: 0x400, 0x400-0x4ff, or 0x400/0x3f");
	item->text = text.text;
	item->at = (struct iop_at){ text.line, text.column };
	item->ids = (struct iop_reserved_ids){ (uint32_t)first, (uint32_t)second, 0 };
	if (masked) {
		item->ids.mask = (uint32_t)second;
		item->ids.first = item->ids.last = (uint32_t)(first & ~second);
	}
	return READ_OK;
}

int reserved_ids_read(struct reader *r, const struct scalar *key, void *into)
{
	struct iop_iommu_rule *rule = into;
	const void *list = NULL;
	int rc = rules_list(r, "a list of stream IDs", read_reserved,
			    sizeof(*rule->reserved), &list, &rule->n_reserved);

	(void)key;
	rule->reserved = list;
	return rc;
}
