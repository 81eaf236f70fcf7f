// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Groups, types and IOMMUs of a system against those of its plan. */
#include <stdlib.h>
#include <string.h>

#include "verify/checks.h"
#include "verify/meeting.h"
#include "verify/reserved_text.h"

static struct verify_check *about(struct meeting *m, size_t n, enum check_kind kind,
				  enum check_result result)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	struct verify_check *k = check_add(m->c, kind, result);

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

static bool differs(struct meeting *m, size_t n, size_t other, bool together)
{
	const char *path = expect_devices(m->e)[other].path;
	struct verify_check *k = about(m, n, CHECK_GROUP, CHECK_DIFFERS);

	k->planned = check_text(m->c, together ? "in the group of %s" : "not in the group of %s",
				path);
	k->found = shown_group(m, meeting_group(m->met[n]));
	k->because = check_text(m->c, "%s is in %s", path,
				shown_group(m, meeting_group(m->met[other])));
	k->cause = CAUSE_PREDICTION;
	return false;
}

/* Of two that are not together as planned the later one is reported. */
static bool membership(struct meeting *m, size_t n)
{
	size_t with = m->of_group[meeting_group(m->met[n])], mate = m->of_key[n];

	if (mate != MEETING_NOBODY && meeting_group(m->met[mate]) != meeting_group(m->met[n]))
		return differs(m, n, mate, true);
	if (with != MEETING_NOBODY && meeting_apart(m, n, with))
		return differs(m, n, with, false);
	return true;
}

static bool type(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	const char *found = sys_groups(m->s)[meeting_group(m->met[n])].type;
	struct verify_check *k;

	if (!found || !x->domain || !strcmp(x->domain, "unknown") || !strcmp(x->domain, found))
		return true;
	k = about(m, n, CHECK_DOMAIN, CHECK_DIFFERS);
	k->planned = x->domain;
	k->found = found;
	cause_domain(m->c, k, m->e, m->s);
	return false;
}

/* Once a group, and only where all that is planned is in it, and nothing else. */
static bool reserved(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	const struct sys_group *g = &sys_groups(m->s)[meeting_group(m->met[n])];
	struct vec list = { .data = NULL };
	const char *found = NULL;
	struct verify_check *k;
	char *text;

	if (!meeting_counts(m, n) || m->of_group[meeting_group(m->met[n])] != n ||
	    !g->reserved || !x->reserved || m->together[n] != g->count)
		return true;
	text = strdup(g->reserved);
	if (text && reserved_lines(&list, text))
		found = reserved_text(&list, &m->c->store);
	m->c->failed |= !found;
	free(list.data);
	free(text);
	if (!found || !strcmp(found, x->reserved))
		return true;
	k = about(m, n, CHECK_RESERVED, CHECK_DIFFERS);
	k->planned = x->reserved;
	k->found = found;
	k->cause = CAUSE_PREDICTION;
	return false;
}

static void without_group(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	struct verify_check *k;

	if (m->e->by_driver && !m->met[n]->driver) {
		skip(m, n, "no driver is bound to it, and up to Linux 6.14 a group is allocated only when one binds");
		return;
	}
	k = about(m, n, CHECK_GROUP, CHECK_DIFFERS);
	k->planned = check_text(m->c, "a group, %s", x->domain ? x->domain : "unknown");
	k->found = "no group";
	cause_no_group(m->c, k, m->e, m->s, m->met[n]);
}

static void not_there(struct meeting *m, size_t n)
{
	struct verify_check *k;

	bool function = expect_devices(m->e)[n].rid;

	if (!m->s->devices.count ||
	    (function ? !system_device(m->s, expect_devices(m->e)[n].path, NULL) :
			!expect_devices(m->e)[n].name)) {
		skip(m, n, "the name of the node's device is not known");
		return;
	}
	k = about(m, n, CHECK_DEVICE, CHECK_DIFFERS);
	k->planned = "a device";
	k->found = "no device";
	k->cause = function ? CAUSE_PCI : CAUSE_NO_DEVICE;
}

static void with_plan(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];
	struct verify_check *k;

	if (x->group && meeting_group(m->met[n]) == SYS_NONE) {
		without_group(m, n);
	} else if (x->group) {
		if (membership(m, n) && type(m, n) && reserved(m, n))
			about(m, n, CHECK_GROUP, CHECK_OK)->found =
				shown_group(m, meeting_group(m->met[n]));
	} else if (meeting_group(m->met[n]) == SYS_NONE) {
		about(m, n, CHECK_GROUP, CHECK_OK)->found = "no group";
	} else {
		k = about(m, n, CHECK_GROUP, CHECK_DIFFERS);
		k->planned = check_text(m->c, "no group (%s)", x->reason ? x->reason : "unknown");
		k->found = shown_group(m, meeting_group(m->met[n]));
		k->cause = CAUSE_PREDICTION;
	}
}

static void one_device(struct meeting *m, size_t n)
{
	const struct expect_device *x = &expect_devices(m->e)[n];

	if (x->behind)
		skip(m, n, "how devices behind a host are grouped depends on the topology of the bus");
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
	struct verify_check *k;

	if (!found && !i->certain && !i->module)
		return;
	if (!m->s->iommus.count && !fileset_has(&m->s->files, "sys/class/iommu"))
		return;
	k = check_add(m->c, CHECK_IOMMU, planned == found ? CHECK_OK : CHECK_DIFFERS);
	k->iommu = i->path;
	k->planned = i->state;
	k->found = found ? "registered" : "not registered";
	if (planned && !found)
		cause_iommu(m->c, k, m->e, i, m->s);
	else if (found && !planned)
		k->cause = CAUSE_PREDICTION;
}

/* Below the device of a host that the plan has: PCI, fsl-mc, host1x. */
static bool below_host(const struct meeting *m, const struct sys_device *d)
{
	char *place = d->place ? strdup(d->place) : NULL;
	bool found = false;

	m->c->failed |= d->place && !place;
	for (char *end; place && !found && (end = strrchr(place, '/')); ) {
		*end = 0;
		found = lookup_find(&m->hosts, place);
	}
	free(place);
	return found;
}

static bool same_node(const struct meeting *m, const struct sys_device *d)
{
	return lookup_find(&m->e->by_path, d->node);
}

static void unplanned(struct meeting *m, size_t n)
{
	const struct sys_device *d = &sys_devices(m->s)[n];
	bool function = d->bus && !strcmp(d->bus, "pci") && m->e->functions;
	struct verify_check *k;

	if (d->group == SYS_NONE || m->planned[n] || (!function && same_node(m, d)))
		return;
	k = check_add(m->c, CHECK_UNPLANNED, !function && below_host(m, d) ? CHECK_SKIPPED :
									   CHECK_DIFFERS);
	k->device = d->node ? d->node : d->name;
	k->planned = "no group";
	k->found = shown_group(m, d->group);
	if (k->result == CHECK_SKIPPED)
		k->because = "how devices behind a host are grouped depends on the topology of the bus";
	else
		k->cause = function ? CAUSE_PCI : CAUSE_PREDICTION;
}

void checks_system(struct checks *c, const struct expected *e, const struct system *s)
{
	struct meeting m = { .c = c, .e = e, .s = s };

	if (meeting_open(&m)) {
		for (size_t n = 0; n < e->iommus.count; n++)
			one_iommu(&m, &expect_iommus(e)[n]);
		for (size_t n = 0; n < e->devices.count; n++)
			one_device(&m, n);
		for (size_t n = 0; n < s->devices.count; n++)
			unplanned(&m, n);
	} else {
		c->failed = true;
	}
	meeting_close(&m);
}
