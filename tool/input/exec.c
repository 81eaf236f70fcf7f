/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _GNU_SOURCE		/* prlimit() */
#include "input/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "input/tree_check.h"
#include "input/input.h"
#include "input/interrupt.h"
#include "input/temp.h"
#include "input/run_config.h"

#define MESSAGES_MAX 16384	/* a broken source has one message too many */

extern char **environ;

void exec_report(struct exec *x, const char *what, const char *why)
{
	input_diag(x->diag, x->file);
	out_str(x->diag, what);
	out_str(x->diag, ": ");
	out_str(x->diag, why);
	input_diag_end(x->diag);
}

bool exec_begin(struct exec *x, const char *file, struct out *diag)
{
	x->file = file;
	x->diag = diag;
	x->reported = false;
	x->messages = temp_open();
	if (x->messages < 0)
		exec_report(x, "no temporary file", strerror(errno));
	return x->messages >= 0;
}

bool exec_pipe(struct exec *x, int ends[2])
{
	if (pipe(ends) < 0) {
		exec_report(x, "no pipe", strerror(errno));
		return false;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* A hair's breadth after its start, which is early enough for these. */
static void limit(pid_t pid)
{
	const struct rlimit cpu = { EXEC_CPU_SECONDS, EXEC_CPU_SECONDS + 1 };
	const struct rlimit file = { EXEC_MESSAGES_MAX, EXEC_MESSAGES_MAX };

	prlimit(pid, RLIMIT_CPU, &cpu, NULL);
	prlimit(pid, RLIMIT_FSIZE, &file, NULL);
}

/* In a group of its own: cpp starts a compiler, which has to end with it. */
static int spawn(struct exec *x, const char *const *argv, int in, int out,
		 pid_t *pid)
{
	posix_spawn_file_actions_t to;
	posix_spawnattr_t group;
	int error = posix_spawn_file_actions_init(&to);

	if (error)
		return error;
	error = posix_spawnattr_init(&group);
	if (!error) {
		posix_spawnattr_setflags(&group, POSIX_SPAWN_SETPGROUP);
		posix_spawnattr_setpgroup(&group, 0);
		error = posix_spawn_file_actions_adddup2(&to, in, STDIN_FILENO);
		if (!error)
			error = posix_spawn_file_actions_adddup2(&to, out, STDOUT_FILENO);
		if (!error)
			error = posix_spawn_file_actions_adddup2(&to, x->messages,
								 STDERR_FILENO);
		if (!error)
			error = posix_spawnp(pid, argv[0], &to, &group,
					     (char *const *)(uintptr_t)argv, environ);
		posix_spawnattr_destroy(&group);
	}
	posix_spawn_file_actions_destroy(&to);
	return error;
}

pid_t exec_start(struct exec *x, const char *const *argv, int in, int out)
{
	pid_t pid = -1;
	int error = spawn(x, argv, in, out, &pid);

	if (error) {
		input_diag(x->diag, x->file);
		out_str(x->diag, "cannot run ");
		out_term(x->diag, argv[0]);
		out_str(x->diag, ": ");
		out_str(x->diag, strerror(error));
		input_diag_end(x->diag);
		return -1;
	}
	limit(pid);
	interrupt_child(pid, true);
	return pid;
}

int exec_read(struct block *to, int fd, size_t limit)
{
	return block_read(to, fd, limit, EXEC_SECONDS);
}

void exec_kill(pid_t pid)
{
	if (pid > 0)
		kill(-pid, SIGKILL);
}

/* A pipe breaks because of an error at its other end, which is reported. */
static void report_death(struct exec *x, const char *name, int signal)
{
	if (signal == SIGPIPE || signal == SIGKILL)
		return;
	input_diag(x->diag, x->file);
	out_str(x->diag, name);
	if (signal == SIGXCPU)
		out_fmt(x->diag, " took more than %d seconds and was terminated",
			EXEC_CPU_SECONDS);
	else if (signal == SIGXFSZ)
		out_fmt(x->diag, " wrote more than %zu bytes of messages and was terminated",
			EXEC_MESSAGES_MAX);
	else
		out_fmt(x->diag, " died: %s", strsignal(signal));
	input_diag_end(x->diag);
	x->reported = true;
}

/* What has closed its output has nothing more to do: 0 if it goes on all the same.
 * Asked ever more seldom, since most end at once. */
static pid_t wait_briefly(pid_t pid, int *status)
{
	struct timespec pause = { 0, 50000 };
	long waited = 0;	/* microseconds */
	pid_t ended;

	while (!(ended = waitpid(pid, status, WNOHANG)) && waited < EXEC_END_MS * 1000L) {
		nanosleep(&pause, NULL);
		waited += pause.tv_nsec / 1000;
		if (pause.tv_nsec < 20000000)
			pause.tv_nsec *= 2;
	}
	return ended;
}

bool exec_wait(struct exec *x, pid_t pid, const char *name)
{
	int status;
	pid_t ended;

	if (pid < 0)
		return false;
	ended = wait_briefly(pid, &status);
	if (!ended) {
		exec_report(x, name, "closed its output but did not exit");
		x->reported = true;
		exec_kill(pid);
	}
	while (ended != pid && (ended = waitpid(pid, &status, 0)) < 0)
		if (errno != EINTR)
			return false;
	interrupt_forget_child(pid);
	if (WIFSIGNALED(status))
		report_death(x, name, WTERMSIG(status));
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
