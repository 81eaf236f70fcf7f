/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/input.h"

int input_tree_error(struct out *diag, const char *name,
		     const struct iop_tree *t, int e,
		     const struct iop_place *where)
{
	char path[4096];

	input_diag(diag, name);
	if (e != -IOP_ERR_NOSPACE) {
		out_str(diag, "at byte ");
		out_hex(diag, where->offset);
		if (where->node != IOP_NO_NODE) {
			iop_node_path(t, where->node, path, sizeof(path));
			out_str(diag, " (");
			out_term(diag, path);
			out_char(diag, ')');
		}
		out_str(diag, ": ");
	}
	out_str(diag, iop_error_text(e));
	input_diag_end(diag);
	return e == -IOP_ERR_NOSPACE ? EXIT_IO : EXIT_TREE;
}

int input_index(struct iop_tree *t, const struct input_tree *tree,
		struct iop_arena *a, struct out *diag)
{
	struct iop_place where;
	int e = iop_tree_index(t, tree->blob, tree->size, a, &where);

	return e ? input_tree_error(diag, tree->name, t, e, &where) : EXIT_OK;
}
