/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One value being put together, in memory that may be too small for it.
 *
 * It never holds an apostrophe: to U-Boot's shell a variable that does is a
 * syntax error wherever it is used, in double quotes too.
 */
#ifndef UBOOT_ENV_VALUE_H
#define UBOOT_ENV_VALUE_H

#include "base/text.h"
#include "fdt/tree.h"

/* What numbers are made of holds none: those are iop_text_dec() and its like. */
void words_str(struct iop_text *w, const char *s);
void words_char(struct iop_text *w, char c);

/* words_text - text for people: %xx for what is not printable ASCII, and for
 * what a shell acts on. */
void words_text(struct iop_text *w, const char *s);

/* words_tree - a name of the tree; what no node name may hold becomes %xx, so
 * that it is inert on a console and in a script. */
void words_tree(struct iop_text *w, const char *s);
void words_path(struct iop_text *w, const struct iop_tree *t, uint32_t node);

/* words_end - the value, or NULL if it did not fit; starts the next. */
const char *words_end(struct iop_text *w);

#endif
