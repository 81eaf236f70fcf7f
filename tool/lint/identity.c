// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/identity.h"

#include <fnmatch.h>
#include <errno.h>
#include <string.h>

#include "policy/select.h"

void identity_board(struct line *l, const struct input_tree *tree)
{
	const char *slash = strrchr(tree->file, '/');
	const char *name = slash ? slash + 1 : tree->file;
	const char *dot = strrchr(name, '.');

	line_clear(l);
	if (!strcmp(name, "-"))
		name = "stdin";
	line_mem(l, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
	if (tree->image) {
		line_str(l, ".");
		line_str(l, tree->image);
	}
}

/* Time of fnmatch() grows with a power of the stars: it gets what iop_glob(),
 * to which all else means the same, does not know. */
static bool fits(const char *glob, const char *text)
{
	return glob[strcspn(glob, "[\\")] ? !fnmatch(glob, text, 0) :
					    iop_glob(glob, text, false);
}

bool identity_known(const struct iop_tree *t, const char *board, const char *glob)
{
	struct iop_cells list = iop_prop(t, 0, IOP_P_COMPATIBLE);
	const char *at = (const char *)list.at, *end = list.left ? at + list.left : at;

	if (fits(glob, board))
		return true;
	while (list.left && !end[-1] && at < end) {
		if (fits(glob, at))
			return true;
		at += strlen(at) + 1;
	}
	return false;
}

/* FNV-1a, with the terminator. */
uint64_t identity_add(uint64_t hash, const char *text)
{
	do {
		hash = (hash ^ (uint8_t)*text) * 0x100000001b3u;
	} while (*text++);
	return hash;
}

uint64_t identity_of(struct out *o, const struct iop_tree *t, const struct iop_finding *f)
{
	const char *machine = iop_prop_string(t, 0, IOP_P_COMPATIBLE);
	uint64_t hash = identity_add(IDENTITY_NONE, iop_rules[f->rule].slug);
	struct line l = { 0 };

	line_path(&l, t, f->node);
	line_str(&l, ":");
	line_str(&l, f->property ? f->property : "");
	if (f->entry != IOP_NONE) {
		line_str(&l, ":");
		line_dec(&l, f->entry);
	}
	hash = identity_add(identity_add(hash, machine ? machine : ""), line_text(&l));
	if (l.failed && !o->error)
		o->error = ENOMEM;
	line_free(&l);
	return hash;
}
