// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/checks.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const check_kinds[] = {
#define KIND_SLUG(id, slug) slug,
	CHECK_KINDS(KIND_SLUG)
#undef KIND_SLUG
};

const char *const check_causes[] = {
#define CAUSE_SLUG(id, slug, text) slug,
	CHECK_CAUSES(CAUSE_SLUG)
#undef CAUSE_SLUG
};

const char *const check_cause_texts[] = {
#define CAUSE_TEXT(id, slug, text) text,
	CHECK_CAUSES(CAUSE_TEXT)
#undef CAUSE_TEXT
};

struct verify_check *check_add(struct checks *c, enum check_kind kind, enum check_result result)
{
	static struct verify_check lost;
	struct verify_check *k = vec_push(&c->list, sizeof(*k));

	if (!k) {
		c->failed = true;
		k = &lost;
	}
	*k = (struct verify_check){ .result = result, .kind = kind };
	return k;
}

const char *check_text(struct checks *c, const char *format, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	text = len < 0 ? NULL : store_alloc(&c->store, (size_t)len + 1);
	if (text)
		vsnprintf(text, (size_t)len + 1, format, again);
	else
		c->failed = true;
	va_end(again);
	va_end(args);
	return text;
}

void checks_free(struct checks *c)
{
	free(c->list.data);
	store_free(&c->store);
	memset(c, 0, sizeof(*c));
}
