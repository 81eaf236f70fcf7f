/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/pairs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "input/tree_check.h"

/* What is behind the directory's name and its slashes. */
static const char *below(const char *file, const char *dir)
{
	file += strlen(dir);
	return file + strspn(file, "/");
}

static void add(struct pairs *p, char *old, char *new)
{
	p->list[p->count++] = (struct pair){ old, new };
}

/* Both lists are sorted, and a common beginning changes no order. */
static void merge(struct pairs *p, const char *old, const char *new)
{
	char **a = p->old.files, **a_end = a + p->old.count;
	char **b = p->new.files, **b_end;

	for (b_end = b + p->new.count; a < a_end; a++) {
		int order = 1;

		while (b < b_end && order > 0) {
			order = strcmp(below(*a, old), below(*b, new));
			b += order > 0;
		}
		add(p, *a, order ? NULL : *b);
	}
	p->with_old = p->count;
	for (a = p->old.files, b = p->new.files; b < b_end; b++) {
		int order = -1;

		while (a < a_end && order < 0) {
			order = strcmp(below(*a, old), below(*b, new));
			a += order < 0;
		}
		if (order)
			add(p, NULL, *b);
	}
}

int pairs_collect(struct pairs *p, const char *old, const char *new,
		  struct out *diag)
{
	int worst, status, sides[2];

	memset(p, 0, sizeof(*p));
	sides[0] = list_is_directory(old);
	sides[1] = sides[0] < 0 ? 0 : list_is_directory(new);
	if (sides[0] < 0 || sides[1] < 0)
		return check_say(diag, sides[0] < 0 ? old : new, strerror(errno), EXIT_IO);
	p->trees = sides[0];
	if (sides[0] != sides[1])
		return check_say(diag, p->trees ? new : old, "is not a directory, "
				 "but what it is compared with is one",
				 EXIT_USAGE);
	worst = list_add(&p->old, old, diag);
	status = list_add(&p->new, new, diag);
	worst = status > worst ? status : worst;
	p->list = calloc(p->old.count + p->new.count + 1, sizeof(*p->list));
	if (!p->list)
		return check_say(diag, old, "out of memory", EXIT_IO);
	if (p->trees) {
		merge(p, old, new);
	} else if (p->old.count && p->new.count) {
		add(p, *p->old.files, *p->new.files);
		p->with_old = 1;
	}
	return worst;
}

static int by_old(const void *a, const void *b)
{
	return strcmp(((const struct pair *)a)->old,
		      ((const struct pair *)b)->old);
}

const struct pair *pairs_find(const struct pairs *p, const char *old)
{
	struct pair key = { (char *)(uintptr_t)old, NULL };

	return p->with_old ?
	       bsearch(&key, p->list, p->with_old, sizeof(key), by_old) : NULL;
}

void pairs_free(struct pairs *p)
{
	list_free(&p->old);
	list_free(&p->new);
	free(p->list);
	p->list = NULL;
}
