// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Groups, types and IOMMUs of a system against those of its plan. */
#include <stdlib.h>
#include <string.h>

#include "verify/checks.h"

/* Of each expected device: what the system has of it. */
struct meeting {
	struct checks *c;
	const struct expected *e;
	const struct system *s;
	const struct sys_device **met;	/* by expected device; NULL: not there */
	bool *planned;			/* by device of the system: a plan knows it */
	size_t *of_key;			/* by expected device: the first of its group */
	size_t *of_group;		/* by group of the system: the first expected in it */
};

#define NOBODY SIZE_MAX

static uint32_t group_now(const struct sys_device *d)
{
	return d ? d->group : SYS_NONE;
}

static struct check *about(struct meeting *m, size_t n, enum check_kind kind,
			   enum check_result result)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	struct check *k = check_add(m->c, kind, result);

	k->device = x->rid ? check_text(m->c, "%s function %s", x->path, x->rid) : x->path;
	k->iommu = x->iommu;
	return k;
}

static void skip(struct meeting *m, size_t n, const char *why)
{
	about(m, n, CHECK_GROUP, CHECK_SKIPPED)->because = why;
}

static const char *shown_group(struct meeting *m, uint32_t group)
{
	return group == SYS_NONE ? "no group" :
	       check_text(m->c, "group %u", sys_groups(m->s)[group].number);
}

/* A device whose plan says that it is alone, or with these. */
static bool apart(const struct meeting *m, size_t a, size_t b)
{
	const struct expect_device *x = &expect_devices(m->e)[a], *y = &expect_devices(m->e)[b];

	return strcmp(x->group, y->group);
}

/* Only what is certain, and has a group in both, can be held against another. */
static bool counts(const struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];

	return x->group && x->certain && !x->behind && group_now(m->met[n]) != SYS_NONE;
}

static bool differs(struct meeting *m, size_t n, size_t other, bool together)
{
	const char *path = expect_devices(m->e)[other].path;
	struct check *k = about(m, n, CHECK_GROUP, CHECK_DIFFERS);

	k->planned = check_text(m->c, together ? "in the group of %s" : "not in the group of %s",
				path);
	k->found = shown_group(m, group_now(m->met[n]));
	k->because = check_text(m->c, "%s is in %s", path,
				shown_group(m, group_now(m->met[other])));
	k->cause = CAUSE_PREDICTION;
	return false;
}

/* Of two that are not together as planned the later one is reported. */
static bool membership(struct meeting *m, size_t n)
{
	size_t with = m->of_group[group_now(m->met[n])], mate = m->of_key[n];

	if (mate != NOBODY && group_now(m->met[mate]) != group_now(m->met[n]))
		return differs(m, n, mate, true);
	if (with != NOBODY && apart(m, n, with))
		return differs(m, n, with, false);
	return true;
}

static bool type(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	const char *found = sys_groups(m->s)[group_now(m->met[n])].type;
	struct check *k;

	if (!found || !x->domain || !strcmp(x->domain, "unknown") || !strcmp(x->domain, found))
		return true;
	k = about(m, n, CHECK_DOMAIN, CHECK_DIFFERS);
	k->planned = x->domain;
	k->found = found;
	cause_domain(m->c, k, m->e, m->s);
	return false;
}

static void without_group(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	struct check *k;

	if (m->e->by_driver && !m->met[n]->driver) {
		skip(m, n, "no driver is bound to it, and up to Linux 6.14 that makes the group");
		return;
	}
	k = about(m, n, CHECK_GROUP, CHECK_DIFFERS);
	k->planned = check_text(m->c, "a group, %s", x->domain ? x->domain : "unknown");
	k->found = "no group";
	cause_no_group(m->c, k, m->e, m->s, m->met[n]);
}

static void not_there(struct meeting *m, size_t n)
{
	struct check *k;

	if (!m->s->devices.count || !expect_devices(m->e)[n].name) {
		skip(m, n, "it is not known which device is made of the node");
		return;
	}
	k = about(m, n, CHECK_DEVICE, CHECK_DIFFERS);
	k->planned = "a device";
	k->found = "no device";
	k->cause = CAUSE_NO_DEVICE;
}

static void with_plan(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	struct check *k;

	if (x->group && group_now(m->met[n]) == SYS_NONE) {
		without_group(m, n);
	} else if (x->group) {
		if (membership(m, n) && type(m, n))
			about(m, n, CHECK_GROUP, CHECK_OK)->found =
				shown_group(m, group_now(m->met[n]));
	} else if (group_now(m->met[n]) == SYS_NONE) {
		about(m, n, CHECK_GROUP, CHECK_OK)->found = "no group";
	} else {
		k = about(m, n, CHECK_GROUP, CHECK_DIFFERS);
		k->planned = check_text(m->c, "no group (%s)", x->reason ? x->reason : "unknown");
		k->found = shown_group(m, group_now(m->met[n]));
		k->cause = CAUSE_PREDICTION;
	}
}

