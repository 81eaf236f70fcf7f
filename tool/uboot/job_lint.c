// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/lint.h"
#include "uboot/job.h"

#define WORDS_KEPT 4096u	/* bytes: the longest path and message */

static void argument(struct job *j, const struct iop_lint_arg *a)
{
	switch (a->kind) {
	case IOP_ARG_NODE:
		words_path(&j->w, &j->tree, (uint32_t)a->number);
		break;
	case IOP_ARG_DEC:
		iop_text_dec(&j->w, a->number);
		break;
	case IOP_ARG_HEX:
		words_str(&j->w, "0x");
		iop_text_hex(&j->w, a->number);
		break;
	case IOP_ARG_RID:
		iop_text_rid(&j->w, (uint32_t)a->number);
		break;
	case IOP_ARG_MORE:
		if (!a->number)
			break;
		words_str(&j->w, " and ");
		iop_text_dec(&j->w, a->number);
		words_str(&j->w, " more");
		break;
	default:
		words_text(&j->w, a->text ? a->text : "");
	}
}

static void message(struct job *j, const struct iop_finding *f)
{
	const char *rest = iop_rules[f->rule].message;
	struct iop_template_part part;

	while (iop_template_next(&rest, f, &part))
		if (part.arg)
			argument(j, part.arg);
		else
			iop_text_mem(&j->w, part.text, part.len);
}

/* As the host's program puts it: path:property: severity: message [rule] */
static bool put_finding(struct job *j, const struct iop_finding *f)
{
	if (f) {
		words_path(&j->w, &j->tree, f->node);
		if (f->property) {
			words_char(&j->w, ':');
			words_tree(&j->w, f->property);
		}
		words_str(&j->w, ": ");
		words_str(&j->w, iop_severity_name(f->severity));
		words_str(&j->w, ": ");
		message(j, f);
		if (f->more) {
			words_str(&j->w, "; and ");
			iop_text_dec(&j->w, f->more);
			words_str(&j->w, " more findings of this rule at this node");
		}
		words_str(&j->w, " [");
		words_str(&j->w, iop_rules[f->rule].slug);
		words_char(&j->w, ']');
	}
	return job_put(j, "iommu_finding");
}

static bool put_all(struct job *j, const struct iop_lint *lint)
{
	const struct iop_finding *f, *worst = lint->first;
	uint32_t n[IOP_NOTE + 1] = { 0 };

	for (f = lint->first; f; f = f->next) {
		n[f->severity]++;
		if (f->severity < worst->severity)
			worst = f;
	}
	if (!j->status && n[IOP_ERROR])
		j->status = GLUE_FINDINGS;
	return job_report(j) &&
	       job_put_count(j, "iommu_errors", n[IOP_ERROR]) &&
	       job_put_count(j, "iommu_warnings", n[IOP_WARNING]) &&
	       job_put_count(j, "iommu_notes", n[IOP_NOTE]) &&
	       put_finding(j, worst);
}

/* Where space ends, what was found until then is reported all the same: with words
 * from memory that no rule gets. */
bool job_lint(struct job *j)
{
	struct iop_lint lint = { .consumers = 1u << IOP_CONSUMER_LINUX };
	size_t kept = iop_arena_left(&j->arena) / 2;

	if (kept > WORDS_KEPT)
		kept = WORDS_KEPT;
	j->arena.size -= kept;
	if (iop_lint_run(&lint, &j->plan, &j->arena))
		j->status = GLUE_ROOM;
	j->arena.size += kept;
	job_words(j);
	return put_all(j, &lint) &&
	       (j->status != GLUE_ROOM ||
		job_put_text(j, "iommu_error",
			     "the arena is too small: some findings are missing"));
}
