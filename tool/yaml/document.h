/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A JSON document whole, for what is written by programs and may have keys
 * that are not known here: values by key, lists by next.
 */
#ifndef YAML_DOCUMENT_H
#define YAML_DOCUMENT_H

#include <stdbool.h>

#include "yaml/read.h"
#include "yaml/store.h"

enum doc_kind { DOC_SCALAR, DOC_LIST, DOC_MAP };

struct doc {
	enum doc_kind kind;
	const char *key;	/* in a map, or NULL */
	const char *text;	/* of a scalar that is not null */
	struct doc *first, *last;	/* in it */
	struct doc *next;	/* its sibling */
};

/*
 * doc_read - the one document in @text; it lives in @store
 * returns: READ_OK, READ_BAD or READ_IO, then with @err filled in.
 */
int doc_read(struct doc **out, struct yaml_store *store, const char *text, size_t size,
	     struct read_error *err);

/* doc_at - the value of @key in a map; NULL: there is none, or @d is no map */
const struct doc *doc_at(const struct doc *d, const char *key);

/* doc_text - the text of @key; NULL: none, null, or not a scalar */
const char *doc_text(const struct doc *d, const char *key);

/* doc_first - the first element of the list of @key, or NULL */
const struct doc *doc_first(const struct doc *d, const char *key);

#endif
