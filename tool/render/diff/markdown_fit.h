/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A comment of a forge holds 65,536 characters: what of a report goes in. */
#ifndef DIFF_MARKDOWN_FIT_H
#define DIFF_MARKDOWN_FIT_H

#include <stddef.h>

#include "text/out.h"

#define MARKDOWN_MAX 65536

/*
 * markdown_fit - write what render_diff_markdown() made of all trees
 *
 * One tree is written as it is. Of several the sum comes first, then the trees
 * with the worst differences, then the names of those that one side alone has.
 * What does not fit is counted. false: no memory.
 */
bool markdown_fit(struct out *o, const char *text, size_t size);

#endif
