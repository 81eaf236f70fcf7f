/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* MSG_NOSIGNAL */
#include "jobs/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "input/interrupt.h"

/* The worker's own; the parent's buffers may hold text that is its to write. */
static struct out output, messages;

static size_t finish(struct out *o, struct reply *reply)
{
	off_t end;

	if (!out_flush(o))
		reply->error = o->error;
	end = lseek(o->fd, 0, SEEK_CUR);
	return end < 0 ? 0 : (size_t)end;
}

static void serve(struct jobs_run *r, const struct request *q, struct reply *reply)
{
	memset(reply, 0, sizeof(*reply));
	lseek(q->slot.out, 0, SEEK_SET);
	lseek(q->slot.diag, 0, SEEK_SET);
	out_to_fd(&output, q->slot.out);
	out_to_fd(&messages, q->slot.diag);
	r->begun = q->begun;
	r->in.passed = 0;
	reply->status = run_one(r, q->index, &output, &messages);
	reply->begun = r->begun;
	reply->passed = r->in.passed;
	reply->out = finish(&output, reply);
	reply->diag = finish(&messages, reply);
}

static void work(struct jobs_run *r, int socket)
{
	struct request q;
	struct reply reply;

	while (recv(socket, &q, sizeof(q), MSG_WAITALL) == sizeof(q)) {
		serve(r, &q, &reply);
		if (send(socket, &reply, sizeof(reply), MSG_NOSIGNAL) < 0)
			break;
	}
}

int worker_start(struct worker *w, struct jobs_run *r, struct worker *all,
		 unsigned int count)
{
	int ends[2];
	unsigned int i;
	pid_t pid;

	memset(w, 0, sizeof(*w));
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
		return errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		for (i = 0; i < count; i++)
			if (all[i].pid)
				close(all[i].socket);
		work(r, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return errno;
	}
	w->pid = pid;
	w->socket = ends[0];
	interrupt_child(pid, false);
	return 0;
}

bool worker_give(struct worker *w, const struct request *q)
{
	if (send(w->socket, q, sizeof(*q), MSG_NOSIGNAL) != sizeof(*q))
		return false;
	w->busy = true;
	w->index = q->index;
	return true;
}

static int reap(struct worker *w)
{
	int status = 0;

	close(w->socket);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	interrupt_forget_child(w->pid);
	w->pid = 0;
	w->busy = false;
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

bool worker_take(struct worker *w, struct reply *reply, int *signal)
{
	ssize_t n;

	do {
		n = recv(w->socket, reply, sizeof(*reply), MSG_WAITALL);
	} while (n < 0 && errno == EINTR);
	if (n == sizeof(*reply)) {
		w->busy = false;
		return true;
	}
	*signal = reap(w);
	return false;
}

void worker_stop(struct worker *w)
{
	if (w->pid)
		reap(w);
}
