// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The assertions of dts_help.h. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "model/ranges.h"

/* "Linux 6.1: /master", for messages. */
static const char *about(const char *path)
{
	static char text[128];
	iop_version v = dts_plan_made.view->target.version;

	snprintf(text, sizeof(text), "Linux %u.%u: %s", v >> 24, v >> 16 & 0xff, path);
	return text;
}

static const char *why(const struct iop_device *d)
{
	return iop_reason_slug(d->why);
}

void expect_grouped(const char *path)
{
	const struct iop_device *d = dts_device(path);

	ck_assert_msg(d->group != IOP_NONE, "%s has no group: %s", about(path), why(d));
	ck_assert_msg(!d->why, "%s has a group and a reason: %s", about(path), why(d));
}

const struct iop_group *dts_group(const char *path)
{
	expect_grouped(path);
	return &dts_plan_made.groups[dts_device(path)->group];
}

void expect_group(const char *path, ...)
{
	const struct iop_group *g = dts_group(path);
	uint32_t count = 1;
	const char *other;
	va_list list;

	va_start(list, path);
	while ((other = va_arg(list, const char *))) {
		ck_assert_msg(dts_group(other) == g, "%s does not share with %s",
			      about(path), other);
		count++;
	}
	va_end(list);
	ck_assert_msg(g->count == count, "%s: %u members, not %u", about(path),
		      g->count, count);
}

void expect_lost(const char *path, const char *slug)
{
	const struct iop_device *d = dts_device(path);

	ck_assert_msg(d->group == IOP_NONE, "%s has a group, expected %s",
		      about(path), slug);
	ck_assert_msg(!strcmp(why(d), slug), "%s is lost by %s, not %s", about(path),
		      why(d), slug);
}

void expect_domain(const char *path, const char *type)
{
	const char *is = iop_words[dts_group(path)->domain];

	ck_assert_msg(!strcmp(is, type), "%s has type %s, not %s", about(path), is, type);
}

void expect_served(const char *path, const char *iommu)
{
	const struct iop_device *d = dts_device(path);

	ck_assert_msg(d->iommu != IOP_NONE, "%s has no IOMMU", about(path));
	ck_assert_msg(&dts_plan_made.iommus[d->iommu] == dts_iommu(iommu),
		      "%s is not served by %s", about(path), iommu);
}

void expect_confidence(const char *path, enum iop_confidence confidence)
{
	ck_assert_msg(dts_group(path)->confidence == confidence,
		      "%s has confidence %d, not %d", about(path),
		      dts_group(path)->confidence, confidence);
}

void expect_streams(const char *path, uint32_t count, uint32_t id, uint32_t mask)
{
	const struct iop_device *d = dts_device(path);
	const struct iop_stream *s;

	ck_assert_msg(d->n_streams == count, "%s has %u streams, not %u", about(path),
		      d->n_streams, count);
	if (!count)
		return;
	s = &dts_plan_made.streams[d->streams + count - 1];
	ck_assert_msg(s->id == id && s->mask == mask, "%s ends with %#x/%#x, not %#x/%#x",
		      about(path), s->id, s->mask, id, mask);
}

void expect_active(const char *path)
{
	const struct iop_iommu *i = dts_iommu(path);

	ck_assert_msg(i->state == IOP_STATE_ACTIVE, "%s is in state %d: %s",
		      about(path), i->state, iop_reason_slug(i->why));
}

void expect_state(const char *path, enum iop_state state, const char *slug)
{
	const struct iop_iommu *i = dts_iommu(path);

	ck_assert_msg(i->state == state && !strcmp(iop_reason_slug(i->why), slug),
		      "%s is in state %d (%s), not %d (%s)", about(path), i->state,
		      iop_reason_slug(i->why), state, slug);
}

void expect_broken(const char *path, const char *culprit, const char *slug)
{
	const struct iop_iommu *i = dts_iommu(path);

	expect_state(path, IOP_STATE_FAILS, "master-breaks-iommu");
	ck_assert_ptr_eq(&dts_plan_made.devices[i->culprit], dts_device(culprit));
	ck_assert_str_eq(iop_reason_slug((enum iop_reason)i->culprit_why), slug);
}

static const struct iop_range *range_of(const char *path, uint32_t rid)
{
	uint32_t node = dts_node(path);

	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];
		const struct iop_range *r = &dts_plan_made.ranges[d->streams];

		if (d->node != node || !d->requesters)
			continue;
		for (uint32_t k = 0; k < d->n_streams; k++)
			if ((rid & r[k].rid_mask) >= r[k].first &&
			    (rid & r[k].rid_mask) <= r[k].last)
				return &r[k];
	}
	ck_abort_msg("%s has no range around %#x", about(path), rid);
	return NULL;
}

void expect_range(const char *path, uint32_t rid, const char *iommu, uint32_t id)
{
	const struct iop_range *r = range_of(path, rid);
	uint32_t got = iop_range_id(r, rid);

	ck_assert_msg(!r->why, "%s: %#x is lost by %s", about(path), rid,
		      iop_reason_slug(r->why));
	ck_assert_ptr_eq(&dts_plan_made.iommus[r->iommu], dts_iommu(iommu));
	ck_assert_msg(got == id, "%s: %#x becomes %#x, not %#x", about(path), rid, got, id);
}

void expect_no_range(const char *path, uint32_t rid, const char *slug)
{
	const struct iop_range *r = range_of(path, rid);

	ck_assert_msg(!strcmp(iop_reason_slug(r->why), slug),
		      "%s: %#x is lost by %s, not %s", about(path), rid,
		      iop_reason_slug(r->why), slug);
}
