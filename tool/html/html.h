/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A plan as a page: the picture, tables with the reason of each row, findings.
 * It works from file://, without script, on paper and by keyboard; a script
 * adds a search to what there is.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "lint/collect.h"
#include "render/common.h"

struct html_page {
	const struct render_input *plan;	/* with its findings, if there are any */
	const char *root;	/* "../" and so on to style.css and index.html; NULL:
				 * the page stands alone */
	bool policy;		/* as for html_begin() */
	void (*more)(struct out *o, void *ctx);	/* sections after the picture, or NULL */
	const char *more_links;	/* to these: elements */
	void *ctx;
};

void html_page(struct out *o, const struct html_page *page);

/* render_plan_html - the page alone. */
void render_plan_html(struct out *o, const struct render_input *in);

/* --- for pages about many boards as well --- */

/* The beginning of a document; its title, unescaped; @root as above; @policy: there
 * is a page about one. */
void html_begin(struct out *o, const char *title, const char *root, bool policy);
void html_end(struct out *o);
void html_style(struct out *o);		/* the style sheet, without its element */
void html_script(struct out *o);	/* the search, likewise */

/* A section with a heading that links lead to; @id is ours. */
void html_section(struct out *o, const char *id, const char *title);
void html_section_end(struct out *o);

/* A table: its caption, then its heads up to NULL. */
void html_table(struct out *o, const char *caption, const char *const *heads);
void html_table_end(struct out *o);
/* Instead of it, around rows of sums. */
void html_table_total(struct out *o);
void html_table_total_end(struct out *o);
void html_row(struct out *o);
void html_cell(struct out *o, const char *text);
void html_code(struct out *o, const char *text);	/* a name, a number */
void html_head_cell(struct out *o, const char *text);	/* a row's own name */
void html_number(struct out *o, uint64_t n);
void html_effect(struct out *o, uint8_t effect);

/* A paragraph of text. */
void html_text(struct out *o, const char *class, const char *text);

/* --- the sections of a board's page --- */

void html_summary(struct render *r);
void html_findings(struct render *r, const struct gathered *found);
void html_masters(struct render *r);
void html_streams(struct render *r);
void html_groups(struct render *r);
void html_iova(struct render *r);
void html_iommus(struct render *r);
void html_suppliers(struct render *r);
void html_hardening(struct render *r);

/* Sentences into a cell, each its line; because_say. */
struct html_reasons {
	struct out *o;
	bool more;
};
void html_reason(void *ctx, const char *sentence);

#endif
