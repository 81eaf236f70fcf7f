// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/expect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/line.h"
#include "render/render.h"
#include "text/out.h"
#include "verify/reserved_text.h"
#include "yaml/document.h"

static bool is(const char *text, const char *word)
{
	return text && !strcmp(text, word);
}

/* What a group of the plan says of each of its devices; made once a group. */
struct expect_group {
	const struct doc *doc;
	const char *domain, *reserved, *iommu;
	bool certain;
};

struct expect_groups {
	struct vec list;	/* struct expect_group */
	struct lookup by_key;
};

static const struct expect_group *group_of(const struct expect_groups *g, const char *key)
{
	const struct lookup_entry *at = lookup_find(&g->by_key, key);

	return at ? (const struct expect_group *)g->list.data + at->n : NULL;
}

/* " 0x0-0xff of /iommu:0x100": what a host's functions can send */
static size_t requester(char *to, size_t room, const struct doc *r)
{
	const char *first = doc_text(r, "first"), *last = doc_text(r, "last");
	const char *iommu = doc_text(r, "iommu"), *id = doc_text(r, "id");

	/* cppcheck-suppress [nullPointer,ctunullpointer] ; with no room only counted */
	return (size_t)snprintf(to, room, " %s-%s of %s:%s", first ? first : "", last ? last : "",
				iommu ? iommu : "none", id ? id : "");
}

/* "/iommu@2b500000:0x809/0x0", one after the other; of a host what its map has */
static const char *streams_of(struct expected *e, const struct doc *d)
{
	size_t room = 1, at = 0;
	char *text;

	for (const struct doc *s = doc_first(d, "streams"); s; s = s->next)
		for (const struct doc *v = s->first; v; v = v->next)
			room += (v->text ? strlen(v->text) : 0) + 2;
	for (const struct doc *s = doc_first(d, "requesters"); s; s = s->next)
		room += requester(NULL, 0, s);
	text = store_alloc(&e->store, room);
	for (const struct doc *s = doc_first(d, "streams"); text && s; s = s->next) {
		const char *iommu = doc_text(s, "iommu"), *id = doc_text(s, "id");
		const char *mask = doc_text(s, "mask");

		at += (size_t)snprintf(text + at, room - at, "%s%s:%s", at ? " " : "",
				       iommu ? iommu : "", id ? id : "");
		if (mask && strcmp(mask, "0x0"))
			at += (size_t)snprintf(text + at, room - at, "/%s", mask);
	}
	for (const struct doc *s = doc_first(d, "requesters"); text && s; s = s->next)
		at += requester(text + at, room - at, s);
	return text;
}

static uint64_t number(const struct doc *d, const char *key)
{
	const char *text = doc_text(d, key);

	return text ? strtoull(text, NULL, 0) : 0;
}

/* NULL where the IOMMU may report regions of its own: nothing to compare. */
static const char *reserved_of(struct expected *e, const struct doc *group)
{
	struct vec list = { .data = NULL };
	const char *text = NULL;
	bool good = true;

	for (const struct doc *r = doc_first(group, "reserved"); good && r; r = r->next) {
		uint64_t base = number(r, "base"), size = number(r, "size");

		good = !doc_text(r, "confidence") &&
		       reserved_add(&list, base, size ? base + size - 1 : base,
				    doc_text(r, "type") ? doc_text(r, "type") : "unknown");
	}
	if (good)
		text = reserved_text(&list, &e->store);
	free(list.data);
	return text;
}

/* "0x100" as the kernel writes it: "01:00.0" */
static const char *function_of(struct expected *e, const char *rid)
{
	unsigned long n = strtoul(rid, NULL, 0) & 0xffff;
	char *text = store_alloc(&e->store, 16);

	if (text)
		snprintf(text, 16, "%02lx:%02lx.%lu", n >> 8, n >> 3 & 31, n & 7);
	return text;
}

static bool one_group(struct expected *e, struct expect_groups *all, const struct doc *group)
{
	struct expect_group *out = vec_push(&all->list, sizeof(*out));
	const struct doc *iommus = doc_first(group, "iommus");

	if (!out)
		return false;
	out->doc = group;
	out->domain = doc_text(group, "domain");
	out->reserved = reserved_of(e, group);
	out->iommu = iommus ? iommus->text : NULL;
	out->certain = is(doc_text(group, "confidence"), "certain");
	return true;
}

static bool groups(struct expected *e, struct expect_groups *all, const struct doc *plan)
{
	const struct expect_group *list;

	for (const struct doc *g = doc_first(plan, "groups"); g; g = g->next)
		if (!one_group(e, all, g))
			return false;
	if (!lookup_room(&all->by_key, all->list.count))
		return false;
	list = all->list.data;
	for (size_t n = 0; n < all->list.count; n++)
		lookup_add(&all->by_key, doc_text(list[n].doc, "key"), n);
	lookup_sort(&all->by_key);
	return true;
}

