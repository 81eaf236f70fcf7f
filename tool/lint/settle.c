// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/settle.h"

#include <string.h>

static bool known(const char *rule, size_t len)
{
	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++)
		if (strlen(iop_rules[r].slug) == len &&
		    !memcmp(iop_rules[r].slug, rule, len))
			return true;
	return false;
}

static void settle_one(struct found *found, struct places *places)
{
	const struct iop_finding *f = found->f;

	found->at = place_of(places, f->node, f->property);
	if (!places)
		return;
	found->reason = place_silenced(places, f->node, f->property,
				       iop_rules[f->rule].slug, &found->reason_len);
	if (found->reason)
		found->hush = HUSH_SOURCE;
}

/* Sources are compiled once more for their lines: not where none is wanted. */
int settle(struct gathered *all, const struct options *o,
	   const struct input_tree *tree, struct places **places,
	   struct out *diag)
{
	int status;

	*places = NULL;
	if (!all->count)
		return EXIT_OK;
	status = places_open(places, o, tree, all->tree, diag);
	for (uint32_t n = 0; !status && n < all->count; n++)
		settle_one(&all->found[n], *places);
	if (!status && !o->quiet)
		places_check(*places, known, diag);
	return status;
}
