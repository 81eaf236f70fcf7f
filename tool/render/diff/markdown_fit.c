/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "render/diff/markdown_fit.h"

#include <stdlib.h>
#include <string.h>

#include "render/diff/render_diff.h"
#include "yaml/store.h"

#define HEADING		"### IOMMU groups: "
#define LAST_WORDS	256	/* kept free for what is said of the rest */

/* What is said of one tree. */
struct section {
	const char *text;
	size_t size, order;
	uint32_t counts[FAIL_ON_NOTE + 1];
	enum { BOTH, OLD_ALONE, NEW_ALONE } side;
};

struct report {
	struct out *o;
	struct vec sections;
	uint32_t counts[FAIL_ON_NOTE + 1];
	size_t trees[NEW_ALONE + 1];
	size_t left;		/* bytes that still fit */
};

static struct section *at(const struct report *r, size_t n)
{
	return (struct section *)r->sections.data + n;
}

static bool begins(const char *line, const char *end, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(end - line) >= len && !memcmp(line, with, len);
}

/* The line behind this one, or the end. */
static const char *next_line(const char *line, const char *end)
{
	const char *nl = memchr(line, '\n', (size_t)(end - line));

	return nl ? nl + 1 : end;
}

static void count_line(struct section *s, const char *line, const char *end)
{
	const char *removed = diff_text(DIFF_TREE_REMOVED), *added = diff_text(DIFF_TREE_ADDED);

	if (begins(line, end, "| **error** |"))
		s->counts[FAIL_ON_ERROR]++;
	else if (begins(line, end, "| warning |"))
		s->counts[FAIL_ON_WARNING]++;
	else if (begins(line, end, "| note |"))
		s->counts[FAIL_ON_NOTE]++;
	else if (begins(line, end, removed))
		s->side = OLD_ALONE;
	else if (begins(line, end, added))
		s->side = NEW_ALONE;
	if (s->side != BOTH && !s->counts[FAIL_ON_ERROR] && !s->counts[FAIL_ON_WARNING] &&
	    !s->counts[FAIL_ON_NOTE])
		s->counts[diff_severity(s->side == OLD_ALONE ? DIFF_TREE_REMOVED :
							       DIFF_TREE_ADDED)]++;
}

static bool divide(struct report *r, const char *text, const char *end)
{
	struct section *s = NULL;

	for (const char *line = text, *next; line < end; line = next) {
		next = next_line(line, end);
		if (begins(line, end, HEADING)) {
			s = vec_push(&r->sections, sizeof(*s));
			if (!s)
				return false;
			s->text = line;
			s->order = r->sections.count;
		}
		if (!s)
			continue;
		s->size = (size_t)(next - s->text);
		if (line != s->text)
			count_line(s, line, end);
	}
	return true;
}

static int worst(const struct section *s)
{
	int n = FAIL_ON_ERROR;

	while (n < FAIL_ON_NOTE && !s->counts[n])
		n++;
	return n;
}

static int by_severity(const void *a, const void *b)
{
	const struct section *x = a, *y = b;

	if ((x->side == BOTH) != (y->side == BOTH))
		return x->side == BOTH ? -1 : 1;
	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	if (worst(x) != worst(y))
		return worst(x) - worst(y);
	return (x->order > y->order) - (x->order < y->order);
}

static void put(struct report *r, const char *text, size_t size)
{
	out_mem(r->o, text, size);
	r->left -= size < r->left ? size : r->left;
}

static void put_str(struct report *r, const char *text)
{
	put(r, text, strlen(text));
}

static void put_number(struct report *r, size_t n, const char *what)
{
	struct line l = { 0 };

	line_dec(&l, n);
	line_str(&l, what);
	put_str(r, line_text(&l));
	line_free(&l);
}

static void heading(struct report *r)
{
	struct line l = { 0 };

	for (size_t n = 0; n < r->sections.count; n++) {
		r->trees[at(r, n)->side]++;
		for (int s = FAIL_ON_ERROR; s <= FAIL_ON_NOTE; s++)
			r->counts[s] += at(r, n)->counts[s];
	}
	diff_counts(r->counts, &l);
	put_str(r, "## IOMMU groups: ");
	put_str(r, line_text(&l));
	put_str(r, " in ");
	put_number(r, r->sections.count, " trees\n\n");
	line_free(&l);
}

/* As many whole rows of a section as fit; its notes may be folded away. */
static void part(struct report *r, const struct section *s)
{
	const char *line = s->text, *end = s->text + s->size, *next;
	bool folded = false;
	size_t rows = 0;

	for (; line < end; line = next) {
		next = next_line(line, end);
		if ((size_t)(next - line) + LAST_WORDS > r->left)
			break;
		folded |= begins(line, end, "<details>");
		put(r, line, (size_t)(next - line));
	}
	for (; line < end; line = next_line(line, end))
		rows += *line == '|';
	put_str(r, folded ? "\n</details>\n\n" : "\n");
	put_number(r, rows, " more rows of this tree do not fit here.\n\n");
}

static const char *name_end(const struct section *s)
{
	const char *line = next_line(s->text, s->text + s->size), *at_linux = NULL;

	for (const char *c = s->text; c + 8 < line; c++)
		if (!memcmp(c, ", Linux ", 8))
			at_linux = c;
	return at_linux ? at_linux : line - 1;
}

/* Those that one side alone has, by name, in one line that is folded away. */
static size_t alone(struct report *r, size_t n, int side)
{
	const char *what = side == OLD_ALONE ? " trees that no longer exist" :
					       " new trees";
	bool first = true;

	if (!r->trees[side])
		return n;
	put_str(r, "<details><summary>");
	put_number(r, r->trees[side], what);
	put_str(r, "</summary>\n\n");
	for (; n < r->sections.count && at(r, n)->side == (unsigned int)side; n++) {
		const char *name = at(r, n)->text + strlen(HEADING);
		size_t size = (size_t)(name_end(at(r, n)) - name);

		if (size + LAST_WORDS > r->left)
			continue;
		put_str(r, first ? "" : ", ");
		put(r, name, size);
		first = false;
	}
	put_str(r, "\n\n</details>\n\n");
	return n;
}

static void sections(struct report *r)
{
	size_t n = 0, both = r->trees[BOTH];
	/* The names of the others need space as well. */
	size_t kept = r->trees[OLD_ALONE] + r->trees[NEW_ALONE] ? MARKDOWN_MAX / 8 : 0;

	r->left -= kept;
	for (; n < both && at(r, n)->size + LAST_WORDS <= r->left; n++)
		put(r, at(r, n)->text, at(r, n)->size);
	if (n < both && r->left > 4 * LAST_WORDS)
		part(r, at(r, n++));
	if (n < both)
		put_number(r, both - n, " more trees differ and do not fit here.\n\n");
	r->left += kept;
	alone(r, alone(r, both, OLD_ALONE), NEW_ALONE);
}

bool markdown_fit(struct out *o, const char *text, size_t size)
{
	struct report r = { .o = o, .left = MARKDOWN_MAX };
	bool done = divide(&r, text, text + size);

	if (done && r.sections.count > 1) {
		qsort(r.sections.data, r.sections.count, sizeof(struct section), by_severity);
		heading(&r);
		sections(&r);
	} else if (done && size > MARKDOWN_MAX && r.sections.count) {
		part(&r, at(&r, 0));
	} else if (done) {
		out_mem(o, text, size);
	}
	free(r.sections.data);
	return done;
}
