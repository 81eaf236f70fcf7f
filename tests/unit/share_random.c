// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Random boards on which some masters are to share. What is refused edits
 * nothing. What is edited is planned again: the members are one group, and
 * nobody else joins, leaves or loses one, or comes to another stream.
 */
#include <string.h>

#include "board_help.h"
#include "model/ranges.h"
#include "share_help.h"

Suite *share_random_suite(void);

#define SEEDS 12
#define BOARDS 12	/* of each seed */
#define MOST 64u
#define BANKS 40	/* so many that nobody loses for want of one */

struct seen {
	uint32_t node, child, group, streams, n_streams;
	uint8_t why;
	bool requesters, member;
};

struct kept {
	uint32_t n;
	struct seen devices[MOST];
	struct iop_stream streams[512];
	struct iop_range ranges[1024];
};

static struct kept before;
static bool members[MOST], isolated[MOST];
static struct iop_id_range reserved[2];

static void keep_plan(struct kept *k)
{
	const struct iop_plan *p = &dts_plan_made;

	ck_assert_uint_le(p->n_devices, MOST);
	ck_assert(p->n_streams <= 512 && p->n_ranges <= 1024);
	k->n = p->n_devices;
	memcpy(k->streams, p->streams, p->n_streams * sizeof(*p->streams));
	memcpy(k->ranges, p->ranges, p->n_ranges * sizeof(*p->ranges));
	for (uint32_t n = 0; n < k->n; n++) {
		const struct iop_device *d = &p->devices[n];

		k->devices[n] = (struct seen){ d->node, d->child, d->group, d->streams,
					       d->n_streams, d->why, d->requesters, false };
	}
}

/* One of the IOMMU's in three, or all of them. */
static void ask_random(uint32_t *seed)
{
	bool all = board_rarely(seed, 4);

	share_ask.iommu = board_rarely(seed, 12) ? board_next(seed, 3) : 0;
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		members[n] = dts_plan_made.devices[n].iommu == share_ask.iommu &&
			     board_next(seed, 2);
		isolated[n] = board_rarely(seed, 12);
	}
	share_ask.members = all ? NULL : members;
	share_ask.isolated = board_rarely(seed, 4) ? isolated : NULL;
	share_ask.reserved = reserved;
	share_ask.n_reserved = board_next(seed, 3);
	for (uint32_t n = 0; n < 2; n++) {
		reserved[n].first = 0x20 + board_next(seed, 0x400);
		reserved[n].last = board_rarely(seed, 8) ? UINT32_MAX :
				   reserved[n].first + board_next(seed, 8);
	}
	share_ask.mask_bits = board_rarely(seed, 4) ? board_next(seed, 0x100) :
						      IOP_SHARE_MASK_BITS;
	share_ask.entries_max = board_rarely(seed, 6) ? 1 + board_next(seed, 4) : 0;
}

static uint32_t group_after(uint32_t n)
{
	return dts_plan_made.devices[n].group;
}

static void expect_members_together(void)
{
	for (uint32_t n = 0; n < share.n_members; n++) {
		before.devices[share.members[n]].member = true;
		ck_assert_msg(group_after(share.members[n]) != IOP_NONE,
			      "member %u is lost by %s", share.members[n],
			      iop_reason_slug(dts_plan_made.devices[share.members[n]].why));
		ck_assert_msg(group_after(share.members[n]) == group_after(share.members[0]),
			      "members %u and %u are apart", share.members[n], share.members[0]);
	}
}

static void expect_others_apart(void)
{
	for (uint32_t a = 0; a < before.n; a++)
		for (uint32_t b = 0; b < before.n; b++) {
			const struct seen *x = &before.devices[a], *y = &before.devices[b];
			bool now = group_after(a) != IOP_NONE && group_after(a) == group_after(b);
			bool then = x->group != IOP_NONE && x->group == y->group;

			/* who had none may get one, if it is not the members' */
			if (!x->member && (x->group != IOP_NONE || y->member))
				ck_assert_msg(now == then, "devices %u and %u %s", a, b,
					      now ? "have met" : "are parted");
		}
}

