// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * A long iommu-map, looked up for rising IDs: rows wait in the order of their
 * bases, and those that have begun stand in a heap by their place in the map,
 * of which the first counts. Without it, every piece of the ID space would
 * cost a walk over all rows.
 */
#include "links/map.h"

#define ROW_MIN 12u	/* bytes of the shortest row */
#define LONG_MAP 1024u	/* bytes from which it pays */

static uint32_t place(uint64_t row)
{
	return (uint32_t)row;
}

static uint32_t base(uint64_t row)
{
	return (uint32_t)(row >> 32);
}

/* Shell's sort: most maps are sorted already. */
static void sort(uint64_t *rows, uint32_t count)
{
	for (uint32_t gap = count / 2; gap; gap = gap == 2 ? 1 : gap * 5 / 11)
		for (uint32_t n = gap; n < count; n++) {
			uint64_t row = rows[n];
			uint32_t k = n;

			for (; k >= gap && rows[k - gap] > row; k -= gap)
				rows[k] = rows[k - gap];
			rows[k] = row;
		}
}

static void stand(struct iop_sweep *s, uint32_t row)
{
	uint32_t n = s->standing++;

	for (; n && s->heap[(n - 1) / 2] > row; n = (n - 1) / 2)
		s->heap[n] = s->heap[(n - 1) / 2];
	s->heap[n] = row;
}

static void leave(struct iop_sweep *s)
{
	uint32_t row = s->heap[--s->standing], n = 0, child;

	while ((child = 2 * n + 1) < s->standing) {
		if (child + 1 < s->standing && s->heap[child + 1] < s->heap[child])
			child++;
		if (s->heap[child] >= row)
			break;
		s->heap[n] = s->heap[child];
		n = child;
	}
	s->heap[n] = row;
}

bool iop_sweep_make(struct iop_links *l, struct iop_arena *a)
{
	uint32_t longest = 0, left;
	struct iop_sweep *s;

	for (uint32_t n = 0; n < l->tree->count; n++) {
		left = iop_prop(l->tree, n, IOP_P_IOMMU_MAP).left;
		longest = left > longest ? left : longest;
	}
	if (longest < LONG_MAP)
		return true;
	s = iop_alloc(a, 1, sizeof(*s));
	if (!s)
		return false;
	s->rows = iop_alloc(a, longest / ROW_MIN, sizeof(*s->rows));
	s->heap = iop_alloc(a, longest / ROW_MIN, sizeof(*s->heap));
	l->sweep = s;
	return s->rows && s->heap;
}

void iop_sweep_open(const struct iop_links *l, struct iop_map *m)
{
	struct iop_map rest = *m;
	struct iop_sweep *s = l->sweep;
	uint32_t left = m->rows.left;
	struct iop_map_row row;

	if (!s || left < LONG_MAP)
		return;
	s->count = s->next = s->standing = 0;
	while (iop_map_row(l, &rest, &row, &s->stop)) {
		if (iop_map_covers(m, &row, row.base))
			s->rows[s->count++] = (uint64_t)row.base << 32 |
					      (m->rows.left - left);
		left = rest.rows.left;
	}
	sort(s->rows, s->count);
	m->sweep = s;
}

static struct iop_map_row row_at(const struct iop_links *l, const struct iop_map *m,
				 uint32_t at)
{
	struct iop_map rest = *m;
	struct iop_map_row row;
	enum iop_reason stop;

	rest.rows.at += at;
	rest.rows.left -= at;
	iop_map_row(l, &rest, &row, &stop);
	return row;
}

/* Up to which ID the row at @first counts: its end, or an earlier row's base. */
static uint32_t until(const struct iop_sweep *s, const struct iop_map_row *row,
		      uint32_t first)
{
	uint32_t last = row->length - 1 > UINT32_MAX - row->base ? UINT32_MAX :
			row->base + (row->length - 1);

	for (uint32_t n = s->next; n < s->count && base(s->rows[n]) <= last; n++)
		if (place(s->rows[n]) < first)
			return base(s->rows[n]) - 1;
	return last;
}

struct iop_map_piece iop_sweep_at(const struct iop_links *l, const struct iop_map *m,
				  uint32_t id)
{
	struct iop_map_piece p = { .last = UINT32_MAX };
	struct iop_sweep *s = m->sweep;

	while (s->next < s->count && base(s->rows[s->next]) <= id)
		stand(s, place(s->rows[s->next++]));
	for (; s->standing; leave(s)) {
		p.row = row_at(l, m, s->heap[0]);
		if (!iop_map_covers(m, &p.row, id))
			continue;
		p.why = p.row.why;
		p.last = until(s, &p.row, s->heap[0]);
		return p;
	}
	p.row = (struct iop_map_row){ 0 };
	p.why = (uint8_t)(s->stop ? s->stop : IOP_R_MAP_UNMATCHED);
	if (s->next < s->count)
		p.last = base(s->rows[s->next]) - 1;
	return p;
}
