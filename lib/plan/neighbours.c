// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "plan/neighbours.h"

#include <string.h>

#include "devices/populate.h"

#define IOMMUS_MOST 16u	/* of one bus that one device is listed with */
#define KINDS_MOST 16u	/* compatibles of one node that are looked at */
#define INSTANCES_MOST 1024u	/* IOMMUs that an SoC has by far */

struct finding {
	const struct iop_plan *p;
	uint32_t *bus;		/* by node: the nearest bus above with an IOMMU, or IOP_NO_NODE */
	uint32_t *head, *next;	/* by node and by IOMMU: those of a bus that count */
	uint8_t *master;	/* by node: 1: it or what is above it; 2: below it */
	uint32_t *of_row;	/* by row of an SoC that is the board's: IOMMU, or IOP_NONE */
	bool known;		/* the SoC is */
	struct iop_neighbours *out;
	struct iop_arena *a;
};

static const struct iop_facts *facts(const struct finding *f)
{
	return f->p->view->facts;
}

/* Take the next string off a list; NULL at its end, or where it is not ended. */
static const char *next_string(struct iop_cells *list)
{
	const char *text = (const char *)list->at;
	const char *end = list->left ? memchr(text, 0, list->left) : NULL;

	if (!end)
		return NULL;
	list->left -= (uint32_t)(end + 1 - text);
	list->at += end + 1 - text;
	return text;
}

static bool has_string(struct iop_cells list, const char *text)
{
	const char *s;

	for (unsigned int n = 0; n < KINDS_MOST && (s = next_string(&list)); n++)
		if (!strcmp(s, text))
			return true;
	return false;
}

static bool is_unit(const struct iop_tree *t, uint32_t node, const char *unit)
{
	const char *at = strchr(iop_node_name(t, node), '@');

	return at && !strcmp(at + 1, unit);
}

static bool can_have(const struct iop_iommu *i)
{
	return i->unclaimed != IOP_EFFECT_NONE;
}

/* The rows about this board's SoC, and the IOMMUs of the tree they mean. */
static bool resolve(struct finding *f)
{
	struct iop_cells board = iop_prop(f->p->tree, 0, IOP_P_COMPATIBLE);
	const char *last = NULL;
	bool ours = false;

	f->of_row = iop_alloc_raw(f->a, facts(f)->n_soc_masters, sizeof(*f->of_row));
	for (uint32_t n = 0; f->of_row && n < facts(f)->n_soc_masters; n++) {
		const struct iop_soc_master *m = &facts(f)->soc_masters[n];

		f->of_row[n] = IOP_NONE;
		if (!m->soc)
			continue;
		if (m->soc != last)
			ours = has_string(board, m->soc);
		last = m->soc;
		f->known |= ours;
		for (uint32_t i = 0; ours && i < f->p->n_iommus && i < INSTANCES_MOST; i++)
			if (can_have(&f->p->iommus[i]) &&
			    is_unit(f->p->tree, f->p->iommus[i].node, m->iommu))
				f->of_row[n] = i;
	}
	return f->of_row;
}

static void chain_iommus(struct finding *f)
{
	for (uint32_t n = 0; n < f->p->tree->count; n++)
		f->head[n] = IOP_NONE;
	for (uint32_t i = f->p->n_iommus; i-- > 0;) {
		uint32_t up = f->p->tree->nodes[f->p->iommus[i].node].parent;

		if (up == IOP_NO_NODE || !can_have(&f->p->iommus[i]))
			continue;
		f->next[i] = f->head[up];
		f->head[up] = i;
	}
}

/* What is below a node without ranges is no memory's business. */
static void find_buses(struct finding *f)
{
	const struct iop_tree *t = f->p->tree;

	f->bus[0] = IOP_NO_NODE;
	for (uint32_t n = 1; n < t->count; n++) {
		uint32_t up = t->nodes[n].parent;

		f->bus[n] = up && !iop_has(t, up, IOP_P_RANGES) ? IOP_NO_NODE :
			    f->head[up] != IOP_NONE ? up : f->bus[up];
	}
}

/* Masters, what is below them and what they are below of: glue and its device
 * are one. */
static void mark_masters(struct finding *f)
{
	const struct iop_tree *t = f->p->tree;

	for (uint32_t n = 0; n < f->p->n_devices; n++)
		f->master[f->p->devices[n].node] |= 1;
	for (uint32_t n = 1; n < t->count; n++)
		f->master[n] |= f->master[t->nodes[n].parent] & 1;
	for (uint32_t n = t->count; n-- > 1;)
		if (f->master[n] && !iop_has(t, t->nodes[n].parent, IOP_P_IOMMU_CELLS))
			f->master[t->nodes[n].parent] |= 2;
}

static bool may_be(const struct finding *f, uint32_t node)
{
	const uint64_t must = 1ull << IOP_P_COMPATIBLE | 1ull << IOP_P_REG;
	const uint64_t not = 1ull << IOP_P_IOMMUS | 1ull << IOP_P_IOMMU_CELLS |
			     1ull << IOP_P_IOMMU_MAP | 1ull << IOP_P_STREAM_ID_CELLS;
	const struct iop_node *n = &f->p->tree->nodes[node];

	return n->available && (n->has & must) == must && !(n->has & not) &&
	       f->bus[node] != IOP_NO_NODE && !f->master[node];
}

