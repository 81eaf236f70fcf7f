/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What has to go when a signal ends the run (SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE,
 * SIGXCPU): temporary files and programs that were started. The signal then does what
 * it would have done. SIGXFSZ does not: the write fails.
 *
 * All of it belongs to the process that named it: a job that is ended takes
 * nothing of another's along.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

/* interrupt_open - from here on; a signal that is ignored stays so. */
void interrupt_open(void);

/*
 * interrupt_file - remove @path, which stays the caller's, should the run end
 * interrupt_forget_file - undo that; NULL and an unknown path are allowed
 */
void interrupt_file(const char *path);
void interrupt_forget_file(const char *path);

/*
 * interrupt_child - the same for a process: one that leads a group of its own
 * is killed with it, another is asked to end, and waited for
 * interrupt_forget_child - undo that
 */
void interrupt_child(pid_t pid, bool leads);
void interrupt_forget_child(pid_t pid);

/*
 * interrupt_hold - keep the signals waiting, for what must not stop half way
 * interrupt_release - @before is what interrupt_hold() filled in
 */
void interrupt_hold(sigset_t *before);
void interrupt_release(const sigset_t *before);

#endif
