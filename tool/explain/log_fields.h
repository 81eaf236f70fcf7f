/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Texts and numbers within a line of a log. */
#ifndef EXPLAIN_LOG_FIELDS_H
#define EXPLAIN_LOG_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* log_find - the text after the first @text in @len bytes, or NULL. */
const char *log_find(const char *line, size_t len, const char *text);

/* log_number - the number at @at, with or without 0x if @base is 16; false: none
 * is there, or it has more than 64 bits. */
bool log_number(const char *at, const char *end, unsigned int base, uint64_t *out);

#endif
