// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * A long iommu-map, divided into pieces of the ID space that can be searched. The
 * entries are visited in the order of their bases; those that have begun are in a heap,
 * sorted by their place in the map, as the first one counts. Without this, every
 * function and every range would cost a walk over all entries.
 */
#include "bindings/map_index.h"

#include "base/sort.h"

#define ROW_MIN 12u	/* bytes of the shortest row */
#define LONG_MAP 1024u	/* bytes from which it pays */

static uint32_t row_place(uint64_t row)
{
	return (uint32_t)row;
}

static uint32_t row_base(uint64_t row)
{
	return (uint32_t)(row >> 32);
}

static void stand(struct iop_map_index *s, uint32_t row)
{
	uint32_t n = s->standing++;

	for (; n && s->heap[(n - 1) / 2] > row; n = (n - 1) / 2)
		s->heap[n] = s->heap[(n - 1) / 2];
	s->heap[n] = row;
}

static void leave(struct iop_map_index *s)
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

bool iop_map_index_make(struct iop_map_index *s, const struct iop_tree *t,
			struct iop_arena *a)
{
	uint32_t longest = 0, left;

	*s = (struct iop_map_index){ 0 };
	for (uint32_t n = 0; n < t->count; n++) {
		left = iop_prop(t, n, IOP_P_IOMMU_MAP).left;
		longest = left > longest ? left : longest;
	}
	if (longest < LONG_MAP)
		return true;
	s->rows = iop_alloc(a, longest / ROW_MIN, sizeof(*s->rows));
	s->heap = iop_alloc(a, longest / ROW_MIN, sizeof(*s->heap));
	s->pieces = iop_alloc(a, 2 * (longest / ROW_MIN) + 2, sizeof(*s->pieces));
	return s->rows && s->heap && s->pieces;
}

static struct iop_map_row row_at(const struct iop_plan *p, const struct iop_map *m,
				 uint32_t at)
{
	struct iop_map rest = *m;
	struct iop_map_row row;
	enum iop_reason stop;

	rest.rows.at += at;
	rest.rows.left -= at;
	iop_map_row(p, &rest, &row, &stop);
	return row;
}

/* All rows by their bases; void ones are no piece of anything. */
static void take_rows(const struct iop_plan *p, struct iop_map_index *s)
{
	struct iop_map rest = s->map;
	uint32_t left = rest.rows.left;
	struct iop_map_row row;
	bool any = false;

	s->count = s->next = s->standing = s->n_pieces = 0;
	s->placeholder = true;
	while (iop_map_row(p, &rest, &row, &s->stop)) {
		if (iop_map_covers(&s->map, &row, row.base))
			s->rows[s->count++] = (uint64_t)row.base << 32 |
					      (s->map.rows.left - left);
		left = rest.rows.left;
		s->placeholder = s->placeholder && !row.length;
		any = true;
	}
	s->placeholder = s->placeholder && any && !s->stop;
	iop_sort(s->rows, s->count);
}

static uint32_t last_of(const struct iop_map_row *row)
{
	return row->length - 1 > UINT32_MAX - row->base ? UINT32_MAX :
	       row->base + (row->length - 1);
}

/* The first of the standing rows that covers @id, and its last ID; IOP_NONE: none. */
static uint32_t first_standing(const struct iop_plan *p, struct iop_map_index *s, uint32_t id,
			       uint32_t *last)
{
	for (; s->standing; leave(s)) {
		struct iop_map_row row = row_at(p, &s->map, s->heap[0]);

		if (!iop_map_covers(&s->map, &row, id))
			continue;
		*last = last_of(&row);
		return s->heap[0];
	}
	*last = UINT32_MAX;
	return IOP_NONE;
}

/*
 * The row that counts at @id. One behind it in the map that reaches no further never
 * counts, and does not stand: a map may have many rows for the same ID.
 */
static uint32_t standing_at(const struct iop_plan *p, struct iop_map_index *s, uint32_t id,
			    uint32_t *last)
{
	uint32_t first = first_standing(p, s, id, last);

	for (; s->next < s->count && row_base(s->rows[s->next]) <= id; s->next++) {
		uint32_t at = row_place(s->rows[s->next]), end;
		struct iop_map_row row = row_at(p, &s->map, at);

		end = last_of(&row);
		if (first != IOP_NONE && first < at && end <= *last)
			continue;
		stand(s, at);
		if (first == IOP_NONE || at < first) {
			first = at;
			*last = end;
		}
	}
	return first;
}

void iop_map_index_open(struct iop_map_index *s, const struct iop_plan *p,
			struct iop_map *m)
{
	uint32_t id = 0, last, row;

	if (!s->rows || m->rows.left < LONG_MAP)
		return;
	if (s->map.index && s->map.node == m->node) {
		*m = s->map;
		return;
	}
	s->map = *m;
	take_rows(p, s);
	do {
		row = standing_at(p, s, id, &last);
		if (!s->n_pieces || s->pieces[s->n_pieces - 1].place != row)
			s->pieces[s->n_pieces++] = (struct iop_map_index_piece){ id, row };
		if (s->next < s->count && row_base(s->rows[s->next]) - 1 < last)
			last = row_base(s->rows[s->next]) - 1;
		id = last + 1;
	} while (last != UINT32_MAX);
	s->map.index = m->index = s;
}

/* The piece that holds @id: the last that does not begin behind it. */
static uint32_t piece_of(const struct iop_map_index *s, uint32_t id)
{
	uint32_t low = 0, high = s->n_pieces;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (s->pieces[middle].first <= id)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct iop_map_piece iop_map_index_at(const struct iop_plan *p, const struct iop_map *m,
				      uint32_t id)
{
	const struct iop_map_index *s = m->index;
	uint32_t n = piece_of(s, id);
	struct iop_map_piece piece = { .last = UINT32_MAX, .row = IOP_MAP_ROW_NONE };

	if (n + 1 < s->n_pieces)
		piece.last = s->pieces[n + 1].first - 1;
	if (s->pieces[n].place == IOP_NONE) {
		piece.why = (uint8_t)(s->stop ? s->stop : IOP_R_MAP_UNMATCHED);
		return piece;
	}
	piece.row = row_at(p, &s->map, s->pieces[n].place);
	piece.why = piece.row.why;
	return piece;
}
