// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The plan, a line for each thing in it: what the JSON has, for tests and for
 * people at a console. */
#include "cmdline/cmdline.h"
#include "model/names.h"
#include "uboot/job.h"

static void key_of(struct job *j, uint32_t group)
{
	char key[14];

	iop_group_key_text(&j->plan.groups[group], key);
	words_str(&j->w, key);
}

static void blank(struct job *j, const char *text)
{
	words_char(&j->w, ' ');
	words_str(&j->w, text);
}

/* path state driver reason */
static bool put_iommu(struct job *j, const struct iop_iommu *i)
{
	words_path(&j->w, &j->tree, i->node);
	blank(j, iop_state_text(i->state));
	blank(j, i->driver ? i->driver->name : "-");
	blank(j, i->state == IOP_STATE_ACTIVE ? "-" : iop_reason_slug(i->why));
	return job_put(j, "iommu");
}

/* key domain confidence */
static bool put_group(struct job *j, uint32_t n)
{
	const struct iop_group *g = &j->plan.groups[n];

	key_of(j, n);
	blank(j, iop_words[g->domain]);
	blank(j, iop_confidence_text(g->confidence));
	return job_put(j, "group");
}

/* iommu:id/mask, IOMMUs by their number in the order of the lines */
static void words_id(struct job *j, uint32_t iommu, uint32_t id, uint32_t mask)
{
	words_char(&j->w, ' ');
	iop_text_dec(&j->w, iommu);
	words_char(&j->w, ':');
	iop_text_hex(&j->w, id);
	words_char(&j->w, '/');
	iop_text_hex(&j->w, mask);
}

static void words_ids(struct job *j, const struct iop_device *d)
{
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		const struct iop_range *r = &j->plan.ranges[s];
		const struct iop_stream *v = &j->plan.streams[s];

		if (!d->requesters)
			words_id(j, v->iommu, v->id, v->mask);
		else if (r->why)
			blank(j, iop_reason_slug(r->why));
		else
			words_id(j, r->iommu, r->id, r->mask);
	}
}

/* path key confidence IDs, or path reason IDs */
static bool put_device(struct job *j, const struct iop_device *d)
{
	words_path(&j->w, &j->tree, d->node);
	words_char(&j->w, ' ');
	if (d->group == IOP_NONE) {
		words_str(&j->w, iop_reason_slug(d->why));
		words_ids(j, d);
		return job_put(j, "unprotected");
	}
	key_of(j, d->group);
	blank(j, iop_confidence_text(d->confidence));
	words_ids(j, d);
	return job_put(j, "device");
}

bool job_dump(struct job *j)
{
	const struct iop_plan *p = &j->plan;
	char fragment[256];

	iop_cmdline_fragment(p, fragment, sizeof(fragment));
	if (!job_put_text(j, "iommu_status", "ok") ||
	    !job_put_text(j, "cmdline", fragment))
		return false;
	for (uint32_t i = 0; i < p->n_iommus; i++)
		if (!put_iommu(j, &p->iommus[i]))
			return false;
	for (uint32_t g = 0; g < p->n_groups; g++)
		if (!put_group(j, g))
			return false;
	for (uint32_t d = 0; d < p->n_devices; d++)
		if (!put_device(j, &p->devices[d]))
			return false;
	return true;
}
