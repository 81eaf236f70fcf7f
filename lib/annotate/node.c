/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "annotate/annotation.h"
#include "cmdline/cmdline.h"
#include "model/names.h"

const char *const iop_put_names[IOP_N_COUNT] = {
#define IOP_PUT_TEXT(id, text) \
	[IOP_N_##id] = (text),
	IOP_PUT_NAMES(IOP_PUT_TEXT)
#undef IOP_PUT_TEXT
};

static void cmdline(struct iop_put *p, const struct iop_plan *plan)
{
	size_t room, at = iop_put_open(p, IOP_N_CMDLINE);
	char *buf = iop_put_room(p, &room);

	p->used += iop_cmdline_fragment(plan, buf, room) + 1;
	iop_put_close(p, at);
	at = iop_put_open(p, IOP_N_BOOTARGS);
	buf = iop_put_room(p, &room);
	p->used += iop_cmdline_merge(plan, plan->defaults.bootargs, buf, room) + 1;
	iop_put_close(p, at);
}

static uint32_t count_bare(const struct iop_plan *plan)
{
	uint32_t bare = 0;

	for (uint32_t d = 0; d < plan->n_devices; d++)
		bare += plan->devices[d].group == IOP_NONE;
	return bare;
}

static void put_counts(struct iop_put *p, const struct iop_plan *plan, uint32_t bare)
{
	iop_put_u32(p, IOP_N_IOMMU_COUNT, plan->n_iommus);
	iop_put_u32(p, IOP_N_GROUP_COUNT, plan->n_groups);
	iop_put_u32(p, IOP_N_DEVICE_COUNT, plan->n_devices - bare);
	iop_put_u32(p, IOP_N_UNPROTECTED_COUNT, bare);
}

/* The masters without a group: paths, and in the same order why. */
static void unprotected(struct iop_put *p, const struct iop_plan *plan)
{
	size_t at = iop_put_open(p, IOP_N_UNPROTECTED_NAMES);

	for (uint32_t d = 0; d < plan->n_devices; d++)
		if (plan->devices[d].group == IOP_NONE)
			iop_put_path(p, plan->tree, plan->devices[d].node);
	iop_put_close(p, at);
	at = iop_put_open(p, IOP_N_UNPROTECTED_REASONS);
	for (uint32_t d = 0; d < plan->n_devices; d++)
		if (plan->devices[d].group == IOP_NONE)
			iop_put_text(p, iop_reason_slug(plan->devices[d].why));
	iop_put_close(p, at);
}

static void iommu_name(char *buf, uint32_t n)
{
	static const char stem[] = "iommu-";
	char digits[10];
	unsigned int at = 0, k = 0;

	while (stem[at]) {
		buf[at] = stem[at];
		at++;
	}
	do
		digits[k++] = (char)('0' + n % 10);
	while (n /= 10);
	while (k)
		buf[at++] = digits[--k];
	buf[at] = '\0';
}

static void iommu(struct iop_put *p, const struct iop_plan *plan, uint32_t n)
{
	const struct iop_iommu *i = &plan->iommus[n];
	char name[24];
	size_t at;

	iommu_name(name, n);
	iop_put_begin(p, name);
	at = iop_put_open(p, IOP_N_PATH);
	iop_put_path(p, plan->tree, i->node);
	iop_put_close(p, at);
	iop_put_string(p, IOP_N_STATE, iop_state_text(i->state));
	if (i->driver)
		iop_put_string(p, IOP_N_DRIVER, i->driver->name);
	if (i->state != IOP_STATE_ACTIVE)
		iop_put_string(p, IOP_N_REASON, iop_reason_slug(i->why));
	if (i->contexts_have != IOP_NONE)
		iop_put_u32(p, IOP_N_CONTEXTS_HAVE, i->contexts_have);
	iop_put_u32(p, IOP_N_CONTEXTS_NEED, i->contexts_need);
	iop_put_end(p);
}

/* What a group's IOMMU paths are collected with. */
struct once {
	struct iop_put *p;
	const struct iop_plan *plan;
	uint32_t *seen;		/* by IOMMU: 1 + the last group that named it */
	uint32_t group;
};

static void name_once(struct once *o, uint32_t n)
{
	if (n == IOP_NONE || o->seen[n] == o->group + 1)
		return;
	o->seen[n] = o->group + 1;
	iop_put_path(o->p, o->plan->tree, o->plan->iommus[n].node);
}

static void name_device_iommus(struct once *o, const struct iop_device *d)
{
	name_once(o, d->iommu);
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
		name_once(o, d->requesters ? o->plan->ranges[s].iommu :
					     o->plan->streams[s].iommu);
}

static void iommu_paths(struct iop_put *p, const struct iop_plan *plan,
			uint32_t group, uint32_t *seen)
{
	struct once o = { p, plan, seen, group };
	size_t at = iop_put_open(p, IOP_N_IOMMU_NAMES);
	uint32_t d = plan->groups[group].first;

	for (; d != IOP_NONE; d = plan->devices[d].next)
		name_device_iommus(&o, &plan->devices[d]);
	iop_put_close(p, at);
}

/* Contexts and functions of one node follow each other: it is named once. */
static void device_paths(struct iop_put *p, const struct iop_plan *plan,
			 uint32_t group)
{
	size_t at = iop_put_open(p, IOP_N_DEVICE_NAMES);
	uint32_t d = plan->groups[group].first, last = IOP_NO_NODE;

	for (; d != IOP_NONE; d = plan->devices[d].next) {
		if (plan->devices[d].node != last)
			iop_put_path(p, plan->tree, plan->devices[d].node);
		last = plan->devices[d].node;
	}
	iop_put_close(p, at);
}

static void group(struct iop_put *p, const struct iop_annotation *note, uint32_t n,
		  uint32_t *seen)
{
	const struct iop_plan *plan = note->plan;
	const struct iop_group *g = &plan->groups[n];
	const char *boot = iop_boot_domain(note, n);
	char key[14];

	iop_group_key_text(g, key);
	iop_put_begin(p, key);
	iop_put_string(p, IOP_N_DOMAIN, iop_words[g->domain]);
	if (boot)
		iop_put_string(p, IOP_N_BOOT_DOMAIN, boot);
	iop_put_string(p, IOP_N_CONFIDENCE, iop_confidence_text(g->confidence));
	iommu_paths(p, plan, n, seen);
	device_paths(p, plan, n);
	iop_put_end(p);
}

void iop_put_node(struct iop_put *p, const struct iop_annotation *n,
		  uint32_t *seen)
{
	uint32_t bare = count_bare(n->plan);
	char version[16];

	iop_version_text(n->plan->view->target.version, version);
	iop_put_begin(p, IOP_ANNOTATION_NODE);
	iop_put_string(p, IOP_N_COMPATIBLE, "iommuplan,v1");
	iop_put_string(p, IOP_N_GENERATOR, n->generator);
	iop_put_string(p, IOP_N_KERNEL, version);
	cmdline(p, n->plan);
	put_counts(p, n->plan, bare);
	if (bare)
		unprotected(p, n->plan);
	for (uint32_t i = 0; i < n->plan->n_iommus; i++)
		iommu(p, n->plan, i);
	for (uint32_t g = 0; g < n->plan->n_groups; g++)
		group(p, n, g, seen);
	iop_put_edits(p, n);
	iop_put_end(p);
}