/* Where a requester goes, by the ranges of the host's entry. */
static const struct iop_range *range_of(const struct iop_range *r, uint32_t n, uint32_t rid)
{
	for (; n--; r++)
		if ((rid & r->rid_mask) >= r->first && (rid & r->rid_mask) <= r->last)
			return r;
	return NULL;
}

/* The same stream, as far as a mask for all of the instance leaves it. */
static void expect_requester(const struct seen *s, const struct iop_device *d, uint32_t rid)
{
	const struct iop_range *r = range_of(&before.ranges[s->streams], s->n_streams, rid);
	const struct iop_range *now = range_of(&dts_plan_made.ranges[d->streams], d->n_streams, rid);

	ck_assert_msg(!r == !now, "requester %#x has %s a range", rid, now ? "got" : "lost");
	if (!r)
		return;
	ck_assert_uint_eq(r->iommu, now->iommu);
	ck_assert_uint_eq(r->why, now->why);
	if (!r->why)
		ck_assert_uint_eq(iop_range_id(r, rid), iop_range_id(now, rid));
}

static void expect_streams_kept(uint32_t n)
{
	static const uint32_t rids[] = { 0, 1, 7, 8, 9, 0xff, 0x100, 0x101, 0xfff, 0x1000, 0xffff };
	const struct seen *s = &before.devices[n];
	const struct iop_device *d = &dts_plan_made.devices[n];

	ck_assert_uint_eq(s->why, d->why);
	if (s->requesters) {
		for (uint32_t k = 0; k < sizeof(rids) / sizeof(rids[0]); k++)
			expect_requester(s, d, rids[k]);
		return;
	}
	ck_assert_uint_eq(s->n_streams, d->n_streams);
	for (uint32_t k = 0; k < s->n_streams; k++) {
		ck_assert_uint_eq(before.streams[s->streams + k].iommu,
				  dts_plan_made.streams[d->streams + k].iommu);
		ck_assert_uint_eq(before.streams[s->streams + k].id,
				  dts_plan_made.streams[d->streams + k].id);
	}
}

static void expect_kept(void)
{
	ck_assert_uint_eq(dts_plan_made.n_devices, before.n);
	for (uint32_t n = 0; n < before.n; n++) {
		ck_assert_uint_eq(dts_plan_made.devices[n].node, before.devices[n].node);
		ck_assert_uint_eq(dts_plan_made.devices[n].child, before.devices[n].child);
	}
	expect_members_together();
	expect_others_apart();
	for (uint32_t n = 0; n < before.n; n++)
		if (!before.devices[n].member)
			expect_streams_kept(n);
}

static uint32_t shared;

static void one_board(uint32_t *seed, int broken)
{
	iop_version version = dts_releases[board_next(seed, RELEASES)];
	uint32_t fails;

	share_start(version, board_random(seed, BANKS, broken));
	keep_plan(&before);
	ask_random(seed);
	share_again();
	if (share.why) {
		ck_assert_uint_eq(share_edits.n, 0);
		return;
	}
	shared++;
	fails = dts_plan_made.iommus[share_ask.iommu].culprit;
	dts_plan_edited(&share_edits);
	/* What came of an IOMMU that was broken is no measure; who breaks it may be another. */
	if (fails == IOP_NONE)
		expect_kept();
}

START_TEST(random_boards)
{
	uint32_t seed = (uint32_t)_i * 7919 + 1;

	shared = 0;
	for (int n = 0; n < BOARDS; n++)
		one_board(&seed, n & 1);
	ck_assert_uint_gt(shared, 0);
}
END_TEST

Suite *share_random_suite(void)
{
	Suite *s = suite_create("share_random");
	TCase *t = tcase_create("share-random");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, random_boards, 0, SEEDS);
	suite_add_tcase(s, t);
	return s;
}
