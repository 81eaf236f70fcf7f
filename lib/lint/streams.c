// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Entries for one stream of an IOMMU: the same, one within the other, or merely
 * overlapping. Entries that are the same meet in a hash and are one finding,
 * however many they are; those under masks are compared pair by pair, as many
 * as a machine can have, and whether that was all is said.
 */
#include <string.h>

#include "bindings/entries.h"
#include "lint/lint.h"
#include "lint/stream_entries.h"
#include "model/lookup.h"

#define MEETINGS_MOST 500000u	/* comparisons under masks, of one tree */
#define OTHERS_MOST 16u		/* listed of what overlaps; the rest is counted */
#define ENGINES_MOST 64u	/* masters whose dmas are looked through */

/* How two streams of one IOMMU meet. */
enum meeting { APART, SAME, WITHIN, AROUND, ACROSS };

static enum meeting meet(const struct iop_stream *a, const struct iop_stream *b)
{
	uint32_t differ = a->id ^ b->id;

	if (differ & ~(a->mask | b->mask))
		return APART;
	if (a->mask == b->mask)
		return SAME;
	if (!(a->mask & ~b->mask))
		return WITHIN;
	return b->mask & ~a->mask ? ACROSS : AROUND;
}

/* The result, if the model predicts it. */
static const char *outcome(const struct pairs *p, uint32_t stream)
{
	const struct iop_plan *plan = p->s->plan;
	const struct iop_device *d = iop_device_of(plan, p->owner[stream]);

	if (iop_iommu_of(plan, d->iommu)->culprit != IOP_NONE)
		return ", and the whole IOMMU fails to probe";
	return d->why == IOP_R_DUPLICATE_CRASH ? ", and this kernel stops with a BUG" : "";
}

static struct iop_finding *at_stream(const struct pairs *p, enum iop_rule_id rule,
				     uint32_t a, uint32_t b)
{
	const struct iop_device *d = iop_device_of(p->s->plan, p->owner[a]);
	struct iop_finding *f = iop_report(p->s, rule, d->node, "iommus");

	f->entry = a - d->streams;
	f->related = iop_device_of(p->s->plan, p->owner[b])->node;
	return f;
}

static void say_stream(const struct pairs *p, struct iop_finding *f, uint32_t stream)
{
	iop_say_hex(f, p->s->plan->streams[stream].id);
	iop_say_hex(f, p->s->plan->streams[stream].mask);
}

static uint32_t node_of(const struct pairs *p, uint32_t stream)
{
	return iop_device_of(p->s->plan, p->owner[stream])->node;
}

/* All masters of the stream but the first. */
static void list_others(const struct pairs *p, struct iop_finding *f,
			const struct named *n)
{
	uint32_t *list = iop_list_others(p->s, f, n->others);
	uint32_t last = n->first, count = 0;

	for (uint32_t k = p->next[last]; list && k != IOP_NONE; k = p->next[k]) {
		if (p->owner[k] != p->owner[last])
			list[count++] = node_of(p, k);
		last = k;
	}
}

/* The first entry of the second master. */
static uint32_t second(const struct pairs *p, const struct named *n)
{
	uint32_t k = n->first;

	while (k != IOP_NONE && p->owner[k] == p->owner[n->first])
		k = p->next[k];
	return k;
}

static void duplicate(const struct pairs *p, const struct named *n)
{
	uint32_t other = second(p, n);
	struct iop_finding *f = at_stream(p, IOP_RULE_STREAM_DUPLICATE, n->first, other);
	const char *what = outcome(p, n->first);

	iop_say_hex(f, p->s->plan->streams[n->first].id);
	iop_say_node(f, f->related);
	iop_say_more(f, n->others - 1);
	iop_say(f, *what ? what : outcome(p, other));
	list_others(p, f, n);
}

static bool dmas_name(const struct iop_tree *t, uint32_t node, uint32_t other)
{
	struct iop_cells dmas = iop_prop(t, node, IOP_P_DMAS);
	uint32_t cell;

	while (iop_cell_next(&dmas, &cell))
		if (cell && cell == t->nodes[other].phandle)
			return true;
	return false;
}