static bool device(struct expected *e, const struct expect_groups *all, const struct doc *d)
{
	struct expect_device *out = vec_push(&e->devices, sizeof(*out));
	const char *confidence = doc_text(d, "confidence");
	const struct expect_group *group;

	if (!out)
		return false;
	out->path = doc_text(d, "path");
	out->name = doc_text(d, "name");
	out->group = doc_text(d, "group");
	out->reason = doc_text(d, "reason");
	out->rid = doc_text(d, "rid") ? function_of(e, doc_text(d, "rid")) : NULL;
	e->functions |= out->rid != NULL;
	out->behind = !out->rid && doc_first(d, "requesters");
	group = group_of(all, out->group);
	out->domain = group ? group->domain : NULL;
	out->iommu = group && group->iommu ? group->iommu : doc_text(d, "iommu");
	out->streams = streams_of(e, d);
	out->reserved = group ? group->reserved : NULL;
	out->certain = (!confidence || is(confidence, "certain")) && !doc_text(d, "context") &&
		       (!group || group->certain) &&
		       (group || is(doc_text(d, "master"), "true"));
	return out->streams;
}

static bool devices(struct expected *e, const struct expect_groups *all,
		    const struct doc *plan, const char *key)
{
	for (const struct doc *d = doc_first(plan, key); d; d = d->next)
		if (doc_text(d, "path") && !device(e, all, d))
			return false;
	return true;
}

/* Devices and IOMMUs by path. */
static bool lookups(struct expected *e)
{
	if (!lookup_room(&e->by_path, e->devices.count) ||
	    !lookup_room(&e->iommu_by_path, e->iommus.count))
		return false;
	for (size_t n = 0; n < e->devices.count; n++)
		lookup_add(&e->by_path, expect_devices(e)[n].path, n);
	for (size_t n = 0; n < e->iommus.count; n++)
		lookup_add(&e->iommu_by_path, expect_iommus(e)[n].path, n);
	lookup_sort(&e->by_path);
	lookup_sort(&e->iommu_by_path);
	return true;
}

const struct expect_iommu *expect_iommu(const struct expected *e, const char *path)
{
	const struct lookup_entry *at = lookup_find(&e->iommu_by_path, path);

	return at ? &expect_iommus(e)[at->n] : NULL;
}

static bool iommus(struct expected *e, const struct doc *plan)
{
	for (const struct doc *i = doc_first(plan, "iommus"); i; i = i->next) {
		struct expect_iommu *out = vec_push(&e->iommus, sizeof(*out));

		if (!out)
			return false;
		out->path = doc_text(i, "path");
		out->name = doc_text(i, "name");
		out->driver = doc_text(i, "driver");
		out->state = doc_text(i, "state");
		out->certain = is(doc_text(i, "confidence"), "certain");
		out->module = is(doc_text(i, "module"), "true");
		if (!out->path || !out->state)
			e->iommus.count--;
	}
	return true;
}

static bool fill(struct expected *e, const struct doc *plan)
{
	const struct doc *defaults = doc_at(plan, "defaults");
	struct expect_groups all = { .list = { .data = NULL } };
	bool good;

	e->kernel = doc_text(plan, "kernel");
	e->fragment = doc_text(plan, "cmdline");
	e->type = doc_text(defaults, "type");
	e->flush = doc_text(defaults, "flush");
	e->configured = doc_text(doc_at(plan, "assumed"), "config");
	e->by_driver = is(doc_text(plan, "grouping"), "driver-bind");
	good = groups(e, &all, plan) && devices(e, &all, plan, "devices") &&
	       devices(e, &all, plan, "unprotected") && iommus(e, plan) && lookups(e);
	lookup_free(&all.by_key);
	free(all.list.data);
	return good;
}

int expect_json(struct expected *e, const char *text, size_t size, struct read_error *err)
{
	struct doc *plan;
	int rc;

	memset(e, 0, sizeof(*e));
	memset(err, 0, sizeof(*err));
	rc = doc_read(&plan, &e->store, text, size, err);
	if (rc)
		return rc;
	if (!is(doc_text(plan, "schema"), "iommuplan-plan/1")) {
		snprintf(err->message, sizeof(err->message),
			 "not a plan: its schema is not iommuplan-plan/1");
		return READ_BAD;
	}
	if (fill(e, plan))
		return READ_OK;
	snprintf(err->message, sizeof(err->message), "out of memory");
	return READ_IO;
}

/* Text that grows, of what is rendered. */
static int collect(void *ctx, const void *bytes, size_t n)
{
	struct line *l = ctx;

	line_mem(l, bytes, n);
	return l->failed ? ENOMEM : 0;
}

bool expect_plan(struct expected *e, const struct render_input *in)
{
	static struct out o;
	struct read_error err;
	struct line text = { .text = NULL };
	bool good;

	memset(e, 0, sizeof(*e));
	out_to_sink(&o, collect, &text);
	render_plan_json(&o, in);
	good = out_flush(&o) && expect_json(e, line_text(&text), text.len, &err) == READ_OK;
	line_free(&text);
	return good;
}

void expect_free(struct expected *e)
{
	free(e->devices.data);
	free(e->iommus.data);
	lookup_free(&e->by_path);
	lookup_free(&e->iommu_by_path);
	store_free(&e->store);
	memset(e, 0, sizeof(*e));
}
