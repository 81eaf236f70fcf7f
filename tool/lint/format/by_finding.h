/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Each finding once, with all trees that have it: lint --by finding. */
#ifndef FORMAT_BY_FINDING_H
#define FORMAT_BY_FINDING_H

#include "lint/format/findings.h"
#include "lint/parts.h"

/*
 * The text and the JSON format of it. What trees have is kept until the end,
 * by one process.
 */
extern const struct lint_format by_finding_text, by_finding_json;

/* by_finding_parts - findings of trees that others read; false: no memory */
bool by_finding_parts(const struct parts *p, bool with_notes);

#endif
