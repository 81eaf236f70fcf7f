// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/parts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/depends.h"
#include "input/tree_check.h"
#include "lint/lint.h"
#include "text/status.h"
#include "yaml/document.h"

static const char no_memory[] = "out of memory";

static struct finding_text *at(const struct parts *p, size_t n)
{
	return (struct finding_text *)p->findings.data + n;
}

static const char *keep(struct parts *p, const char *text)
{
	return text ? store_text(&p->store, text, strlen(text)) : NULL;
}

static bool rule_named(const char *slug, uint8_t *rule)
{
	for (unsigned int r = 0; slug && r < IOP_RULE_COUNT; r++)
		if (!strcmp(slug, iop_rules[r].slug)) {
			*rule = (uint8_t)r;
			return true;
		}
	return false;
}

static bool severity_named(const char *name, uint8_t *severity)
{
	for (int s = IOP_ERROR; name && s <= IOP_NOTE; s++)
		if (!strcmp(name, iop_severity_name((enum iop_severity)s))) {
			*severity = (uint8_t)s;
			return true;
		}
	return false;
}

static unsigned int number(const struct doc *d, const char *key)
{
	const char *text = doc_text(d, key);

	return text ? (unsigned int)strtoul(text, NULL, 10) : 0;
}

/* The list is in the store too; false: no memory. */
static bool take_others(struct parts *p, struct finding_text *f, const struct doc *d)
{
	const char **list = NULL;
	uint32_t n = 0;

	for (const struct doc *v = doc_first(d, "others"); v; v = v->next)
		n += v->text != NULL;
	if (n)
		list = store_alloc(&p->store, n * sizeof(*list));
	if (n && !list)
		return false;
	for (const struct doc *v = doc_first(d, "others"); v; v = v->next)
		if (v->text && !(list[f->n_others++] = keep(p, v->text)))
			return false;
	f->others = list;
	return true;
}

/* What names it from one run to the next; findings of older versions lack it. */
static void take_names(struct parts *p, struct finding_text *f, const struct doc *d)
{
	const char *identity = doc_text(d, "identity");

	f->board = keep(p, doc_text(d, "board"));
	f->identity = identity ? strtoull(identity, NULL, 16) : 0;
	p->nameless |= !f->board || !identity;
}

/* NULL, or what is wrong with the object. */
static const char *take(struct parts *p, struct finding_text *f, const struct doc *d)
{
	const char *file = doc_text(d, "file"), *tree = doc_text(d, "tree");
	const struct doc *because = doc_first(d, "because");

	if (!rule_named(doc_text(d, "rule"), &f->rule) ||
	    !severity_named(doc_text(d, "severity"), &f->severity))
		return "not a finding that this version knows: unknown rule or severity";
	if (!file || !doc_text(d, "node") || !doc_text(d, "message") || !doc_text(d, "kernel"))
		return "not a finding: file, node, message and kernel are needed";
	f->line = number(d, "line");
	f->column = number(d, "column");
	f->tree = keep(p, tree ? tree : file);
	f->source = f->line ? keep(p, file) : NULL;
	f->node = keep(p, doc_text(d, "node"));
	f->property = keep(p, doc_text(d, "property"));
	f->message = keep(p, doc_text(d, "message"));
	f->kernel = keep(p, doc_text(d, "kernel"));
	f->because = keep(p, because ? because->text : NULL);
	take_names(p, f, d);
	if (!take_others(p, f, d))
		return no_memory;
	/* A single version is digits and dots. */
	p->ranged |= f->kernel && (f->kernel[strspn(f->kernel, "0123456789.")] ||
				   strstr(f->kernel, ".."));
	return f->tree && f->node && f->message && f->kernel ? NULL : no_memory;
}

static int wrong(struct out *diag, const char *file, unsigned int line, const char *what)
{
	input_diag_at(diag, file, line, 1);
	out_term(diag, what);
	input_diag_end(diag);
	return what == no_memory ? EXIT_IO : EXIT_USAGE;
}

/* One line of JSON. */
static int add(struct parts *p, const char *text, size_t size, const char *file,
	       unsigned int line, struct out *diag)
{
	struct finding_text *f = vec_push(&p->findings, sizeof(*f));
	struct yaml_store store = { NULL };
	struct read_error err = { .line = 0 };
	struct doc *d = NULL;
	const char *bad;
	int status;

	if (!f)
		return check_say(diag, file, "out of memory", EXIT_IO);
	f->order = (uint32_t)p->findings.count;
	f->object = store_text(&p->store, text, size);
	if (doc_read(&d, &store, text, size, &err))
		bad = err.message;
	else
		bad = f->object ? take(p, f, d) : no_memory;
	status = bad ? wrong(diag, file, line, bad) : EXIT_OK;
	store_free(&store);
	return status;
}

int parts_read(struct parts *p, const char *file, struct out *diag)
{
	struct block text = { .base = NULL };
	const char *from, *end;
	struct stat st;
	int status;

	/* Nothing was found. */
	if (!stat(file, &st) && S_ISREG(st.st_mode) && !st.st_size) {
		depends_add(file);
		return EXIT_OK;
	}
	status = check_read(&text, file, diag);
	from = (const char *)text.base;
	end = from + text.used;
	for (unsigned int line = 1; !status && from < end; line++) {
		const char *stop = memchr(from, '\n', (size_t)(end - from));

		stop = stop ? stop : end;
		if (stop > from)
			status = add(p, from, (size_t)(stop - from), file, line, diag);
		from = stop + 1;
	}
	block_drop(&text);
	return status;
}

static int by_tree(const void *a, const void *b)
{
	const struct finding_text *x = a, *y = b;
	int order = strcmp(x->tree, y->tree);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

void parts_sort(struct parts *p)
{
	if (p->findings.count)
		qsort(p->findings.data, p->findings.count, sizeof(struct finding_text), by_tree);
}

uint32_t parts_trees(const struct parts *p)
{
	uint32_t many = 0;

	for (size_t n = 0; n < p->findings.count; n++)
		many += !n || strcmp(at(p, n)->tree, at(p, n - 1)->tree);
	return many;
}

void parts_close(struct parts *p)
{
	free(p->findings.data);
	store_free(&p->store);
	memset(p, 0, sizeof(*p));
}
