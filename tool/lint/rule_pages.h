/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The rules' pages, schemas/rules/SLUG.md, as they were at build time. */
#ifndef LINT_RULE_PAGES_H
#define LINT_RULE_PAGES_H

struct rule_page {
	const char *slug;
	const char *text;
};

extern const struct rule_page rule_pages[];	/* ends with a NULL slug */

#endif
