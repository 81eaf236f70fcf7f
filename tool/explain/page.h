/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef EXPLAIN_PAGE_H
#define EXPLAIN_PAGE_H

#include "text/out.h"

/*
 * page_write - a rule's page for a terminal: headings in capitals, snippets
 * indented, no marks of Markdown
 */
void page_write(struct out *o, const char *page);

#endif
