/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One value being put together, in memory that may be too small for it.
 *
 * It never holds an apostrophe: to U-Boot's shell a variable that does is a
 * syntax error wherever it is used, in double quotes too.
 */
#ifndef UBOOT_ENV_VALUE_H
#define UBOOT_ENV_VALUE_H

#include "fdt/tree.h"

struct words {
	char *buf;
	size_t size;
	size_t used;		/* may pass @size */
};

void words_str(struct words *w, const char *s);
void words_char(struct words *w, char c);
void words_dec(struct words *w, uint64_t value);
void words_hex(struct words *w, uint64_t value);	/* without 0x */
void words_rid(struct words *w, uint32_t rid);	/* as lspci writes it */

/* words_tree - text of the tree; what no node name may hold becomes %xx, so
 * that it is inert on a console and in a script. */
void words_tree(struct words *w, const char *s);
void words_path(struct words *w, const struct iop_tree *t, uint32_t node);

/* words_end - the value, or NULL where it did not fit; starts the next. */
const char *words_end(struct words *w);

#endif
