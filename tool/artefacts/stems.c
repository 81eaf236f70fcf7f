/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/stems.h"

#include <stdlib.h>
#include <string.h>

#include "input/input.h"

/* What is cut off a file name; a name that is nothing else stays. */
static size_t without_suffix(const char *name)
{
	static const char *const suffixes[] = { ".dtb", ".dts", ".itb" };
	size_t n = strlen(name);

	for (unsigned int i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (n > 4 && name[n - 5] != '/' &&
		    !strcmp(name + n - 4, suffixes[i]))
			return n - 4;
	return n;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* @file came from @arg: it is it, or it stands below that directory. */
static char *name_of(struct yaml_store *names, const char *file, const char *arg)
{
	const char *name = file;

	if (!strcmp(file, "-"))
		return store_text(names, "stdin", 5);
	if (!strcmp(file, arg)) {
		name = last_part(file);
	} else {
		name += strlen(arg);
		name += strspn(name, "/");
	}
	return store_text(names, name, without_suffix(name));
}

static int out_of_memory(struct out *diag)
{
	out_str(diag, "iommuplan build: out of memory\n");
	return EXIT_IO;
}

/* Name the files that @arg stands for, the newest of the list. */
static int name_files(struct stems *s, const char *arg, struct out *diag)
{
	struct stem *list = realloc(s->list,
				    (s->files.count + 1) * sizeof(*list));

	if (!list)
		return out_of_memory(diag);
	s->list = list;
	for (; s->count < s->files.count; s->count++) {
		const char *file = s->files.files[s->count];
		const char *name = name_of(&s->names, file, arg);

		if (!name)
			return out_of_memory(diag);
		list[s->count] = (struct stem){ .file = file, .name = name };
	}
	return EXIT_OK;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct stem *)a)->name,
		      ((const struct stem *)b)->name);
}

static int by_file(const void *a, const void *b)
{
	return strcmp(((const struct stem *)a)->file,
		      ((const struct stem *)b)->file);
}

static int report_same(const struct stem *a, const struct stem *b,
		       struct out *diag)
{
	out_str(diag, "iommuplan build: ");
	out_term(diag, a->file);
	if (strcmp(a->file, b->file)) {
		out_str(diag, " and ");
		out_term(diag, b->file);
		out_str(diag, " would both be written as ");
		out_term(diag, a->name);
		out_str(diag, ".*\n");
	} else {
		out_str(diag, " is given twice\n");
	}
	return EXIT_USAGE;
}

static int check_sorted(struct stems *s, int (*order)(const void *, const void *),
			struct out *diag)
{
	int status = EXIT_OK;

	if (s->count)
		qsort(s->list, s->count, sizeof(*s->list), order);
	for (size_t i = 1; i < s->count; i++)
		if (!order(&s->list[i - 1], &s->list[i]))
			status = report_same(&s->list[i - 1], &s->list[i], diag);
	return status;
}

int stems_collect(struct stems *s, const struct run_config *o, struct out *diag)
{
	int status, worst = EXIT_OK;

	memset(s, 0, sizeof(*s));
	for (unsigned int i = 0; i < o->n_files; i++) {
		status = list_add(&s->files, o->files[i], diag);
		if (status > worst)
			worst = status;
		status = name_files(s, o->files[i], diag);
		if (status)
			return status;
	}
	status = check_sorted(s, by_name, diag);
	if (!status)
		status = check_sorted(s, by_file, diag);
	return status ? status : worst;
}

const char *stems_find(const struct stems *s, const char *file)
{
	struct stem key = { file, NULL };
	const struct stem *found = bsearch(&key, s->list, s->count,
					   sizeof(*s->list), by_file);

	return found ? found->name : NULL;
}

bool stems_taken(const struct stems *s, const char *name)
{
	for (size_t i = 0; i < s->count; i++)
		if (!strcmp(s->list[i].name, name))
			return true;
	return false;
}

void stems_free(struct stems *s)
{
	store_free(&s->names);
	free(s->list);
	s->list = NULL;
	s->count = 0;
	list_free(&s->files);
}