static bool add(struct finding *f, uint32_t node, uint32_t iommu, bool by_soc)
{
	struct iop_neighbour *new;
	uint8_t unclaimed = f->p->iommus[iommu].unclaimed;

	for (uint32_t n = f->out->count; n && f->out->list[n - 1].node == node; n--)
		if (f->out->list[n - 1].iommu == iommu)
			return true;
	new = iop_grow(f->a, f->out->list, f->out->count, sizeof(*new));
	if (!new)
		return false;
	*new = (struct iop_neighbour){ node, iommu, IOP_EFFECT_UNKNOWN, by_soc };
	if (unclaimed == IOP_EFFECT_OPEN)
		new->effect = IOP_EFFECT_OPEN;
	f->out->count++;
	return true;
}

/* The first row of a kind, or n_soc_masters. */
static uint32_t row_of(const struct finding *f, const char *kind, size_t len)
{
	const struct iop_soc_master *rows = facts(f)->soc_masters;
	uint32_t lo = 0, hi = facts(f)->n_soc_masters;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		int order = strncmp(rows[mid].kind, kind, len);

		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo < facts(f)->n_soc_masters && !strncmp(rows[lo].kind, kind, len) &&
	       rows[lo].kind[len])
		lo++;
	return lo < facts(f)->n_soc_masters && !strncmp(rows[lo].kind, kind, len) ?
	       lo : facts(f)->n_soc_masters;
}

static bool of_kind(const struct finding *f, uint32_t row, const char *kind)
{
	return row < facts(f)->n_soc_masters && !strcmp(facts(f)->soc_masters[row].kind, kind);
}

/* The kernel's own device below a PCI host is found by its bus. */
static bool exists(const struct finding *f, uint32_t node)
{
	struct iop_existence e = iop_existence(f->p, node);

	return e.exist != IOP_EXIST_NEVER &&
	       (e.bus == IOP_BUS_PLATFORM || e.bus == IOP_BUS_AMBA);
}

static bool by_soc(struct finding *f, uint32_t node)
{
	const char *kind = iop_prop_string(f->p->tree, node, IOP_P_COMPATIBLE);
	uint32_t row = kind ? row_of(f, kind, strlen(kind)) : UINT32_MAX;

	for (; kind && of_kind(f, row, kind); row++)
		if (f->of_row[row] != IOP_NONE && exists(f, node) &&
		    !add(f, node, f->of_row[row], true))
			return false;
	return true;
}

static bool has_own_mmu(const struct finding *f, uint32_t row, const char *kind)
{
	for (; of_kind(f, row, kind); row++)
		if (!facts(f)->soc_masters[row].soc && facts(f)->soc_masters[row].iommu)
			return true;
	return false;
}

static bool does_dma(const struct finding *f, uint32_t node)
{
	struct iop_cells list = iop_prop(f->p->tree, node, IOP_P_COMPATIBLE);
	const char *name = iop_node_name(f->p->tree, node), *kind;
	bool does = row_of(f, name, strcspn(name, "@")) < facts(f)->n_soc_masters;

	for (unsigned int n = 0; n < KINDS_MOST && (kind = next_string(&list)); n++) {
		uint32_t row = row_of(f, kind, strlen(kind));

		if (has_own_mmu(f, row, kind))
			return false;
		does |= row < facts(f)->n_soc_masters;
	}
	return does;
}

/* Glue is one with what is below it. */
static bool is_innermost(const struct finding *f, uint32_t node)
{
	const struct iop_tree *t = f->p->tree;

	for (uint32_t n = node + 1; n < t->nodes[node].end; n = t->nodes[n].end)
		if (may_be(f, n) && does_dma(f, n))
			return false;
	return true;
}

static bool by_kind(struct finding *f, uint32_t node)
{
	uint32_t i = f->head[f->bus[node]];

	if (!does_dma(f, node) || !is_innermost(f, node) || !exists(f, node))
		return true;
	for (uint32_t n = 0; i != IOP_NONE && n < IOMMUS_MOST; i = f->next[i], n++)
		if (!add(f, node, i, false))
			return false;
	return true;
}

static bool any_counts(const struct iop_plan *p)
{
	for (uint32_t i = 0; i < p->n_iommus; i++)
		if (can_have(&p->iommus[i]))
			return true;
	return false;
}

static bool alloc(struct finding *f)
{
	uint32_t nodes = f->p->tree->count;

	f->bus = iop_alloc_raw(f->a, nodes, sizeof(*f->bus));
	f->head = iop_alloc_raw(f->a, nodes, sizeof(*f->head));
	f->next = iop_alloc_raw(f->a, f->p->n_iommus, sizeof(*f->next));
	f->master = iop_alloc(f->a, nodes, 1);
	return f->bus && f->head && f->next && f->master && resolve(f);
}

bool iop_neighbours_find(const struct iop_plan *p, struct iop_neighbours *out,
			 struct iop_arena *a)
{
	struct finding f = { .p = p, .out = out, .a = a };

	*out = (struct iop_neighbours){ 0 };
	if (!p->view->facts->n_soc_masters || !any_counts(p))
		return true;
	if (!alloc(&f))
		return false;
	chain_iommus(&f);
	find_buses(&f);
	mark_masters(&f);
	out->list = iop_alloc(a, 0, sizeof(*out->list));
	for (uint32_t n = 1; out->list && n < p->tree->count; n++)
		if (may_be(&f, n) && !(f.known ? by_soc(&f, n) : by_kind(&f, n)))
			return false;
	return out->list;
}

size_t iop_neighbours_room(const struct iop_plan *p)
{
	size_t each = 2 * sizeof(uint32_t) + 1 + IOMMUS_MOST * sizeof(struct iop_neighbour);

	return p->tree->count * each + p->n_iommus * sizeof(uint32_t) +
	       p->view->facts->n_soc_masters * sizeof(uint32_t) + 64;
}
