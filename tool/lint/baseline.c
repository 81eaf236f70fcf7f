// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "artefacts/atomic.h"
#include "input/tree_check.h"
#include "render/line.h"
#include "yaml/read.h"

static struct out written;

static struct baseline_entry *entries(const struct baseline *b)
{
	return b->entries.data;
}

static const char *text_or_empty(const char *text)
{
	return text ? text : "";
}

static int compare(const void *a, const void *b)
{
	const struct baseline_entry *x = a, *y = b;
	int order = strcmp(x->board, y->board);

	if (!order)
		order = strcmp(x->node, y->node);
	if (!order)
		order = strcmp(text_or_empty(x->property), text_or_empty(y->property));
	return order ? order : strcmp(x->rule, y->rule);
}

static void sort(struct baseline *b)
{
	if (b->entries.count)
		qsort(b->entries.data, b->entries.count, sizeof(struct baseline_entry),
		      compare);
}

int baseline_open(struct baseline *b, const struct options *o, struct out *diag)
{
	struct block text = { .base = NULL };
	struct read_error err = { .line = 0 };
	int rc;

	memset(b, 0, sizeof(*b));
	b->file = o->baseline;
	b->update = o->update_baseline;
	if (!b->file)
		return EXIT_OK;
	b->fresh = b->update && access(b->file, F_OK) < 0 && errno == ENOENT;
	if (b->fresh)
		return EXIT_OK;
	/* What cannot be compared with must not pass for nothing new. */
	rc = check_read(&text, b->file, diag);
	if (rc)
		return rc == EXIT_IO && !access(b->file, F_OK) ? EXIT_IO : EXIT_USAGE;
	rc = baseline_read(b, (const char *)text.base, text.used, &err);
	block_drop(&text);
	if (!rc) {
		sort(b);
		return EXIT_OK;
	}
	/* Of what was read so far not every entry is whole. */
	b->entries.count = 0;
	input_diag_at(diag, b->file, err.line, err.column);
	out_term(diag, err.message);
	input_diag_end(diag);
	return rc == READ_IO ? EXIT_IO : EXIT_USAGE;
}

void baseline_close(struct baseline *b)
{
	free(b->entries.data);
	store_free(&b->store);
	memset(b, 0, sizeof(*b));
}

void baseline_begin(struct baseline *b, const char *board)
{
	for (size_t n = 0; n < b->entries.count; n++)
		entries(b)[n].seen |= !strcmp(entries(b)[n].board, board);
}

/* Names as the file has them: what is no plain character as \xNN. */
static void plain(struct line *l, const char *text)
{
	for (; *text; text++) {
		static const char digits[] = "0123456789abcdef";
		const char hex[] = { '\\', 'x', digits[(uint8_t)*text >> 4],
				     digits[*text & 15] };

		if (*text < ' ' || *text > '~' || *text == '\\')
			line_mem(l, hex, 4);
		else
			line_mem(l, text, 1);
	}
}

static bool add(struct baseline *b, const struct baseline_entry *key)
{
	struct baseline_entry *e = vec_push(&b->entries, sizeof(*e));

	if (!e)
		return false;
	*e = *key;
	e->node = store_text(&b->store, key->node, strlen(key->node));
	e->board = store_text(&b->store, key->board, strlen(key->board));
	if (key->property)
		e->property = store_text(&b->store, key->property,
					 strlen(key->property));
	e->count = e->used = 1;
	e->seen = true;
	return e->node && e->board && (e->property || !key->property);
}

static struct baseline_entry *find(const struct baseline *b,
				   const struct baseline_entry *key)
{
	if (!b->fresh)
		return b->entries.count ?
		       bsearch(key, b->entries.data, b->entries.count, sizeof(*key),
			       compare) : NULL;
	for (size_t n = b->entries.count; n--;)
		if (!compare(key, &entries(b)[n]))
			return &entries(b)[n];
	return NULL;
}

bool baseline_has(struct baseline *b, const struct iop_tree *t, const char *board,
		  const struct iop_finding *f, bool *error)
{
	struct line raw = { 0 }, node = { 0 }, property = { 0 };
	struct baseline_entry key = {
		.rule = iop_rules[f->rule].slug, .board = board,
	}, *e;
	bool has = true;

	line_path(&raw, t, f->node);
	plain(&node, line_text(&raw));
	plain(&property, text_or_empty(f->property));
	key.node = line_text(&node);
	key.property = f->property ? line_text(&property) : NULL;
	e = find(b, &key);
	*error = raw.failed || node.failed || property.failed;
	if (b->fresh && !e)
		*error |= !add(b, &key);
	else if (b->fresh)
		e->count = ++e->used;
	else if (e && e->used < e->count)
		e->used++;
	else
		has = false;
	line_free(&raw);
	line_free(&node);
	line_free(&property);
	return has && !*error;
}

static void report_gone(const struct baseline *b, struct out *diag)
{
	for (size_t n = 0; n < b->entries.count; n++) {
		const struct baseline_entry *e = &entries(b)[n];

		if (!e->seen || e->used == e->count)
			continue;
		input_diag(diag, b->file);
		out_str(diag, b->update ? "shrunk: " : "shrink: ");
		out_term(diag, e->board);
		out_str(diag, ": ");
		out_term(diag, e->node);
		if (e->property) {
			out_char(diag, ':');
			out_term(diag, e->property);
		}
		out_fmt(diag, ": %u of %u gone [", e->count - e->used, e->count);
		out_term(diag, e->rule);
		out_char(diag, ']');
		input_diag_end(diag);
	}
}

static void write_entry(const struct baseline_entry *e, bool first)
{
	out_str(&written, first ? "\n{\"rule\": " : ",\n{\"rule\": ");
	out_json(&written, e->rule);
	out_str(&written, ", \"board\": ");
	out_json(&written, e->board);
	out_str(&written, ", \"node\": ");
	out_json(&written, e->node);
	out_str(&written, ", \"property\": ");
	if (e->property)
		out_json(&written, e->property);
	else
		out_str(&written, "null");
	out_fmt(&written, ", \"count\": %u}", e->seen ? e->used : e->count);
}

static int write_file(struct baseline *b, struct out *diag)
{
	struct atomic_set set;
	bool first = true;
	int fd;

	atomic_begin(&set, diag);
	fd = atomic_open(&set, b->file, false);
	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&written, fd);
	out_str(&written, "{\"schema\": \"iommuplan-baseline/1\", \"findings\": [");
	for (size_t n = 0; n < b->entries.count; n++) {
		if (entries(b)[n].seen && !entries(b)[n].used)
			continue;
		write_entry(&entries(b)[n], first);
		first = false;
	}
	out_str(&written, "\n]}\n");
	if (atomic_flush(&set, fd, &written))
		return atomic_commit(&set) ? EXIT_OK : EXIT_IO;
	atomic_abort(&set);
	return EXIT_IO;
}

int baseline_end(struct baseline *b, bool whole, bool quiet, struct out *diag)
{
	bool changed = b->fresh;

	if (!b->file)
		return EXIT_OK;
	if (b->update && !whole)
		return check_say(diag, b->file, b->fresh ?
				 "not written: not every tree could be read" :
				 "not updated: not every tree could be read", EXIT_OK);
	for (size_t n = 0; n < b->entries.count; n++)
		changed |= entries(b)[n].seen && entries(b)[n].used < entries(b)[n].count;
	sort(b);
	if (!quiet)
		report_gone(b, diag);
	return b->update && changed ? write_file(b, diag) : EXIT_OK;
}
