// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which files of several directories are one board. */
#include "cmd/report_boards.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file of a column. */
struct entry {
	const char *name;	/* below its directory */
	const char *base;
	const char *file;
	unsigned int column;
	struct report_files *board;
};

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (int)x->column - (int)y->column;
}

static int by_board_name(const void *a, const void *b)
{
	return strcmp(((const struct report_files *)a)->name,
		      ((const struct report_files *)b)->name);
}

static const char *base_of(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? slash + 1 : name;
}

static size_t list_entries(const struct reporting *g, struct entry *all)
{
	size_t n = 0;

	for (unsigned int c = 0; c < g->n; c++) {
		size_t dir = strlen(g->columns[c].dir);

		for (size_t i = 0; i < g->columns[c].files.count; i++) {
			const char *file = g->columns[c].files.files[i];
			const char *name = !strncmp(file, g->columns[c].dir, dir) ? file + dir : file;

			while (*name == '/')
				name++;
			all[n++] = (struct entry){ name, base_of(name), file, c, NULL };
		}
	}
	return n;
}

static void same_path(struct reporting *g, struct entry *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct report_files *b = i && !strcmp(all[i].name, all[i - 1].name) ?
					 all[i - 1].board : &g->boards[g->n_boards++];

		b->name = all[i].name;
		b->file[all[i].column] = all[i].file;
		all[i].board = b;
	}
}

static int by_base(const void *a, const void *b)
{
	const struct report_files *x = *(struct report_files *const *)a;
	const struct report_files *y = *(struct report_files *const *)b;
	int order = strcmp(base_of(x->name), base_of(y->name));

	return order ? order : strcmp(x->name, y->name);
}

/* No column has both: one moved where the other was. */
static bool apart(const struct reporting *g, const struct report_files *a,
		  const struct report_files *b)
{
	for (unsigned int c = 0; c < g->n; c++)
		if (a->file[c] && b->file[c])
			return false;
	return true;
}

static unsigned int newest_of(const struct reporting *g, const struct report_files *b)
{
	unsigned int c = g->n;

	while (c && !b->file[c - 1])
		c--;
	return c;
}

/* The name of the newer one is that of the board. */
static void join(const struct reporting *g, struct report_files *a, struct report_files *b)
{
	struct report_files *to = newest_of(g, a) > newest_of(g, b) ? a : b;
	struct report_files *from = to == a ? b : a;

	for (unsigned int c = 0; c < g->n; c++)
		if (from->file[c])
			to->file[c] = from->file[c];
	from->name = "";
	memset(from->file, 0, sizeof(from->file));
}

/* Directories were made for vendors in 6.5: a name that is there once and once
 * gone is the same board. */
static bool moved(struct reporting *g)
{
	struct report_files **all = calloc(g->n_boards + 1, sizeof(*all));

	if (!all)
		return false;
	for (size_t n = 0; n < g->n_boards; n++)
		all[n] = &g->boards[n];
	qsort(all, g->n_boards, sizeof(*all), by_base);
	for (size_t n = 0, end; n < g->n_boards; n = end) {
		for (end = n + 1; end < g->n_boards &&
		     !strcmp(base_of(all[end]->name), base_of(all[n]->name));)
			end++;
		if (end == n + 2 && apart(g, all[n], all[n + 1]))
			join(g, all[n], all[n + 1]);
	}
	free(all);
	return true;
}

static void drop_joined(struct reporting *g)
{
	size_t kept = 0;

	for (size_t n = 0; n < g->n_boards; n++)
		if (*g->boards[n].name)
			g->boards[kept++] = g->boards[n];
	g->n_boards = kept;
	qsort(g->boards, kept, sizeof(*g->boards), by_board_name);
}

