/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/apply_overlays.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "input/tree_check.h"
#include "input/dts.h"
#include "input/firmware.h"
#include "input/overlay_fixups.h"
#include "input/overlay_own.h"
#include "input/overlay_phandles.h"
#include "input/overlay_work.h"
#include "input/params.h"
#include "input/tree_kind.h"

#define MERGED_MAX (2 * INPUT_MAX)

static const char too_much[] = "has too many nodes and references to be applied: the time "
	"grows with their square";

static bool is_blob(const struct block *b)
{
	return b->used >= 4 && fdt_magic(b->base) == FDT_MAGIC;
}

/*
 * Fragments that a boot loader turns on by a parameter of its own, as Raspberry
 * Pi's does: nobody else applies them.
 */
static void tell_dormant(const struct input *in, const char *file, unsigned int n,
			 struct out *diag)
{
	if (!n || in->quiet)
		return;
	input_diag(diag, file);
	out_fmt(diag, "%u fragment%s dormant and not applied: only parameters of the "
		"boot loader turn __dormant__ into __overlay__", n,
		n == 1 ? " is" : "s are");
	input_diag_end(diag);
}

/* A whole tree in an overlay's place would change nothing, without a word. */
static int check_overlay_kind(struct input *in, const struct input_overlay *v, const char *file,
			      const struct block *b, struct out *diag)
{
	struct iop_place where;
	struct iop_tree t;
	int e;

	in->arena->used = 0;
	e = iop_tree_index(&t, b->base, b->used, in->arena, &where);
	if (e)
		return input_tree_error(diag, file, &t, e, &where);
	if (!tree_has_fragments(&t) && t.count > 1)
		return check_say(diag, file, "is not an overlay: none of its nodes is a "
				 "fragment", EXIT_TREE);
	if (!v->params)
		tell_dormant(in, file, tree_dormant(&t), diag);
	return EXIT_OK;
}

int overlay_take(struct input *in, struct input_overlay *v, const char *name,
		 const struct block *b, struct out *diag)
{
	int status = check_blob(in, name, b->base, b->used, diag);
	const char *trouble;

	if (!status)
		status = check_overlay_kind(in, v, name, b, diag);
	if (status)
		return status;
	if (overlay_work(NULL, b->base) > OVERLAY_WORK_MAX)
		return check_say(diag, name, too_much, EXIT_TREE);
	trouble = overlay_fixups_trouble(b->base);
	if (trouble)
		return check_say(diag, name, trouble, EXIT_TREE);
	v->size = fdt_totalsize(b->base);
	v->blob = malloc(v->size);
	if (!v->blob)
		return check_say(diag, name, "out of memory", EXIT_IO);
	memcpy(v->blob, b->base, v->size);
	v->file = name;
	return EXIT_OK;
}

static int read_one(struct input *in, const char *file, struct out *diag)
{
	struct input_overlay *v = &in->overlays[in->n_overlays];
	const struct block *b = &in->file;
	int status = check_read(&in->file, file, diag);

	if (!status && source_named(file) && !is_blob(b)) {
		status = source_compile(file, b, false, in->tools, &in->made, diag);
		b = &in->made;
	}
	if (!status)
		status = overlay_take(in, v, file, b, diag);
	in->n_overlays += !status;
	return status;
}

int overlay_read(struct input *in, const struct run_config *o, struct out *diag)
{
	unsigned int i;
	int status = EXIT_OK;

	if (!o->overlays.n)
		return EXIT_OK;
	in->overlays = calloc(o->overlays.n, sizeof(*in->overlays));
	if (!in->overlays)
		return check_say(diag, o->overlays.names[0], "out of memory", EXIT_IO);
	for (i = 0; i < o->overlays.n && !status; i++)
		status = read_one(in, o->overlays.names[i], diag);
	return status;
}

