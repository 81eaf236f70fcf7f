// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmdline/cmdline.h"
#include "model/names.h"
#include "uboot/job.h"
#include "model/lookup.h"

#define FRAGMENT_MAX 256	/* the pinned parameters fit many times over */

struct tally {
	uint32_t translated;	/* devices in groups that translate */
	uint32_t grouped;
	uint32_t lost;		/* masters, or parts of hosts, without a group */
	uint32_t first;		/* of those, or IOP_NONE */
};

/* Entries of nodes of which Linux makes no device are in no danger. */
static bool is_lost(const struct iop_device *d)
{
	return d->group == IOP_NONE && d->exist != IOP_EXIST_NEVER &&
	       !iop_reason_is(d->why, IOP_MEANS_NO_DEVICE);
}

static struct tally count(const struct iop_plan *p)
{
	struct tally t = { .first = IOP_NONE };

	for (uint32_t i = 0; i < p->n_devices; i++) {
		const struct iop_device *d = &p->devices[i];

		if (is_lost(d)) {
			if (!t.lost++)
				t.first = i;
		} else if (d->group != IOP_NONE) {
			uint8_t domain = iop_group_of(p, d->group)->domain;

			t.grouped++;
			t.translated += domain == IOP_W_DMA ||
					domain == IOP_W_DMA_FQ;
		}
	}
	return t;
}

static const char *verdict(const struct tally *t)
{
	if (!t->grouped && !t->lost)
		return "none";
	if (!t->translated)
		return "open";
	return t->lost || t->translated < t->grouped ? "partly" : "translated";
}

static uint32_t ungrouped(const struct iop_plan *p)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->n_devices; i++)
		n += p->devices[i].group == IOP_NONE;
	return n;
}

static bool put_counts(struct job *j)
{
	const struct iop_plan *p = &j->plan;
	uint32_t bare = ungrouped(p);

	return job_put_count(j, "iommu_iommus", p->n_iommus) &&
	       job_put_count(j, "iommu_groups", p->n_groups) &&
	       job_put_count(j, "iommu_devices", p->n_devices - bare) &&
	       job_put_count(j, "iommu_unprotected", bare);
}

/* An IOMMU that fails costs more than one master: it goes first. */
static bool put_finding(struct job *j, uint32_t lost)
{
	const struct iop_plan *p = &j->plan;

	for (uint32_t i = 0; i < p->n_iommus; i++)
		if (p->iommus[i].state >= IOP_STATE_FAILS) {
			words_path(&j->w, p->tree, p->iommus[i].node);
			words_char(&j->w, ' ');
			words_str(&j->w, iop_reason_slug(p->iommus[i].why));
			return job_put(j, "iommu_finding");
		}
	if (lost != IOP_NONE) {
		words_path(&j->w, p->tree, p->devices[lost].node);
		words_char(&j->w, ' ');
		words_str(&j->w, iop_reason_slug(p->devices[lost].why));
	}
	return job_put(j, "iommu_finding");
}

static bool put_banner(struct job *j)
{
	return !j->g->image_size ||
	       job_put_text(j, "iommu_banner", *j->banner ? j->banner : "unread");
}

bool job_report(struct job *j)
{
	char kernel[16], fragment[FRAGMENT_MAX];
	struct tally t = count(&j->plan);

	iop_version_text(j->view.target.version, kernel);
	iop_cmdline_fragment(&j->plan, fragment, sizeof(fragment));
	iop_text_hex(&j->w, j->arena.used);
	return job_put_text(j, "iommu_status", glue_status_text(j->status)) &&
	       job_put(j, "iommu_arena") &&
	       job_put_text(j, "iommu_linux", kernel) &&
	       put_banner(j) &&
	       job_put_text(j, "iommu_bootargs", fragment) &&
	       job_put_text(j, "iommu_verdict", verdict(&t)) &&
	       put_counts(j) &&
	       (j->g->op == GLUE_LINT || put_finding(j, t.first));
}
