/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "yaml/cursor.h"

#define SCALAR_MAX 500
#define LONG_SCALAR_MAX 8192

static int fail(struct cursor *c, unsigned int line, unsigned int column,
		const char *format, va_list args)
{
	c->err->line = line;
	c->err->column = column;
	vsnprintf(c->err->message, sizeof(c->err->message), format, args);
	return READ_BAD;
}

int cursor_fail(struct cursor *c, unsigned int line, unsigned int column,
		const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fail(c, line, column, format, args);
	va_end(args);
	return READ_BAD;
}

int scalar_fail(struct cursor *c, const struct scalar *at, const char *format,
		...)
{
	va_list args;

	va_start(args, format);
	fail(c, at->line, at->column, format, args);
	va_end(args);
	return READ_BAD;
}

int cursor_no_memory(struct cursor *c)
{
	cursor_fail(c, 0, 0, "out of memory");
	return READ_IO;
}

static int fail_here(struct cursor *c, const char *message)
{
	const yaml_mark_t *at = &c->event.start_mark;

	return cursor_fail(c, (unsigned int)at->line + 1,
			   (unsigned int)at->column + 1, "%s", message);
}

/* The parser's own complaint; the reader's has no mark but where it stood. */
static int fail_parser(struct cursor *c)
{
	const yaml_mark_t *at = &c->parser.problem_mark;
	const char *problem = c->parser.problem;

	if (c->parser.error == YAML_MEMORY_ERROR)
		return cursor_no_memory(c);
	if (c->parser.error == YAML_READER_ERROR)
		at = &c->parser.mark;
	return cursor_fail(c, (unsigned int)at->line + 1,
			   (unsigned int)at->column + 1, "not YAML: %s",
			   problem ? problem : "unreadable");
}

int cursor_open(struct cursor *c, const char *text, size_t size)
{
	memset(&c->event, 0, sizeof(c->event));
	if (!yaml_parser_initialize(&c->parser))
		return cursor_no_memory(c);
	yaml_parser_set_encoding(&c->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&c->parser, (const unsigned char *)text,
				     size);
	return READ_OK;
}

void cursor_close(struct cursor *c)
{
	yaml_event_delete(&c->event);
	yaml_parser_delete(&c->parser);
}

static bool is_decorated(const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return e->data.scalar.anchor || e->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return e->data.sequence_start.anchor ||
		       e->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return e->data.mapping_start.anchor ||
		       e->data.mapping_start.tag;
	default:
		return e->type == YAML_ALIAS_EVENT;
	}
}

int cursor_next(struct cursor *c)
{
	yaml_event_delete(&c->event);
	if (!yaml_parser_parse(&c->parser, &c->event))
		return fail_parser(c);
	if (is_decorated(&c->event))
		return fail_here(c, "anchors, aliases and tags are not supported");
	return READ_OK;
}

int cursor_expect(struct cursor *c, yaml_event_type_t type, const char *what)
{
	char message[80];

	if (c->event.type == type)
		return READ_OK;
	snprintf(message, sizeof(message), "expected %s", what);
	return fail_here(c, message);
}

int cursor_scalar(struct cursor *c, struct scalar *out)
{
	const yaml_event_t *e = &c->event;
	size_t i, len;

	if (cursor_expect(c, YAML_SCALAR_EVENT, "a plain value"))
		return READ_BAD;
	len = e->data.scalar.length;
	if (len > (c->any_text ? LONG_SCALAR_MAX : SCALAR_MAX))
		return fail_here(c, "text is too long");
	for (i = 0; i < len; i++)
		if (e->data.scalar.value[i] < ' ' ||
		    (e->data.scalar.value[i] > '~' && !c->any_text))
			return fail_here(c, c->any_text ?
					 "text has control characters" :
					 "text is not printable ASCII");
	out->text = store_text(c->store, (const char *)e->data.scalar.value, len);
	out->line = (unsigned int)e->start_mark.line + 1;
	out->column = (unsigned int)e->start_mark.column + 1;
	out->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return out->text ? READ_OK : cursor_no_memory(c);
}

int cursor_key(struct cursor *c, struct scalar *out)
{
	int rc = cursor_next(c);

	out->text = NULL;
	if (rc || c->event.type == YAML_MAPPING_END_EVENT)
		return rc;
	return cursor_scalar(c, out);
}

int cursor_value(struct cursor *c, struct scalar *out)
{
	int rc = cursor_next(c);

	return rc ? rc : cursor_scalar(c, out);
}

int cursor_item(struct cursor *c, bool *more)
{
	int rc = cursor_next(c);

	*more = !rc && c->event.type != YAML_SEQUENCE_END_EVENT;
	return rc;
}