/* Part of one device, or one of several alike: meant so. */
static bool are_one_kind(const struct iop_tree *t, uint32_t a, uint32_t b)
{
	const char *x = iop_node_name(t, a), *y = iop_node_name(t, b);
	size_t len = strcspn(x, "@");

	if (a > b)
		return are_one_kind(t, b, a);
	return b < t->nodes[a].end || (len == strcspn(y, "@") && !memcmp(x, y, len));
}

/* Or its DMA engine. */
static bool belong_together(const struct pairs *p, const struct named *n)
{
	const struct iop_tree *t = p->s->plan->tree;
	uint32_t a = node_of(p, n->first), looks = 0;

	for (uint32_t k = p->next[n->first]; k != IOP_NONE; k = p->next[k]) {
		uint32_t b = node_of(p, k);

		if (are_one_kind(t, a, b))
			continue;
		if (looks++ == ENGINES_MOST || (!dmas_name(t, a, b) && !dmas_name(t, b, a)))
			return false;
	}
	return true;
}

static void shared(const struct pairs *p, const struct named *n)
{
	struct iop_finding *f = at_stream(p, IOP_RULE_STREAM_SHARED, n->first, second(p, n));

	say_stream(p, f, n->first);
	iop_say_node(f, f->related);
	iop_say_more(f, n->others - 1);
	list_others(p, f, n);
	if (belong_together(p, n))
		f->severity = IOP_NOTE;
}

/* Written alike, and not only the same under the mask. */
static bool is_copy(const struct pairs *p, uint32_t stream)
{
	const struct iop_stream *all = p->s->plan->streams;

	return p->same[stream] != IOP_NONE && all[p->same[stream]].id == all[stream].id;
}

/* Every copy goes: its stream stays in the list, by the entry before. Writes
 * the list without them to @to, if there is one; returns how long that is. */
static uint32_t without_copies(const struct pairs *p, const struct iop_device *d, uint8_t *to)
{
	struct iop_cells list = iop_prop(p->s->plan->tree, d->node, IOP_P_IOMMUS);
	struct iop_cells rest = list;
	uint32_t size = 0;
	enum iop_reason why;
	struct iop_entry e = IOP_ENTRY_NONE;

	for (uint32_t n = 0; n < d->n_streams && iop_entry_next(p->s->plan, &list, &e, &why);
	     n++, rest = list) {
		uint32_t bytes = (uint32_t)(list.at - rest.at);

		if (is_copy(p, d->streams + n))
			continue;
		if (to)
			memcpy(to + size, rest.at, bytes);
		size += bytes;
	}
	if (to)
		memcpy(to + size, rest.at, rest.left);
	return size + rest.left;
}

static void drop_copies(const struct pairs *p, struct iop_finding *f,
			const struct iop_device *d, bool several)
{
	uint8_t *to = iop_set_fix(p->s, f, f->property, without_copies(p, d, NULL),
				  several ? "remove all repeated entries" :
			       "remove entry {0}");

	if (to)
		without_copies(p, d, to);
}

/* One finding for a list's copies, and one for what is only the same. */
static void check_repeats(const struct pairs *p, uint32_t device, bool copies)
{
	const struct iop_device *d = &p->s->plan->devices[device];
	uint32_t first = IOP_NONE, count = 0;
	struct iop_finding *f;

	for (uint32_t k = d->streams; k < d->streams + d->n_streams; k++)
		if (p->same[k] != IOP_NONE && is_copy(p, k) == copies && !count++)
			first = k;
	if (!count)
		return;
	f = at_stream(p, IOP_RULE_IOMMUS_REPEATED, first, p->same[first]);
	iop_say_dec(f, f->entry);
	iop_say_dec(f, p->same[first] - d->streams);
	f->more = count - 1;
	if (!copies)
		f->severity = IOP_NOTE;
	else
		drop_copies(p, f, d, count > 1);
}

/* What entries make of one (ID, mask): marks for those that repeat it, and one
 * finding for all masters that have it. */
