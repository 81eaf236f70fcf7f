// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/because/because.h"
#include "model/lookup.h"

void because_add(struct because *b, const char *words)
{
	line_str(&b->r->text, words);
}

void because_path(struct because *b, uint32_t node)
{
	because_add(b, render_path(b->r, node));
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
	if (render_entry(d)) {
		because_add(b, "entry ");
		line_dec(&b->r->text, render_entry(d));
		because_add(b, " of iommus: ");
	}
	because_add(b, iop_reason_text(why));
}

/* Of an IOMMU that is at fault itself; else of the master. */
static void unprotected(struct because *b, const struct iop_device *d)
{
	const struct iop_iommu *i = d->iommu == IOP_NONE ? NULL :
				    iop_iommu_of(b->r->p, d->iommu);

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
		because_subject(b, iop_device_of(b->r->p, d->peer));
	}
	because_say_it(b, because_source(b, d->why, i));
}

/* Why a group of its own: what the driver's rule looks for and did not find. */
static const char *own_words(uint64_t rule)
{
	switch (rule) {
	case IOP_W_STREAM_MATCH:
		return ": no stream-match entry of the master has a group yet, so it gets a new one";
	case IOP_W_SWGROUP:
		return ": its swgroup has no group yet, so it gets one";
	case IOP_W_LARB_REGION:
		return ": its IOVA region or bank has no group yet, so it gets one";
	case IOP_W_SID_TABLE:
		return ": its streams have no group yet, so it gets one";
	case IOP_W_INSTANCE:
		return ": all masters of one instance share a group";
	case IOP_W_UNKNOWN:
		return ": it is not known how this driver forms groups";
	default:
		return ": every device gets a group of its own";
	}
}

static const char *shared_words(uint8_t join)
{
	static const char *const words[] = {
		[IOP_JOIN_OWN] = "",
		[IOP_JOIN_INSTANCE] = ": all masters of one instance share a group",
		[IOP_JOIN_STREAM] = ": the master's stream-match entry has the group of ",
		[IOP_JOIN_SWGROUP] = ": its swgroup shares the group of ",
		[IOP_JOIN_TABLE] = ": its IOVA region or bank has the group of ",
		[IOP_JOIN_SID] = ": its stream has the group of ",
		[IOP_JOIN_NAMED] = ": it names the same group as ",
		[IOP_JOIN_HOST] = ": devices behind the host are grouped by topology and ACS, which no device tree describes",
		[IOP_JOIN_CONTAINER] = ": the devices of one fsl-mc container share its group",
		[IOP_JOIN_PCI_ALIAS] = ": a bridge or the device itself makes its requests look like those of ",
		[IOP_JOIN_PCI_PATH] = ": a bridge above it lacks ACS, so it shares the group of ",
		[IOP_JOIN_PCI_FUNCTION] = ": functions of one device without ACS share the group of ",
	};

	return words[join];
}

static bool names_peer(uint8_t join)
{
	return join == IOP_JOIN_STREAM || join == IOP_JOIN_SWGROUP || join == IOP_JOIN_NAMED ||
	       join == IOP_JOIN_TABLE || join == IOP_JOIN_SID ||
	       join >= IOP_JOIN_PCI_ALIAS;
}

static const struct iop_fact *group_rule(const struct because *b,
					 const struct iop_iommu *i)
{
	const struct iop_fact *rule = NULL;

	if (b->r->p->defaults.arch == IOP_ARCH_ARM)
		rule = render_fact(b->r, i, IOP_K_GROUP_RULE_ARM);
	return rule ? rule : render_fact(b->r, i, IOP_K_GROUP_RULE);
}

/* Of everything behind a host: all of it has one stream, or who knows. */
static const char *host_words(const struct iop_device *d)
{
	return d->confidence == IOP_CERTAIN ?
	       ": all devices behind the host have the same stream, so they form one group" :
	       shared_words(d->join);
}

/* A function a dump names, where the driver leaves the choice to the bus. */
static bool by_bus(struct because *b, const struct iop_device *d,
		   const struct iop_fact *rule)
{
	if (d->join >= IOP_JOIN_PCI_ALIAS) {
		because_add(b, shared_words(d->join) + 2);
		because_subject(b, iop_device_of(b->r->p, d->peer));
	} else if (d->function != IOP_NONE && d->join == IOP_JOIN_OWN &&
		   rule && rule->value != IOP_W_INSTANCE) {
		because_add(b, "no PCI function that shares its requester ID, or that it can reach peer-to-peer, has a group yet");
	} else {
		return false;
	}
	because_say_it(b, "pci_device_group");
	return true;
}

static void joined(struct because *b, const struct iop_device *d)
{
	const struct iop_iommu *i = iop_iommu_of(b->r->p, d->iommu);
	const struct iop_fact *rule = group_rule(b, i);
	bool alone = d->join == IOP_JOIN_OWN ||
		     (names_peer(d->join) && d->peer == IOP_NONE);

	if (by_bus(b, d, rule))
		return;
	if (d->join == IOP_JOIN_NAMED)
		rule = render_fact(b->r, i, IOP_K_GROUP_BY_PROPERTY);
	because_add(b, render_driver(i));
	if (alone && d->join == IOP_JOIN_NAMED) {
		because_add(b, ": the group that it names has no member yet");
	} else if (alone) {
		because_add(b, own_words(rule ? rule->value : IOP_W_DEVICE));
	} else {
		because_add(b, d->join == IOP_JOIN_HOST ?
			    host_words(d) : shared_words(d->join));
		if (names_peer(d->join))
			because_subject(b, iop_device_of(b->r->p, d->peer));
	}
	because_say_it(b, rule ? rule->from : NULL);
}

void because_members(struct because *b, const struct iop_group *g)
{
	const struct iop_device *d = iop_device_of(b->r->p, g->first);

	if (d->iommu != IOP_NONE)
		joined(b, d);
	if (d->next == IOP_NONE)
		return;
	d = iop_device_of(b->r->p, d->next);
	if (d->iommu != IOP_NONE && names_peer(d->join))
		joined(b, d);
}

void because_device(struct because *b, const struct iop_device *d)
{
	if (d->unread)
		because_unread(b, d);
	if (d->group == IOP_NONE) {
		unprotected(b, d);
		return;
	}
	if (d->iommu != IOP_NONE)
		joined(b, d);
	if (iop_may_lose(b->r->p, d)) {
		because_subject(b, iop_device_of(b->r->p, d->peer));
		because_add(b, " may get this stream, as the driver has lost track of the streams in use");
		because_say_it(b, because_source(b, IOP_R_DUPLICATE_LOST, iop_iommu_of(b->r->p, d->iommu)));
	}
	if (d->partial) {
		reason(b, d, d->dropped_why);
		because_add(b, "; the entries before it are used");
		because_say_it(b, "of_iommu_configure");
	}
	if (d->exist == IOP_EXIST_BY_DRIVER && !d->requesters && d->function == IOP_NONE) {
		because_add(b, "the device exists only once the driver of its parent has created it");
		because_say_it(b, NULL);
	}
}
