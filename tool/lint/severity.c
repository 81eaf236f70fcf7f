// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/severity.h"

#include <string.h>

enum act { RAISE, OFF, SET };

unsigned int severity_rule(const char *slug)
{
	unsigned int r = 0;

	while (r < IOP_RULE_COUNT && strcmp(iop_rules[r].slug, slug))
		r++;
	return r;
}

const char *rule_hint(const char *slug, char hint[NEAREST_HINT])
{
	struct nearest near;

	nearest_begin(&near, slug);
	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++)
		nearest_offer(&near, iop_rules[r].slug);
	return nearest_hint(&near, hint);
}

static void apply(struct grade *g, unsigned int r, enum act act,
		  enum iop_severity severity)
{
	g->off[r] = act == OFF;
	if (act == OFF)
		return;
	if (act == RAISE && (g->set[r] ? g->severity[r] : iop_rules[r].severity) <=
			    IOP_WARNING)
		return;
	g->set[r] = true;
	g->severity[r] = (uint8_t)(act == RAISE ? IOP_WARNING : severity);
}

/* "error=rule": what stands before the sign. */
static bool split(const char **text, enum iop_severity *severity)
{
	const char *sign = strchr(*text, '=');
	size_t len = sign ? (size_t)(sign - *text) : 0;
	const char *name;

	for (enum iop_severity s = IOP_ERROR; s <= IOP_NOTE; s++) {
		name = iop_severity_name(s);
		if (len != strlen(name) || memcmp(name, *text, len))
			continue;
		*severity = s;
		*text = sign + 1;
		return true;
	}
	return false;
}

bool grade_word(struct grade *g, const char *text)
{
	enum iop_severity severity = IOP_WARNING;
	enum act act = RAISE;
	unsigned int r;

	if (split(&text, &severity)) {
		act = SET;
	} else if (!strncmp(text, "no-", 3) && severity_rule(text) == IOP_RULE_COUNT) {
		act = OFF;
		text += 3;
	}
	if (!strcmp(text, "all")) {
		for (r = 0; r < IOP_RULE_COUNT; r++)
			apply(g, r, act, severity);
		return true;
	}
	r = severity_rule(text);
	if (r < IOP_RULE_COUNT)
		apply(g, r, act, severity);
	return r < IOP_RULE_COUNT;
}

const char *grade_read(struct grade *g, const struct options *o)
{
	for (unsigned int n = 0; n < o->warnings.n; n++)
		if (!grade_word(g, o->warnings.names[n]))
			return o->warnings.names[n];
	return NULL;
}

enum iop_severity grade_of(const struct grade *g, const struct iop_finding *f)
{
	return g->set[f->rule] ? g->severity[f->rule] : f->severity;
}
