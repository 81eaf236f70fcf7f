// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/fix.h"

#include <string.h>

#include "artefacts/atomic.h"
#include "input/tree_check.h"
#include "lint/fix_value.h"
#include "lint/message.h"

static struct out overlay;

static bool same_property(const struct iop_fix *a, const struct iop_fix *b)
{
	return a->node == b->node && !strcmp(a->property, b->property);
}

/* The finding whose fix of the same property is written, if not this one's. */
static bool is_taken(const struct gathered *all, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (all->found[i].f->fix && !all->found[i].suppression &&
		    same_property(all->found[i].f->fix, all->found[n].f->fix))
			return true;
	return false;
}

/* What of a name could end the comment it stands in. */
static void comment(struct out *o, const char *text)
{
	for (; *text; text++)
		out_term_mem(o, text[0] == '/' && text[1] == '*' ? " " :
				text[0] == '*' && text[1] == '/' ? " " : text, 1);
}

static void say(struct out *o, const struct gathered *all, const struct found *found,
		struct line *l)
{
	message_of(all->tree, found->f, l);
	out_str(o, "\n\t/*\n\t * ");
	out_str(o, iop_rules[found->f->rule].slug);
	out_str(o, ": ");
	comment(o, line_text(l));
}

static void fragment(struct out *o, const struct gathered *all, uint32_t n,
		     uint32_t number, struct line *l)
{
	const struct iop_fix *fix = all->found[n].f->fix;

	say(o, all, &all->found[n], l);
	if (fix->kind == IOP_FIX_DELETE || is_taken(all, n)) {
		out_str(o, fix->kind == IOP_FIX_DELETE ?
			"\n\t * An overlay cannot delete: it has to be changed in the source.\n\t */\n" :
			"\n\t * Another fix of this property comes first: apply it, then run lint again.\n\t */\n");
		return;
	}
	line_clear(l);
	line_path(l, all->tree, fix->node);
	out_fmt(o, "\n\t */\n\tfragment@%u {\n\t\ttarget-path = ", number);
	fix_string(o, line_text(l), strlen(line_text(l)));
	out_fmt(o, ";\n\t\t__overlay__ {\n\t\t\t%s = ", fix->property);
	fix_value(o, all->tree, fix);
	out_str(o, ";\n\t\t};\n\t};\n");
}

static void write_all(struct out *o, const struct gathered *all,
		      const struct input_tree *tree)
{
	struct line l = { 0 };
	uint32_t number = 0;

	out_str(o, "/* Fixes for ");
	comment(o, tree->name);
	out_str(o, ", to be reviewed: iommuplan lint --fix-overlay */\n"
		   "/dts-v1/;\n/plugin/;\n\n/ {");
	for (uint32_t n = 0; n < all->count; n++)
		if (all->found[n].f->fix && !all->found[n].suppression)
			fragment(o, all, n, number++, &l);
	out_str(o, "};\n");
	line_free(&l);
}

int fix_tree(struct fixing *m, const struct gathered *all,
	     const struct input_tree *tree, struct out *diag)
{
	struct atomic_set set;
	int fd;

	if (!m->file)
		return EXIT_OK;
	if (m->trees++)
		return check_say(diag, tree->name, "an overlay of fixes is for one "
				 "tree, but this is a second one", EXIT_USAGE);
	atomic_begin(&set, diag);
	fd = atomic_open(&set, m->file, false);
	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&overlay, fd);
	write_all(&overlay, all, tree);
	if (atomic_flush(&set, fd, &overlay))
		return atomic_commit(&set) ? EXIT_OK : EXIT_IO;
	atomic_abort(&set);
	return EXIT_IO;
}
