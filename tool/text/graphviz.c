// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "text/graphviz.h"

#include <string.h>

struct doubled {
	struct out *o;
};

/* out_term() has made harmless what does not show; its backslashes come here. */
static int escape(void *ctx, const void *bytes, size_t n)
{
	struct out *o = ((struct doubled *)ctx)->o;
	const char *s = bytes;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '&') {
			out_str(o, "&amp;");
			continue;
		}
		if (s[i] == '"' || s[i] == '\\')
			out_char(o, '\\');
		out_char(o, s[i]);
	}
	return 0;
}

void out_dot_mem(struct out *o, const char *s, size_t n)
{
	static struct out term;
	struct doubled to = { .o = o };

	out_to_sink(&term, escape, &to);
	out_term_mem(&term, s, n);
	out_flush(&term);
}