bool overlay_before(struct input *in, struct overlay_set *set, struct overlay_set *kept)
{
	struct input_overlay *all = calloc(set->n + in->n_overlays + 1, sizeof(*all));

	if (!all)
		return false;
	*kept = (struct overlay_set){ in->overlays, in->n_overlays };
	if (set->n)
		memcpy(all, set->list, set->n * sizeof(*all));
	if (in->n_overlays)
		memcpy(all + set->n, in->overlays, in->n_overlays * sizeof(*all));
	in->overlays = all;
	in->n_overlays += set->n;
	return true;
}

void overlay_after(struct input *in, const struct overlay_set *kept)
{
	free(in->overlays);
	in->overlays = kept->list;
	in->n_overlays = kept->n;
}

void overlay_set_free(struct overlay_set *set)
{
	while (set->n)
		free(set->list[--set->n].blob);
	free(set->list);
	set->list = NULL;
}

static size_t aligned(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

/* What became of attempts to apply them all. */
struct attempt {
	int error;		/* libfdt's */
	unsigned int at;	/* the overlay at fault */
	unsigned int reported;	/* this many have been remarked on */
	unsigned int params_reported;	/* and the parameters of this many */
	unsigned int targets;	/* more changes by parameters are not made */
	const char *label;	/* that it needs and the tree does not have */
	bool unlabelled;	/* the tree has none at all */
	bool too_much;		/* of work */
	struct out *diag;	/* for remarks, or NULL */
};

/* A finding about the overlay: what it is applied by makes a difference. */
static void tell_kept(struct attempt *t, const char *overlay, const char *path,
		      const struct kept_phandles *k)
{
	if (!t->diag || !k->count || t->at < t->reported)
		return;
	t->reported = t->at + 1;
	input_diag(t->diag, overlay);
	out_str(t->diag, "warning: assigns a phandle to ");
	out_term(t->diag, path);
	if (k->count > 1)
		out_fmt(t->diag, " and %zu more", k->count - 1);
	out_str(t->diag, ", which has one in the tree already; that one is kept. Loaders with "
		"libfdt before 1.7.1 overwrite it and lose the references to it");
	if (k->children)
		out_str(t->diag, "; Linux itself (of_overlay_fdt_apply) refuses the overlay");
	input_diag_end(t->diag);
}

static void tell_params(const struct attempt *t, const struct input_overlay *v,
			const struct param_report *r)
{
	if (!t->diag || !r->n || t->at < t->params_reported)
		return;
	input_diag(t->diag, v->file);
	out_str(t->diag, "parameters of config.txt that are not applied in full: ");
	out_term(t->diag, r->text);
	input_diag_end(t->diag);
}

/* What its parameters make of the overlay, or of the tree, before it is applied. */
static int apply_params(struct attempt *t, const struct input_overlay *v, void *tree, void *copy)
{
	struct param_report report = { .n = 0, .left = t->targets };
	int error = v->params ? params_apply(v->params, tree, copy, &report) : 0;

	t->targets = report.left;
	if (error)
		return error;
	tell_params(t, v, &report);
	if (t->at >= t->params_reported)
		t->params_reported = t->at + 1;
	if (v->params && copy)
		error = overlay_own_last(copy);
	return !error && v->params && copy && overlay_fixups_trouble(copy) ?
	       -FDT_ERR_BADOVERLAY : error;
}

static int apply_one(struct attempt *t, const struct input_overlay *v, void *tree,
		     void *copy, size_t size)
{
	struct kept_phandles kept = { .list = NULL };
	char path[1024] = "";
	int error;

	if (v->bootargs)
		return firmware_chosen(tree, v->bootargs);
	if (!v->blob)
		return apply_params(t, v, tree, NULL);
	error = fdt_open_into(v->blob, copy, (int)size);
	if (!error)
		error = apply_params(t, v, tree, copy);
	if (error)
		return error;
	t->too_much = overlay_work(tree, copy) > OVERLAY_WORK_MAX;
	if (t->too_much)
		return -FDT_ERR_BADOVERLAY;
	t->label = overlay_missing_label(tree, copy, &t->unlabelled);
	if (t->label)
		return -FDT_ERR_NOTFOUND;
	if (!overlay_keep_phandles(tree, copy, &kept))
		error = -FDT_ERR_INTERNAL;
	if (kept.count && fdt_get_path(tree, kept.first, path, sizeof(path)))
		path[0] = 0;
	if (!error)
		error = v->params ? firmware_apply(tree, copy) : fdt_overlay_apply(tree, copy);
	if (!error && (!v->params || kept.children))
		tell_kept(t, v->file, path, &kept);
	free(kept.list);
	return error;
}

/*
 * One attempt with a tree of @room bytes; libfdt spoils both trees when it
 * fails, so each starts from the originals.
 */
static void attempt(struct input *in, const void *base, size_t room, size_t largest,
		    struct attempt *t)
{
	uint8_t *tree = in->merged.base, *copy = tree + room;

	t->targets = PARAM_TARGETS_MAX;
	t->error = fdt_open_into(base, tree, (int)room);
	for (t->at = 0; !t->error && t->at < in->n_overlays; t->at++) {
		t->error = apply_one(t, &in->overlays[t->at], tree, copy, largest);
		if (t->error)
			break;
	}
}

static int tell(struct out *diag, const struct input_tree *tree,
		const char *overlay, const struct attempt *t)
{
	input_diag(diag, tree->name);
	out_str(diag, "overlay ");
	out_term(diag, overlay);
	out_str(diag, t->too_much ? " " : " does not apply: ");
	out_str(diag, t->too_much ? too_much : fdt_strerror(t->error));
	if (t->label) {
		out_str(diag, ": it refers to the label ");
		out_term(diag, t->label);
		out_str(diag, t->unlabelled ? ", but the tree exports no labels: "
			"compile it with dtc -@" : ", which the tree does not have");
	} else if (t->error == -FDT_ERR_NOTFOUND || t->error == -FDT_ERR_BADPATH) {
		out_str(diag, ": a path that it refers to is not in the tree");
	}
	input_diag_end(diag);
	return EXIT_TREE;
}

static int apply_all(struct input *in, struct input_tree *tree, size_t room,
		     size_t largest, struct out *diag)
{
	struct attempt t = { .diag = in->quiet ? NULL : diag };

	attempt(in, tree->blob, room, largest, &t);
	while (t.error == -FDT_ERR_NOSPACE && 2 * room <= MERGED_MAX &&
	       2 * room + largest <= in->merged.size) {
		room *= 2;
		attempt(in, tree->blob, room, largest, &t);
	}
	in->merged.used = room + largest;
	return t.error ? tell(diag, tree, in->overlays[t.at].file, &t) : EXIT_OK;
}

int overlay_apply(struct input *in, struct input_tree *tree, struct out *diag)
{
	size_t room = aligned(tree->size) + 65536, largest = 0;
	size_t spare = 4096;		/* fdt_open_into() may move it */
	unsigned int i;
	int status = check_blob(in, tree->name, tree->blob, tree->size, diag);

	if (status)
		return status;
	for (i = 0; i < in->n_overlays; i++) {
		room += 2 * aligned(in->overlays[i].size);
		if (in->overlays[i].size > largest)
			largest = in->overlays[i].size;
		if (in->overlays[i].params)
			spare = PARAM_SPACE;
	}
	largest = aligned(largest) + spare;
	if (!block_reserve(&in->merged, MERGED_MAX + INPUT_MAX, room + largest))
		return check_say(diag, tree->name, "out of memory", EXIT_IO);
	status = apply_all(in, tree, room, largest, diag);
	if (status)
		return status;
	fdt_pack(in->merged.base);
	tree->blob = in->merged.base;
	tree->size = fdt_totalsize(in->merged.base);
	return EXIT_OK;
}
