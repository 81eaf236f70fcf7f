// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/fix_value.h"

#include <string.h>

#include "srcpos/property.h"

#define PATH_ROOM 4096

void fix_string(struct out *o, const char *text, size_t len)
{
	out_char(o, '"');
	for (size_t n = 0; n < len; n++) {
		if (text[n] == '"' || text[n] == '\\')
			out_fmt(o, "\\%c", text[n]);
		else if (text[n] < ' ' || text[n] > '~')
			out_fmt(o, "\\x%02x", (uint8_t)text[n]);
		else
			out_char(o, text[n]);
	}
	out_char(o, '"');
}

static uint32_t cell(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

static bool is_text(const uint8_t *bytes, uint32_t size)
{
	if (size < 2 || bytes[size - 1] || !bytes[0])
		return false;
	for (uint32_t n = 0; n < size; n++)
		if (bytes[n] ? bytes[n] < ' ' || bytes[n] > '~' : n && !bytes[n - 1])
			return false;
	return true;
}

static void strings(struct out *o, const char *text, uint32_t size)
{
	for (uint32_t at = 0; at < size; at += (uint32_t)strlen(text + at) + 1) {
		out_str(o, at ? ", " : "");
		fix_string(o, text + at, strlen(text + at));
	}
}

/* A label by which overlays of this tree can mean the node, or NULL. */
static const char *label_of(const struct iop_tree *t, uint32_t node)
{
	uint32_t symbols = iop_by_path(t, "/__symbols__");
	char path[PATH_ROOM];
	struct source_property p;
	size_t n = iop_node_path(t, node, path, sizeof(path));
	bool more = symbols != IOP_NO_NODE && n < sizeof(path) &&
		    property_first(t, symbols, &p);

	for (; more; more = property_next(t, &p))
		if (p.size == n + 1 && !memcmp(p.value, path, n + 1))
			return p.name;
	return NULL;
}

/* How many cells follow a phandle, or stand before it. */
struct shape {
	uint32_t lead;		/* cells before the phandle of an entry */
	uint32_t more;		/* behind its specifier */
	bool one_cell;		/* specifiers have one cell, whatever targets say */
};

static bool shape_of(const struct iop_fix *fix, struct shape *shape)
{
	if (!strcmp(fix->property, "iommus"))
		*shape = (struct shape){ 0, 0, false };
	else if (!strcmp(fix->property, "iommu-map"))
		*shape = (struct shape){ 1, 1, fix->size % 16 == 0 };
	else
		return false;
	return true;
}

static uint32_t next_handle(const struct iop_tree *t, const struct iop_fix *fix,
			    const struct shape *shape, uint32_t at)
{
	uint32_t target = iop_by_phandle(t, cell(fix->bytes + 4 * at));
	uint32_t cells = target == IOP_NO_NODE || shape->one_cell ? 1 :
			 iop_prop_u32(t, target, IOP_P_IOMMU_CELLS, 1);

	return cells > fix->size / 4 ? UINT32_MAX :
	       at + 1 + cells + shape->more + shape->lead;
}

static void cells_of(struct out *o, const struct iop_tree *t,
		     const struct iop_fix *fix)
{
	uint32_t count = fix->size / 4, handle = UINT32_MAX;
	struct shape shape = { 0, 0, false };

	if (shape_of(fix, &shape))
		handle = shape.lead;
	out_char(o, '<');
	for (uint32_t n = 0; n < count; n++) {
		uint32_t value = cell(fix->bytes + 4 * n);
		uint32_t node = n == handle ? iop_by_phandle(t, value) : IOP_NO_NODE;
		const char *label = node == IOP_NO_NODE ? NULL : label_of(t, node);

		out_str(o, n ? " " : "");
		if (label) {
			out_char(o, '&');
			out_term(o, label);
		} else {
			out_hex(o, value);
		}
		if (n == handle)
			handle = next_handle(t, fix, &shape, n);
	}
	out_char(o, '>');
}

void fix_value(struct out *o, const struct iop_tree *t, const struct iop_fix *fix)
{
	if (is_text(fix->bytes, fix->size)) {
		strings(o, (const char *)fix->bytes, fix->size);
	} else if (fix->size % 4 == 0) {
		cells_of(o, t, fix);
	} else {
		out_char(o, '[');
		for (uint32_t n = 0; n < fix->size; n++)
			out_fmt(o, n ? " %02x" : "%02x", fix->bytes[n]);
		out_char(o, ']');
	}
}
