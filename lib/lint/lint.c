// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/lint.h"

#include <string.h>

const struct iop_rule_info iop_rules[IOP_RULE_COUNT] = {
#define ROW(id, slug, severity, consumer, fn, title, message) \
	[IOP_RULE_##id] = { slug, title, message, fn, IOP_##severity, IOP_CONSUMER_##consumer },
	IOP_RULES(ROW)
#undef ROW
};

const char *iop_severity_name(enum iop_severity s)
{
	static const char *const names[] = { "error", "warning", "note" };

	return (unsigned int)s < sizeof(names) / sizeof(names[0]) ? names[s] : "unknown";
}

const char *iop_consumer_name(enum iop_consumer h)
{
	static const char *const names[] = {
#define NAME(id, name) \
		[IOP_CONSUMER_##id] = (name),
		IOP_CONSUMERS(NAME)
#undef NAME
	};

	return (unsigned int)h < IOP_CONSUMER_COUNT ? names[h] : "unknown";
}

/* @c is after the first bar of "{0|master|masters}"; returns what follows it. */
static const char *choose(const char *c, const struct iop_lint_arg *count,
			  struct iop_template_part *out)
{
	bool one = count->number == (count->kind != IOP_ARG_MORE);
	const char *bar = strchr(c, '|'), *end = strchr(bar, '}');

	out->text = one ? c : bar + 1;
	out->len = (size_t)((one ? bar : end) - out->text);
	return end + 1;
}

bool iop_template_next(const char **template, const struct iop_finding *f,
		       struct iop_template_part *out)
{
	const char *c = *template;
	unsigned int n = c[0] == '{' && c[1] ? (unsigned int)(c[1] - '0') : IOP_ARGS_MAX;

	*out = (struct iop_template_part){ .text = c, .len = 1 };
	if (n < f->n_args && c[2] == '}') {
		out->arg = &f->args[n];
		*template += 3;
	} else if (n < f->n_args && c[2] == '|') {
		*template = choose(c + 3, &f->args[n], out);
	} else {
		*template += *c != '\0';
	}
	return *c;
}

static bool wanted(const struct iop_lint *s, uint32_t rule)
{
	return s->consumers >> iop_rules[rule].consumer & 1 && !(s->off && s->off[rule]);
}

/* A host has an entry for each way its requesters end, one after the other. */
static void count_users(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t n = 0; n < p->n_iommus; n++)
		s->user[n] = IOP_NONE;
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->iommu == IOP_NONE || (n && d->node == d[-1].node &&
					     d->iommu == d[-1].iommu))
			continue;
		if (!s->users[d->iommu]++)
			s->user[d->iommu] = d->node;
	}
}

static void open(struct iop_lint *s, const struct iop_plan *p, struct iop_arena *a)
{
	s->plan = p;
	s->arena = a;
	s->first = s->last = NULL;
	s->count = 0;
	s->cut = false;
	s->reported_root = IOP_NONE;
	s->counts = NULL;
	s->fixes = 0;
	memset(s->at_node, 0, sizeof(s->at_node));
	s->reported = iop_alloc(a, p->n_devices, sizeof(*s->reported));
	s->users = iop_alloc(a, p->n_iommus, sizeof(*s->users));
	s->user = iop_alloc_raw(a, p->n_iommus, sizeof(*s->user));
	s->twins = iop_alloc(a, p->tree->count, 1);
	s->full = !s->twins || !s->reported || !s->users || !s->user;
	if (!s->full)
		count_users(s);
}

/* The worst of those that are only counted is not forgotten. */
static void close_counted(struct iop_lint *s)
{
	if (s->counts && s->spare.severity < s->counts->severity)
		s->counts->severity = s->spare.severity;
	s->counts = NULL;
}

int iop_lint_run(struct iop_lint *s, const struct iop_plan *p,
		 struct iop_arena *a)
{
	iop_lint_fn *done = NULL;

	open(s, p, a);
	for (uint32_t rule = 0; rule < IOP_RULE_COUNT && !s->full; rule++) {
		if (!wanted(s, rule) || iop_rules[rule].fn == done)
			continue;
		done = iop_rules[rule].fn;
		done(s);
	}
	close_counted(s);
	return s->full ? -IOP_ERR_NOSPACE : 0;
}

bool iop_has_list(const struct iop_lint *s, const struct iop_device *d)
{
	return !d->requesters && !d->legacy && d->child == IOP_NONE &&
	       d->function == IOP_NONE && iop_has(s->plan->tree, d->node, IOP_P_IOMMUS);
}

