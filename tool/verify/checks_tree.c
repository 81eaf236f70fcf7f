// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What the boot loader and firmware made of the tree that was built. */
#include <stdlib.h>
#include <string.h>

#include "verify/checks.h"

/* The plan of what was built, that of what runs, and what runs. */
struct tree_sides {
	const struct expected *built, *now;
	const struct system *system;
};

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

static const char *named(struct checks *c, const struct expect_device *d)
{
	return d->rid ? check_text(c, "%s function %s", d->path, d->rid) : d->path;
}

static struct verify_check *differ(struct checks *c, const struct expect_device *d,
				   const char *planned, const char *found)
{
	struct verify_check *k = check_add(c, CHECK_TREE, CHECK_DIFFERS);

	k->device = named(c, d);
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

/* Another kernel than the plan's, or one whose configuration the plan did not have. */
static bool other_kernel(struct checks *c, struct verify_check *k, const struct tree_sides *s)
{
	const char *built = s->built->kernel, *now = s->now->kernel;

	if (same(built, now) && s->built->configured)
		return false;
	k->cause = CAUSE_KERNEL;
	k->because = same(built, now) ? "the plan was made without the kernel's configuration" :
		     check_text(c, "the plan is for Linux %s, but Linux %s is running", built ? built : "unknown",
				now ? now : "unknown");
	return true;
}

/* The global default is another one: words of the build are missing, or others came. */
static bool other_arguments(struct checks *c, struct verify_check *k, const struct tree_sides *s)
{
	bool other = s->built->type && s->now->type &&
		     (!same(s->built->type, s->now->type) || !same(s->built->flush, s->now->flush));

	if ((other || same(s->built->kernel, s->now->kernel)) && s->system->cmdline &&
	    s->built->fragment && !has_fragment(s->system->cmdline, s->built->fragment))
		k->because = check_text(c, "not on the kernel command line: %s",
					s->built->fragment);
	else if (other && same(s->built->kernel, s->now->kernel))
		k->because = check_text(c, "the plan's default was %s, %s; with these boot "
					"arguments it is %s, %s", s->built->type,
					s->built->flush ? s->built->flush : "unknown", s->now->type,
					s->now->flush ? s->now->flush : "unknown");
	else
		return false;
	k->cause = CAUSE_BOOTARGS;
	return true;
}

static void both(struct checks *c, const struct tree_sides *s, const struct expect_device *b,
		 const struct expect_device *n)
{
	bool streams = same(b->streams, n->streams), grouped = b->group && n->group;
	bool reserved = !b->reserved || !n->reserved || same(b->reserved, n->reserved);
	struct verify_check *k;

	if (streams && same(b->domain, n->domain) && reserved &&
	    !b->group == !n->group && (b->group || same(b->reason, n->reason))) {
		k = check_add(c, CHECK_TREE, CHECK_OK);
		k->device = named(c, b);
		return;
	}
	k = differ(c, b, shown(c, b), shown(c, n));
	if (streams && grouped && same(b->domain, n->domain) && !reserved) {
		k->planned = check_text(c, "reserved regions %s", b->reserved);
		k->found = check_text(c, "reserved regions %s", n->reserved);
	} else if (!streams || !grouped || !other_arguments(c, k, s)) {
		if (streams)
			other_kernel(c, k, s);
	}
}

/* One of the two knows what is on the bus, and the other does not. */
static bool is_compared(const struct tree_sides *s, const struct expect_device *d)
{
	return s->built->functions == s->now->functions || !(d->rid || d->behind);
}

static void only_one(struct checks *c, const struct tree_sides *s, const struct expect_device *d,
		     bool built)
{
	struct verify_check *k;

	if (!is_compared(s, d)) {
		k = check_add(c, CHECK_TREE, CHECK_SKIPPED);
		k->device = named(c, d);
		k->because = "only one of the two plans was made with a dump of the PCI bus";
	} else if (d->rid) {
		differ(c, d, built ? "a function on the PCI bus" : "no such function",
		       built ? "no such function" : "a function on the PCI bus")->cause = CAUSE_PCI;
	} else {
		differ(c, d, built ? "in the tree that was built" : "not in the tree that was built",
		       built ? "not in the running tree" : "in the running tree");
	}
}

static void one_iommu(struct checks *c, const struct tree_sides *s, const char *path)
{
	const struct expect_iommu *b = expect_iommu(s->built, path), *n = expect_iommu(s->now, path);
	struct verify_check *k;

	if (b && n && !strcmp(b->state, n->state))
		return;
	k = check_add(c, CHECK_TREE, CHECK_DIFFERS);
	k->iommu = path;
	k->planned = b ? b->state : "not in the tree that was built";
	k->found = n ? n->state : "not in the running tree";
	k->cause = CAUSE_TREE;
	/* A kernel does not disable an IOMMU, and adds none. */
	if (b && n && strcmp(b->state, "disabled") && strcmp(n->state, "disabled"))
		other_kernel(c, k, s);
}

static void iommus(struct checks *c, const struct tree_sides *s)
{
	for (size_t n = 0; n < s->built->iommus.count; n++)
		one_iommu(c, s, expect_iommus(s->built)[n].path);
	for (size_t n = 0; n < s->now->iommus.count; n++)
		if (!expect_iommu(s->built, expect_iommus(s->now)[n].path))
			one_iommu(c, s, expect_iommus(s->now)[n].path);
}

void checks_tree(struct checks *c, const struct expected *built, const struct expected *now,
		 const struct system *system)
{
	const struct tree_sides s = { built, now, system };
	const struct expect_device **b = sorted(built), **n = sorted(now);
	size_t at = 0, with = 0;

	if (!b || !n)
		c->failed = true;
	else
		iommus(c, &s);
	while (b && n && (at < built->devices.count || with < now->devices.count)) {
		int order = at == built->devices.count ? 1 : with == now->devices.count ? -1 :
			    by_path(&b[at], &n[with]);

		if (order < 0)
			only_one(c, &s, b[at++], true);
		else if (order > 0)
			only_one(c, &s, n[with++], false);
		else
			both(c, &s, b[at++], n[with++]);
	}
	free(b);
	free(n);
}
