/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "policy/select.h"

/* The place of a star, and the length of its match. */
struct star {
	const char *after;	/* the pattern behind it; NULL: none was met */
	const char *taken;	/* the text it has taken ends here */
};

/* Let a star take one more character; false where it may not. */
static bool widen(struct star *s, bool stops, const char **p, const char **t)
{
	if (!s->after || !*s->taken || (stops && *s->taken == '/'))
		return false;
	*p = s->after;
	*t = ++s->taken;
	return true;
}

/* Only the last star of a kind is ever reconsidered: the earlier ones have
 * found the shortest text that will do, so this stays quadratic. */
bool iop_glob(const char *p, const char *t, bool path)
{
	struct star one = { 0 }, two = { 0 };

	while (*t || *p) {
		if (*p == '*') {
			bool both = path && p[1] == '*';
			struct star *s = both ? &two : &one;

			p += both ? 2 : 1;
			*s = (struct star){ p, t };
			if (both)
				one.after = NULL;
		} else if (*t && (*p == *t || (*p == '?' && !(path && *t == '/')))) {
			p++;
			t++;
		} else if (widen(&one, path, &p, &t)) {
			continue;
		} else if (widen(&two, false, &p, &t)) {
			one.after = NULL;
		} else {
			return false;
		}
	}
	return true;
}
