// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/plan_findings.h"

#include "text/path_map.h"

int plan_findings_make(struct plan_findings *f, const struct iop_view *view,
		       const struct run_config *o, const struct input_tree *tree,
		       const struct iop_tree *t, struct iop_arena *a, struct out *diag)
{
	static const struct grade grade;
	const struct gathering how = {
		.view = view, .grade = &grade, .consumers = 1u << IOP_CONSUMER_LINUX,
	};
	int status = EXIT_OK, e;

	*f = (struct plan_findings){ .places = NULL };
	e = lint_gather(&f->all, &how, t, a);
	if (e)
		return input_tree_error(diag, tree->name, t, e, NULL);
	if (f->all.count)
		status = places_open(&f->places, o, tree, t, diag);
	for (uint32_t n = 0; !status && n < f->all.count; n++) {
		struct found *found = &f->all.found[n];

		found->at = place_of(f->places, found->f->node, found->f->property);
		if (found->at.file)
			found->at.file = path_map(found->at.file);
	}
	return status;
}

void plan_findings_close(struct plan_findings *f, struct out *diag)
{
	if (f->places)
		places_close(f->places, diag);
	f->places = NULL;
}