static bool is_one_too_many(struct iop_lint *s, enum iop_rule_id rule, uint32_t node)
{
	struct iop_at_node *at = &s->at_node[rule];

	if (!at->last || at->last->node != node)
		at->count = 0;
	if (at->count++ < IOP_FINDINGS_MOST)
		return false;
	at->last->more++;
	s->counts = at->last;
	return true;
}

struct iop_finding *iop_report(struct iop_lint *s, enum iop_rule_id rule,
			       uint32_t node, const char *property)
{
	struct iop_finding *f = &s->spare;

	close_counted(s);
	if (wanted(s, rule) && !is_one_too_many(s, rule, node)) {
		f = iop_alloc_raw(s->arena, 1, sizeof(*f));
		s->full |= !f;
		if (!f)
			f = &s->spare;
	}
	*f = (struct iop_finding){
		.rule = (uint8_t)rule, .severity = iop_rules[rule].severity, .node = node,
		.property = property, .related = IOP_NONE, .entry = IOP_NONE,
		.offset = IOP_NONE,
	};
	if (f == &s->spare)
		return f;
	if (s->last)
		s->last->next = f;
	else
		s->first = f;
	s->at_node[rule].last = s->last = f;
	s->count++;
	return f;
}

static void say(struct iop_finding *f, enum iop_arg_kind kind, uint64_t number,
		const char *text)
{
	if (f->n_args < IOP_ARGS_MAX)
		f->args[f->n_args++] =
			(struct iop_lint_arg){ (uint8_t)kind, number, text };
}

void iop_say_node(struct iop_finding *f, uint32_t node)
{
	say(f, IOP_ARG_NODE, node, NULL);
}

void iop_say_dec(struct iop_finding *f, uint64_t n)
{
	say(f, IOP_ARG_DEC, n, NULL);
}

void iop_say_hex(struct iop_finding *f, uint64_t n)
{
	say(f, IOP_ARG_HEX, n, NULL);
}

void iop_say_rid(struct iop_finding *f, uint32_t rid)
{
	say(f, IOP_ARG_RID, rid, NULL);
}

void iop_say_more(struct iop_finding *f, uint32_t n)
{
	say(f, IOP_ARG_MORE, n, NULL);
}

uint32_t *iop_list_others(struct iop_lint *s, struct iop_finding *f, uint32_t n)
{
	uint32_t *list = f == &s->spare ? NULL :
			 iop_alloc_raw(s->arena, n, sizeof(*list));

	s->full |= f != &s->spare && !list;
	if (list) {
		f->others = list;
		f->n_others = n;
	}
	return list;
}

void iop_say(struct iop_finding *f, const char *text)
{
	say(f, IOP_ARG_TEXT, 0, text);
}

static struct iop_fix *fix(struct iop_lint *s, struct iop_finding *f,
			   const char *property, const char *sentence)
{
	struct iop_fix *fix = f == &s->spare ? NULL : iop_alloc(s->arena, 1, sizeof(*fix));

	if (fix)
		*fix = (struct iop_fix){ .node = f->node, .property = property,
					 .sentence = sentence };
	return fix;
}

uint8_t *iop_set_fix(struct iop_lint *s, struct iop_finding *f, const char *property,
		     uint32_t size, const char *sentence)
{
	bool fits = size <= IOP_FIXES_MOST - s->fixes;
	struct iop_fix *new = fits ? fix(s, f, property, sentence) : NULL;
	uint8_t *bytes = new ? iop_alloc(s->arena, size, 1) : NULL;

	if (!bytes)
		return NULL;
	s->fixes += size;
	new->bytes = bytes;
	new->size = size;
	f->fix = new;
	return bytes;
}

void iop_fix_cut(struct iop_lint *s, struct iop_finding *f, struct iop_cells all,
		 const uint8_t *from, uint32_t size, const char *sentence)
{
	uint32_t head = (uint32_t)(from - all.at);
	uint8_t *to = iop_set_fix(s, f, f->property, all.left - size, sentence);

	if (!to)
		return;
	memcpy(to, all.at, head);
	memcpy(to + head, from + size, all.left - head - size);
}

void iop_fix_delete(struct iop_lint *s, struct iop_finding *f,
		    const char *property, const char *sentence)
{
	struct iop_fix *new = fix(s, f, property, sentence);

	if (!new)
		return;
	new->kind = IOP_FIX_DELETE;
	f->fix = new;
}