static void one_device(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];

	if (x->behind)
		skip(m, n, "what is behind a host is grouped by its bus");
	else if (!x->certain)
		skip(m, n, "the plan is not certain");
	else if (!m->met[n])
		not_there(m, n);
	else
		with_plan(m, n);
}

static void one_iommu(struct meeting *m, const struct expect_iommu *i)
{
	bool planned = !strcmp(i->state, "active");
	bool found = system_iommu(m->s, i->path, i->name);
	struct check *k;

	if (!found && !i->certain && !i->module)
		return;
	if (!m->s->iommus.count && !fileset_has(&m->s->files, "sys/class/iommu"))
		return;
	k = check_add(m->c, CHECK_IOMMU, planned == found ? CHECK_OK : CHECK_DIFFERS);
	k->iommu = i->path;
	k->planned = i->state;
	k->found = found ? "registered" : "not registered";
	if (planned && !found)
		cause_iommu(m->c, k, i, m->s);
	else if (found && !planned)
		k->cause = CAUSE_PREDICTION;
}

/* Below the device of a host that the plan has: PCI, fsl-mc, host1x. */
static bool below_host(const struct meeting *m, const struct sys_device *d)
{
	for (size_t n = 0; n < m->e->devices.count; n++) {
		const struct expect_device *x = &expect_devices(m->e)[n];
		const char *at = x->behind && x->name && d->place ? strstr(d->place, x->name) : NULL;

		if (at && at[strlen(x->name)] == '/')
			return true;
	}
	return false;
}

static bool same_node(const struct meeting *m, const struct sys_device *d)
{
	for (size_t n = 0; n < m->e->devices.count; n++)
		if (d->node && !strcmp(expect_devices(m->e)[n].path, d->node))
			return true;
	return false;
}

static void unplanned(struct meeting *m, size_t n)
{
	const struct sys_device *d = &sys_devices(m->s)[n];
	struct check *k;

	if (d->group == SYS_NONE || m->planned[n] || same_node(m, d))
		return;
	k = check_add(m->c, CHECK_UNPLANNED, below_host(m, d) ? CHECK_SKIPPED : CHECK_DIFFERS);
	k->device = d->node ? d->node : d->name;
	k->planned = "no group";
	k->found = shown_group(m, d->group);
	if (k->result == CHECK_SKIPPED)
		k->because = "what is behind a host is grouped by its bus";
	else
		k->cause = CAUSE_PREDICTION;
}

static const struct expected *sorted;

static int by_key(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int order = strcmp(expect_devices(sorted)[x].group, expect_devices(sorted)[y].group);

	return order ? order : (x > y) - (x < y);
}

static bool firsts(struct meeting *m)
{
	size_t count = m->e->devices.count, n, used = 0, first = 0;
	size_t *order = malloc((count + 1) * sizeof(*order));

	m->of_key = malloc((count + 1) * sizeof(*m->of_key));
	m->of_group = malloc((m->s->groups.count + 1) * sizeof(*m->of_group));
	if (order && m->of_key && m->of_group) {
		for (n = 0; n < m->s->groups.count; n++)
			m->of_group[n] = NOBODY;
		for (n = 0; n < count; n++) {
			m->of_key[n] = NOBODY;
			if (!counts(m, n))
				continue;
			order[used++] = n;
			if (m->of_group[group_now(m->met[n])] == NOBODY)
				m->of_group[group_now(m->met[n])] = n;
		}
		sorted = m->e;
		qsort(order, used, sizeof(*order), by_key);
		for (n = 1; n < used; n++)
			if (apart(m, order[n], order[first]))
				first = n;
			else
				m->of_key[order[n]] = order[first];
	}
	n = order && m->of_key && m->of_group;
	free(order);
	return n;
}

static bool meet(struct meeting *m)
{
	m->met = calloc(m->e->devices.count + 1, sizeof(*m->met));
	m->planned = calloc(m->s->devices.count + 1, sizeof(*m->planned));
	if (!m->met || !m->planned)
		return false;
	for (size_t n = 0; n < m->e->devices.count; n++) {
		const struct expect_device *x = &expect_devices(m->e)[n];

		if (x->rid)
			continue;
		m->met[n] = system_device(m->s, x->path, x->name);
		if (m->met[n])
			m->planned[m->met[n] - sys_devices(m->s)] = true;
	}
	return firsts(m);
}

void checks_system(struct checks *c, const struct expected *e, const struct system *s)
{
	struct meeting m = { .c = c, .e = e, .s = s };

	if (meet(&m)) {
		for (size_t n = 0; n < e->iommus.count; n++)
			one_iommu(&m, &expect_iommus(e)[n]);
		for (size_t n = 0; n < e->devices.count; n++)
			one_device(&m, n);
		for (size_t n = 0; n < s->devices.count; n++)
			unplanned(&m, n);
	} else {
		c->failed = true;
	}
	free(m.met);
	free(m.planned);
	free(m.of_key);
	free(m.of_group);
}
