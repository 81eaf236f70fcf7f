/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Comments that silence rules: "iommuplan: ignore[rule] reason". */
#include <string.h>

#include "srcpos/srcpos_internal.h"

/* The next of "a, b" from *at on; false at the end. */
static bool next_rule(const char **at, const char *end, const char **rule,
		      size_t *len)
{
	while (*at < end && (**at == ',' || **at == ' '))
		++*at;
	*rule = *at;
	while (*at < end && **at != ',' && **at != ' ')
		++*at;
	*len = (size_t)(*at - *rule);
	return *len;
}

static bool lists(const struct place_comment *c, const char *rule)
{
	const char *at = c->rules, *one;
	size_t len;

	while (c->rules && next_rule(&at, c->rules + c->rules_len, &one, &len))
		if (strlen(rule) == len && !memcmp(rule, one, len))
			return true;
	return false;
}

/* A property is all of its lines, a node the line it begins on. */
static const char *silenced_at(struct places *p, const struct place_spot *spot,
			       const struct place_name *what, const char *rule,
			       size_t *len)
{
	struct origin *o = origin_of(&p->origins, spot, what);
	uint32_t last = what->node ? spot->line : spot->last;
	size_t i;

	if (!o || !origin_read_comments(o))
		return NULL;
	for (i = 0; i < o->n_comments; i++) {
		const struct place_comment *c = &o->comments[i];

		if (c->line < spot->line || c->line > last || !lists(c, rule))
			continue;
		*len = c->reason_len;
		return c->reason;
	}
	return NULL;
}

const char *place_silenced(struct places *p, uint32_t node,
			   const char *property, const char *rule, size_t *len)
{
	const struct place_name what = {
		property ? property : iop_node_name(p->t, node), !property,
	};
	struct spots s = spots_of(p, node, property);
	const char *reason = NULL;
	size_t i;

	for (i = 0; s.entry && i < s.entry->n_spots && !reason; i++)
		reason = silenced_at(p, &s.layer->map.spots[s.entry->spot + i],
				     &what, rule, len);
	if (reason || !property)
		return reason;
	return place_silenced(p, node, NULL, rule, len);
}

static void tell(const struct origin *o, const struct place_comment *c,
		 const char *rule, size_t len, const char *hint, struct out *diag)
{
	out_str(diag, "iommuplan: ");
	out_term(diag, o->name);
	out_fmt(diag, ":%u: warning: ", c->own_line);
	if (rule) {
		out_str(diag, "there is no rule '");
		out_term_mem(diag, rule, len);
		out_str(diag, "' to ignore");
		out_str(diag, hint);
		out_char(diag, '\n');
	} else {
		out_str(diag, "not understood and without effect; expected "
			"\"iommuplan: ignore[rule] reason\"\n");
	}
}

static void check(const struct origin *o, const struct place_comment *c,
		  rule_known *known, struct out *diag)
{
	const char *at = c->rules, *rule;
	char hint[NEAREST_HINT];
	size_t len;

	if (!at)
		tell(o, c, NULL, 0, NULL, diag);
	while (at && next_rule(&at, c->rules + c->rules_len, &rule, &len))
		if (!known(rule, len, hint))
			tell(o, c, rule, len, hint, diag);
}

void places_check(struct places *p, rule_known *known, struct out *diag)
{
	struct origin *o;
	size_t i;

	for (o = p ? p->origins.first : NULL; o; o = o->next) {
		if (!origin_read_comments(o) || o->reported)
			continue;
		o->reported = true;
		for (i = 0; i < o->n_comments; i++)
			check(o, &o->comments[i], known, diag);
	}
}
