/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/dts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/depends.h"
#include "input/dtc_checks.h"
#include "input/exec.h"
#include "input/input.h"
#include "input/run_config.h"
#include "input/temp.h"
#include "input/tree_check.h"

#define UPWARDS 8	/* directories above a source searched for include/ */
#define ARGS 80

/* The arguments of one program, and the strings made for them. */
struct args {
	const char **list;
	unsigned int count, size;
	char *made[ARGS];
	unsigned int n_made;
	bool failed;		/* a string had no memory */
};

static void add(struct args *a, const char *arg)
{
	if (a->count + 1 < a->size)
		a->list[a->count++] = arg;
}

static void add_each(struct args *a, const char *option, const struct name_list *words)
{
	for (unsigned int i = 0; i < words->n; i++) {
		add(a, option);
		add(a, words->names[i]);
	}
}

static const char *joined(struct args *a, const char *dir, const char *rest)
{
	size_t size = strlen(dir) + strlen(rest) + 2;
	char *s = a->n_made < ARGS ? malloc(size) : NULL;

	if (!s) {
		a->failed |= a->n_made < ARGS;
		return ".";
	}
	snprintf(s, size, "%s/%s", dir, rest);
	a->made[a->n_made++] = s;
	return s;
}

static void drop(struct args *a)
{
	while (a->n_made)
		free(a->made[--a->n_made]);
	free(a->list);
}

static const char *directory(struct args *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	unsigned int made = a->n_made;
	const char *s;

	if (!slash)
		return ".";
	s = joined(a, file, "");
	if (a->n_made > made)	/* else it is not ours to change */
		a->made[made][slash == file ? 1 : slash - file] = 0;
	return s;
}

static void add_include(struct args *a, const char *dir)
{
	add(a, "-I");
	add(a, dir);
}

/* What a kernel or U-Boot tree has for its sources to include. */
static const struct { const char *known_by, *include; } tree_includes[] = {
	{ "include/dt-bindings", "include" },
	{ "scripts/dtc/include-prefixes", "scripts/dtc/include-prefixes" },
};

/*
 * The directories a source tree usually means: its own, include/ beside it,
 * and those of the kernel or U-Boot tree it lies in.
 */
static void add_includes(struct args *a, const char *file)
{
	char up[UPWARDS * 3 + 1] = "";
	const char *dir = directory(a, file);
	struct stat st;
	unsigned int i, k;

	add_include(a, dir);
	add_include(a, joined(a, dir, "include"));
	for (i = 0; i < UPWARDS; i++) {
		strcat(up, "../");
		for (k = 0; k < 2; k++) {
			char path[sizeof(up) + 48];

			snprintf(path, sizeof(path), "%s%s", up,
				 tree_includes[k].known_by);
			if (stat(joined(a, dir, path), &st) < 0)
				continue;
			snprintf(path, sizeof(path), "%s%s", up,
				 tree_includes[k].include);
			add_include(a, joined(a, dir, path));
		}
	}
}

static const char *plain_name(struct args *a, const char *file)
{
	return *file == '-' ? joined(a, ".", file) : file;
}

/* What is wanted of a source. */
struct req {
	bool cpp;		/* it has to go through the preprocessor */
	bool symbols;
	bool annotate;		/* source with places, not a blob */
	const struct source_tools *tools;
	int text;		/* a descriptor to read it from instead of its file; or -1 */
};

/* Without memory there is no list, and nothing is started. */
static struct args args_for(const struct req *w)
{
	struct args a = { .size = ARGS + 2 * (w->tools->defines.n + w->tools->includes.n) };

	a.list = calloc(a.size, sizeof(*a.list));
	if (!a.list)
		a.size = 0;
	return a;
}

static pid_t run(struct exec *x, const struct args *a, int in, int out)
{
	if (a->list && !a->failed)
		return exec_start(x, a->list, in, out);
	x->reported = true;
	exec_report(x, "compiled", strerror(ENOMEM));
	return -1;
}

/* Where cpp and dtc write the names of the files they read, if these are needed. */
static char read_by_cpp[DEPENDS_PATH], read_by_dtc[DEPENDS_PATH];

static pid_t start_cpp(struct exec *x, const struct req *w, int out)
{
	struct args a = args_for(w);
	int none = w->text < 0 ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1;
	pid_t pid;

	add(&a, "cpp");
	add(&a, "-nostdinc");
	add(&a, "-undef");
	add(&a, "-D__DTS__");
	add(&a, "-x");
	add(&a, "assembler-with-cpp");
	add_each(&a, "-D", &w->tools->defines);
	add_each(&a, "-I", &w->tools->includes);
	add_includes(&a, x->file);
	if (*read_by_cpp) {
		add(&a, "-MD");
		add(&a, "-MT");
		add(&a, "x");
		add(&a, "-MF");
		add(&a, read_by_cpp);
	}
	add(&a, w->text < 0 ? plain_name(&a, x->file) : "-");
	pid = run(x, &a, w->text < 0 ? none : w->text, out);
	if (none >= 0)
		close(none);
	drop(&a);
	return pid;
}

