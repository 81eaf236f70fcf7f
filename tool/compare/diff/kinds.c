/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "compare/diff/diff.h"

struct kind {
	const char *slug, *text;
	uint8_t severity;
};

static const struct kind kinds[DIFF_KINDS] = {
#define ERROR_ROW(id, slug, text) { slug, text, FAIL_ON_ERROR },
#define WARNING_ROW(id, slug, text) { slug, text, FAIL_ON_WARNING },
#define NOTE_ROW(id, slug, text) { slug, text, FAIL_ON_NOTE },
	DIFF_ERRORS(ERROR_ROW)
	DIFF_WARNINGS(WARNING_ROW)
	DIFF_NOTES(NOTE_ROW)
#undef ERROR_ROW
#undef WARNING_ROW
#undef NOTE_ROW
};

const char *diff_slug(enum diff_kind kind)
{
	return kinds[kind].slug;
}

const char *diff_text(enum diff_kind kind)
{
	return kinds[kind].text;
}

enum fail_on diff_severity(enum diff_kind kind)
{
	return kinds[kind].severity;
}
