/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One call of glue_run(), between the files that do it. */
#ifndef UBOOT_JOB_H
#define UBOOT_JOB_H

#include "plan/plan.h"
#include "uboot/banner.h"
#include "uboot/glue.h"
#include "uboot/env_value.h"

struct job {
	const struct glue *g;
	struct iop_arena arena;
	struct iop_facts facts;
	struct iop_view view;
	struct iop_tree tree;
	struct iop_plan plan;
	struct iop_text w;		/* all of the arena that is left */
	char banner[BANNER_SIZE];	/* "" where there is none to be read */
	const char *error;	/* words for iommu_error */
	enum glue_status status;
};

/* job_fail - note what is wrong; false, for the caller to return. */
bool job_fail(struct job *j, enum glue_status status, const char *error);

/* job_words - the rest of the arena becomes the room for values. */
void job_words(struct job *j);

/* job_put - hand over what was put together; job_fail() where it cannot be. */
bool job_put(struct job *j, const char *key);
bool job_put_text(struct job *j, const char *key, const char *value);
bool job_put_count(struct job *j, const char *key, uint32_t value);

bool job_report(struct job *j);		/* the results of GLUE_PLAN */

/* job_has_facts - are the facts of all IOMMUs of the tree in this build? */
bool job_has_facts(struct job *j);

bool job_lint(struct job *j);	/* the results of GLUE_PLAN, and findings */
bool job_dump(struct job *j);	/* the plan, a line for each thing in it */

/*
 * The annotated tree: made first, put in place of the other one last.
 * @padding: free bytes the tree had behind its last block, and keeps if it can
 */
struct annotated {
	void *blob;
	size_t size;
	size_t padding;
};

bool job_annotate(struct job *j, struct annotated *out);
void job_replace(struct job *j, const struct annotated *from);

#endif
