/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Each finding once, with all trees that have it: lint --by finding. */
#ifndef FORMAT_BY_FINDING_H
#define FORMAT_BY_FINDING_H

#include "lint/format/findings.h"

/*
 * The text and the JSON format of it. What trees have is kept until the end,
 * by one process.
 */
extern const struct lint_format by_finding_text, by_finding_json;

#endif
