// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/meeting.h"

#include <stdlib.h>
#include <string.h>

uint32_t meeting_group(const struct sys_device *d)
{
	return d ? d->group : SYS_NONE;
}

bool meeting_apart(const struct meeting *m, size_t a, size_t b)
{
	const struct expect_device *x = &expect_devices(m->e)[a], *y = &expect_devices(m->e)[b];

	return strcmp(x->group, y->group);
}

bool meeting_counts(const struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];

	return x->group && x->certain && !x->behind && meeting_group(m->met[n]) != SYS_NONE;
}

static const struct expected *sorted;

static int by_key(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int order = strcmp(expect_devices(sorted)[x].group, expect_devices(sorted)[y].group);

	return order ? order : (x > y) - (x < y);
}

/* The devices of one group, @order[0] to @order[count - 1]. */
static void one_key(struct meeting *m, const size_t *order, size_t count)
{
	size_t first = MEETING_NOBODY, together = 0;
	bool all = true;

	for (size_t k = 0; k < count; k++) {
		size_t n = order[k];

		if (!meeting_counts(m, n)) {
			all = false;
			continue;
		}
		if (first == MEETING_NOBODY)
			first = n;
		else
			m->of_key[n] = first;
		all = all && meeting_group(m->met[n]) == meeting_group(m->met[first]);
		together++;
	}
	if (first != MEETING_NOBODY && all)
		m->together[first] = together;
}

/* Expected devices that have a group, those of one next to each other. */
static void keys(struct meeting *m, size_t *order)
{
	size_t used = 0, from = 0;

	for (size_t n = 0; n < m->e->devices.count; n++)
		if (expect_devices(m->e)[n].group)
			order[used++] = n;
	sorted = m->e;
	if (used)
		qsort(order, used, sizeof(*order), by_key);
	for (size_t n = 1; n <= used; n++)
		if (n == used || meeting_apart(m, order[n], order[from])) {
			one_key(m, order + from, n - from);
			from = n;
		}
}

static bool firsts(struct meeting *m)
{
	size_t count = m->e->devices.count;
	size_t *order = malloc((count + 1) * sizeof(*order));

	m->of_key = malloc((count + 1) * sizeof(*m->of_key));
	m->together = calloc(count + 1, sizeof(*m->together));
	m->of_group = malloc((m->s->groups.count + 1) * sizeof(*m->of_group));
	if (!order || !m->of_key || !m->together || !m->of_group) {
		free(order);
		return false;
	}
	for (size_t n = 0; n < m->s->groups.count; n++)
		m->of_group[n] = MEETING_NOBODY;
	for (size_t n = 0; n < count; n++) {
		m->of_key[n] = MEETING_NOBODY;
		if (meeting_counts(m, n) &&
		    m->of_group[meeting_group(m->met[n])] == MEETING_NOBODY)
			m->of_group[meeting_group(m->met[n])] = n;
	}
	keys(m, order);
	free(order);
	return true;
}

static bool hosts(struct meeting *m)
{
	if (!lookup_room(&m->hosts, m->e->devices.count))
		return false;
	for (size_t n = 0; n < m->e->devices.count; n++)
		if (expect_devices(m->e)[n].behind && m->met[n])
			lookup_add(&m->hosts, m->met[n]->place, n);
	lookup_sort(&m->hosts);
	return true;
}

/* "01:00.0" of "0000:01:00.0" */
static const char *rid_of(const struct sys_device *d)
{
	const char *colon = strchr(d->name, ':');

	return colon ? colon + 1 : d->name;
}

static int by_function(const void *a, const void *b)
{
	const struct sys_device *const *x = a, *const *y = b;

	return strcmp(rid_of(*x), rid_of(*y));
}

static bool functions(struct meeting *m)
{
	m->by_rid = calloc(m->s->devices.count + 1, sizeof(*m->by_rid));
	if (!m->by_rid)
		return false;
	for (size_t n = 0; n < m->s->devices.count; n++) {
		const struct sys_device *d = &sys_devices(m->s)[n];

		if (d->bus && !strcmp(d->bus, "pci") && d->place)
			m->by_rid[m->n_by_rid++] = d;
	}
	if (m->n_by_rid)
		qsort(m->by_rid, m->n_by_rid, sizeof(*m->by_rid), by_function);
	return true;
}

/* Of the functions of that number the one below its host; each host has a bus 0. */
static const struct sys_device *function_of(const struct meeting *m, const struct expect_device *x)
{
	const struct sys_device *host = system_device(m->s, x->path, x->name);
	size_t from = 0, to = m->n_by_rid, len = host && host->place ? strlen(host->place) : 0;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(rid_of(m->by_rid[middle]), x->rid) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; len && from < m->n_by_rid && !strcmp(rid_of(m->by_rid[from]), x->rid); from++)
		if (!strncmp(m->by_rid[from]->place, host->place, len) &&
		    m->by_rid[from]->place[len] == '/')
			return m->by_rid[from];
	return NULL;
}

bool meeting_open(struct meeting *m)
{
	m->met = calloc(m->e->devices.count + 1, sizeof(*m->met));
	m->planned = calloc(m->s->devices.count + 1, sizeof(*m->planned));
	if (!m->met || !m->planned || !functions(m))
		return false;
	for (size_t n = 0; n < m->e->devices.count; n++) {
		const struct expect_device *x = &expect_devices(m->e)[n];

		m->met[n] = x->rid ? function_of(m, x) : system_device(m->s, x->path, x->name);
		if (m->met[n])
			m->planned[m->met[n] - sys_devices(m->s)] = true;
	}
	return hosts(m) && firsts(m);
}

void meeting_close(struct meeting *m)
{
	free(m->by_rid);
	free(m->met);
	free(m->planned);
	free(m->of_key);
	free(m->together);
	lookup_free(&m->hosts);
	free(m->of_group);
}
