/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/overwrite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/tree_check.h"

/* Something that is written, as far as it is there already. */
struct target {
	const char *name;
	struct stat st;
	struct out *diag;
};

/* A terminal or /dev/null is not overwritten, and a new file is no input. */
static bool open_target(struct target *t, const char *name, struct out *diag)
{
	t->name = name;
	t->diag = diag;
	return name && strcmp(name, "-") && !stat(name, &t->st) &&
	       S_ISREG(t->st.st_mode);
}

static int differs(const struct target *t, const char *input)
{
	struct stat st;

	if (!input || stat(input, &st) || st.st_dev != t->st.st_dev ||
	    st.st_ino != t->st.st_ino)
		return EXIT_OK;
	return check_say(t->diag, t->name, "is an input and would be "
			 "overwritten", EXIT_USAGE);
}

static int differs_from_all(const struct target *t, const char *const *inputs,
			    size_t n)
{
	int status = EXIT_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = differs(t, inputs[i]);
	return status;
}

static bool same_file(const char *a, const struct stat *b)
{
	struct stat st;

	return !stat(a, &st) && st.st_dev == b->st_dev && st.st_ino == b->st_ino;
}

/* Of a directory of schemas and the one for drivers below it: DIR/x.yaml. */
static int differs_from_schemas(const struct target *t, const struct name_list *dirs)
{
	const char *slash = strrchr(t->name, '/');
	int len = slash ? (int)(slash - t->name) + 1 : 1;
	size_t end = strlen(t->name);
	char path[4096];
	struct stat in;

	if (end < 5 || strcmp(t->name + end - 5, ".yaml") ||
	    snprintf(path, sizeof(path), "%.*s", len, slash ? t->name : ".") >= (int)sizeof(path) ||
	    stat(path, &in))
		return EXIT_OK;
	for (unsigned int n = 0; n < dirs->n; n++)
		if (same_file(dirs->names[n], &in) ||
		    (snprintf(path, sizeof(path), "%s/drivers", dirs->names[n]) <
		     (int)sizeof(path) && same_file(path, &in)))
			return differs(t, t->name);
	return EXIT_OK;
}

/* What is read besides the trees. */
static int differs_from_options(const struct target *t, const struct run_config *o)
{
	int status = differs_from_all(t, o->reads, sizeof(o->reads) / sizeof(*o->reads));

	if (!status)
		status = differs_from_all(t, o->overlays.names, o->overlays.n);
	if (!status)
		status = differs_from_all(t, o->sources.names, o->sources.n);
	if (!status)
		status = differs_from_schemas(t, &o->schema_dirs);
	return status;
}

/* Two outputs of one run are two files, also where neither is there yet. */
static int differs_from_outputs(const struct target *t, const char *const *writes, int n)
{
	for (int i = 0; i < n; i++)
		if (writes[i] && strcmp(t->name, "-") && !strcmp(t->name, writes[i]))
			return check_say(t->diag, t->name, "is written twice", EXIT_USAGE);
	return EXIT_OK;
}

int overwrite_check(const struct run_config *o, const struct input_list *files,
		    struct out *diag)
{
	const int count = sizeof(o->writes) / sizeof(*o->writes);
	int status = EXIT_OK;
	struct target t;

	for (int i = 0; i < count && !status; i++) {
		bool there = open_target(&t, o->writes[i], diag);

		if (t.name)
			status = differs_from_outputs(&t, o->writes, i);
		if (there && !status && i != RUN_UPDATED)
			status = differs_from_options(&t, o);
		if (there && !status && (!o->in_place || i == 2))
			status = differs_from_all(&t, (const char *const *)files->files,
						  files->count);
		if (there && !status)
			status = differs_from_all(&t, o->writes, (size_t)i);
	}
	return status;
}

static int by_id(const void *a, const void *b)
{
	const struct overwrite_id *x = a, *y = b;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static bool find_id(const char *name, struct overwrite_id *id)
{
	struct stat st;

	if (!name || stat(name, &st) || !S_ISREG(st.st_mode))
		return false;
	*id = (struct overwrite_id){ st.st_dev, st.st_ino };
	return true;
}

static void add_all(struct overwrite_inputs *in, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		in->count += find_id(names[i], &in->list[in->count]);
}

bool overwrite_open(struct overwrite_inputs *in, const struct run_config *o,
		    const struct input_list *files)
{
	size_t reads = sizeof(o->reads) / sizeof(*o->reads);

	in->count = 0;
	in->list = calloc(files->count + reads + o->overlays.n + 1, sizeof(*in->list));
	if (!in->list)
		return false;
	add_all(in, (const char *const *)files->files, files->count);
	add_all(in, o->reads, reads);
	add_all(in, o->overlays.names, o->overlays.n);
	qsort(in->list, in->count, sizeof(*in->list), by_id);
	return true;
}

void overwrite_close(struct overwrite_inputs *in)
{
	free(in->list);
	in->list = NULL;
	in->count = 0;
}

bool overwrite_is_input(const struct overwrite_inputs *in, const char *name)
{
	struct overwrite_id id;

	return in->count && find_id(name, &id) &&
	       bsearch(&id, in->list, in->count, sizeof(id), by_id);
}
