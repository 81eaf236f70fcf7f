/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One pass over a YAML file, event by event.
 *
 * The formats read here have a fixed shape, so their readers nest as deep as
 * it does and nothing recurses. Anchors, aliases and tags are refused: nothing
 * needs them, and without them no small file can stand for a large one.
 *
 * Functions return READ_OK, or READ_BAD / READ_IO with the error filled in.
 */
#ifndef YAML_CURSOR_H
#define YAML_CURSOR_H

#include <stdbool.h>
#include <stdint.h>
#include <yaml.h>

#include "yaml/read.h"
#include "yaml/store.h"

struct cursor {
	yaml_parser_t parser;
	yaml_event_t event;	/* the current one, zeroed where there is none */
	struct yaml_store *store;
	struct read_error *err;
	bool any_text;		/* UTF-8, and long: text people write, or paths */
};

/* A scalar, copied; @text NULL: not there. */
struct scalar {
	const char *text;
	unsigned int line, column;
	bool quoted;
};

/* cursor_fail - fill in the error and return READ_BAD */
int cursor_fail(struct cursor *c, unsigned int line, unsigned int column,
		const char *format, ...)
	__attribute__((format(printf, 4, 5)));
int scalar_fail(struct cursor *c, const struct scalar *at, const char *format,
		...) __attribute__((format(printf, 3, 4)));
int cursor_no_memory(struct cursor *c);

int cursor_open(struct cursor *c, const char *text, size_t size);
void cursor_close(struct cursor *c);

/* cursor_next - step to the next event */
int cursor_next(struct cursor *c);

/* cursor_expect - fail unless the current event is @type, called @what */
int cursor_expect(struct cursor *c, yaml_event_type_t type, const char *what);

/* cursor_scalar - copy the current event, which has to be a scalar */
int cursor_scalar(struct cursor *c, struct scalar *out);

/* cursor_key - step to the next key; @out.text is NULL after the last */
int cursor_key(struct cursor *c, struct scalar *out);

/* cursor_value - step to a scalar value */
int cursor_value(struct cursor *c, struct scalar *out);

/* scalar_number - unsigned, decimal or 0x...; fails at its own place */
int scalar_number(struct cursor *c, const struct scalar *s, uint64_t *out);

/* scalar_flag - true or false, as 1 or 0 */
int scalar_flag(struct cursor *c, const struct scalar *s, uint64_t *out);

/* scalar_among - is @word one of the blank separated @words? */
bool scalar_among(const char *words, const char *word);

/* cursor_item - step to the next item of a sequence; *@more false: the end */
int cursor_item(struct cursor *c, bool *more);

#endif
