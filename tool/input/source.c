/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/exec.h"
#include "input/input.h"
#include "options.h"

#define UPWARDS 8	/* directories above a source searched for include/ */
#define ARGS 32

bool source_named(const char *file)
{
	size_t n = strlen(file);

	return n > 4 && !strcmp(file + n - 4, ".dts");
}

/* A line that only cpp understands: "#include", "#define", "#if..." */
static bool is_directive(const char *at, const char *end)
{
	static const char *const words[] = { "include", "define", "if" };
	unsigned int i;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (at == end || *at++ != '#')
		return false;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		/* "#interrupt-cells" and its like are property names. */
		if ((size_t)(end - at) > n && !memcmp(at, words[i], n) &&
		    strchr(" \t\"<nd", at[n]))
			return true;
	}
	return false;
}

static bool needs_cpp(const struct block *text)
{
	const char *at = (const char *)text->base, *end = at + text->used;

	while (at < end) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));

		if (!eol)
			eol = end;
		if (is_directive(at, eol))
			return true;
		at = eol + 1;
	}
	return false;
}

/* The arguments of one program, and the strings made for them. */
struct args {
	const char *list[ARGS];
	unsigned int count;
	char *made[ARGS];
	unsigned int n_made;
};

static void add(struct args *a, const char *arg)
{
	if (a->count < ARGS - 1)
		a->list[a->count++] = arg;
	a->list[a->count] = NULL;
}

static const char *joined(struct args *a, const char *dir, const char *rest)
{
	size_t size = strlen(dir) + strlen(rest) + 2;
	char *s = a->n_made < ARGS ? malloc(size) : NULL;

	if (!s)
		return ".";
	snprintf(s, size, "%s/%s", dir, rest);
	a->made[a->n_made++] = s;
	return s;
}

static void drop(struct args *a)
{
	while (a->n_made)
		free(a->made[--a->n_made]);
}

static const char *directory(struct args *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *s;

	if (!slash)
		return ".";
	s = (char *)(uintptr_t)joined(a, file, "");
	s[slash == file ? 1 : slash - file] = 0;
	return s;
}

static void add_include(struct args *a, const char *dir)
{
	add(a, "-I");
	add(a, dir);
}

/*
 * The directories a source tree usually means: its own, include/ beside it,
 * and the include/ with dt-bindings of the kernel or U-Boot tree it lies in.
 */
static void add_includes(struct args *a, const char *file)
{
	char up[UPWARDS * 3 + 32] = "";
	const char *dir = directory(a, file);
	struct stat st;
	int i;

	add_include(a, dir);
	add_include(a, joined(a, dir, "include"));
	for (i = 0; i < UPWARDS; i++) {
		char found[sizeof(up) + 32];

		strcat(up, "../");
		snprintf(found, sizeof(found), "%sinclude/dt-bindings", up);
		if (stat(joined(a, dir, found), &st) < 0)
			continue;
		found[strlen(found) - strlen("/dt-bindings")] = 0;
		add_include(a, joined(a, dir, found));
	}
}

static const char *plain_name(struct args *a, const char *file)
{
	return *file == '-' ? joined(a, ".", file) : file;
}

static pid_t start_cpp(struct exec *x, int out)
{
	struct args a = { .count = 0 };
	int none = open("/dev/null", O_RDONLY | O_CLOEXEC);
	pid_t pid;

	add(&a, "cpp");
	add(&a, "-nostdinc");
	add(&a, "-undef");
	add(&a, "-D__DTS__");
	add(&a, "-x");
	add(&a, "assembler-with-cpp");
	add_includes(&a, x->file);
	add(&a, plain_name(&a, x->file));
	pid = exec_start(x, a.list, none, out);
	close(none);
	drop(&a);
	return pid;
}

static pid_t start_dtc(struct exec *x, bool symbols, int in, int out)
{
	struct args a = { .count = 0 };
	pid_t pid;

	add(&a, "dtc");
	add(&a, "-q");
	add(&a, "-I");
	add(&a, "dts");
	add(&a, "-O");
	add(&a, "dtb");
	if (symbols)
		add(&a, "-@");
	add(&a, "-i");
	add(&a, directory(&a, x->file));
	add(&a, in < 0 ? plain_name(&a, x->file) : "-");
	if (in >= 0) {
		pid = exec_start(x, a.list, in, out);
	} else {
		in = open("/dev/null", O_RDONLY | O_CLOEXEC);
		pid = exec_start(x, a.list, in, out);
		close(in);
	}
	drop(&a);
	return pid;
}

/* Both programs at once, what dtc prints into @to. */
static int compile(struct exec *x, bool cpp, bool symbols, struct block *to)
{
	int middle[2] = { -1, -1 }, result[2], error = 0;
	pid_t first = -1, second;
	bool good;

	if (cpp && !exec_pipe(x, middle))
		return EXIT_IO;
	if (!exec_pipe(x, result)) {
		if (cpp) {
			close(middle[0]);
			close(middle[1]);
		}
		return EXIT_IO;
	}
	if (cpp) {
		first = start_cpp(x, middle[1]);
		close(middle[1]);
	}
	second = start_dtc(x, symbols, middle[0], result[1]);
	close(result[1]);
	if (cpp)
		close(middle[0]);
	error = block_read(to, result[0], INPUT_MAX);
	close(result[0]);
	good = !cpp || exec_wait(first);
	good = exec_wait(second) && good;
	if (second < 0 || (cpp && first < 0) || error)
		return EXIT_IO;
	return good ? EXIT_OK : EXIT_TREE;
}

int source_compile(const char *file, const struct block *text, bool symbols,
		   struct block *to, struct out *diag)
{
	struct exec x;
	int status;

	if (!exec_begin(&x, file, diag))
		return EXIT_IO;
	status = compile(&x, needs_cpp(text), symbols, to);
	exec_end(&x);
	if (status == EXIT_TREE) {
		input_diag(diag, file);
		out_str(diag, "does not compile");
		input_diag_end(diag);
	}
	return status;
}
