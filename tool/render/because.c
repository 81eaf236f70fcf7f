// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/because.h"

void because_add(struct because *b, const char *words)
{
	line_str(&b->r->text, words);
}

void because_path(struct because *b, uint32_t node)
{
	line_path(&b->r->text, b->r->p->tree, node);
}

void because_subject(struct because *b, const struct iop_device *d)
{
	because_add(b, render_subject(b->r, d));
}

void because_say_it(struct because *b, const char *from)
{
	if (from && *from) {
		because_add(b, " [");
		because_add(b, from);
		because_add(b, "]");
	}
	b->say(b->ctx, line_text(&b->r->text));
	line_clear(&b->r->text);
}

/* "entry 1 of iommus: the IOMMU is disabled" */
static void reason(struct because *b, const struct iop_device *d, uint8_t why)
{
	if (d->entry) {
		because_add(b, "entry ");
		line_dec(&b->r->text, d->entry);
		because_add(b, " of iommus: ");
	}
	because_add(b, iop_reason_text(why));
}

/* Of an IOMMU that is at fault itself; else of the master. */
static void unprotected(struct because *b, const struct iop_device *d)
{
	const struct iop_iommu *i = d->iommu == IOP_NONE ? NULL :
				    &b->r->p->iommus[d->iommu];

	if (i && i->state != IOP_STATE_ACTIVE) {
		because_path(b, i->node);
		because_add(b, " (");
		because_add(b, render_driver(i));
		because_add(b, "): ");
		because_iommu(b, i);
		return;
	}
	reason(b, d, d->why);
	if (d->peer != IOP_NONE) {
		because_add(b, ": ");
		because_subject(b, &b->r->p->devices[d->peer]);
	}
	because_say_it(b, because_source(b, d->why, i));
}

/* Why a group of its own: what the driver's rule looks for and did not find. */
static const char *own_words(uint64_t rule)
{
	switch (rule) {
	case IOP_W_STREAM_MATCH:
		return " finds none of its stream-match entries in a group: a new one";
	case IOP_W_SWGROUP:
		return " finds no group for its swgroup yet: a new one";
	case IOP_W_LARB_REGION:
		return " finds no group for its IOVA region or bank yet: a new one";
	case IOP_W_SID_TABLE:
		return " finds no group for its streams yet: a new one";
	case IOP_W_INSTANCE:
		return " starts the group of this instance";
	default:
		return " makes a group for each device";
	}
}

static const char *shared_words(uint8_t join)
{
	static const char *const words[] = {
		[IOP_JOIN_OWN] = "",
		[IOP_JOIN_INSTANCE] = " puts all masters of one instance into one group",
		[IOP_JOIN_STREAM] = " finds its stream-match entry in the group of ",
		[IOP_JOIN_SWGROUP] = " has one group for its swgroup and that of ",
		[IOP_JOIN_TABLE] = " has one group for its IOVA region or bank and that of ",
		[IOP_JOIN_SID] = " finds its stream in the group of ",
		[IOP_JOIN_HOST] = " groups what is behind the host by bus and ACS, as far as its streams differ",
		[IOP_JOIN_CONTAINER] = " puts the devices of one fsl-mc container into one group",
	};

	return words[join];
}

static void joined(struct because *b, const struct iop_device *d)
{
	const struct iop_iommu *i = &b->r->p->iommus[d->iommu];
	enum iop_key key = b->r->p->defaults.arch == IOP_ARCH_ARM ?
			   IOP_K_GROUP_RULE_ARM : IOP_K_GROUP_RULE;
	const struct iop_fact *rule = render_fact(b->r, i, key);
	bool peer;

	if (!rule)
		rule = render_fact(b->r, i, IOP_K_GROUP_RULE);
	because_add(b, render_driver(i));
	if (d->join == IOP_JOIN_OWN || (d->join == IOP_JOIN_INSTANCE && !rule)) {
		because_add(b, own_words(rule ? rule->value : IOP_W_DEVICE));
	} else {
		because_add(b, shared_words(d->join));
		peer = d->peer != IOP_NONE;
		if (peer && d->join != IOP_JOIN_INSTANCE &&
		    d->join != IOP_JOIN_HOST && d->join != IOP_JOIN_CONTAINER)
			because_subject(b, &b->r->p->devices[d->peer]);
		else if (d->join == IOP_JOIN_SWGROUP || d->join == IOP_JOIN_TABLE ||
			 d->join == IOP_JOIN_STREAM || d->join == IOP_JOIN_SID)
			because_add(b, "the same kind");
	}
	because_say_it(b, rule ? rule->from : NULL);
}

void because_device(struct because *b, const struct iop_device *d)
{
	if (d->group == IOP_NONE) {
		unprotected(b, d);
		return;
	}
	if (d->iommu != IOP_NONE)
		joined(b, d);
	if (d->partial) {
		reason(b, d, d->dropped_why);
		because_add(b, "; the entries before it are used");
		because_say_it(b, "of_iommu_configure");
	}
	if (d->exist == IOP_EXIST_BY_DRIVER) {
		because_add(b, "the device is there only once the driver of its parent makes it");
		because_say_it(b, NULL);
	}
}
