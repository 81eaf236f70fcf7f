/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A piece of text put together before it is escaped and written: a path, a
 * sentence, the cell of a table. It grows as it must and is used again.
 */
#ifndef RENDER_LINE_H
#define RENDER_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fdt/tree.h"

struct line {
	char *text;	/* terminated; NULL until something was added */
	size_t len;
	size_t room;
	bool failed;	/* memory ran out; what did not fit is missing */
};

/* line_text - what was added since line_clear(), never NULL. */
const char *line_text(const struct line *l);
void line_clear(struct line *l);
void line_cut(struct line *l, size_t len);	/* back to its first @len bytes */
void line_free(struct line *l);

void line_mem(struct line *l, const char *s, size_t n);
void line_str(struct line *l, const char *s);
void line_dec(struct line *l, uint64_t n);
void line_hex(struct line *l, uint64_t n);	/* with 0x */

/* line_path - a node's full path, unescaped as everything here. */
void line_path(struct line *l, const struct iop_tree *t, uint32_t node);

/* line_rid - a requester ID as lspci writes it: 01:00.0 */
void line_rid(struct line *l, uint32_t rid);

#endif
