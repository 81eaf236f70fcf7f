// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/format/shown.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lint/identity.h"

struct texts {
	struct line node, subject, bare, message, kernel, others;
	const char **list;
};

const char *shown_file(const struct lint_shown *s)
{
	return s->source ? s->source : s->tree;
}

static void drop(struct texts *t)
{
	line_free(&t->node);
	line_free(&t->subject);
	line_free(&t->bare);
	line_free(&t->message);
	line_free(&t->kernel);
	line_free(&t->others);
	free(t->list);
}

static bool failed(const struct texts *t)
{
	return t->node.failed || t->subject.failed || t->bare.failed || t->message.failed ||
	       t->kernel.failed || t->others.failed;
}

static void subject(struct texts *t, struct lint_shown *s)
{
	line_clear(&t->subject);
	line_str(&t->subject, s->node);
	line_str(&t->subject, s->property ? ":" : "");
	line_str(&t->subject, s->property ? s->property : "");
	s->subject = line_text(&t->subject);
}

/* Their paths, one behind the other, then where each begins. */
static void others(struct texts *t, struct lint_shown *s, const struct lint_input *in,
		   const struct iop_finding *f)
{
	uint32_t n = f->n_others ? f->n_others : f->related != IOP_NONE;
	const char *at;

	line_clear(&t->others);
	for (uint32_t k = 0; k < n; k++) {
		line_path(&t->others, in->all->tree, f->n_others ? f->others[k] : f->related);
		line_mem(&t->others, "", 1);
	}
	free(t->list);
	t->list = n ? calloc(n, sizeof(*t->list)) : NULL;
	t->others.failed |= n && !t->list;
	if (t->others.failed)
		return;
	at = line_text(&t->others);
	for (uint32_t k = 0; k < n; k++, at += strlen(at) + 1)
		t->list[k] = at;
	s->others = t->list;
	s->n_others = n;
}

/* They stand together: findings are in the order of node and rule. */
static uint32_t same_before(struct out *o, const struct gathered *all, uint32_t n,
			    uint64_t identity)
{
	uint32_t same = 0, i = n;

	while (i && all->found[i - 1].f->node == all->found[n].f->node &&
	       all->found[i - 1].f->rule == all->found[n].f->rule)
		same += identity_of(o, all->tree, all->found[--i].f) == identity;
	return same;
}

static void make(struct out *o, struct texts *t, struct lint_shown *s,
		 const struct lint_input *in, uint32_t n)
{
	const struct found *found = &in->all->found[n];
	const struct iop_finding *f = found->f;

	*s = (struct lint_shown){
		.tree = in->file, .board = in->board, .source = found->at.file,
		.line = found->at.line, .column = found->at.column, .rule = f->rule,
		.severity = found->severity, .property = f->property, .unread = found->unread,
		.identity = identity_of(o, in->all->tree, f), .baseline = in->baseline,
		.suppression = found->suppression,
		.reason = found->reason, .reason_len = found->reason_len,
	};
	s->same = same_before(o, in->all, n, s->identity);
	line_clear(&t->node);
	line_path(&t->node, in->all->tree, f->node);
	s->node = line_text(&t->node);
	subject(t, s);
	message_of(in->all->tree, f, &t->bare);
	s->bare = line_text(&t->bare);
	gather_message(in->all, found, &t->message);
	s->message = line_text(&t->message);
	gather_kernels(in->all, found, &t->kernel);
	s->kernel = line_text(&t->kernel);
	others(t, s, in, f);
}

void shown_each(struct out *o, const struct lint_input *in, bool suppressed, shown_fn *one)
{
	struct texts t = { .list = NULL };
	struct lint_shown s;

	for (uint32_t n = 0; n < in->all->count; n++) {
		if (in->all->found[n].suppression && !suppressed)
			continue;
		make(o, &t, &s, in, n);
		one(o, &s);
	}
	if (failed(&t) && !o->error)
		o->error = ENOMEM;
	drop(&t);
}

static const struct finding_text *at(const struct parts *p, size_t n)
{
	return (const struct finding_text *)p->findings.data + n;
}

static uint32_t same_in_parts(const struct parts *p, size_t n)
{
	const struct finding_text *f = at(p, n);
	uint32_t same = 0;

	while (n-- && !strcmp(at(p, n)->tree, f->tree) && !strcmp(at(p, n)->node, f->node) &&
	       at(p, n)->rule == f->rule)
		same += at(p, n)->identity == f->identity;
	return same;
}

static void make_of_part(struct texts *t, struct lint_shown *s, const struct parts *p, size_t n)
{
	const struct finding_text *f = at(p, n);

	*s = (struct lint_shown){
		.tree = f->tree, .board = f->board, .source = f->source, .line = f->line,
		.column = f->column, .rule = f->rule, .severity = f->severity,
		.node = f->node, .property = f->property, .bare = f->message,
		.kernel = f->kernel, .unread = f->because, .identity = f->identity,
		.same = same_in_parts(p, n), .others = f->others, .n_others = f->n_others,
	};
	subject(t, s);
	line_clear(&t->message);
	line_str(&t->message, f->message);
	if (f->because) {
		line_str(&t->message, " (unknown: ");
		line_str(&t->message, f->because);
		line_str(&t->message, ")");
	}
	s->message = line_text(&t->message);
}

bool shown_parts(struct out *o, const struct parts *p, shown_fn *one)
{
	struct texts t = { .list = NULL };
	struct lint_shown s;
	bool all;

	for (size_t n = 0; n < p->findings.count; n++) {
		make_of_part(&t, &s, p, n);
		one(o, &s);
	}
	all = !failed(&t);
	drop(&t);
	return all;
}
