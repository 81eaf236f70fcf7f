// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What the boot loader and firmware made of the tree that was built. */
#include <stdlib.h>
#include <string.h>

#include "verify/checks.h"

static int by_path(const void *a, const void *b)
{
	const struct expect_device *const *x = a, *const *y = b;
	int order = strcmp((*x)->path, (*y)->path);

	return order ? order : strcmp((*x)->rid ? (*x)->rid : "", (*y)->rid ? (*y)->rid : "");
}

/* Pointers to all devices, in the order of their paths; NULL: out of memory. */
static const struct expect_device **sorted(const struct expected *e)
{
	const struct expect_device **all = malloc((e->devices.count + 1) * sizeof(*all));

	for (size_t n = 0; all && n < e->devices.count; n++)
		all[n] = &expect_devices(e)[n];
	if (all && e->devices.count)
		qsort(all, e->devices.count, sizeof(*all), by_path);
	return all;
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static struct check *differ(struct checks *c, const struct expect_device *d,
			    const char *planned, const char *found)
{
	struct check *k = check_add(c, CHECK_TREE, CHECK_DIFFERS);

	k->device = d->path;
	k->iommu = d->iommu;
	k->planned = planned;
	k->found = found;
	k->cause = CAUSE_TREE;
	return k;
}

static const char *shown(struct checks *c, const struct expect_device *d)
{
	const char *streams = *d->streams ? d->streams : "none";

	if (d->group)
		return check_text(c, "%s, streams %s", d->domain ? d->domain : "unknown", streams);
	return check_text(c, "no group (%s)", d->reason ? d->reason : "unknown");
}

/* The words that the build put on the command line, all of them? */
static bool has_fragment(const char *cmdline, const char *fragment)
{
	for (size_t len; *fragment; fragment += len + (fragment[len] == ' ')) {
		const char *at;

		len = strcspn(fragment, " ");
		for (at = cmdline; *at; at += strcspn(at, " "), at += strspn(at, " "))
			if (strcspn(at, " ") == len && !memcmp(at, fragment, len))
				break;
		if (!*at && len)
			return false;
	}
	return true;
}

static void both(struct checks *c, const struct expected *built, const struct expect_device *b,
		 const struct expect_device *n, const struct system *s)
{
	struct check *k;

	if (same(b->streams, n->streams) && same(b->domain, n->domain) &&
	    !b->group == !n->group && (b->group || same(b->reason, n->reason))) {
		k = check_add(c, CHECK_TREE, CHECK_OK);
		k->device = b->path;
		return;
	}
	k = differ(c, b, shown(c, b), shown(c, n));
	if (same(b->streams, n->streams) && b->group && n->group && s->cmdline &&
	    built->fragment && !has_fragment(s->cmdline, built->fragment)) {
		k->cause = CAUSE_BOOTARGS;
		k->because = check_text(c, "not on the kernel command line: %s", built->fragment);
	}
}

void checks_tree(struct checks *c, const struct expected *built, const struct expected *now,
		 const struct system *s)
{
	const struct expect_device **b = sorted(built), **n = sorted(now);
	size_t at = 0, with = 0;

	if (!b || !n)
		c->failed = true;
	while (b && n && (at < built->devices.count || with < now->devices.count)) {
		int order = at == built->devices.count ? 1 : with == now->devices.count ? -1 :
			    by_path(&b[at], &n[with]);

		if (order < 0)
			differ(c, b[at++], "in the tree that was built", "not in the running tree");
		else if (order > 0)
			differ(c, n[with++], "not in the tree that was built", "in the running tree");
		else
			both(c, built, b[at++], n[with++], s);
	}
	free(b);
	free(n);
}
