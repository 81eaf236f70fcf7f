/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _GNU_SOURCE
#include "config/choose_vendor.h"

#include <string.h>

#include "facts/vendor.h"
#include "text/status.h"

int vendor_check(const struct iop_facts *f, const char *name, struct out *diag)
{
	const char *known;
	uint16_t at = 0;

	if (!name || !strcmp(name, VENDOR_MAINLINE) || iop_vendor_find(f, name))
		return EXIT_OK;
	out_str(diag, "iommuplan: --vendor ");
	out_term(diag, name);
	out_str(diag, ": no facts about such a vendor's kernels; there are those of ");
	while ((known = iop_vendor_next(f, &at))) {
		out_str(diag, known);
		out_str(diag, ", ");
	}
	out_str(diag, VENDOR_MAINLINE "\n");
	return EXIT_USAGE;
}

/* Trees of mainline have none of the strings: nothing is indexed for them. */
static bool may_have(const struct iop_facts *f, const struct input_tree *tree)
{
	const char *list = iop_list_infos[IOP_L_VENDOR_IOMMUS].name;

	for (uint16_t n = 0; n < f->n_vendors; n++)
		for (uint16_t i = 0; i < f->vendors[n].n_items; i++) {
			const struct iop_item *item = &f->vendors[n].items[i];

			if (!strcmp(item->list, list) &&
			    memmem(tree->blob, tree->size, item->name, strlen(item->name)))
				return true;
		}
	return false;
}

static const char *find(const struct iop_facts *f, const struct iop_tree *t, const char **sign)
{
	const char *vendor = NULL;

	for (uint32_t n = 0; n < t->count && !vendor; n++)
		if (iop_has(t, n, IOP_P_COMPATIBLE) && iop_has(t, n, IOP_P_IOMMU_CELLS))
			vendor = iop_vendor_of_iommu(f, iop_prop(t, n, IOP_P_COMPATIBLE), sign);
	return vendor;
}

static int drop(void *ctx, const void *bytes, size_t n)
{
	(void)ctx;
	(void)bytes;
	(void)n;
	return 0;
}

const char *vendor_of_tree(const struct iop_facts *f, const struct input_tree *tree,
			   struct iop_arena *a, const char **sign)
{
	static struct out ignored;
	struct iop_tree t;
	const char *vendor = NULL;
	size_t mark = iop_arena_mark(a);

	if (!may_have(f, tree))
		return NULL;
	/* Errors of the tree are reported when it is planned. */
	out_to_sink(&ignored, drop, NULL);
	if (!input_index(&t, tree, a, &ignored))
		vendor = find(f, &t, sign);
	iop_arena_release(a, mark);
	return vendor;
}

void vendor_remark(const char *file, const char *release, const char *vendor,
		   const char *sign, struct out *diag)
{
	if (file)
		input_diag(diag, file);
	else
		out_str(diag, "iommuplan: --kernel ");
	if (release) {
		out_term(diag, release);
		out_str(diag, ": ");
	}
	out_str(diag, "facts of the kernels of ");
	out_str(diag, vendor);
	out_str(diag, " are used");
	if (sign) {
		out_str(diag, "; only they support ");
		out_str(diag, sign);
	}
	out_str(diag, " (--vendor " VENDOR_MAINLINE " uses those of kernel.org)");
	input_diag_end(diag);
}