/* boards/vendor/board.html, of harmless characters alone. */
static char *page_of(const char *name, unsigned int again)
{
	static const char *const suffixes[] = { ".dtb", ".dts", ".dtb.dts.tmp" };
	size_t len = strlen(name), size = len + 32;
	char *page = malloc(size);
	size_t at;

	for (unsigned int i = 0; i < 3; i++) {
		size_t n = strlen(suffixes[i]);

		if (len > n && !strcmp(name + len - n, suffixes[i])) {
			len -= n;
			break;
		}
	}
	if (!page)
		return NULL;
	at = (size_t)snprintf(page, size, "boards/%.*s", (int)len, name);
	for (size_t n = 7; n < at; n++) {
		char c = page[n];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		      (c >= '0' && c <= '9') || c == '-' || c == '_' ||
		      c == '/' || (c == '.' && page[n - 1] != '/')))
			page[n] = '_';
	}
	if (again)
		at += (size_t)snprintf(page + at, size - at, ".%u", again);
	snprintf(page + at, size - at, ".html");
	return page;
}

static int by_page(const void *a, const void *b)
{
	const struct report_files *x = *(struct report_files *const *)a;
	const struct report_files *y = *(struct report_files *const *)b;
	int order = strcmp(x->page, y->page);

	return order ? order : strcmp(x->name, y->name);
}

/* Names that differ where a page's name cannot get a number. */
static bool name_pages(struct reporting *g)
{
	for (size_t n = 0; n < g->n_boards; n++) {
		g->boards[n].page = page_of(g->boards[n].name, 0);
		if (!g->boards[n].page)
			return false;
		g->by_file[n] = &g->boards[n];
	}
	qsort(g->by_file, g->n_boards, sizeof(*g->by_file), by_page);
	for (size_t n = 0, end; n < g->n_boards; n = end)
		for (end = n + 1; end < g->n_boards &&
		     !strcmp(g->by_file[end]->page, g->by_file[n]->page); end++) {
			char *page = page_of(g->by_file[end]->name, (unsigned int)(end - n + 1));

			if (!page)
				return false;
			free(g->by_file[end]->page);
			g->by_file[end]->page = page;
		}
	return true;
}

static const struct reporting *sorted;

static const char *newest_file(const struct reporting *g, const struct report_files *b)
{
	return b->file[newest_of(g, b) - 1];
}

static int by_newest(const void *a, const void *b)
{
	return strcmp(newest_file(sorted, *(struct report_files *const *)a),
		      newest_file(sorted, *(struct report_files *const *)b));
}

static void list_newest(struct reporting *g)
{
	for (size_t n = 0; n < g->n_boards; n++) {
		const struct report_files *b = &g->boards[n];
		const char *file = newest_file(g, b);

		g->newest[n] = (char *)(uintptr_t)file;
		g->found[n] = strcmp(file, g->columns[newest_of(g, b) - 1].dir) != 0;
	}
	sorted = g;
	qsort(g->by_file, g->n_boards, sizeof(*g->by_file), by_newest);
}

bool report_boards_match(struct reporting *g)
{
	struct entry *all;
	size_t n = 1;

	for (unsigned int c = 0; c < g->n; c++)
		n += g->columns[c].files.count;
	all = calloc(n, sizeof(*all));
	g->boards = calloc(n, sizeof(*g->boards));
	g->by_file = calloc(n, sizeof(struct report_files *));
	g->newest = calloc(n, sizeof(char *));
	g->found = calloc(n, sizeof(bool));
	if (!all || !g->boards || !g->by_file || !g->newest || !g->found) {
		free(all);
		return false;
	}
	n = list_entries(g, all);
	qsort(all, n, sizeof(*all), by_name);
	same_path(g, all, n);
	free(all);
	if (!moved(g))
		return false;
	drop_joined(g);
	if (!name_pages(g))
		return false;
	list_newest(g);
	return true;
}

const struct report_files *reporting_find(const struct reporting *g, const char *file)
{
	size_t low = 0, high = g->n_boards;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(file, newest_file(g, g->by_file[middle]));

		if (!order)
			return g->by_file[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
