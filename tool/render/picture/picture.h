/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a picture of a plan shows, and what it folds away, for whoever draws it:
 * a block for each IOMMU, in it a row for each master.
 */
#ifndef PICTURE_PICTURE_H
#define PICTURE_PICTURE_H

#include "render/common.h"

/* How many are shown whole; what is more folds to fewer, trouble last. */
#define PICTURE_ROWS 72
#define PICTURE_FOLDED_ROWS 40
#define PICTURE_BLOCKS 32	/* IOMMUs with masters */
#define PICTURE_FOLDED_BLOCKS 16
#define PICTURE_IDLE 6		/* IOMMUs without */

struct picture_row {
	uint32_t device;	/* IOP_NONE: a node that has no iommus, for a reason @why:
				 * a PCI host without iommu-map, or a neighbour */
	uint32_t node;
	uint8_t effect;		/* of such a node */
	const char *why;
	bool trouble;
	bool shown;
};

/* Rows that are not shown, by what becomes of the DMA. */
struct picture_fold {
	uint32_t iommus, masters, groups, trouble;
	uint32_t effects[IOP_EFFECT_COUNT];
};

struct picture_block {
	uint32_t iommu;		/* IOP_NONE: masters that name none */
	uint32_t first, n;	/* its rows, those of a group side by side */
	bool trouble;		/* of the IOMMU itself */
	bool shown;
	struct picture_fold fold;
};

struct picture {
	struct picture_row *rows;
	uint32_t n_rows;
	struct picture_block *blocks;	/* in the order of the plan, then IOP_NONE */
	uint32_t n_blocks;
	uint32_t trouble, broken;	/* masters and IOMMUs that have it */
	struct picture_fold fold;	/* of blocks that are not shown */
	struct picture_fold idle;	/* the same of IOMMUs without masters */
};

/* picture_open - linear in the plan; false, with the sink's error set, when
 * memory runs out. */
bool picture_open(struct picture *c, struct render *r);
void picture_close(struct picture *c);

/* picture_is_last - is this the last row shown of its group? */
bool picture_is_last(const struct render *r, const struct picture *c,
		     const struct picture_block *b, uint32_t row);

/* picture_group - of a row, or IOP_NONE. */
uint32_t picture_group(const struct render *r, const struct picture_row *row);

/* picture_effect - enum iop_effect of a row. */
uint8_t picture_effect(const struct render *r, const struct picture_row *row);

/* picture_fold_rows - choose what is shown (picture_fold.c). */
void picture_fold_rows(struct picture *c, const struct render *r);

/* What is written in a row; all unescaped, in r->name, r->text or @l. */

/* The master: its path in at most @width columns; 0: whole. */
const char *picture_name(struct render *r, const struct picture_row *row, int width);

/*
 * picture_path - a path in at most @width columns: what has no unit address is
 * left out in its middle, then it loses its beginning; an ellipsis shows either
 */
const char *picture_path(struct render *r, const char *path, int width);

/* Stream IDs, of at most @width columns, then how many are left out. */
void picture_streams(struct render *r, const struct iop_device *d, size_t width,
		     struct line *l);

/* A row as one sentence, for screen readers. */
void picture_sentence(struct render *r, const struct picture_row *row, struct line *l);

/* "5 more masters in 3 groups: 4 translated, 1 blocked" */
void picture_folded(const struct picture_fold *f, struct line *l);

/* "3 masters and 1 IOMMU need attention"; nothing where none does. */
void picture_trouble(const struct picture *c, struct line *l);

/* "3 masters": a count, and a word with its plural's s. */
void picture_count(struct line *l, uint32_t n, const char *word);

/* The lines of a heading: "Linux 7.3, arm64, ...", "7 IOMMUs, ...". */
void picture_kernel(struct render *r, struct line *l);
void picture_summary(const struct render *r, struct line *l);

/* A word or three for an effect, as narrow as a column. */
const char *picture_effect_words(uint8_t effect);

#endif
