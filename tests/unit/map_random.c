// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Random iommu-maps under random masks: what the plan says of a requester ID
 * is what of_map_id() makes of it. The two readings of that function are told
 * here once more, cell by cell, with nothing of the library's.
 */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "model/ranges.h"

Suite *map_random_suite(void);

#define HOSTS 250
#define TREES 40	/* 10,000 maps */
#define CELLS 40

struct map {
	uint32_t cell[CELLS], count, mask;
	bool masked;
};

static struct map maps[HOSTS];
static char text[HOSTS * 720 + 2048];

/* By phandle: SMMUs of one cell, one of two, two nodes that are none. */
static const char *const targets[] = { NULL, "/iommu@1000", "/iommu@2000", "/iommu@3000" };

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static uint32_t pick_mask(uint32_t *seed)
{
	static const uint32_t some[] = { 0xfff8, 0xff00, 0x00ff, 0xf8, 0xffff, 0xfffffff8, 0, 0x7 };
	uint32_t n = next(seed) % 12;

	return n < 8 ? some[n] : next(seed) & 0xffff;
}

/* Rows as wide as their targets, or all of four cells, or cut off at the end. */
static void make_map(struct map *m, uint32_t *seed)
{
	static const uint32_t lengths[] = { 0, 1, 1, 8, 0x20, 0x100, 0x900, 0x8000, 0x10000, 0xffffff00 };
	uint32_t rows = next(seed) % 6, target, wide = next(seed) % 3;

	m->count = 0;
	m->masked = next(seed) % 4;
	m->mask = m->masked ? pick_mask(seed) : UINT32_MAX;
	while (rows--) {
		target = next(seed) % 16 ? 1 + next(seed) % 2 : 3 + next(seed) % 4;
		m->cell[m->count++] = next(seed) & 0xffff &
				      (next(seed) % 16 ? m->mask : UINT32_MAX);
		m->cell[m->count++] = target;
		m->cell[m->count++] = next(seed) & 0xffff;
		if (target == 3 && wide)
			m->cell[m->count++] = next(seed) & 0xff;
		m->cell[m->count++] = target == 3 && wide == 1 ? 1 : lengths[next(seed) % 10];
	}
	if (m->count && !(next(seed) % 16))
		m->count--;
}

static void make_tree(uint32_t seed)
{
	size_t len = (size_t)snprintf(text, sizeof(text), "%s", DTS(
		SMMU("a", "1000") SMMU("b", "2000") SMMU("c", "3000")
		"plain { phandle = <4>; };") "&gic { phandle = <5>; };" "&a { phandle = <1>; };"
		"&b { phandle = <2>; }; &c { phandle = <3>; #iommu-cells = <2>; }; / {");

	for (uint32_t h = 0; h < HOSTS; h++) {
		make_map(&maps[h], &seed);
		len += (size_t)snprintf(text + len, sizeof(text) - len, "\npcie@%x { device_type ="
			" \"pci\"; compatible = \"vendor,pcie\"; iommu-map = <", h);
		for (uint32_t c = 0; c < maps[h].count; c++)
			len += (size_t)snprintf(text + len, sizeof(text) - len, " %u", maps[h].cell[c]);
		len += (size_t)snprintf(text + len, sizeof(text) - len, ">;");
		if (maps[h].masked)
			len += (size_t)snprintf(text + len, sizeof(text) - len,
						" iommu-map-mask = <%u>;", maps[h].mask);
		len += (size_t)snprintf(text + len, sizeof(text) - len, " };");
	}
	ck_assert_uint_lt(len + 4, sizeof(text));
	memcpy(text + len, " };", 4);
}

/* --- of_map_id() --- */

struct answer {
	const char *slug;	/* why there is none */
	uint32_t target, id;
};

static bool is_node(uint32_t phandle)
{
	return phandle && phandle <= 5;
}

static struct answer no(const char *slug)
{
	return (struct answer){ .slug = slug };
}

/* Up to 7.1: the length of the property, then rows of four cells. */
static struct answer map_four(const struct map *m, uint32_t rid)
{
	uint32_t id = rid & m->mask;

	if (!m->count || m->count % 4)
		return no("bad-iommu-map-length");
	for (const uint32_t *row = m->cell; row < m->cell + m->count; row += 4) {
		if (row[0] & ~m->mask)
			return no("iommu-map-mask-ignores-base");
		if (id < row[0] || id >= (uint32_t)(row[0] + row[3]))
			continue;
		if (!is_node(row[1]))
			return no("bad-phandle");
		return (struct answer){ NULL, row[1], id - row[0] + row[2] };
	}
	return no("iommu-map-no-row");
}

/* of_check_bad_map() */
static bool bad_map(const struct map *m)
{
	if (m->count % 4)
		return false;
	for (uint32_t at = 0; at < m->count; at += 4)
		if (m->cell[at + 1] != m->cell[1] || m->cell[at + 3] != 1)
			return false;
	return true;
}

