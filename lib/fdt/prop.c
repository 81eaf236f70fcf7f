// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "fdt/fdt.h"
#include "fdt/tree_internal.h"

static const struct { const char *text; uint8_t len; } names[] = {
#define NAME(id, text) \
	[IOP_P_##id] = { text, sizeof(text) - 1 },
	IOP_PROPS(NAME)
#undef NAME
};

void iop_names_sort(struct iop_tree *t)
{
	for (uint32_t i = 0; i < IOP_PROP_COUNT; i++) {
		uint8_t *head = &t->names_by_len[names[i].len % IOP_NAME_BUCKETS];

		t->names_next[i] = *head;
		*head = (uint8_t)(i + 1);
	}
}

static uint8_t name_id(const struct iop_tree *t, const char *name, size_t len)
{
	uint8_t id = t->names_by_len[len % IOP_NAME_BUCKETS];

	for (; id; id = t->names_next[id - 1])
		if (names[id - 1].len == len && !memcmp(names[id - 1].text, name, len))
			return id;
	return IOP_PROP_UNKNOWN;
}

bool iop_has_named(const struct iop_tree *t, uint32_t node, const char *name)
{
	uint8_t id = name_id(t, name, strlen(name));

	return id != IOP_PROP_UNKNOWN && iop_has(t, node, id - 1);
}

#define NAMED_MOST 1024u	/* properties of a node; real ones have dozens */

bool iop_prop_named(const struct iop_tree *t, uint32_t node, const char *name,
		    struct iop_cells *value)
{
	struct iop_prop_walk w = { 0 };

	for (uint32_t n = 0; n < NAMED_MOST && iop_prop_next(t, node, &w); n++)
		if (!strcmp(w.name, name)) {
			*value = w.value;
			return true;
		}
	return false;
}

bool iop_prop_learn(struct iop_tree *t, uint32_t nameoff)
{
	const char *name = (const char *)t->blob + t->strings + nameoff;
	const char *nul = memchr(name, 0, t->strings_size - nameoff);

	if (!nul)
		return false;
	t->prop_ids[nameoff] = name_id(t, name, (size_t)(nul - name));
	return true;
}

static bool says_okay(struct iop_cells v)
{
	return (v.left >= 5 && !memcmp(v.at, "okay", 5)) ||
	       (v.left >= 3 && !memcmp(v.at, "ok", 3));
}

static bool says_unended(struct iop_cells v)
{
	return (v.left == 4 && !memcmp(v.at, "okay", 4)) ||
	       (v.left == 2 && !memcmp(v.at, "ok", 2));
}

void iop_note_property(struct iop_node *n, uint32_t prop, struct iop_cells value)
{
	uint32_t handle;

	if (prop == IOP_P_STATUS) {
		n->enabled = says_okay(value);
		n->unended = says_unended(value);
	} else if ((prop == IOP_P_PHANDLE || prop == IOP_P_LINUX_PHANDLE) &&
		 !n->phandle && iop_cell_next(&value, &handle)) {
		n->phandle = handle;
	}
}

struct iop_cells iop_prop(const struct iop_tree *t, uint32_t node, enum iop_prop p)
{
	struct iop_cells value = { 0 };
	uint32_t nameoff, tag = t->nodes[node].props;

	if (!iop_has(t, node, p))
		return value;
	if (t->nodes[node].crowded && t->crowds) {
		iop_prop_at(t, iop_crowded_tag(t, node, p), &nameoff, &value);
		return value;
	}
	for (;; tag = iop_tag_after(t, tag)) {
		if (iop_cell_at(t, tag) != FDT_PROP)
			continue;
		iop_prop_at(t, tag, &nameoff, &value);
		if (t->prop_ids[nameoff] == p + 1)
			return value;
	}
}

bool iop_prop_next(const struct iop_tree *t, uint32_t node, struct iop_prop_walk *w)
{
	uint32_t nameoff;

	if (!w->tag)
		w->tag = t->nodes[node].props;
	while (iop_cell_at(t, w->tag) == FDT_NOP)
		w->tag += 4;
	if (iop_cell_at(t, w->tag) != FDT_PROP)
		return false;
	iop_prop_at(t, w->tag, &nameoff, &w->value);
	w->name = (const char *)t->blob + t->strings + nameoff;
	w->tag = iop_tag_after(t, w->tag);
	return true;
}

uint32_t iop_prop_u32(const struct iop_tree *t, uint32_t node, enum iop_prop p,
		      uint32_t fallback)
{
	struct iop_cells c = iop_prop(t, node, p);
	uint32_t value;

	return iop_cell_next(&c, &value) ? value : fallback;
}

const char *iop_prop_string(const struct iop_tree *t, uint32_t node, enum iop_prop p)
{
	struct iop_cells c = iop_prop(t, node, p);

	return iop_list_next(&c);
}

static bool same_ignoring_case(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		char x = *a, y = *b;

		x = (char)(x >= 'A' && x <= 'Z' ? x + 32 : x);
		y = (char)(y >= 'A' && y <= 'Z' ? y + 32 : y);
		if (x != y)
			return false;
	}
	return *a == *b;
}

bool iop_compatible(const struct iop_tree *t, uint32_t node, const char *name)
{
	struct iop_cells list = iop_prop(t, node, IOP_P_COMPATIBLE);
	const char *s;

	while ((s = iop_list_next(&list)))
		if (same_ignoring_case(s, name))
			return true;
	return false;
}