static void add_unwanted(struct args *a)
{
	const char *check;

	for (unsigned int i = 0; (check = dtc_check(i)); i++) {
		if (!*check)
			continue;
		add(a, "-W");
		add(a, check);
	}
}

static pid_t start_dtc(struct exec *x, const struct req *w, int in, int out)
{
	struct args a = args_for(w);
	pid_t pid;

	add(&a, w->tools->dtc ? w->tools->dtc : "dtc");
	add(&a, "-q");
	add(&a, "-I");
	add(&a, "dts");
	add(&a, "-O");
	add(&a, w->annotate ? "dts" : "dtb");
	if (w->annotate) {
		add(&a, "-T");
		add(&a, "-T");
	}
	if (w->symbols)
		add(&a, "-@");
	add_unwanted(&a);
	if (*read_by_dtc) {
		add(&a, "-d");
		add(&a, read_by_dtc);
	}
	add(&a, "-i");
	add(&a, directory(&a, x->file));
	add_each(&a, "-i", &w->tools->includes);
	add(&a, in < 0 ? plain_name(&a, x->file) : "-");
	if (in >= 0) {
		pid = run(x, &a, in, out);
	} else {
		in = open("/dev/null", O_RDONLY | O_CLOEXEC);
		pid = run(x, &a, in, out);
		close(in);
	}
	drop(&a);
	return pid;
}

/* Not all that they print came to an end, or there is no room for it. */
static int report_cut(struct exec *x, int error)
{
	x->reported = true;
	if (error == EFBIG)
		exec_report(x, "compiled", "larger than 256 MiB");
	else if (error == ETIMEDOUT)
		exec_report(x, "compiled", "cpp and dtc did not finish and were terminated");
	else
		exec_report(x, "compiled", strerror(error));
	return error == EFBIG || error == ETIMEDOUT ? EXIT_TREE : EXIT_IO;
}

/* Both programs at once, what dtc prints into @to. */
static int compile(struct exec *x, const struct req *w, struct block *to)
{
	int middle[2] = { -1, -1 }, result[2], error = 0, status = EXIT_OK;
	pid_t first = -1, second;
	bool good;

	if (w->cpp && !exec_pipe(x, middle))
		return EXIT_IO;
	if (!exec_pipe(x, result)) {
		if (w->cpp) {
			close(middle[0]);
			close(middle[1]);
		}
		return EXIT_IO;
	}
	if (w->cpp) {
		first = start_cpp(x, w, middle[1]);
		close(middle[1]);
	}
	second = start_dtc(x, w, w->cpp ? middle[0] : w->text, result[1]);
	close(result[1]);
	if (w->cpp)
		close(middle[0]);
	error = exec_read(to, result[0], INPUT_MAX);
	close(result[0]);
	if (error) {
		exec_kill(first);
		exec_kill(second);
		status = report_cut(x, error);
	}
	good = !w->cpp || exec_wait(x, first, "cpp");
	good = exec_wait(x, second, w->tools->dtc ? w->tools->dtc : "dtc") && good;
	if (second < 0 || (w->cpp && first < 0))
		status = EXIT_IO;
	return status ? status : good ? EXIT_OK : EXIT_TREE;
}

static int through_dtc(const char *file, const struct req *w,
		       struct block *to, struct out *diag)
{
	struct exec x;
	int status;

	if (!exec_begin(&x, file, diag))
		return EXIT_IO;
	depends_want(read_by_cpp);
	depends_want(read_by_dtc);
	while ((status = compile(&x, w, to)) == EXIT_TREE && !x.reported &&
	       dtc_check_gone(x.messages))
		if (w->text >= 0)
			lseek(w->text, 0, SEEK_SET);
	depends_take(read_by_cpp);
	depends_take(read_by_dtc);
	exec_end(&x);
	if (status == EXIT_TREE && !x.reported) {
		input_diag(diag, file);
		out_str(diag, "does not compile");
		input_diag_end(diag);
	}
	return status;
}

/* Standard input is read already: what it was is given to them once more. */
static int from_text(const char *file, const struct block *text, struct req *w,
		     struct block *to, struct out *diag)
{
	int status;

	w->text = -1;
	if (strcmp(file, "-"))
		return through_dtc(file, w, to, diag);
	w->text = temp_with(text->base, text->used);
	if (w->text < 0)
		return check_say(diag, file, strerror(errno), EXIT_IO);
	status = through_dtc(file, w, to, diag);
	close(w->text);
	return status;
}

int source_compile(const char *file, const struct block *text, bool symbols,
		   const struct source_tools *tools, struct block *to, struct out *diag)
{
	struct req w = { .cpp = source_needs_cpp(text), .symbols = symbols, .tools = tools };

	return from_text(file, text, &w, to, diag);
}

int source_annotate(const char *file, const struct block *text, bool symbols,
		    const struct source_tools *tools, struct block *to, struct out *diag)
{
	struct req w = { source_needs_cpp(text), symbols, true, tools, -1 };

	return from_text(file, text, &w, to, diag);
}
