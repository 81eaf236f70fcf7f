/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef LINT_SARIF_H
#define LINT_SARIF_H

#include "lint/format/findings.h"

#define SARIF_SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* sarif_tool - "tool", with those rules that found something */
void sarif_tool(struct out *o, const struct lint_totals *t);

#endif
