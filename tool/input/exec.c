/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "input/tree_check.h"
#include "input/input.h"
#include "input/temp.h"
#include "cli/options.h"

#define MESSAGES_MAX 16384	/* a broken source has one message too many */

extern char **environ;

static void tell(struct exec *x, const char *what, int error)
{
	input_diag(x->diag, x->file);
	out_str(x->diag, what);
	out_str(x->diag, ": ");
	out_str(x->diag, strerror(error));
	input_diag_end(x->diag);
}

bool exec_begin(struct exec *x, const char *file, struct out *diag)
{
	x->file = file;
	x->diag = diag;
	x->messages = temp_open();
	if (x->messages < 0)
		tell(x, "no temporary file", errno);
	return x->messages >= 0;
}

bool exec_pipe(struct exec *x, int ends[2])
{
	if (pipe(ends) < 0) {
		tell(x, "no pipe", errno);
		return false;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

pid_t exec_start(struct exec *x, const char *const *argv, int in, int out)
{
	posix_spawn_file_actions_t to;
	pid_t pid = -1;
	int error = posix_spawn_file_actions_init(&to);

	if (!error) {
		posix_spawn_file_actions_adddup2(&to, in, STDIN_FILENO);
		posix_spawn_file_actions_adddup2(&to, out, STDOUT_FILENO);
		posix_spawn_file_actions_adddup2(&to, x->messages,
						 STDERR_FILENO);
		error = posix_spawnp(&pid, argv[0], &to, NULL,
				     (char *const *)(uintptr_t)argv, environ);
		posix_spawn_file_actions_destroy(&to);
	}
	if (error) {
		input_diag(x->diag, x->file);
		out_str(x->diag, "cannot run ");
		out_str(x->diag, argv[0]);
		out_str(x->diag, ": ");
		out_str(x->diag, strerror(error));
		input_diag_end(x->diag);
		return -1;
	}
	return pid;
}

bool exec_wait(pid_t pid)
{
	int status;

	if (pid < 0)
		return false;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void exec_end(struct exec *x)
{
	char text[MESSAGES_MAX];
	ssize_t n = pread(x->messages, text, sizeof(text), 0);
	const char *at = text, *end = text + (n < 0 ? 0 : n);

	close(x->messages);
	while (at < end) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));

		if (!eol)
			eol = end;
		if (eol > at) {
			input_diag(x->diag, x->file);
			out_term_mem(x->diag, at, (size_t)(eol - at));
			input_diag_end(x->diag);
		}
		at = eol + 1;
	}
}

int exec_gunzip(const char *file, int fd, struct block *to, size_t limit,
		struct out *diag)
{
	static const char *const argv[] = { "gzip", "-dc", NULL };
	struct exec x;
	int ends[2], error;
	pid_t pid;

	if (!exec_begin(&x, file, diag))
		return EXIT_IO;
	if (!exec_pipe(&x, ends)) {
		exec_end(&x);
		return EXIT_IO;
	}
	pid = exec_start(&x, argv, fd, ends[1]);
	close(ends[1]);
	error = pid < 0 ? 0 : block_read(to, ends[0], limit);
	close(ends[0]);
	if (error == EFBIG)
		check_say(diag, file, "unpacks to more than is read of such a file", EXIT_TREE);
	else if (error)
		tell(&x, "decompressed", error);
	if (!exec_wait(pid) && pid >= 0 && !error)
		error = EINVAL;
	exec_end(&x);
	if (pid < 0)
		return EXIT_IO;
	return !error ? EXIT_OK : error == EINVAL || error == EFBIG ? EXIT_TREE : EXIT_IO;
}
