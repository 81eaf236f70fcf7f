/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Many boards under several kernels, as pages to browse. Whoever plans a board
 * writes its own page and a record; from all records the pages about several
 * boards are made. A record is fields that end with a NUL, which no string of a
 * tree has.
 */
#ifndef REPORT_REPORT_MODEL_H
#define REPORT_REPORT_MODEL_H

#include "compare/diff/diff.h"
#include "html/html.h"

#define REPORT_KERNELS 16	/* most columns: directories */

/* A part's columns; tabs are between them. */
enum report_part_column { REPORT_PART_KIND, REPORT_PART_NODE, REPORT_PART_AT, REPORT_PART_IS,
			  REPORT_PART_ASSIGN };
#define REPORT_IOMMU	"IOMMU"		/* a kind; all others can do DMA */

/* Why something needs attention; see report_cause_words(). */
enum report_cause { REPORT_CAUSE_HOST, REPORT_CAUSE_GROUP, REPORT_CAUSE_BLOCKED,
		    REPORT_CAUSE_IOMMU, REPORT_CAUSES };

enum report_record { RECORD_BOARD = 'B', RECORD_FINDING = 'F', RECORD_PART = 'P',
		     RECORD_CHANGE = 'C', RECORD_VERDICT = 'V' };

struct report_finding {
	uint32_t rule;		/* enum iop_rule_id */
	uint32_t severity;	/* enum iop_severity */
	const char *node, *message;
	uint32_t board;
};

struct report_change {
	uint32_t from, to;	/* kernels */
	uint32_t kind;		/* enum diff_kind */
	const char *where, *before, *after;
	uint32_t board;
};

struct report_verdict {
	uint32_t kernel;
	bool met;
	const char *text;	/* which requirements are not met, or "" */
	uint32_t board;
};

/* Lists are parts of those of the whole report. */
struct report_board {
	const char *name, *page, *model, *vendor, *soc;
	const char *kernels;	/* a '1' for each that has the board, else '0' */
	uint32_t iommus, groups, masters;
	uint32_t causes[REPORT_CAUSES], attention;	/* their sum */
	uint32_t effects[IOP_EFFECT_COUNT];
	uint32_t severities[3];	/* findings by enum iop_severity */
	uint32_t findings, n_findings;
	uint32_t parts, n_parts;
	uint32_t changes, n_changes;
	uint32_t verdicts, n_verdicts;
	uint32_t worst;		/* change: enum fail_on, or FAIL_ON_UNSET */
};

struct report {
	const char *labels[REPORT_KERNELS];	/* of the kernels, the newest last */
	uint32_t n_labels;
	bool diff;			/* changes are shown first */
	const char *policy;		/* its file, or NULL */
	struct report_board *boards;	/* in the order of their names */
	uint32_t n_boards;
	struct report_finding *findings;
	uint32_t n_findings;
	const char **parts;		/* what boards of an SoC may have in common */
	uint32_t n_parts;
	struct report_change *changes;
	uint32_t n_changes;
	struct report_verdict *verdicts;
	uint32_t n_verdicts;
	uint32_t *by_vendor;		/* boards, by vendor and SoC */
};

/* report_record_* - one record to @o. */
void report_field(struct out *o, const char *text);
void report_count(struct out *o, uint64_t n);

/* report_read - all records of @bytes, which stay where they are; false: memory. */
bool report_read(struct report *r, char *bytes, size_t size);
void report_free(struct report *r);

/* report_fails - is the policy not met somewhere, or a finding or change of
 * @threshold or worse in it? */
bool report_fails(const struct report *r, enum fail_on threshold);

/* The pages, which the owner of the files writes. */
typedef void report_page_fn(struct out *o, const struct report *r, uint32_t n);
report_page_fn report_index, report_vendor, report_findings, report_changes,
	report_policy, report_dma, report_guests, report_data;

/* report_vendor_end - of the boards in by_vendor, the end of those of one vendor
 * that begin at @n; report_soc_end - the same of one SoC */
uint32_t report_vendor_end(const struct report *r, uint32_t n);
uint32_t report_soc_end(const struct report *r, uint32_t n);

/* report_plain - a name as a part of a file's or an anchor's */
void report_plain(struct out *o, const char *name);

/* Links, relative to the report's first directory with @root in front; to @place in
 * the board's page, or NULL. */
void report_board_link(struct out *o, const struct report_board *b, const char *root,
		       const char *place);
void report_soc_link(struct out *o, const struct report_board *b, const char *root);

/* report_cause_slug, report_cause_words - as in data.json, and as a heading */
const char *report_cause_slug(enum report_cause cause);
const char *report_cause_words(enum report_cause cause);

/* report_state - what all boards are like: a sentence, counts and where they lead */
void report_state(struct out *o, const struct report *r);

/* Columns of a part: its text, whose length is @len; is it @text? */
const char *report_column(const char *part, enum report_part_column n, size_t *len);
bool report_column_is(const char *part, enum report_part_column n, const char *text);

/* report_newest - a table cell with the kernel that a board is counted under */
void report_newest(struct out *o, const struct report *r, const struct report_board *b);

/* A table cell with a number, empty for none; @class for one there is. */
void report_number(struct out *o, uint32_t n, const char *class);

/* report_rules_of - a section of the findings of @n of by_vendor from @list */
void report_rules_of(struct out *o, const struct report *r, const uint32_t *list, uint32_t n);

/* The table of changes, of one board or all that are as bad as @least. */
void report_change_table(struct out *o, const struct report *r, const char *caption,
			 enum fail_on least, const char *root);

/* report_changes_of - what changes on @n of by_vendor from @list, folded; nothing
 * if nothing does */
void report_changes_of(struct out *o, const struct report *r, const uint32_t *list, uint32_t n,
		       const char *root);

/* A table of boards; @n of by_vendor from @first, or all by name: NULL */
void report_board_table(struct out *o, const struct report *r, const char *caption,
			const uint32_t *list, uint32_t n, const char *root);

#endif
