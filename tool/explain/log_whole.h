/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Lines of a log that a mail has wrapped. */
#ifndef EXPLAIN_LOG_WHOLE_H
#define EXPLAIN_LOG_WHOLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * log_whole - the length of the line at @log, of @size bytes, without its newline, and with
 * those after it that are the rest of what its device said
 * @lines: how many lines that is
 */
size_t log_whole(const char *log, size_t size, uint32_t *lines);

#endif
