/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/srcpos.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/tree_check.h"
#include "input/dts.h"
#include "srcpos/srcpos_internal.h"
#include "srcpos/property.h"

/* The directory of the first source, from which others are looked for. */
static char *directory(const char *file)
{
	const char *slash = strrchr(file, '/');

	if (!slash)
		return strdup(".");
	return strndup(file, slash == file ? 1 : (size_t)(slash - file));
}

static int add(struct places *p, const struct run_config *o, const char *file,
	       bool symbols, struct out *diag)
{
	int status = layer_open(&p->layers[p->n_layers++], file, p->t, symbols,
				&o->tools, diag);

	if (!status && !p->origins.beside)
		p->origins.beside = directory(file);
	return status;
}

/* In the order in which they were applied; --source gives what is missing. */
static int add_all(struct places *p, const struct run_config *o,
		   const struct input_tree *tree, struct out *diag)
{
	bool symbols = o->overlays.n ||
		       iop_by_path(p->t, "/__symbols__") != IOP_NO_NODE;
	int status = EXIT_OK;
	unsigned int i;

	if (source_named(tree->file))
		status = add(p, o, tree->file, o->overlays.n, diag);
	for (i = 0; i < o->sources.n && !status; i++)
		status = add(p, o, o->sources.names[i], symbols, diag);
	for (i = 0; i < o->overlays.n && !status; i++)
		if (source_named(o->overlays.names[i]))
			status = add(p, o, o->overlays.names[i], false, diag);
	return status;
}

static bool any_source(const struct run_config *o, const struct input_tree *tree)
{
	unsigned int i;

	for (i = 0; i < o->overlays.n; i++)
		if (source_named(o->overlays.names[i]))
			return true;
	return o->sources.n || source_named(tree->file);
}

/*
 * What a kernel's build leaves of the source beside board.dtb: a file
 * .board.dtb.dts.tmp, with _ for each comma. NULL: none, or it is not wanted.
 */
static char *kbuild_source(const struct input_tree *tree)
{
	const char *file = tree->file, *slash = strrchr(file, '/');
	size_t dir = slash ? (size_t)(slash + 1 - file) : 0, len = strlen(file);
	static const char after[] = ".dts.tmp";
	struct stat st;
	char *path;

	if (tree->image || len < dir + 5 || strcmp(file + len - 4, ".dtb"))
		return NULL;
	path = malloc(len + 1 + sizeof(after));
	if (!path)
		return NULL;
	memcpy(path, file, dir);
	path[dir] = '.';
	memcpy(path + dir + 1, file + dir, len - dir);
	memcpy(path + len + 1, after, sizeof(after));
	for (char *c = path + dir; (c = strchr(c, ',')); )
		*c = '_';
	if (!stat(path, &st) && S_ISREG(st.st_mode))
		return path;
	free(path);
	return NULL;
}

/* It was not asked for: where it cannot be read, no line is known, as before. */
static bool add_kbuild(struct places *p, const struct run_config *o)
{
	static struct out nowhere;
	bool good;

	out_to_fd(&nowhere, -1);
	good = add(p, o, p->kbuild, iop_by_path(p->t, "/__symbols__") != IOP_NO_NODE,
		   &nowhere) == EXIT_OK;
	out_to_fd(&nowhere, -1);
	return good;
}

int places_open(struct places **to, const struct run_config *o,
		const struct input_tree *tree, const struct iop_tree *t,
		struct out *diag)
{
	bool asked = any_source(o, tree);
	char *kbuild = asked ? NULL : kbuild_source(tree);
	struct places *p;
	int status;

	*to = NULL;
	if (!asked && !kbuild)
		return EXIT_OK;
	p = calloc(1, sizeof(*p));
	if (p)
		p->layers = calloc(o->sources.n + o->overlays.n + 1,
				   sizeof(*p->layers));
	if (!p || !p->layers) {
		free(p);
		free(kbuild);
		return check_say(diag, tree->name, "out of memory", EXIT_IO);
	}
	p->t = t;
	p->name = tree->name;
	p->quiet = o->quiet;
	p->kbuild = kbuild;
	status = asked ? add_all(p, o, tree, diag) : EXIT_OK;
	if (status || (kbuild && !add_kbuild(p, o)))
		places_close(p, diag);
	else
		*to = p;
	return status;
}

static void report_dropped(const struct places *p, struct out *diag)
{
	input_diag(diag, p->name);
	out_term(diag, p->dropped_file);
	out_str(diag, " differs from this tree at ");
	out_term(diag, p->dropped_at);
	if (p->dropped > 1)
		out_fmt(diag, " and %u more", p->dropped - 1);
	out_str(diag, ": lines are not shown there");
	input_diag_end(diag);
}

void places_close(struct places *p, struct out *diag)
{
	unsigned int i;

	if (!p)
		return;
	if (p->dropped && !p->quiet)
		report_dropped(p, diag);
	for (i = 0; i < p->n_layers; i++)
		layer_close(&p->layers[i]);
	origins_free(&p->origins);
	free(p->layers);
	free(p->kbuild);
	free(p);
}

static struct source_place drop(struct places *p, const char *file, uint32_t node,
				const char *property)
{
	size_t n;

	if (!p->dropped++) {
		p->dropped_file = file;
		n = iop_node_path(p->t, node, p->dropped_at, PLACE_PATH);
		if (property && n < PLACE_PATH) {
			p->dropped_at[n] = ':';
			strncpy(p->dropped_at + n + 1, property, 62);
		}
	}
	return (struct source_place){ NULL, 0, 0 };
}

static struct source_place show(struct places *p, const struct spots *s,
				uint32_t node, const char *property)
{
	const struct place_spot *spot = &s->layer->map.spots[s->entry->spot];
	const struct place_name what = {
		property ? property : iop_node_name(p->t, node), !property,
	};
	struct origin *o = origin_of(&p->origins, spot, &what);
	uint32_t column = o ? origin_column(o, spot, &what) : 0;

	if (!o)
		return (struct source_place){ NULL, 0, 0 };
	if (!column)
		return drop(p, o->name, node, property);
	return (struct source_place){ o->name, spot->line, column };
}

/* Of what is not in an overlay's source nothing can be said without it. */
static bool has_base(const struct places *p)
{
	unsigned int i;

	for (i = 0; i < p->n_layers; i++)
		if (!p->layers[i].overlay)
			return true;
	return false;
}

struct source_place place_of(struct places *p, uint32_t node, const char *property)
{
	struct source_property value;
	struct spots s;

	if (!p)
		return (struct source_place){ NULL, 0, 0 };
	s = spots_of(p, node, property);
	if (!s.entry && !s.differs && property &&
	    !property_named(p->t, node, property, &value)) {
		property = NULL;
		s = spots_of(p, node, NULL);
	}
	if (s.entry)
		return show(p, &s, node, property);
	if (!s.layer && !has_base(p))
		return (struct source_place){ NULL, 0, 0 };
	return drop(p, s.layer ? s.layer->file : p->layers[0].file, node,
		    property);
}
