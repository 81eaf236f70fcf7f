// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/suppress.h"

#include <string.h>

#include "input/tree_check.h"
#include "render/line.h"
#include "text/path_map.h"

static bool known(const char *rule, size_t len, char hint[NEAREST_HINT])
{
	char word[64] = "";

	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++)
		if (strlen(iop_rules[r].slug) == len &&
		    !memcmp(iop_rules[r].slug, rule, len))
			return true;
	strncat(word, rule, len < sizeof(word) - 1 ? len : sizeof(word) - 1);
	rule_hint(word, hint);
	return false;
}

static void suppress(struct found *found, enum suppression by, const char *reason, size_t len)
{
	found->suppression = (uint8_t)by;
	found->reason = reason;
	found->reason_len = len;
}

/* Whoever is nearest to the finding speaks first. */
static bool settle_one(const struct settling *s, struct found *found,
		       const struct iop_tree *t, const char *board,
		       struct places *places)
{
	static const char before[] = "in the baseline", old[] = "not new";
	const struct iop_finding *f = found->f;
	const char *rule = iop_rules[f->rule].slug, *reason = NULL;
	const struct ignore *ignore;
	struct line path = { 0 };
	bool error = false;
	size_t len;

	found->at = place_of(places, f->node, f->property);
	if (found->at.file)
		found->at.file = path_map(found->at.file);
	if (places)
		reason = place_silenced(places, f->node, f->property, rule, &len);
	if (reason) {
		suppress(found, SUPPRESSED_BY_SOURCE, reason, len);
		return true;
	}
	line_path(&path, t, f->node);
	ignore = ignore_find(s->settings, t, board, line_text(&path), rule);
	error = path.failed;
	line_free(&path);
	if (ignore)
		suppress(found, SUPPRESSED_BY_CONFIG, ignore->reason, strlen(ignore->reason));
	else if (s->baseline->file && !error &&
		 baseline_has(s->baseline, t, board, f, &error))
		suppress(found, SUPPRESSED_BY_BASELINE, before, sizeof(before) - 1);
	else if (s->earlier && !error &&
		 earlier_has(s->earlier, t, board, f, &error))
		suppress(found, SUPPRESSED_BY_EARLIER, old, sizeof(old) - 1);
	return !error;
}

/* Sources are compiled once more for their lines: not where none is wanted. */
int suppress_settle(const struct settling *s, struct gathered *all,
		    const struct input_tree *tree, const char *board,
		    struct places **places, struct out *diag)
{
	int status;

	*places = NULL;
	ignore_ask(s->settings, all->tree, board);
	baseline_begin(s->baseline, board);
	if (!all->count)
		return EXIT_OK;
	status = places_open(places, &s->o->run, tree, all->tree, diag);
	for (uint32_t n = 0; !status && n < all->count; n++)
		if (!settle_one(s, &all->found[n], all->tree, board, *places))
			status = check_say(diag, tree->name, "out of memory", EXIT_IO);
	if (!status && !s->o->run.quiet)
		places_check(*places, known, diag);
	return status;
}
