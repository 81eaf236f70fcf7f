// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What of many masters is shown: trouble first, then those that come first. */
#include "render/picture/picture.h"

static bool has_trouble(const struct picture *c, const struct picture_block *b)
{
	if (b->trouble)
		return true;
	for (uint32_t n = b->first; n < b->first + b->n; n++)
		if (c->rows[n].trouble)
			return true;
	return false;
}

/* Of the blocks with rows, or of those without: at most @most. */
static void choose_blocks(struct picture *c, bool rows, uint32_t most)
{
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t n = 0; n < c->n_blocks && most; n++) {
			struct picture_block *b = &c->blocks[n];

			if (b->shown || !b->n == rows || (!b->n && b->iommu == IOP_NONE) ||
			    (!pass && !has_trouble(c, b)))
				continue;
			b->shown = true;
			most--;
		}
	}
}

/* Rows in all where no block has more than @most. */
static uint32_t rows_with(const struct picture *c, uint32_t most)
{
	uint32_t sum = 0;

	for (uint32_t n = 0; n < c->n_blocks; n++)
		if (c->blocks[n].shown)
			sum += c->blocks[n].n < most ? c->blocks[n].n : most;
	return sum;
}

static void choose_rows(struct picture *c, struct picture_block *b, uint32_t most)
{
	/* A line that says "1 more" is no shorter than that one. */
	if (b->n <= most + 1)
		most = b->n;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t n = b->first; n < b->first + b->n && most; n++) {
			if (c->rows[n].shown || (!pass && !c->rows[n].trouble))
				continue;
			c->rows[n].shown = true;
			most--;
		}
	}
}

/* Rows that are not shown; of groups of which nothing is shown, the number. */
static void count_hidden(const struct picture *c, const struct render *r,
			 const struct picture_block *b, struct picture_fold *f)
{
	uint32_t last = IOP_NONE;
	bool seen = false;

	for (uint32_t n = b->first; n < b->first + b->n; n++) {
		const struct picture_row *row = &c->rows[n];
		uint32_t g = picture_group(r, row);

		if (g != last)
			seen = false;
		last = g;
		seen |= row->shown;
		if (row->shown)
			continue;
		f->masters++;
		f->trouble += row->trouble;
		f->effects[picture_effect(r, row)]++;
		if (g != IOP_NONE && !seen) {
			f->groups++;
			seen = true;
		}
	}
}

static uint32_t most_rows(const struct picture *c)
{
	uint32_t most = PICTURE_ROWS;

	if (rows_with(c, IOP_NONE) <= most)
		return most;
	while (most > 1 && rows_with(c, most) > PICTURE_FOLDED_ROWS)
		most--;
	return most;
}

static uint32_t most_blocks(const struct picture *c)
{
	uint32_t some = 0;

	for (uint32_t n = 0; n < c->n_blocks; n++)
		some += c->blocks[n].n != 0;
	return some > PICTURE_BLOCKS ? PICTURE_FOLDED_BLOCKS : some;
}

void picture_fold_rows(struct picture *c, const struct render *r)
{
	uint32_t most;

	choose_blocks(c, true, most_blocks(c));
	choose_blocks(c, false, PICTURE_IDLE);
	most = most_rows(c);
	for (uint32_t n = 0; n < c->n_blocks; n++) {
		struct picture_block *b = &c->blocks[n];
		struct picture_fold *f = b->shown ? &b->fold : b->n ? &c->fold : &c->idle;

		if (b->shown)
			choose_rows(c, b, most);
		else if (b->iommu != IOP_NONE)
			f->iommus++;
		count_hidden(c, r, b, f);
	}
}
