// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "yaml/document.h"

#include <string.h>

#include "yaml/cursor.h"

#define DEPTH_MAX 32

struct builder {
	struct cursor c;
	struct doc *open[DEPTH_MAX];
	unsigned int depth;
	const char *key;	/* of the value that comes next */
	struct doc *root;
};

static struct doc *add(struct builder *b, enum doc_kind kind)
{
	struct doc *d = store_alloc(b->c.store, sizeof(*d)), *in;

	if (!d)
		return NULL;
	d->kind = kind;
	d->key = b->key;
	b->key = NULL;
	if (!b->depth) {
		b->root = d;
		return d;
	}
	in = b->open[b->depth - 1];
	if (in->last)
		in->last->next = d;
	else
		in->first = d;
	in->last = d;
	return d;
}

static bool is_null(const yaml_event_t *e)
{
	return e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       e->data.scalar.length == 4 && !memcmp(e->data.scalar.value, "null", 4);
}

static int scalar(struct builder *b)
{
	const yaml_event_t *e = &b->c.event;
	const char *text = store_text(b->c.store, (const char *)e->data.scalar.value,
				      e->data.scalar.length);
	struct doc *d;

	if (!text)
		return cursor_no_memory(&b->c);
	if (b->depth && b->open[b->depth - 1]->kind == DOC_MAP && !b->key) {
		b->key = text;
		return READ_OK;
	}
	d = add(b, DOC_SCALAR);
	if (d && !is_null(e))
		d->text = text;
	return d ? READ_OK : cursor_no_memory(&b->c);
}

static int opened(struct builder *b, enum doc_kind kind)
{
	struct doc *d;

	if (b->depth == DEPTH_MAX)
		return cursor_fail(&b->c, (unsigned int)b->c.event.start_mark.line + 1, 1,
				   "nested too deep");
	if (b->depth && b->open[b->depth - 1]->kind == DOC_MAP && !b->key)
		return cursor_fail(&b->c, (unsigned int)b->c.event.start_mark.line + 1, 1,
				   "a key that is not a word");
	d = add(b, kind);
	if (!d)
		return cursor_no_memory(&b->c);
	b->open[b->depth++] = d;
	return READ_OK;
}

static int take(struct builder *b)
{
	switch (b->c.event.type) {
	case YAML_SCALAR_EVENT:
		return scalar(b);
	case YAML_MAPPING_START_EVENT:
		return opened(b, DOC_MAP);
	case YAML_SEQUENCE_START_EVENT:
		return opened(b, DOC_LIST);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		b->depth--;
		return READ_OK;
	default:
		return READ_OK;
	}
}

int doc_read(struct doc **out, struct yaml_store *store, const char *text, size_t size,
	     struct read_error *err)
{
	struct builder b = { .c = { .store = store, .err = err, .any_text = true } };
	int rc = cursor_open(&b.c, text, size);

	if (rc)
		return rc;
	do {
		rc = cursor_next(&b.c);
		if (!rc)
			rc = take(&b);
	} while (!rc && b.c.event.type != YAML_DOCUMENT_END_EVENT &&
		 b.c.event.type != YAML_STREAM_END_EVENT);
	if (!rc && !b.root)
		rc = cursor_fail(&b.c, 1, 1, "empty");
	cursor_close(&b.c);
	*out = b.root;
	return rc;
}

const struct doc *doc_at(const struct doc *d, const char *key)
{
	const struct doc *v = d && d->kind == DOC_MAP ? d->first : NULL;

	while (v && strcmp(v->key, key))
		v = v->next;
	return v;
}

const char *doc_text(const struct doc *d, const char *key)
{
	const struct doc *v = doc_at(d, key);

	return v ? v->text : NULL;
}

const struct doc *doc_first(const struct doc *d, const char *key)
{
	const struct doc *v = doc_at(d, key);

	return v && v->kind == DOC_LIST ? v->first : NULL;
}
