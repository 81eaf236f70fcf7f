/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A row: the small mapping that every statement of a fact file is, such as
 * {value: instance, since: "4.2", from: rk_iommu_device_group}.
 */
#ifndef FACTS_ROW_H
#define FACTS_ROW_H

#include "base/version.h"
#include "yaml/cursor.h"

/* R(identifier, spelling) */
#define ROW_FIELDS(R) \
	R(NAME, "name") \
	R(VALUE, "value") \
	R(COMPATIBLE, "compatible") \
	R(NUMBERS, "numbers") \
	R(TYPE, "type") \
	R(DEFAULT, "default") \
	R(DOC, "doc") \
	R(KCONFIG, "kconfig") \
	R(RULE, "rule") \
	R(FIRST, "first") \
	R(LAST, "last") \
	R(SINCE, "since") \
	R(UNTIL, "until") \
	R(WHEN, "when") \
	R(SEEN, "seen") \
	R(FROM, "from")

enum row_field {
#define ROW_FIELD_ENUM(id, text) ROW_##id,
	ROW_FIELDS(ROW_FIELD_ENUM)
#undef ROW_FIELD_ENUM
	ROW_FIELD_COUNT
};

#define ROW_BIT(id) (1u << ROW_##id)
/* What every row may say: its span and where it was read. */
#define ROW_COMMON (ROW_BIT(SINCE) | ROW_BIT(UNTIL) | ROW_BIT(WHEN) | \
		    ROW_BIT(SEEN) | ROW_BIT(FROM))

#define ROW_SPANS 16

struct facts_row {
	struct scalar field[ROW_FIELD_COUNT];	/* NUMBERS, WHEN: the place only */
	unsigned int line, column;
	struct iop_span when;	/* the one that is being added */
	struct iop_span spans[ROW_SPANS];
	unsigned int n_spans;
	uint64_t *numbers;
	uint16_t count;
};

extern const char *const row_fields[ROW_FIELD_COUNT];

/*
 * row_read - read the mapping the cursor stands on
 * @may, @must: bits of fields, besides the common ones; from, and since or
 * when, are in every row, but one with first has versions that are not Linux's
 */
int row_read(struct cursor *c, unsigned int may, unsigned int must,
	     struct facts_row *out);

#endif
