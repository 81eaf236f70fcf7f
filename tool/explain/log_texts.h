/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Texts that drivers print, by a part that all versions share. */
#ifndef EXPLAIN_LOG_TEXTS_H
#define EXPLAIN_LOG_TEXTS_H

#include "explain/log_line.h"

/* A text, what it means, and the field with the stream ID: in front of it
 * stands @field, it is written in @base, and @bits of it count. */
struct log_text {
	const char *text;
	enum log_event event;
	enum log_who who;
	const char *field;
	unsigned int base;
	uint32_t bits;
};

/* In the order in which they are tried; one without a text ends them. */
extern const struct log_text log_texts[];

#endif
