// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Streams and lines of a log, as text and JSON. */
#include <errno.h>
#include <string.h>

#include "explain/subject.h"
#include "render/json/plan_json.h"

static uint32_t master(const struct attributed *f, size_t n)
{
	return ((const uint32_t *)f->masters.data)[n];
}

static void path(struct subject_of *s, uint32_t node)
{
	out_term(s->o, render_path(&s->r, node));
}

static void say_nearest(struct subject_of *s, const struct attributed *f)
{
	if (!f->nearest)
		return;
	out_str(s->o, "; the nearest is ");
	path(s, f->nearest->node);
	out_str(s->o, " with ");
	out_hex(s->o, f->nearest->id);
	if (f->nearest->length > 1) {
		out_char(s->o, '-');
		out_hex(s->o, f->nearest->id + f->nearest->length - 1);
	}
}

/* A part of the masters is worse than none: the output fails. */
static void see_whole(struct subject_of *s, const struct attributed *f)
{
	if (f->failed && !s->o->error)
		s->o->error = ENOMEM;
}

/* An IOMMU's own probe is deferred: it is named once. */
static bool is_own(const struct subject_of *s, const struct attributed *f)
{
	return f->masters.count == 1 &&
	       master(f, 0) == iop_iommu_of(s->r.p, f->iommu)->node;
}

static void supplier(struct subject_of *s, const struct attributed *f)
{
	const struct iop_tree *t = s->r.p->tree;
	uint32_t i = f->supplier == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(s->r.p, f->supplier);

	if (f->supplier == IOP_NO_NODE)
		return;
	out_str(s->o, "    the supplier is ");
	path(s, f->supplier);
	if (i != IOP_NONE)
		out_fmt(s->o, ", %s", render_state(iop_iommu_of(s->r.p, i)->state));
	else if (!t->nodes[f->supplier].available)
		out_str(s->o, ", disabled");
	out_char(s->o, '\n');
}

void subject_stream(struct subject_of *s, const struct attributed *f)
{
	see_whole(s, f);
	if (f->line.has_id) {
		out_str(s->o, "stream ");
		out_hex(s->o, f->line.id);
	}
	if (f->iommu != IOP_NONE && !is_own(s, f)) {
		out_str(s->o, f->line.has_id ? " of " : "");
		path(s, iop_iommu_of(s->r.p, f->iommu)->node);
	}
	if (f->line.who != LOG_IOMMU && (f->line.has_id || (f->iommu != IOP_NONE && !is_own(s, f))))
		out_str(s->o, ": ");
	for (size_t n = 0; n < f->masters.count; n++) {
		out_str(s->o, n ? ", " : "");
		path(s, master(f, n));
	}
	out_str(s->o, f->more ? ", and more" : f->by_address ? ", by its address" : "");
	if (f->function && f->masters.count)
		out_fmt(s->o, ", function %.*s", (int)f->function_len, f->function);
	if (f->line.who == LOG_IOMMU && f->cause == LOG_CAUSE_ABSENT)
		out_str(s->o, "no device in this tree");
	else if (f->line.who == LOG_IOMMU && f->iommu == IOP_NONE)
		out_str(s->o, "the line does not show which IOMMU of this tree it is");
	else if (!f->masters.count && f->line.who != LOG_IOMMU)
		out_str(s->o, f->known ? "no device in this tree" :
			f->cause == LOG_CAUSE_UNNAMED ? "no node of that name" :
			"not shown in the line");
	say_nearest(s, f);
	out_char(s->o, '\n');
	if (*log_cause_texts[f->cause]) {
		out_str(s->o, "    ");
		out_str(s->o, log_cause_texts[f->cause]);
		out_str(s->o, f->cause == LOG_CAUSE_NOT_TOLD ? "\n" : "; ");
		out_str(s->o, log_cause_fixes[f->cause]);
		out_str(s->o, f->cause == LOG_CAUSE_NOT_TOLD ? "" : "\n");
	}
}

/* alloc_iova() begins at the end of what the device can reach, which is often 4 GiB. */
static bool is_handed_out_first(uint64_t address)
{
	return address >> 28 == 0xf;
}

static void owner(struct subject_of *s, const struct attributed *f)
{
	if (f->owner == IOP_NO_NODE)
		return;
	out_str(s->o, "    the CPU has ");
	out_str(s->o, f->window ? "a PCI window of " : "registers of ");
	path(s, f->owner);
	out_str(s->o, " at ");
	out_hex(s->o, f->address);
	out_str(s->o, is_handed_out_first(f->address) ?
		": this may be a coincidence, because dma_map_*() hands out addresses from 4 GiB downwards\n" :
		": unless that is a coincidence, the device was given an address of the CPU's, which no dma_map_*() returned\n");
}

static void paths_json(struct subject_of *s, const struct attributed *f)
{
	json_key(s->o, "masters", false);
	if (!f->known) {
		out_str(s->o, "null");
		return;
	}
	out_char(s->o, '[');
	for (size_t n = 0; n < f->masters.count; n++) {
		out_str(s->o, n ? "," : "");
		out_json(s->o, render_path(&s->r, master(f, n)));
	}
	out_char(s->o, ']');
	if (f->more)
		out_str(s->o, ",\"more\":true");
	if (f->by_address)
		out_str(s->o, ",\"by_address\":true");
	if (f->function)	/* of hexadecimal digits, ":" and "." */
		out_fmt(s->o, ",\"function\":\"%.*s\"", (int)f->function_len, f->function);
}

static void line_json(struct subject_of *s, const struct attributed *f, uint32_t number)
{
	out_str(s->o, "{\"line\":");
	out_dec(s->o, number);
	json_text(s->o, "event", log_event_slugs[f->line.event]);
	json_text(s->o, "iommu", f->iommu == IOP_NONE ? NULL :
		  render_path(&s->r, iop_iommu_of(s->r.p, f->iommu)->node));
	if (f->line.has_id)
		json_hex(s->o, "id", f->line.id);
	else
		json_text(s->o, "id", NULL);
	paths_json(s, f);
	if (f->owner != IOP_NO_NODE) {
		json_hex(s->o, "address", f->address);
		json_text(s->o, "address_of", render_path(&s->r, f->owner));
	}
	if (f->supplier != IOP_NO_NODE)
		json_text(s->o, "supplier", render_path(&s->r, f->supplier));
	json_text(s->o, "nearest", f->nearest ? render_path(&s->r, f->nearest->node) : NULL);
	json_text(s->o, "cause", f->cause == LOG_CAUSE_NONE ? NULL : log_cause_slugs[f->cause]);
	json_text(s->o, "fix", *log_cause_fixes[f->cause] ? log_cause_fixes[f->cause] : NULL);
	out_str(s->o, "}\n");
}

void subject_line(struct subject_of *s, const struct attributed *f, uint32_t number,
		  const char *log, bool json)
{
	see_whole(s, f);
	if (json) {
		line_json(s, f, number);
		return;
	}
	out_term(s->o, log);
	out_fmt(s->o, ":%u: %s: %s\n  ", number, log_event_slugs[f->line.event],
		log_event_texts[f->line.event]);
	subject_stream(s, f);
	owner(s, f);
	supplier(s, f);
}
