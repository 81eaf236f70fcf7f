// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/format/findings.h"

#include <errno.h>

void render_each(struct out *o, const struct lint_input *in,
		 void (*one)(struct out *o, const struct lint_input *in,
			     const struct found *found, struct line *l))
{
	struct line l = { 0 };

	for (uint32_t n = 0; n < in->all->count; n++)
		if (!in->all->found[n].suppression)
			one(o, in, &in->all->found[n], &l);
	if (l.failed && !o->error)
		o->error = ENOMEM;
	line_free(&l);
}
