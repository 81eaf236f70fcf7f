// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "lint/totals.h"

#include <sys/mman.h>

struct lint_totals *totals_open(void)
{
	struct lint_totals *t = mmap(NULL, sizeof(*t), PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	/* cppcheck-suppress memleak ; totals_close() unmaps it */
	return t == MAP_FAILED ? NULL : t;
}

void totals_close(struct lint_totals *t)
{
	if (t)
		munmap(t, sizeof(*t));
}

void totals_add(struct lint_totals *t, const struct gathered *all)
{
	for (uint32_t n = 0; n < all->count; n++) {
		t->found[all->found[n].f->rule] = true;
		if (all->found[n].suppression)
			t->suppressed++;
		else
			t->severity[all->found[n].severity]++;
	}
	t->trees++;
}

static bool found_any(struct out *o, const struct lint_totals *t)
{
	bool any = false;

	for (int s = IOP_ERROR; s <= IOP_NOTE; s++) {
		if (!t->severity[s])
			continue;
		if (any)
			out_str(o, ", ");
		out_fmt(o, "%lu %s%s", t->severity[s], iop_severity_name((enum iop_severity)s),
			t->severity[s] == 1 ? "" : "s");
		any = true;
	}
	return any;
}

static void hint(struct out *o, const struct lint_totals *t, bool notes)
{
	if (!notes && t->severity[IOP_NOTE])
		out_str(o, "; --notes shows the notes");
	out_char(o, '\n');
}

void totals_line(struct out *o, const struct lint_totals *t, bool notes)
{
	if (!t->trees)
		return;
	if (!found_any(o, t))
		out_str(o, "no findings");
	out_str(o, " in ");
	out_count(o, t->trees, "tree", "trees");
	if (t->suppressed)
		out_fmt(o, "; %lu suppressed", t->suppressed);
	hint(o, t, notes);
}

void totals_merged(struct out *o, const struct lint_totals *t, bool notes)
{
	if (!found_any(o, t)) {
		out_str(o, "no findings\n");
		return;
	}
	out_str(o, " in ");
	out_count(o, t->trees, "tree that has any", "trees that have any");
	hint(o, t, notes);
}
