/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * .hwids of unified kernel images (systemd's src/boot/chid.h): rows of a
 * descriptor, a GUID, and where in the section a name and a compatible are; the
 * row whose descriptor is 0 is behind the last.
 */
#include "input/hwids.h"

#include <string.h>

#define ROW 28u
#define ROWS_MAX 4096u
#define DEVICETREE 0x1000001cu	/* type 1, and the row's size */
#define NAMES_MAX 4u		/* that are reported of one tree */

struct names {
	const char *list[NAMES_MAX];
	unsigned int n;
	bool more;
};

static uint32_t le32(const uint8_t *b)
{
	return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

/* Behind the last NUL of the section: strings that begin before it end in it. */
static size_t texts_end(const struct container_span *s)
{
	size_t end = s->size;

	while (end && s->data[end - 1])
		end--;
	return end;
}

static const char *text_at(const struct container_span *s, uint32_t at, size_t end)
{
	return at && at < end ? (const char *)s->data + at : NULL;
}

static void add(struct names *all, const char *name)
{
	for (unsigned int i = 0; i < all->n; i++)
		if (!strcmp(all->list[i], name))
			return;
	if (all->n < NAMES_MAX)
		all->list[all->n++] = name;
	else
		all->more = true;
}

static void gather(struct names *all, const struct container_span *s, const char *compatible)
{
	size_t at = 0, end = texts_end(s);

	for (unsigned int n = 0; n < ROWS_MAX && s->size - at >= ROW; n++, at += ROW) {
		const uint8_t *row = s->data + at;
		const char *name = text_at(s, le32(row + 20), end);
		const char *of = text_at(s, le32(row + 24), end);

		if (!le32(row))
			return;
		if (le32(row) == DEVICETREE && name && of && !strcmp(of, compatible))
			add(all, name);
	}
}

/* The first compatible of the root; NULL where there is none, or no valid tree. */
static const char *first_compatible(struct reading *r, const struct input_tree *tree)
{
	struct iop_place where;
	struct iop_cells names;
	struct iop_tree t;

	r->in->arena->used = 0;
	if (iop_tree_index(&t, tree->blob, tree->size, r->in->arena, &where))
		return NULL;
	names = iop_prop(&t, 0, IOP_P_COMPATIBLE);
	return iop_list_next(&names);
}

void hwids_remark(struct reading *r, const struct input_tree *tree)
{
	const char *compatible = first_compatible(r, tree);
	struct names all = { .n = 0 };

	if (compatible)
		gather(&all, &r->hwids, compatible);
	if (!all.n)
		return;
	input_diag(r->diag, tree->name);
	out_str(r->diag, ".hwids selects it, if firmware provides no tree, for ");
	for (unsigned int i = 0; i < all.n; i++) {
		out_str(r->diag, i ? ", " : "");
		out_term(r->diag, all.list[i]);
	}
	out_str(r->diag, all.more ? " and others" : "");
	input_diag_end(r->diag);
}