/* From 7.2: each row as wide as its target says. */
static struct answer map_target(const struct map *m, uint32_t rid)
{
	uint32_t id = rid & m->mask, at = 0, left, cells;
	bool bad = false;

	for (; at < m->count; at += 3 + cells) {
		const uint32_t *row = m->cell + at;

		left = m->count - at;
		if (left < 2)
			return no("bad-iommu-map-length");
		if (row[0] & ~m->mask)
			return no("iommu-map-mask-ignores-base");
		if (!is_node(row[1]))
			return no("bad-phandle");
		bad |= !at && row[1] == 3 && bad_map(m);
		cells = row[1] == 3 && !bad ? 2 : 1;
		if (left < 3 + cells)
			return no("bad-iommu-map-length");
		if (id < row[0] || id - row[0] >= row[2 + cells])
			continue;
		if (row[2 + cells] > 1 && cells > 1)
			return no("iommu-map-range-of-wide-ids");
		return (struct answer){ NULL, row[1], id - row[0] + row[2] };
	}
	return no("iommu-map-no-row");
}

/* The driver after it keeps 16 bits, and two of the nodes are no IOMMUs. */
static struct answer expected(const struct map *m, uint32_t rid, bool by_target)
{
	struct answer a = by_target ? map_target(m, rid) : map_four(m, rid);

	if (!a.slug && a.target > 3)
		a.slug = "not-an-iommu";
	a.id &= 0xffff;
	return a;
}

/* --- the plan --- */

static const struct iop_range *range_of(uint32_t host, uint32_t first, uint32_t rid)
{
	const struct iop_range *found = NULL;
	const struct iop_plan *p = &dts_plan_made;

	for (uint32_t n = first; n < p->n_devices && p->devices[n].node == p->devices[first].node; n++)
		for (uint32_t k = 0; k < p->devices[n].n_streams; k++) {
			const struct iop_range *r = &p->ranges[p->devices[n].streams + k];

			if ((rid & r->rid_mask) < r->first || (rid & r->rid_mask) > r->last)
				continue;
			ck_assert_msg(!found, "pcie@%x: %#x is in two ranges", host, rid);
			found = r;
		}
	ck_assert_msg(found != NULL, "pcie@%x: no range has %#x", host, rid);
	return found;
}

/* Rows of length 0 throughout are said to be placeholders. */
static bool same_slug(const char *want, uint8_t why)
{
	return !strcmp(iop_reason_slug(why), want) ||
	       (!strcmp(want, "iommu-map-no-row") && why == IOP_R_MAP_PLACEHOLDER);
}

static void check_id(uint32_t host, uint32_t first, uint32_t rid, bool by_target)
{
	const struct iop_range *r = range_of(host, first, rid);
	struct answer want = expected(&maps[host], rid, by_target);
	uint32_t got = iop_range_id(r, rid);

	if (want.slug) {
		ck_assert_msg(same_slug(want.slug, r->why), "pcie@%x: %#x is %s, not %s", host,
			      rid, iop_reason_slug(r->why), want.slug);
		return;
	}
	ck_assert_msg(!r->why, "pcie@%x: %#x is lost by %s", host, rid, iop_reason_slug(r->why));
	ck_assert_ptr_eq(&dts_plan_made.iommus[r->iommu], dts_iommu(targets[want.target]));
	ck_assert_msg(got == want.id, "pcie@%x: %#x is %#x, not %#x", host, rid, got, want.id);
}

/* Beside every number in the map, and anywhere. */
static void check_host(uint32_t host, uint32_t first, bool by_target, uint32_t *seed)
{
	const struct map *m = &maps[host];

	for (uint32_t c = 0; c < m->count; c++)
		for (uint32_t near = 0; near < 3; near++)
			check_id(host, first, (m->cell[c] + near - 1) & 0xffff, by_target);
	for (uint32_t c = 0; c + 3 < m->count; c++)
		check_id(host, first, (m->cell[c] + m->cell[c + 3]) & 0xffff, by_target);
	for (int n = 0; n < 16; n++)
		check_id(host, first, next(seed) & 0xffff, by_target);
	check_id(host, first, 0, by_target);
	check_id(host, first, 0xffff, by_target);
}

START_TEST(plan_is_of_map_id)
{
	uint32_t seed = (uint32_t)_i + 1, hosts;

	make_tree(seed);
	for (int r = 0; r < RELEASES; r += RELEASES - 1) {
		dts_plan(dts_releases[r], text);
		hosts = 0;
		for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
			if (n && dts_plan_made.devices[n].node == dts_plan_made.devices[n - 1].node)
				continue;
			check_host(hosts++, n, r != 0, &seed);
		}
		ck_assert_uint_eq(hosts, HOSTS);
	}
}
END_TEST

Suite *map_random_suite(void)
{
	Suite *s = suite_create("map_random");
	TCase *t = tcase_create("map_random");

	tcase_add_loop_test(t, plan_is_of_map_id, 0, TREES);
	suite_add_tcase(s, t);
	return s;
}
