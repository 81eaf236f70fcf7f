// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernels for which a finding holds, and those that were not read, as text. */
#include "config/kernel_option.h"
#include "lint/collect.h"
#include "lint/message.h"

static bool holds(const struct found *f, uint32_t kernel)
{
	return f->held[kernel / 8] >> kernel % 8 & 1;
}

static void version(struct line *l, const char *before, iop_version v)
{
	char text[16];

	kernel_version_text(v, text);
	line_str(l, before);
	line_str(l, text);
}

void gather_kernels(const struct gathered *g, const struct found *f,
		    struct line *l)
{
	uint32_t first = 0, end;
	bool any = false;

	line_clear(l);
	for (; first < g->n_kernels; first = end) {
		for (end = first; end < g->n_kernels && (!f->held || holds(f, end)); end++)
			;
		if (end == first) {
			end++;
			continue;
		}
		if (end - first == g->n_kernels) {
			version(l, "", g->kernels[0]);
			if (end > 1)
				version(l, "..", g->kernels[end - 1]);
			return;
		}
		version(l, any ? " || >=" : ">=", g->kernels[first]);
		if (end < g->n_kernels)
			version(l, " <", g->kernels[end]);
		any = true;
	}
}

static void unread(const struct gathered *g, struct line *l)
{
	version(l, "Linux ", g->read_before);
	if (g->read_after)
		version(l, " and ", g->read_after);
	line_str(l, g->read_after ? " were read, and differ in this" :
		 " was the last of its series that was read");
}

void gather_message(const struct gathered *g, const struct found *f, struct line *l)
{
	message_of(g->tree, f->f, l);
	if (!f->unread)
		return;
	line_str(l, " (unknown: ");
	unread(g, l);
	line_str(l, ")");
}

void gather_unread(const struct gathered *g, struct line *l)
{
	line_clear(l);
	unread(g, l);
}
