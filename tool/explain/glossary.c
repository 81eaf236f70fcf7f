// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/glossary.h"

#include "bindings/msi.h"
#include "cmdline/cmdline.h"
#include "compare/diff/kinds.h"
#include "cli/options.h"
#include "explain/attribute.h"
#include "explain/log_words.h"
#include "explain/glossary_words.h"
#include "lint/rules.h"
#include "model/effects.h"
#include "model/reasons.h"
#include "remedy/amend.h"
#include "remedy/share.h"
#include "solve/solve.h"
#include "verify/checks.h"

static const struct meaning all[] = {
#define WORD(kind, word, text) { kind, word, text },
	GLOSSARY_WORDS(WORD)
#undef WORD
#define EFFECT(id, slug, words, text) { "effect", slug, text },
	IOP_EFFECTS(EFFECT)
#undef EFFECT
#define REASON(id, slug, text, ...) { "reason", slug, text },
	IOP_REASONS(REASON)
#undef REASON
#define CONFLICT(id, slug, text) { "boot argument", slug, text },
	IOP_CONFLICTS(CONFLICT)
#undef CONFLICT
#define DIFFERENCE(id, slug, text) { "difference", slug, text },
	DIFF_ERRORS(DIFFERENCE)
	DIFF_WARNINGS(DIFFERENCE)
	DIFF_NOTES(DIFFERENCE)
#undef DIFFERENCE
#define CAUSE(id, slug, text) { "verify", slug, text },
	CHECK_CAUSES(CAUSE)
#undef CAUSE
#define LOGGED(id, slug, text) { "event of a log", slug, text },
	LOG_EVENTS(LOGGED)
#undef LOGGED
#define WHY(id, slug, text, fix) { "cause of a log's line", slug, text },
	LOG_CAUSES(WHY)
#undef WHY
#define WORD(word, text) { "in a log", word, text },
	LOG_WORDS(WORD)
#undef WORD
#define OBSTACLE(id, slug, text) { "obstacle", slug, text },
	IOP_OBSTACLES(OBSTACLE)
#undef OBSTACLE
#define SHARE(id, slug, text) { "not shared", slug, text },
	IOP_SHARE_WHYS(SHARE)
#undef SHARE
#define AMEND(id, slug, text) { "not edited", slug, text },
	IOP_AMEND_WHYS(AMEND)
#undef AMEND
#define MSI(id, slug, text) { "fault of msi-map", slug, text },
	IOP_MSI_FAULTS(MSI)
#undef MSI
};

#define N_MEANINGS (sizeof(all) / sizeof(all[0]))

bool glossary_next(unsigned int *cursor, struct meaning *m)
{
	size_t at;

	for (; *cursor < N_MEANINGS; ++*cursor) {
		if (!*all[*cursor].text)
			continue;
		*m = all[(*cursor)++];
		return true;
	}
	at = *cursor - N_MEANINGS;
	if (at < IOP_RULE_COUNT) {
		*m = (struct meaning){ "rule", iop_rules[at].slug, iop_rules[at].title };
	} else {
		const struct option_row *o = &option_rows[at - IOP_RULE_COUNT];

		if (!o->name)
			return false;
		*m = (struct meaning){ "option", o->name, o->doc };
	}
	++*cursor;
	return true;
}