static void check_named(const struct pairs *p, uint32_t iommu, const struct named *n)
{
	const struct iop_iommu *i = &p->s->plan->iommus[iommu];
	uint32_t first = n->first;

	for (uint32_t k = p->next[first]; k != IOP_NONE && !p->s->full; k = p->next[k])
		if (p->owner[k] == p->owner[first])
			p->same[k] = first;
		else
			first = k;
	if (!n->others)
		return;
	if (iop_fact_of(p->s->plan, i, IOP_K_DUPLICATE_ID, IOP_W_ACCEPT) != IOP_W_ACCEPT)
		duplicate(p, n);
	else
		shared(p, n);
}

/* What one (ID, mask) meets of those behind it, in one way. */
struct met {
	uint32_t count;
	uint32_t first;		/* stream */
	uint32_t nodes[OTHERS_MOST];
};

static void meet_another(const struct pairs *p, struct met *m, uint32_t stream)
{
	if (!m->count)
		m->first = stream;
	if (m->count < OTHERS_MOST)
		m->nodes[m->count] = node_of(p, stream);
	m->count++;
}

static bool is_refused(const struct pairs *p, uint32_t stream)
{
	uint8_t why = iop_device_of(p->s->plan, p->owner[stream])->why;

	return why && why != IOP_R_NO_CONTEXT;
}

static void overlap(const struct pairs *p, enum iop_rule_id rule, uint32_t a,
		    const struct met *m)
{
	uint32_t n = m->count < OTHERS_MOST ? m->count : OTHERS_MOST, *list;
	struct iop_finding *f;
	const char *what;

	if (!m->count)
		return;
	f = at_stream(p, rule, a, m->first);
	what = outcome(p, a);
	say_stream(p, f, a);
	say_stream(p, f, m->first);
	iop_say_node(f, f->related);
	iop_say_more(f, m->count - 1);
	iop_say(f, *what ? what : outcome(p, m->first));
	if (is_refused(p, a) || is_refused(p, m->first))
		f->severity = IOP_ERROR;
	list = iop_list_others(p->s, f, n);
	if (list)
		memcpy(list, m->nodes, n * sizeof(*list));
}

/* Plain IDs meet only what has a mask. */
static void check_masks(struct pairs *p, const struct named *a)
{
	const struct iop_stream *all = p->s->plan->streams;
	bool plain = !all[a->first].mask;
	struct met across = { 0 }, nested = { 0 };
	uint32_t n = plain ? a->masked : a->next;

	for (; n != IOP_NONE; n = plain ? p->named[n].masked : p->named[n].next) {
		const struct named *b = &p->named[n];
		enum meeting m = meet(&all[a->first], &all[b->first]);
		bool one = p->owner[a->first] == p->owner[b->first] &&
			   !a->others && !b->others;

		if (++p->meetings > MEETINGS_MOST) {
			p->s->cut = true;
			break;
		}
		if (m == ACROSS)
			meet_another(p, &across, b->first);
		else if (m == WITHIN || (m == AROUND && !one))
			meet_another(p, &nested, b->first);
	}
	overlap(p, IOP_RULE_STREAM_OVERLAP, a->first, &across);
	overlap(p, IOP_RULE_STREAM_NESTED, a->first, &nested);
}

static void check_iommu(struct pairs *p, uint32_t iommu)
{
	const struct of_iommu *of = &p->of[iommu];
	uint32_t n;

	for (n = of->first; n != IOP_NONE && !p->s->full; n = p->named[n].next)
		check_named(p, iommu, &p->named[n]);
	if (of->masked == IOP_NONE)
		return;
	for (n = of->first; n != IOP_NONE && !p->s->full; n = p->named[n].next)
		if (p->meetings <= MEETINGS_MOST)
			check_masks(p, &p->named[n]);
}

void iop_lint_streams(struct iop_lint *s)
{
	struct pairs p = { .s = s };

	if (!iop_stream_entries(&p)) {
		s->full = true;
		return;
	}
	for (uint32_t n = 0; n < s->plan->n_iommus; n++)
		if (iop_facts_hold(&s->plan->iommus[n]) &&
		    iop_fact_of(s->plan, &s->plan->iommus[n], IOP_K_ID_BITS, 32))
			check_iommu(&p, n);
	for (uint32_t n = 0; n < s->plan->n_devices && !s->full; n++) {
		if (!iop_has_list(s, &s->plan->devices[n]))
			continue;
		check_repeats(&p, n, true);
		check_repeats(&p, n, false);
	}
}
