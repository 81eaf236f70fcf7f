/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/interrupt.h"

#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILES 64	/* sets of files are far smaller */
#define CHILDREN 256	/* of more jobs, those beyond end by themselves */

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU };
#define N_SIGNALS (sizeof(signals) / sizeof(signals[0]))

static struct { const char *volatile path; volatile pid_t of; } files[FILES];
static struct { volatile pid_t pid, of; volatile bool leads; } children[CHILDREN];

static void end_children(pid_t self)
{
	for (int i = 0; i < CHILDREN; i++)
		if (children[i].pid && children[i].of == self)
			kill(children[i].leads ? -children[i].pid : children[i].pid,
			     children[i].leads ? SIGKILL : SIGTERM);
	for (int i = 0; i < CHILDREN; i++)
		if (children[i].pid && children[i].of == self)
			waitpid(children[i].pid, NULL, 0);
}

/* SA_RESETHAND has put the default back, and that is what raise() finds. */
static void end(int signal)
{
	pid_t self = getpid();
	sigset_t now;

	for (int i = 0; i < FILES; i++)
		if (files[i].path && files[i].of == self)
			unlink(files[i].path);
	end_children(self);
	sigemptyset(&now);
	sigaddset(&now, signal);
	raise(signal);
	sigprocmask(SIG_UNBLOCK, &now, NULL);
}

static void all(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaddset(set, signals[i]);
}

/* The write that was too long then fails, and says so as any other does. Unlike a signal
 * that is ignored, this does not reach cpp and dtc. */
static void go_on(int signal)
{
	(void)signal;
}

void interrupt_open(void)
{
	struct sigaction new = { .sa_handler = end, .sa_flags = (int)SA_RESETHAND };
	struct sigaction too_long = { .sa_handler = go_on };
	struct sigaction old;

	all(&new.sa_mask);
	for (size_t i = 0; i < N_SIGNALS; i++)
		if (!sigaction(signals[i], NULL, &old) && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &new, NULL);
	sigemptyset(&too_long.sa_mask);
	if (!sigaction(SIGXFSZ, NULL, &old) && old.sa_handler == SIG_DFL)
		sigaction(SIGXFSZ, &too_long, NULL);
}

void interrupt_hold(sigset_t *before)
{
	sigset_t set;

	all(&set);
	sigprocmask(SIG_BLOCK, &set, before);
}

void interrupt_release(const sigset_t *before)
{
	sigprocmask(SIG_SETMASK, before, NULL);
}

/* The owner before the path: the handler takes what has both. */
void interrupt_file(const char *path)
{
	pid_t self = getpid();

	for (int i = 0; i < FILES; i++)
		if (!files[i].path || files[i].of != self) {
			files[i].path = NULL;
			files[i].of = self;
			files[i].path = path;
			return;
		}
}

void interrupt_forget_file(const char *path)
{
	for (int i = 0; i < FILES; i++)
		if (path && files[i].path == path)
			files[i].path = NULL;
}

void interrupt_child(pid_t pid, bool leads)
{
	pid_t self = getpid();

	for (int i = 0; i < CHILDREN; i++)
		if (!children[i].pid || children[i].of != self) {
			children[i].pid = 0;
			children[i].of = self;
			children[i].leads = leads;
			children[i].pid = pid;
			return;
		}
}

void interrupt_forget_child(pid_t pid)
{
	for (int i = 0; i < CHILDREN; i++)
		if (children[i].pid == pid)
			children[i].pid = 0;
}
